#include "attack.hpp"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace {

void print(const std::string& line) { write_all(STDOUT_FILENO, line + "\n"); }

bool only_of_a_faulty_attack(int error) {
  constexpr std::array kFaulty{0,        EFAULT,       EBADF,        EINVAL,
                               ENOTSOCK, ENAMETOOLONG, EDESTADDRREQ, EEXIST};
  return std::find(kFaulty.begin(), kFaulty.end(), error) != kFaulty.end();
}

std::string errno_name(int error) {
  const char* name = strerrorname_np(error);
  return name == nullptr ? std::to_string(error) : name;
}

}  // namespace

void broken(const std::string& why) {
  write_all(STDERR_FILENO, "broken attack: " + why + "\n");
  _exit(3);
}

pid_t grader_of(const Target& target) {
  const pid_t grader = need(target.grader, "grader");
  if (grader != getpid()) return grader;
  blocked("the grader's number is its own");
  _exit(0);
}

void trying(const std::string& what) { print("trying: " + what); }

void worked(const std::string& what) { print("worked: " + what); }

void tried(const std::string& what) { print("tried: " + what); }

void partly(long done, long wanted, const std::string& what) {
  print("partly: " + std::to_string(done) + " of " + std::to_string(wanted) + " " + what);
}

void blocked(const std::string& why) { print("blocked: " + why); }

void blocked_by(const std::string& call, int error) {
  const std::string what = call + ": " + errno_name(error);
  if (only_of_a_faulty_attack(error)) broken(what);
  blocked(what);
}

void report(bool success, const std::string& call, const std::string& achieved) {
  const int error = errno;
  if (success) worked(achieved);
  else blocked_by(call, error);
}

void report_count(long done, long wanted, const std::string& what, const std::string& call,
                  int error) {
  if (done >= wanted) worked(std::to_string(done) + " " + what);
  else if (done == 0) blocked_by(call, error);
  else partly(done, wanted, what + ", then " + call + ": " + errno_name(error));
}

bool write_all(int descriptor, const std::string& bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t n = write(descriptor, bytes.data() + done, bytes.size() - done);
    if (n > 0) done += static_cast<size_t>(n);
    else if (errno != EINTR) return false;
  }
  return true;
}

std::optional<std::string> read_some(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return std::nullopt;
  std::string bytes(65536, '\0');
  const ssize_t n = read(file, bytes.data(), bytes.size());
  const int error = errno;
  close(file);
  errno = error;
  if (n < 0) return std::nullopt;
  bytes.resize(static_cast<size_t>(n));
  return bytes;
}

pid_t start_child(const std::function<void()>& body) {
  const pid_t child = fork();
  if (child != 0) return child;
  alarm(kLastResortSeconds);
  body();
  _exit(0);
}

void sleep_for_ever() {
  while (true) pause();
}

void sleep_ms(unsigned milliseconds) { usleep(milliseconds * 1000); }
