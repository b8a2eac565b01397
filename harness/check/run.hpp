// Inside check/ only: the check that is under way, and how a verb ends it.
#pragma once

#include <optional>
#include <source_location>
#include <string>
#include <vector>

#include "check/received.hpp"
#include "core/deadline.hpp"
#include "core/symptom.hpp"
#include "core/verdict.hpp"
#include "engine/activity.hpp"
#include "engine/stream.hpp"

namespace pipette {

class Session;
class TcpClient;

/// What is remembered of the last wait that was in vain.
struct InVain {
  Cause cause = Cause::timed_out;
  const Inbox* output = nullptr;    ///< the program's standard output, when that was waited for
  std::vector<Symptom> symptoms{};  ///< of the stream
};

/// The facts that the listener turns into one result when the check is over.
struct CheckRun {
  Session* session = nullptr;  ///< of the fixture that lives now
  std::string requirement{};
  std::string why{};
  Hint hint{};
  std::optional<Failure> failure{};      ///< the first one
  std::optional<std::string> not_run{};  ///< the precondition that was missing
  std::vector<std::string> story{};      ///< as it was at the failure
  std::vector<Event> events{};           ///< up to the failure, or to the end
  std::size_t dropped_events = 0;
  std::optional<Trouble> trouble{};  ///< of the last verb that met one
  std::optional<InVain> in_vain{};
  std::vector<KnownClient> clients{};  ///< connections that the check has opened
  std::vector<std::string> doing{};    ///< what the programs were doing when the time was up
  std::vector<Symptom> symptoms{};     ///< what was seen of the programs and of their streams
  int survivors = 0;
};

/// The run under way. There is exactly one: checks run one after the other.
[[nodiscard]] CheckRun& current_run();
/// The session under way; a HarnessError when a verb is used outside a check.
[[nodiscard]] Session& session();

/// Lets programs that have closed their output come to their end, so that it can be told.
void notice_ends();

/// Describes why something did not come in time, from what is known about all programs and, where
/// one is concerned, the stream. `missing` completes "waited 2.0 s, and ...".
[[nodiscard]] Trouble diagnose(const Inbox* inbox, Clock::time_point since,
                               const std::string& missing);

/// From now on, this connection is called by its lane when it is told what the programs do.
void note_client(TcpClient& client);
/// Fills in `doing` and `symptoms`, for the failure with this cause: to be called while the
/// programs still do what they did when it was met.
void look_at_programs(Cause cause);
/// Then, where a program's standard output was waited for in vain, ends the program's input to see
/// whether bytes come that were kept back. For the end of a check: waits up to 0.3 s.
void look_for_held_back_bytes();

/// Takes the first `count` bytes out of the inbox.
[[nodiscard]] std::string take(Inbox& inbox, std::size_t count);
/// When the `count`-th of the bytes that nobody has taken came.
[[nodiscard]] Arrival arrival_of(const Inbox& inbox, std::size_t count);
/// Makes this the trouble that explains a failure, and returns it.
Trouble note_trouble(Trouble trouble);

/// Ends the check as failed, at the line of the check that called the verb.
[[noreturn]] void fail(Failure failure, std::source_location at);
/// The same for a wait that began at `since` and was in vain: `missing` as for diagnose().
[[noreturn]] void fail_waiting(const std::string& expected, Clock::time_point since,
                               const std::string& missing, std::source_location at);
/// Ends the check as not run.
[[noreturn]] void do_not_run(const std::string& reason);

/// How the first program that a signal ended was ended, or nothing. Signals of ours do not count,
/// nor the end of a program that was stopped because it used too much.
[[nodiscard]] std::optional<std::string> crash();

/// The last lines of what the programs wrote to standard error, printable; or the report of a
/// sanitizer, from its beginning.
[[nodiscard]] std::string stderr_tail();

/// At the end of a check of a sanitizer build: a report makes it fail, although the program went on
/// and did what was expected. Waits for the rest of the report, at most 50 ms. Never throws what
/// leaves a check.
void judge_sanitizer_report();

}  // namespace pipette
