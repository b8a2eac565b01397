// The naive grader, which shuts nobody in: it shows what hostile programs achieve where nothing
// holds them back.
//
//   hostile_naive ATTACK ...
//
// For each hostile program one line on standard output, as pipette_prover prints it: its name,
// "works", "no" or "broken", an account, separated by tabs. Start it as a user who has nothing to
// lose, in a process-id and an IPC namespace of its own.
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/probe.hpp"
#include "prove/targets.hpp"
#include "prove/trial.hpp"

namespace {

using namespace pipette;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPatience(1000);

// What careless graders hand on: a token, an ignored signal, a results pipe, a file that is open.
void be_careless() {
  std::signal(SIGHUP, SIG_IGN);
  setenv("SECRET_TOKEN", "do-not-tell", 1);
  std::array<int, 2> results{};
  require(pipe(results.data()), "make a pipe");
  require(open("/etc/passwd", O_RDONLY), "open a file");
}

struct Child {
  pid_t pid = -1;
  std::array<int, 2> outputs{-1, -1};
};

Child start(const std::filesystem::path& attacks, const std::string& attack,
            const std::vector<std::string>& words, const std::filesystem::path& folder) {
  std::array<std::array<int, 2>, 2> pipes{};
  for (auto& ends : pipes) require(pipe2(ends.data(), O_CLOEXEC), "make a pipe");
  const pid_t pid = require(fork(), "fork");
  if (pid == 0) {
    dup2(pipes[0][1], STDOUT_FILENO);
    dup2(pipes[1][1], STDERR_FILENO);
    std::vector<const char*> arguments = {attacks.c_str(), attack.c_str()};
    for (const std::string& word : words) arguments.push_back(word.c_str());
    arguments.push_back(nullptr);
    if (chdir(folder.c_str()) == 0)
      execv(attacks.c_str(), const_cast<char* const*>(arguments.data()));
    _exit(127);
  }
  for (auto& ends : pipes) close(ends[1]);
  return {pid, {pipes[0][0], pipes[1][0]}};
}

// Reads both streams until they end, or until patience does.
std::string read_output(const Child& child) {
  std::array<pollfd, 2> waiting{{{child.outputs[0], POLLIN, 0}, {child.outputs[1], POLLIN, 0}}};
  std::string output;
  std::array<char, 65536> buffer{};
  const auto deadline = Clock::now() + kPatience;
  while (waiting[0].fd >= 0 || waiting[1].fd >= 0) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) break;
    poll(waiting.data(), waiting.size(), static_cast<int>(left.count()));
    for (pollfd& stream : waiting) {
      if (stream.fd < 0 || stream.revents == 0) continue;
      const ssize_t n = read(stream.fd, buffer.data(), buffer.size());
      if (n > 0) output.append(buffer.data(), static_cast<std::size_t>(n));
      else if (n == 0 || errno != EINTR) stream.fd = -1;
    }
  }
  for (const int stream : child.outputs) close(stream);
  return output;
}

// A child that has just lost its pipes may still be on its way out.
int count_survivors() {
  usleep(20000);
  while (waitpid(-1, nullptr, WNOHANG) > 0) {
  }
  int running = 0;
  for (const pid_t pid : family_of(getpid()))
    if (pid != getpid() && state(pid) != 'Z') ++running;
  return running;
}

Trial try_naively(const std::filesystem::path& attacks, const std::string& attack,
                  Targets& targets) {
  const WorkingDirectory folder;
  (void)targets.traces(geteuid());
  Sighting seen;
  const Child child = start(attacks, attack, targets.words(), folder.path());
  seen.output = read_output(child);
  kill(child.pid, SIGKILL);
  waitpid(child.pid, nullptr, 0);
  seen.survivors = count_survivors();
  (void)sweep();
  seen.traces = targets.traces(geteuid());
  mq_unlink(("/pipette-attack-" + std::to_string(child.pid)).c_str());
  return judge(attack, seen, targets);
}

std::string_view level_0(const Trial& trial) {
  if (trial.outcome == Outcome::broken) return "broken";
  const bool at_it = trial.account.starts_with("tried: ") || trial.account.starts_with("trying: ");
  const bool works = trial.outcome != Outcome::contained || at_it;
  return works ? "works" : "no";
}

int grade(const std::vector<std::string>& names) {
  const std::filesystem::path attacks =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "pipette_attacks";
  setpgid(0, 0);
  become_guardian();
  be_careless();
  Targets targets;
  for (const std::string& name : names) {
    const Trial trial = try_naively(attacks, name, targets);
    std::cout << trial.attack << '\t' << level_0(trial) << '\t' << trial.account << std::endl;
  }
  return 0;
}

// The first process of a namespace has duties and privileges that no grader has: it stays out.
int grade_below(const std::vector<std::string>& names) {
  const pid_t grader = require(fork(), "fork");
  if (grader == 0) _exit(grade(names));
  std::signal(SIGWINCH, SIG_IGN);
  int status = 0;
  for (pid_t ended = 0; ended != grader;) ended = waitpid(-1, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return grade_below({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
