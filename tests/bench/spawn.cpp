// What a protected start costs, beside posix_spawn(3) and bwrap(1).
//
//   bench_spawn [ROUNDS]
//
// Each round starts one small static program in every way, reads its output to the end and reaps
// it; the ways take turns. Then the same from a process that holds 500 MB. Prints medians in
// microseconds, and the differences to posix_spawn. Run it as an ordinary user or as root.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/deadline.hpp"
#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/private_network.hpp"
#include "engine/sandbox.hpp"
#include "engine/session.hpp"

namespace {

using namespace pipette;
namespace fs = std::filesystem;

struct Way {
  std::string name;
  std::function<void()> start_and_reap;
  std::vector<double> microseconds{};
};

fs::path program() { return fs::read_symlink("/proc/self/exe").parent_path() / "bench_nothing"; }

// A pipe whose write end a program gets, and which is read to its end.
class Output {
 public:
  Output() { require(pipe2(ends_.data(), O_CLOEXEC), "make a pipe"); }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void read_to_the_end() {
    close(ends_[1]);
    std::array<char, 64> portion{};
    while (read(ends_[0], portion.data(), portion.size()) > 0) {
    }
    close(ends_[0]);
  }

 private:
  std::array<int, 2> ends_{};
};

void plain_spawn(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  Output output;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, output.write_end(), STDOUT_FILENO);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw HarnessError("start " + command[0]);
  output.read_to_the_end();
  waitpid(pid, nullptr, 0);
}

void confined_spawn(const Sandbox& sandbox, Enclosure& enclosure, const fs::path& work) {
  Output output;
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  Launcher launcher({.directory = work,
                     .environment = {},
                     .streams = {nothing, output.write_end(), nothing},
                     .limits = sandbox.limits(),
                     .confinement = &enclosure.confinement({})});
  boost::asio::io_context context;
  boost::system::error_code error;
  auto process = launcher(context.get_executor(), error, program(), std::vector<std::string>{});
  close(nothing);
  if (error) throw HarnessError(std::string("start: ") + launcher.failure().step);
  output.read_to_the_end();
  waitpid(process.id(), nullptr, 0);
  process.detach();
}

std::vector<std::string> bubblewrap() {
  const std::string own = program().string();
  return {"bwrap",
          "--unshare-all",
          "--die-with-parent",
          "--ro-bind",
          "/usr",
          "/usr",
          "--symlink",
          "usr/lib",
          "/lib",
          "--symlink",
          "usr/lib64",
          "/lib64",
          "--proc",
          "/proc",
          "--dev",
          "/dev",
          "--tmpfs",
          "/tmp",
          "--ro-bind",
          own,
          own,
          "--",
          own};
}

double microseconds_of(const std::function<void()>& work) {
  const auto since = Clock::now();
  work();
  return std::chrono::duration<double, std::micro>(Clock::now() - since).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void compare(const char* title, std::vector<Way> ways, int rounds) {
  for (int round = 0; round < rounds; ++round)
    for (Way& way : ways) way.microseconds.push_back(microseconds_of(way.start_and_reap));
  const double rival = median(ways.front().microseconds);
  std::printf("%s\n", title);
  for (const Way& way : ways) {
    const double own = median(way.microseconds);
    std::printf("  %-42s %7.0f us  %+7.0f us\n", way.name.c_str(), own, own - rival);
  }
}

// Entering a private network is for ever, so each time a child does it.
void measure_network(int rounds) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    std::array<int, 2> pipe{};
    require(pipe2(pipe.data(), O_CLOEXEC), "make a pipe");
    const pid_t pid = fork();
    if (pid == 0) {
      const double time = microseconds_of([] { (void)enter_private_network(); });
      _exit(write(pipe[1], &time, sizeof time) == sizeof time ? 0 : 1);
    }
    double time = 0;
    if (read(pipe[0], &time, sizeof time) == sizeof time) times.push_back(time);
    waitpid(pid, nullptr, 0);
    for (const int end : pipe) close(end);
  }
  std::printf("a private network, once per lab\n  %-42s %7.0f us\n",
              "unshare and wake the loopback", median(times));
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 200;
  become_guardian();
  measure_network(rounds);
  const Sandbox process({.backend = Backend::process, .readable = {program()}});
  const Sandbox direct({.backend = Backend::direct, .readable = {program()}});
  const WorkingDirectory work1(process.user());
  const WorkingDirectory work2(direct.user());
  Enclosure standing(direct, work2.path());
  const std::vector<Way> ways = {{"posix_spawn", [&] { plain_spawn({program().string()}); }},
                                 {"layer 1",
                                  [&] {
                                    Enclosure enclosure(process, work1.path());
                                    confined_spawn(process, enclosure, work1.path());
                                  }},
                                 {"layers 1 and 2, first program of a check",
                                  [&] {
                                    Enclosure enclosure(direct, work2.path());
                                    confined_spawn(direct, enclosure, work2.path());
                                  }},
                                 {"layers 1 and 2, another program there",
                                  [&] { confined_spawn(direct, standing, work2.path()); }},
                                 {"bwrap --unshare-all", [&] { plain_spawn(bubblewrap()); }}};
  compare("a small parent", ways, rounds);
  constexpr std::size_t kLarge = std::size_t{500} << 20U;
  const std::vector<char> memory(kLarge, 'x');
  compare("a parent of 500 MB", ways, rounds);
  return memory.back() == 'x' ? 0 : 1;
}
