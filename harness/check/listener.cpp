#include "check/listener.hpp"

#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "check/run.hpp"
#include "core/bytes.hpp"
#include "core/error.hpp"
#include "core/symptom.hpp"
#include "engine/session.hpp"
#include "report/events.hpp"

namespace pipette {
namespace {

constexpr std::string_view kExpected = "Expected: ";
constexpr std::string_view kActual = "\n  Actual: ";

// Whether these are GoogleTest's words for an exception that nobody caught: a fault of ours.
bool tells_an_exception(std::string_view message) {
  return message.starts_with("C++ exception with description \"") ||
         message.starts_with("Unknown C++ exception thrown");
}

// Behind the bracket that closes the one at `from`: there may be others between them.
std::size_t behind_brackets(const std::string& text, std::size_t from) {
  int open = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    open += (text[i] == '(' ? 1 : 0) - (text[i] == ')' ? 1 : 0);
    if (open == 0) return i + 1;
  }
  return std::string::npos;
}

// GoogleTest writes "550 (of type double), explanation".
void erase_type_note(std::string& text) {
  const std::size_t from = text.find(" (of type ");
  if (from == std::string::npos) return;
  const std::size_t to = behind_brackets(text, from + 1);
  if (to == std::string::npos) return;
  text.erase(from, to - from);
  // No comma is wanted before an explanation that has lines of its own, or that begins with a blank
  // because it goes on with what stands before it.
  if (text.compare(from, 3, ", \n") == 0 || text.compare(from, 3, ",  ") == 0) text.erase(from, 2);
}

// "labs/31-tcp-server/checks.cpp:41": the last three parts of the path.
std::string place(const testing::TestPartResult& part) {
  std::string path = part.file_name() != nullptr ? part.file_name() : "";
  std::size_t from = path.size();
  for (int parts = 0; parts < 3 && from != std::string::npos && from > 0; ++parts)
    from = path.rfind('/', from - 1);
  if (from != std::string::npos && from < path.size()) path.erase(0, from + 1);
  return path + ":" + std::to_string(part.line_number());
}

// Where the matcher has drawn both sides one under the other (difference() in core/bytes.hpp: two
// lines, a caret, perhaps a reason), they take the place of the plain values.
void show_difference(Failure& failure) {
  constexpr std::string_view kDrawing = "\nexpected  ";
  constexpr std::size_t kLabel = 10;
  const std::size_t from = failure.got.find(kDrawing);
  if (from == std::string::npos) return;
  std::istringstream drawing(failure.got.substr(from + 1));
  std::string line;
  std::getline(drawing, line);
  failure.expected = line.substr(kLabel);
  failure.got.clear();
  for (int number = 2; std::getline(drawing, line); ++number)
    failure.got += (number > 2 ? "\n" : "") + line.substr(number <= 3 ? kLabel : 0);
}

// A Failure out of what a matcher said: "Value of: ...\nExpected: ...\n  Actual: ...".
Failure from_message(const std::string& message) {
  Failure failure;
  const std::size_t expected = message.find(kExpected);
  const std::size_t actual = message.find(kActual);
  if (expected == std::string::npos || actual == std::string::npos) {
    failure.expected = current_run().requirement;
    failure.got = printable(message);
    return failure;
  }
  const std::size_t begin = expected + kExpected.size();
  failure.expected = message.substr(begin, actual - begin);
  failure.got = message.substr(actual + kActual.size());
  erase_type_note(failure.got);
  const auto& trouble = current_run().trouble;
  const bool in_trouble = trouble && failure.got.find(trouble->words) != std::string::npos;
  show_difference(failure);
  if (!in_trouble) return failure;
  failure.cause = trouble->cause;
  failure.waited = trouble->waited;
  if (failure.got.find(trouble->words) == std::string::npos) failure.got += "\n" + trouble->words;
  return failure;
}

Verdict verdict(const testing::TestResult& result) {
  if (result.Failed()) return Verdict::failed;
  return result.Skipped() ? Verdict::not_run : Verdict::passed;
}

// What was seen besides the cause, each once.
void note_symptoms(Failure& failure) {
  std::vector<Symptom> seen = symptoms_named_in(failure.got);
  seen.insert(seen.end(), current_run().symptoms.begin(), current_run().symptoms.end());
  const bool ended = failure.got.find("exit code ") != std::string::npos;
  if (failure.cause == Cause::mismatch && ended) seen.push_back(Symptom::wrong_exit_code);
  for (const Symptom symptom : seen)
    if (const std::string name(word(symptom));
        std::find(failure.symptoms.begin(), failure.symptoms.end(), name) == failure.symptoms.end())
      failure.symptoms.push_back(name);
}

// Completes the failure that a verb or a matcher has just met: the first one of the check.
void explain(const testing::TestPartResult& part) {
  notice_ends();
  if (!current_run().failure) current_run().failure = from_message(part.message());
  Failure& failure = *current_run().failure;
  failure.expected = printable(failure.expected);
  failure.got = printable(failure.got);
  if (const auto how = crash(); how && failure.cause == Cause::mismatch) {
    failure.cause = Cause::crashed;
    failure.got += "\n" + *how;
  }
  if (session().stopped() && failure.cause == Cause::mismatch) {
    failure.cause = Cause::used_too_much;
    failure.got += "\n" + *session().stopped();
  }
  failure.place = place(part);
  Transcript& transcript = session().transcript();
  if (failure.cause == Cause::timed_out)
    transcript.life("program", "the time was up", Act::deadline);
  // The record ends here: what comes now is no part of the conversation that may be replayed.
  current_run().events = transcript.events();
  current_run().dropped_events = transcript.dropped();
  look_at_programs(failure.cause);
  look_for_held_back_bytes();
  failure.stderr_tail = stderr_tail();
  failure.doing = current_run().doing;
  note_symptoms(failure);
  current_run().story = story(transcript);
}

// A fatal failure ends the check wherever it happens, also in a helper of the fixture. GoogleTest
// takes this exception as "already reported".
[[noreturn]] void leave_check(const testing::TestPartResult& part) {
  throw testing::AssertionException(part);
}

// What GoogleTest says of the first exception that left a check.
std::string exception_text(const testing::TestResult& result) {
  for (int i = 0; i < result.total_part_count(); ++i) {
    const std::string message = result.GetTestPartResult(i).message();
    if (tells_an_exception(message)) return message;
  }
  return {};
}

}  // namespace

void EventListener::OnTestStart(const testing::TestInfo& info) {
  began_ = Clock::now();
  current_run() = CheckRun{};
  write(check_started_line(std::string(info.test_suite_name()) + "." + info.name()));
}

void EventListener::OnTestPartResult(const testing::TestPartResult& part) {
  if (!part.failed() || current_run().session == nullptr) return;
  // GoogleTest reports it while it catches it: nothing may be thrown now.
  if (tells_an_exception(part.message())) return;
  if (!current_run().failure || current_run().failure->place.empty()) explain(part);
  if (part.fatally_failed()) leave_check(part);
}

void EventListener::OnTestEnd(const testing::TestInfo& info) {
  CheckResult result{.name = std::string(info.test_suite_name()) + "." + info.name(),
                     .verdict = verdict(*info.result()),
                     .requirement = current_run().requirement,
                     .why = current_run().why,
                     .hint = current_run().hint,
                     .failure = current_run().failure,
                     .reason = current_run().not_run.value_or(""),
                     .story = current_run().story,
                     .events = current_run().events,
                     .dropped_events = current_run().dropped_events,
                     .duration = Clock::now() - began_,
                     .survivors = current_run().survivors};
  const std::string exception = exception_text(*info.result());
  if (!exception.empty()) {
    result.verdict = Verdict::broken;
    result.reason = printable(exception);
    result.failure.reset();
  }
  write(check_ended_line(result));
}

void EventListener::write(std::string_view line) const {
  while (!line.empty()) {
    const ssize_t count = ::write(descriptor_, line.data(), line.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw HarnessError("write an event: nobody reads it");
    line.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace pipette
