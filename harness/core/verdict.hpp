// What a check, a lab and a run came to. Plain values: the engine fills them, report/ prints them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/protection.hpp"
#include "core/transcript.hpp"

namespace pipette {

/// `broken` is a fault of ours and `not_run` a precondition that this machine does not offer: both
/// stay out of the points and out of the maximum.
enum class Verdict { passed, failed, broken, not_run };

/// Why a check failed. Each has its own words in every report.
enum class Cause {
  mismatch,        ///< something came, and it was not what the contract says
  timed_out,       ///< nothing (or not enough) came in time
  closed_early,    ///< a stream or a connection ended before the answer was complete
  crashed,         ///< a signal ended the program
  flooded,         ///< the program wrote far more than was asked for
  used_too_much,   ///< it was stopped because of the memory or the disk that it took
  did_not_start,   ///< the operating system could not start the program
  did_not_listen,  ///< the program never opened its port
  did_not_build,   ///< the compiler refused the source
};

/// The three hint levels that a student may ask for, one after the other.
struct Hint {
  std::string look;        ///< where to look
  std::string think;       ///< which idea to think about
  std::string experiment;  ///< a command to run
};

/// Everything that explains one failed check. All texts are printable; `got` and `expected` may
/// have several lines.
struct Failure {
  Cause cause = Cause::mismatch;
  std::string expected{};
  std::string got{};
  std::chrono::milliseconds waited{0};  ///< 0 when the check did not wait
  std::string stderr_tail{};            ///< last lines of the program's standard error
  std::string place{};                  ///< "labs/31-tcp-server/checks.cpp:41", for lab authors
  std::vector<std::string> symptoms{};  ///< words of core/symptom.hpp: what was seen besides
  std::vector<std::string> doing{};     ///< what the program was doing when the time was up
};

struct CheckResult {
  std::string name;  ///< "TcpServer.AnswersALineReversed", unique in its lab
  int points = 0;    ///< what the check is worth
  Verdict verdict = Verdict::passed;
  std::string requirement{};  ///< what the contract says, one sentence
  std::string why{};          ///< why that matters, one sentence
  Hint hint{};
  std::optional<Failure> failure{};  ///< set when the verdict is failed
  std::string reason{};              ///< set when the verdict is broken or not_run
  std::vector<std::string> story{};  ///< the conversation, one line per event
  std::vector<Event> events{};       ///< the conversation; a failed check's ends at the failure
  std::size_t dropped_events = 0;    ///< left out of the middle of `events`
  std::chrono::nanoseconds duration{0};
  int survivors = 0;  ///< processes that the program left behind
  std::vector<std::string> words{};  ///< of the map of words: those that a failed check is about
};

/// The compiler's refusal, as it was printed: what stands in the source stands here too, byte for
/// byte.
struct BuildFailure {
  std::string command;
  std::string output;
};

/// A misunderstanding that many programs with these failures have in common.
struct Misconception {
  std::string id;    ///< "flush", unique in its lab
  std::string name;  ///< one sentence
  Hint hint{};
  std::vector<std::string> words{};  ///< of the map of words
};

/// What a sanitizer build of the same program found in the same checks.
struct SecondLook {
  std::string sanitizer;   ///< "address" or "thread"
  std::string check{};     ///< the first check in which it reported; empty: nothing found
  std::string sentence{};  ///< what was found, in plain words
  std::vector<std::string> frames{};  ///< the student's own: "echo.cpp:12 in main"
  std::string report{};               ///< the sanitizer's own text, printable, head and tail
};

struct LabResult {
  int number = 0;
  std::string slug;  ///< "tcp-server"
  std::string title;
  std::string program{};  ///< what was graded: a source file or a command
  std::optional<BuildFailure> build_failure{};
  std::vector<CheckResult> checks{};    ///< in the order of the rubric
  std::vector<Misconception> likely{};  ///< what the failures often mean, the likeliest first
  std::optional<SecondLook> second_look{};
};

struct Report {
  std::string version;
  std::uint64_t seed = 0;
  double slack = 1;  ///< every time limit was multiplied by this
  std::vector<LabResult> labs{};
  ProtectionReport protection{};
  std::string began{};    ///< "2026-11-23T06:12:00Z"
  std::string options{};  ///< those that named the program: "--program './echo'", or nothing
};

/// Points reached and points that could be reached.
struct Score {
  int points = 0;
  int maximum = 0;
  friend bool operator==(const Score&, const Score&) = default;
};

[[nodiscard]] Score score(const LabResult& lab);
[[nodiscard]] Score score(const Report& report);

/// The first check of the lab that failed, or nullptr.
[[nodiscard]] const CheckResult* first_failed(const LabResult& lab);

/// Exit code of a run: 0 all passed, 1 some failed, 2 something was broken.
[[nodiscard]] int exit_code(const Report& report);

/// The words for a verdict and a cause: "failed", "timed out".
[[nodiscard]] std::string_view word(Verdict verdict);
[[nodiscard]] std::string_view word(Cause cause);

/// "11-echo-stdin": the name of the lab's folder.
[[nodiscard]] std::string folder(const LabResult& lab);

/// The sentence that a check's name spells: "TcpServer.AnswersALineReversed" gives
/// "Answers a line reversed".
[[nodiscard]] std::string sentence(std::string_view check_name);

}  // namespace pipette
