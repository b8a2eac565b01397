// runchild PROGRAM [ARG...]: starts a program, feeds it, and reports how it went as one JSON line.
//
// One loop looks after four pipes and the child's end at the same time. It never waits for one of
// them alone, so neither side can hold up the other.

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kChunkSize = 65'536;
constexpr std::chrono::milliseconds kPatience(500);

// Returns the result of a system call, or throws what went wrong.
int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::system_category(), what);
  return result;
}

// Owns one descriptor and closes it at the end of its life, or earlier.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  ~Descriptor() { close(); }

  // -1 when it is closed: poll() passes over such an entry.
  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  void close() {
    if (is_open()) ::close(std::exchange(fd_, -1));
  }

 private:
  int fd_;
};

struct Pipe {
  Descriptor read_end;
  Descriptor write_end;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  // Close-on-exec: the child gets those ends that become its streams, and no copy of the others.
  checked(::pipe2(ends.data(), O_CLOEXEC), "pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

// Counts bytes, takes their fingerprint (FNV-1a, 64 bits), and remembers the last line of them.
class Tally {
 public:
  void add(std::string_view bytes) {
    count_ += bytes.size();
    for (const char byte : bytes) {
      hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211U;
      if (byte == '\n') last_line_ = std::exchange(line_, {});
      else line_ += byte;
    }
  }

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }
  // Bytes behind the last line feed are a line too.
  [[nodiscard]] const std::string& last_line() const { return line_.empty() ? last_line_ : line_; }

 private:
  std::uint64_t count_ = 0;
  std::uint64_t hash_ = 14'695'981'039'346'656'037U;
  std::string last_line_;
  std::string line_;  // its line feed has not come yet
};

// ---- The child ----------------------------------------------------------------------------------

// Starts a program whose streams are these. Throws when it cannot be started: posix_spawn notices
// that itself, and no half-started copy of us remains.
pid_t spawn(char* const* words, const Descriptor& in, const Descriptor& out,
            const Descriptor& err) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.fd(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.fd(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.fd(), STDERR_FILENO);
  pid_t pid = -1;
  const int error = ::posix_spawnp(&pid, words[0], &actions, nullptr, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::system_error(error, std::system_category(), words[0]);
  return pid;
}

// Owns a process: it is always collected, whatever happens to us.
class Process {
 public:
  explicit Process(pid_t pid) : pid_(pid) {}
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (status_) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  // A descriptor that becomes readable when the process has ended.
  [[nodiscard]] Descriptor end() const {
    return Descriptor(checked(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)), "pidfd_open"));
  }

  // Only after its end: before, this would wait.
  void collect() {
    int status = 0;
    checked(::waitpid(pid_, &status, 0), "waitpid");
    status_ = status;
  }

  // As wait(2) packs it; nothing until it is collected.
  [[nodiscard]] const std::optional<int>& status() const { return status_; }

 private:
  pid_t pid_;
  std::optional<int> status_;
};

struct Child {
  Process process;
  Descriptor in;   // we write
  Descriptor out;  // we read
  Descriptor err;  // we read
};

Child start(char* const* words) {
  Pipe in = make_pipe();
  Pipe out = make_pipe();
  Pipe err = make_pipe();
  // A child that does not read must not make us wait.
  checked(::fcntl(in.write_end.fd(), F_SETFL, O_NONBLOCK), "fcntl");
  // The child's own ends close here on our side: else its end of data would never be seen.
  return {Process(spawn(words, in.read_end, out.write_end, err.write_end)), std::move(in.write_end),
          std::move(out.read_end), std::move(err.read_end)};
}

// ---- The conversation ---------------------------------------------------------------------------

// Passes our input on and listens to both outputs, until the child has ended and has been heard.
class Conversation {
 public:
  explicit Conversation(Child& child) : child_(child), end_(child.process.end()) {}

  void run() {
    for (;;) {
      const int patience = patience_left();
      wait_for_events(patience);
      if (happened(kInput)) take_input();
      if (happened(kIn)) pass_on();
      if (happened(kOut)) listen(child_.out, out_);
      if (happened(kErr)) listen(child_.err, err_);
      if (happened(kEnd)) note_the_end();
      const bool heard_all = !child_.out.is_open() && !child_.err.is_open();
      // Out of patience: this round has still read what was in the pipes.
      if (child_.process.status() && (heard_all || patience == 0)) return;
    }
  }

  [[nodiscard]] const Tally& out() const { return out_; }
  [[nodiscard]] const Tally& err() const { return err_; }

 private:
  enum Source : std::size_t { kInput, kIn, kOut, kErr, kEnd, kSources };

  // In milliseconds as poll() wants them: -1 is for ever.
  [[nodiscard]] int patience_left() const {
    if (!give_up_) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*give_up_ - Clock::now());
    return static_cast<int>(std::max(left, std::chrono::milliseconds(0)).count());
  }

  void wait_for_events(int patience) {
    // More input is taken only when the child has taken what came before.
    const bool wants_more = child_.in.is_open() && pending_.empty();
    const short writing = pending_.empty() ? 0 : POLLOUT;
    events_ = {pollfd{wants_more ? STDIN_FILENO : -1, POLLIN, 0},
               pollfd{child_.in.fd(), writing, 0}, pollfd{child_.out.fd(), POLLIN, 0},
               pollfd{child_.err.fd(), POLLIN, 0}, pollfd{end_.fd(), POLLIN, 0}};
    while (::poll(events_.data(), events_.size(), patience) < 0)
      if (errno != EINTR) checked(-1, "poll");
  }

  [[nodiscard]] bool happened(Source source) const { return events_.at(source).revents != 0; }

  void take_input() {
    const ssize_t count = ::read(STDIN_FILENO, input_.data(), input_.size());
    if (count > 0) pending_ = std::string_view(input_.data(), static_cast<std::size_t>(count));
    else if (count == 0 || errno != EINTR) child_.in.close();  // the child learns of the end, too
  }

  void pass_on() {
    const ssize_t count = ::write(child_.in.fd(), pending_.data(), pending_.size());
    if (count > 0) pending_.remove_prefix(static_cast<std::size_t>(count));
    // The child reads no more. That is its own affair, and no reason to stop listening to it.
    if ((events_[kIn].revents & POLLERR) == 0) return;
    pending_ = {};
    child_.in.close();
  }

  void listen(Descriptor& from, Tally& tally) {
    const ssize_t count = ::read(from.fd(), output_.data(), output_.size());
    if (count > 0) tally.add({output_.data(), static_cast<std::size_t>(count)});
    else if (count == 0 || errno != EINTR) from.close();
  }

  void note_the_end() {
    child_.process.collect();
    end_.close();
    give_up_ = Clock::now() + kPatience;
  }

  Child& child_;
  Descriptor end_;
  std::array<pollfd, kSources> events_{};
  std::array<char, kChunkSize> input_{};
  std::array<char, kChunkSize> output_{};
  std::string_view pending_;  // the part of input_ that the child has not taken yet
  std::optional<Clock::time_point> give_up_;
  Tally out_;
  Tally err_;
};

// ---- The report ---------------------------------------------------------------------------------

std::string sixteen_digits(std::uint64_t number) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(number));
  return text.data();
}

// Text as a JSON string. Bytes that are no UTF-8 are passed on as they are.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) out += "\\u" + sixteen_digits(byte).substr(12);
    else if (c == '"' || c == '\\') out += {'\\', c};
    else out += c;
  }
  return out + '"';
}

std::string report(int status, const Tally& out, const Tally& err) {
  const std::string exit = WIFEXITED(status) ? std::to_string(WEXITSTATUS(status)) : "null";
  const std::string signal = WIFSIGNALED(status) ? std::to_string(WTERMSIG(status)) : "null";
  return "{\"exit\":" + exit + ",\"signal\":" + signal +
         ",\"out_bytes\":" + std::to_string(out.count()) +
         ",\"err_bytes\":" + std::to_string(err.count()) + ",\"out_sha\":\"" +
         sixteen_digits(out.hash()) + "\",\"out_last\":" + quoted(out.last_line()) + "}\n";
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 2) {
    std::cerr << "usage: runchild PROGRAM [ARG...]\n";
    return 2;
  }
  // A child that stops reading is no reason to die: the write fails, too, and that is enough. A
  // handler stays here, while the child would inherit SIG_IGN.
  std::signal(SIGPIPE, [](int) {});

  try {
    Child child = start(argv + 1);
    Conversation conversation(child);
    conversation.run();
    const std::optional<int>& status = child.process.status();
    std::cout << report(status.value_or(0), conversation.out(), conversation.err()) << std::flush;
    return std::cout ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "runchild: " << error.what() << '\n';
    return 1;
  }
}
