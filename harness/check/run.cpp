#include "check/run.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>

#include "core/bytes.hpp"
#include "core/error.hpp"
#include "engine/session.hpp"

namespace pipette {
namespace {

constexpr Within kMoment = std::chrono::milliseconds(50);

std::string seconds(Clock::duration time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", std::chrono::duration<double>(time).count());
  return text;
}

// GTEST_FAIL_AT and GTEST_SKIP return from the function they stand in, so each needs its own.
void record_failure(const std::string& message, std::source_location at) {
  GTEST_FAIL_AT(at.file_name(), static_cast<int>(at.line())) << message;
}
void record_skip(const std::string& reason) { GTEST_SKIP() << reason; }

// Leaves the check, whose outcome is already recorded. The listener of listener.hpp does the same
// for every fatal failure; this is for a skip, and for runs without that listener.
[[noreturn]] void leave_check() {
  throw testing::AssertionException(
      testing::TestPartResult(testing::TestPartResult::kSkip, nullptr, 0, ""));
}

std::string how_programs_ended() {
  for (const auto& program : session().programs())
    if (program->process.ending() && !program->ended_by_us)
      return "the program had already ended (" + words(*program->process.ending()) + ")";
  return {};
}

// A connection that ends is often the first that is seen of a program's death.
void notice_a_death() {
  (void)session().wait(
      [] {
        const auto& programs = session().programs();
        return std::any_of(programs.begin(), programs.end(), [](const auto& program) {
          return program->process.ending() && !program->ended_by_us;
        });
      },
      kMoment);
}

Trouble explanation(const Inbox* inbox, const std::string& missing) {
  if (session().stopped()) return {Cause::used_too_much, *session().stopped()};
  if (const auto how = crash()) return {Cause::crashed, *how};
  if (inbox != nullptr && inbox->flooded) return {Cause::flooded, "the program wrote without end"};
  if (inbox != nullptr && inbox->error)
    return {Cause::closed_early, "the connection broke: " + inbox->error.message()};
  const std::string ended = how_programs_ended();
  if (!ended.empty()) return {Cause::closed_early, ended};
  if (inbox != nullptr && inbox->ended)
    return {Cause::closed_early, inbox->is_connection ? "the server closed the connection"
                                                      : "the program ended its output"};
  return {Cause::timed_out, missing};
}

// For those who explain the failure, when the stream itself may be gone.
void remember(Cause cause, const Inbox* inbox) {
  InVain in_vain{.cause = cause};
  if (inbox != nullptr && !inbox->is_connection) in_vain.output = inbox;
  if (inbox != nullptr && inbox->error == std::errc::connection_reset)
    in_vain.symptoms = {inbox->total > 0 ? Symptom::reset_after_reply : Symptom::reset};
  else if (inbox != nullptr && inbox->ended && !inbox->error && cause == Cause::closed_early)
    in_vain.symptoms = {Symptom::closed_before_reply};
  current_run().in_vain = std::move(in_vain);
}

// Where a sanitizer's report begins: what went wrong stands in its first lines.
std::size_t sanitizer_headline(const std::string& text) {
  const std::size_t name = std::min(text.find("Sanitizer: "), text.find(": runtime error: "));
  return name == std::string::npos ? name : text.rfind('\n', name) + 1;
}

std::string standard_errors() {
  std::string all;
  for (const auto& program : session().programs()) all += program->process.err().inbox().unread;
  return all;
}

}  // namespace

CheckRun& current_run() {
  static CheckRun run;
  return run;
}

Session& session() {
  if (current_run().session == nullptr) throw HarnessError("use a verb: no check is under way");
  return *current_run().session;
}

void notice_ends() {
  // A program that has closed its output is usually about to end: a moment later it is known how.
  (void)session().wait(
      [] {
        const auto& programs = session().programs();
        return std::all_of(programs.begin(), programs.end(), [](const auto& program) {
          return program->process.ending() || !program->process.out().inbox().ended;
        });
      },
      kMoment);
}

Trouble diagnose(const Inbox* inbox, Clock::time_point since, const std::string& missing) {
  const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - since);
  notice_ends();
  if (inbox != nullptr && inbox->is_connection && inbox->ended) notice_a_death();
  Trouble trouble = explanation(inbox, missing + " within " + seconds(waited));
  trouble.waited = waited;
  remember(trouble.cause, inbox);
  return trouble;
}

std::string take(Inbox& inbox, std::size_t count) {
  std::string bytes = inbox.unread.substr(0, count);
  inbox.unread.erase(0, count);
  const std::size_t taken = inbox.total - inbox.unread.size();
  while (!inbox.portions.empty() && inbox.portions.front().end <= taken) inbox.portions.pop_front();
  return bytes;
}

Arrival arrival_of(const Inbox& inbox, std::size_t count) {
  const std::size_t end = inbox.total - inbox.unread.size() + count;
  const auto portion = std::find_if(inbox.portions.begin(), inbox.portions.end(),
                                    [end](const Portion& one) { return one.end >= end; });
  return portion != inbox.portions.end() ? portion->at : Arrival();
}

Trouble note_trouble(Trouble trouble) {
  current_run().trouble = trouble;
  return trouble;
}

void fail(Failure failure, std::source_location at) {
  const std::string message = "Expected: " + failure.expected + "\n  Actual: " + failure.got;
  if (!current_run().failure) current_run().failure = std::move(failure);
  record_failure(message, at);
  leave_check();
}

void fail_waiting(const std::string& expected, Clock::time_point since, const std::string& missing,
                  std::source_location at) {
  const Trouble trouble = diagnose(nullptr, since, missing);
  fail({.cause = trouble.cause,
        .expected = expected,
        .got = trouble.words,
        .waited = trouble.waited},
       at);
}

void do_not_run(const std::string& reason) {
  current_run().not_run = reason;
  record_skip(reason);
  leave_check();
}

std::optional<std::string> crash() {
  if (session().stopped()) return std::nullopt;
  for (const auto& program : session().programs()) {
    const auto& ending = program->process.ending();
    if (ending && ending->signal != 0 && !program->ended_by_us)
      return "the program was " + words(*ending);
  }
  return std::nullopt;
}

std::string stderr_tail() {
  constexpr std::size_t kLongest = 1000;
  constexpr std::size_t kLongestReport = std::size_t{16} << 10U;
  std::string tail = standard_errors();
  if (const std::size_t headline = sanitizer_headline(tail); headline != std::string::npos)
    return printable(tail.substr(headline, kLongestReport));
  if (tail.size() > kLongest) tail = "..." + tail.substr(tail.size() - kLongest);
  return printable(tail);
}

void judge_sanitizer_report() {
  // A program that was ended a moment ago may have left the end of its report in the pipe.
  (void)session().wait(
      [] {
        const auto& programs = session().programs();
        return std::all_of(programs.begin(), programs.end(), [](const auto& program) {
          return !program->process.started() || program->process.drained();
        });
      },
      kMoment);
  const std::string all = standard_errors();
  const std::size_t headline = sanitizer_headline(all);
  if (headline == std::string::npos || current_run().not_run) return;
  if (current_run().failure) {
    current_run().failure->stderr_tail = stderr_tail();
    return;
  }
  const std::string line = all.substr(headline, all.find('\n', headline) - headline);
  current_run().failure = Failure{.expected = "no fault that a sanitizer finds", .got = line};
  ADD_FAILURE() << line;
}

}  // namespace pipette
