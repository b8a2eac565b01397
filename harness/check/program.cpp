#include "check/program.hpp"

#include <signal.h>
#include <sys/ioctl.h>

#include <algorithm>

#include "check/run.hpp"
#include "engine/probe.hpp"
#include "engine/session.hpp"

namespace pipette {
namespace {

constexpr Within kPoll = std::chrono::milliseconds(1);

// Bytes in the pipe that the program has not read yet (pipe(7), FIONREAD).
int in_the_pipe(PipePump& pump) {
  int count = 0;
  if (pump.stream().is_open()) ioctl(pump.stream().native_handle(), FIONREAD, &count);
  return count;
}

void note_signal(const Started& started, const std::string& what, int number) {
  session().transcript().life(started.process.name(), what, Act::signal,
                              static_cast<std::size_t>(number));
}

// Every thread of the program, as the state letters of proc(5).
bool stands_still(pid_t pid) { return state(pid) == 'T'; }

}  // namespace

Program::Program(std::shared_ptr<Started> started) : started_(std::move(started)) {}

Program::~Program() {
  if (started_) kill();
}

Inbox& Program::inbox() { return started_->process.out().inbox(); }

void Program::expect(std::size_t bytes) { started_->process.out().expect(bytes); }

void Program::send(std::string_view bytes, Within within, Location at) {
  PipePump& in = started_->process.in();
  const auto since = Clock::now();
  in.write(bytes);
  if (session().wait([&] { return in.written() || inbox().flooded; }, within)) return;
  fail_waiting("the program reads what it is sent", since,
               "the program did not read its standard input", at);
}

void Program::send_byte_by_byte(std::string_view bytes, Location at) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    send(bytes.substr(i, 1), kPromptly, at);
    PipePump& in = started_->process.in();
    const auto since = Clock::now();
    const auto taken = [&] {
      return in_the_pipe(in) == 0 || in.write_error() || started_->process.ending();
    };
    if (session().wait(taken, kPromptly, kPoll)) continue;
    fail_waiting("the program reads each byte that it is sent", since,
                 "the program did not read the next byte", at);
  }
}

void Program::close_stdin() {
  started_->process.in().close();
  session().transcript().life(started_->process.in().lane(), "grader closed it: end of input",
                              Act::close);
}

void Program::close_stdout() {
  started_->process.out().close();
  session().transcript().life(started_->process.out().lane(),
                              "grader closed it: nobody reads any more", Act::close);
}

std::string Program::stderr_so_far() {
  session().loop().run_ready();
  return started_->process.err().inbox().unread;
}

Ended Program::wait_for_exit(Within within) {
  Process& process = started_->process;
  const auto since = Clock::now();
  const auto over = [&] { return process.ending().has_value() || inbox().flooded; };
  if (!session().wait(over, within) || !process.ending()) {
    const Trouble trouble = diagnose(&inbox(), since, "the program did not end");
    current_run().trouble = trouble;
    return {.trouble = trouble};
  }
  // A grandchild may hold the pipe open: the rest of the output is waited for, but not for long.
  constexpr Within kGrace = std::chrono::milliseconds(250);
  (void)session().wait([&] { return process.drained() || inbox().flooded; }, kGrace);
  return {.code = process.ending()->code, .signal = process.ending()->signal};
}

void Program::signal(int number) {
  note_signal(*started_, "grader sends " + signal_words(number), number);
  started_->ended_by_us = started_->ended_by_us || number == SIGTERM || number == SIGINT;
  started_->process.signal(number);
}

void Program::pause(Location at) {
  note_signal(*started_, "grader stops it (SIGSTOP)", SIGSTOP);
  started_->process.signal(SIGSTOP);
  const auto stopped = [&] {
    return stands_still(started_->process.pid()) || started_->process.ending();
  };
  (void)session().wait(stopped, kPromptly, kPoll);
  require_running(at);
}

void Program::resume() {
  note_signal(*started_, "grader lets it go on (SIGCONT)", SIGCONT);
  started_->process.signal(SIGCONT);
}

void Program::kill() {
  Process& process = started_->process;
  session().loop().run_ready();
  if (!process.started() || process.ending()) return;
  note_signal(*started_, "grader kills it (SIGKILL)", SIGKILL);
  started_->ended_by_us = true;
  process.kill();
}

void Program::settle() {
  constexpr Within kWindow = std::chrono::milliseconds(20);
  constexpr int kWindows = 50;  // a program that never rests is measured as it is
  auto before = cpu_time();
  for (int i = 0; i < kWindows; ++i) {
    (void)session().loop().wait([] { return false; }, Deadline(kWindow));
    const auto now = cpu_time();
    if (std::exchange(before, now) == now && state(started_->process.pid()) != 'R') return;
  }
}

void Program::require_running(Location at) {
  session().loop().run_ready();
  const auto& ending = started_->process.ending();
  if (!ending) return;
  fail({.cause = ending->signal != 0 ? Cause::crashed : Cause::closed_early,
        .expected = "the program is still running",
        .got = "the program had already ended (" + words(*ending) + ")"},
       at);
}

std::chrono::nanoseconds Program::cpu_time() const {
  return pipette::cpu_time(family_of(started_->process.pid()));
}

double Program::idle_cpu(Within window, Location at) {
  const auto before = cpu_time();
  const auto since = Clock::now();
  (void)session().loop().wait([] { return false; }, Deadline(window));
  const auto used = cpu_time() - before;
  require_running(at);
  return std::chrono::duration<double>(used) / std::chrono::duration<double>(Clock::now() - since);
}

std::size_t Program::open_descriptors(Location at) {
  require_running(at);
  std::size_t sum = 0;
  for (const pid_t pid : family_of(started_->process.pid())) sum += pipette::open_descriptors(pid);
  return sum;
}

void Program::wait_for_children(std::size_t count, Location at) {
  const auto since = Clock::now();
  const auto there = [&] {
    const std::vector<pid_t> family = family_of(started_->process.pid());
    const auto waiting = [](pid_t pid) { return state(pid) == 'S'; };
    const auto children = std::count_if(family.begin() + 1, family.end(), waiting);
    return static_cast<std::size_t>(children) >= count;
  };
  // Remembered: a moment later, one of them may have ended.
  bool seen = false;
  (void)session().wait([&] { return (seen = there()) || started_->process.ending(); }, kPromptly,
                       kPoll);
  if (seen) return;
  fail_waiting("the program starts " + std::to_string(count) +
                   (count == 1 ? " program" : " programs at the same time"),
               since, "they were not there at the same time", at);
}

std::vector<std::size_t> Program::descriptors_of_children() const {
  std::vector<std::size_t> counts;
  const std::vector<pid_t> family = family_of(started_->process.pid());
  for (std::size_t i = 1; i < family.size(); ++i)
    if (state(family[i]) != 'Z') counts.push_back(pipette::open_descriptors(family[i]));
  return counts;
}

std::size_t Program::zombies() const {
  const std::vector<pid_t> family = family_of(started_->process.pid());
  return static_cast<std::size_t>(
      std::count_if(family.begin() + 1, family.end(), [](pid_t pid) { return state(pid) == 'Z'; }));
}

std::size_t Program::threads() const {
  std::size_t sum = 0;
  for (const pid_t pid : family_of(started_->process.pid())) sum += pipette::threads(pid);
  return sum;
}

std::size_t Program::resident_bytes() const {
  return pipette::resident_bytes(family_of(started_->process.pid()));
}

}  // namespace pipette
