#include "grade/opener.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "core/error.hpp"
#include "grade/program.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

// The command that shows a page, or nothing: xdg-open without a desktop starts a browser in the
// terminal, over our own screen.
std::string find_browser() {
  if (const std::string wanted = from_environment("BROWSER"); !wanted.empty())
    return find_command(wanted);
  const bool desktop =
      !from_environment("DISPLAY").empty() || !from_environment("WAYLAND_DISPLAY").empty();
  return desktop ? find_command("xdg-open") : "";
}

void show(const std::string& command, const std::string& file) {
  if (fork() != 0) return;
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int stream : {0, 1, 2}) dup2(nothing, stream);
  execl(command.c_str(), command.c_str(), file.c_str(), nullptr);
  _exit(127);
}

// The helper's whole life: one path a line.
[[noreturn]] void serve(int lines, const std::string& command) {
  signal(SIGCHLD, SIG_IGN);
  std::FILE* stream = fdopen(lines, "r");
  std::array<char, 4096> line{};
  while (stream != nullptr && std::fgets(line.data(), line.size(), stream) != nullptr) {
    std::string file(line.data());
    if (!file.empty() && file.back() == '\n') file.pop_back();
    show(command, file);
  }
  _exit(0);
}

}  // namespace

Opener::Opener() : command_(find_browser()) {
  if (command_.empty()) return;
  std::array<int, 2> ends{};
  require(pipe2(ends.data(), O_CLOEXEC), "make a pipe");
  const pid_t between = require(fork(), "start a helper");
  if (between == 0) {
    // Its parent ends at once, so that the helper is nobody's child here.
    if (fork() != 0) _exit(0);
    setsid();
    ::close(ends[1]);
    serve(ends[0], command_);
  }
  waitpid(between, nullptr, 0);
  ::close(ends[0]);
  pipe_ = ends[1];
}

Opener::~Opener() {
  if (pipe_ >= 0) ::close(pipe_);
}

bool Opener::open(const std::filesystem::path& file) const {
  const std::string line = file.string() + "\n";
  return pipe_ >= 0 && write(pipe_, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

}  // namespace pipette
