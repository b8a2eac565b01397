// One report with every verdict and every cause, shared by the tests of the renderers, and reports
// whose every string is random bytes.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/bytes.hpp"
#include "core/verdict.hpp"

namespace pipette::sample {

inline CheckResult passed(std::string name, int points) {
  CheckResult check;
  check.name = std::move(name);
  check.points = points;
  check.requirement = "For each line of input the program writes the same line.";
  check.why = "Other programs count on getting back what they sent.";
  check.hint = {"The loop that reads.", "What does a read give at the end?", "printf a | ./echo"};
  check.story = {"     0.4 ms              program: started",
                 "     0.6 ms  grader --> stdin     \"abc\\n\"",
                 "     1.1 ms  grader <-- stdout    \"abc\\n\""};
  check.duration = std::chrono::microseconds(1234);
  return check;
}

inline Failure failure(Cause cause, std::string expected = {}, std::string got = {},
                       std::chrono::milliseconds waited = {}) {
  Failure out;
  out.cause = cause;
  out.expected = std::move(expected);
  out.got = std::move(got);
  out.waited = waited;
  return out;
}

inline CheckResult failed(std::string name, int points, Failure failure = {}) {
  CheckResult check = passed(std::move(name), points);
  check.verdict = Verdict::failed;
  check.failure = std::move(failure);
  return check;
}

inline CheckResult unjudged(std::string name, int points, Verdict verdict, std::string reason) {
  CheckResult check;
  check.name = std::move(name);
  check.points = points;
  check.verdict = verdict;
  check.reason = std::move(reason);
  return check;
}

inline LabResult lab(int number, std::string slug, std::string title, std::string program,
                     std::vector<CheckResult> checks) {
  return {number,       std::move(slug),  std::move(title), std::move(program),
          std::nullopt, std::move(checks)};
}

inline LabResult echo_lab() {
  using namespace std::chrono_literals;
  Failure mismatch =
      failure(Cause::mismatch, R"("a\n\nb\n")",
              "\"a\\nb\\n\"\n    ^ first difference at byte 2 (expected 5 bytes, got 4)");
  mismatch.place = "labs/11-echo-stdin/checks.cpp:41";
  Failure crash = failure(Cause::crashed, R"("a\x00b\n")",
                          "the program was ended by signal 11 (segmentation fault)", 60ms);
  crash.stderr_tail = "reading <stdin> & \"more\"\n\tat line 7]]>\n";
  CheckResult silent =
      failed("EchoStdin.AnswersBeforeTheEndOfInput", 20,
             failure(Cause::timed_out, "the line \"abc\\n\" while the input is still open",
                     "nothing", 2000ms));
  silent.survivors = 2;
  return lab(
      11, "echo-stdin", "Echo stdin", "echo.cpp",
      {passed("EchoStdin.RepeatsALine", 10), failed("EchoStdin.KeepsEmptyLines", 10, mismatch),
       silent, failed("EchoStdin.KeepsZeroBytes", 10, crash),
       failed("EchoStdin.KeepsTheLastLine", 10, failure(Cause::closed_early, R"("end")", R"("")")),
       failed("EchoStdin.StaysWithinTheAnswer", 10,
              failure(Cause::flooded, "4 bytes", "more than 1048576 bytes")),
       unjudged("EchoStdin.UsesLittleMemory", 10, Verdict::not_run,
                "this machine offers no memory limits to ordinary users, so this check "
                "would say nothing"),
       unjudged("EchoStdin.EndsWithTheInput", 20, Verdict::broken,
                "the check stopped in the middle: signal 6")});
}

inline LabResult tcp_lab() {
  using namespace std::chrono_literals;
  return lab(31, "tcp-server", "TCP server", "python3 server.py",
             {failed("TcpServer.OpensItsPort", 40,
                     failure(Cause::did_not_listen, "a program that listens on port 40001",
                             "no open port", 5000ms)),
              failed("TcpServer.StaysSmall", 10,
                     failure(Cause::used_too_much, "an answer",
                             "the program used more than 1024 MiB of memory, so it was stopped")),
              failed("TcpServer.Starts", 50,
                     failure(Cause::did_not_start, "a running program",
                             "python3: No such file or directory"))});
}

inline LabResult unbuilt_lab() {
  const Failure unbuilt = failure(Cause::did_not_build, "a program", "errors of the compiler");
  LabResult out = lab(51, "http-server", "HTTP server", "http.cpp",
                      {failed("HttpServer.AnswersGet", 50, unbuilt),
                       failed("HttpServer.AnswersPost", 50, unbuilt)});
  out.build_failure = BuildFailure{"g++ -std=c++20 -O1 http.cpp -o http",
                                   "http.cpp:3:9: error: expected ';' before '}' token\n"
                                   "    3 |   int a = 1\n      |         ^\n"};
  return out;
}

inline Report report() {
  return {.version = "1.2.3",
          .seed = 7,
          .slack = 2.5,
          .labs = {echo_lab(), tcp_lab(), unbuilt_lab()},
          .options = "--solutions"};
}

/// Bytes that are most likely to hurt: controls, broken UTF-8, markup, forbidden characters.
class Bytes {
 public:
  explicit Bytes(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string next() {
    static const std::array<std::string, 14> kPieces = {
        "\x1b[31m", "]]>",          "<a>",          "&amp;", "\"'", "\xEF\xBF\xBE", "\xEF\xBF\xBF",
        "\xC2\x9B", "\xE2\x80\xAE", "\xED\xA0\x80", "\r\n",  "\t",  "{}",           "word "};
    std::string out;
    for (std::size_t pieces = below(12); pieces > 0; --pieces) {
      if (below(2) == 0) out += kPieces[below(kPieces.size())];
      else out += static_cast<char>(below(256));
    }
    return out;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> out(below(4));
    for (std::string& text : out) text = next();
    return out;
  }

  Event event() {
    const auto kind = static_cast<EventKind>(below(3));
    const auto act = kind == EventKind::life ? static_cast<Act>(below(13)) : Act::note;
    return {std::chrono::nanoseconds(below(1'000'000'000)),
            kind,
            next(),
            next(),
            next(),
            below(100000),
            act};
  }

  CheckResult check() {
    CheckResult out;
    out.name = next();
    out.points = static_cast<int>(below(100));
    out.verdict = static_cast<Verdict>(below(4));
    out.requirement = next();
    out.why = next();
    out.hint = {next(), next(), next()};
    if (out.verdict == Verdict::failed && below(8) > 0)
      out.failure = Failure{static_cast<Cause>(below(8)),
                            next(),
                            next(),
                            std::chrono::milliseconds(below(5000)),
                            next(),
                            next(),
                            texts(),
                            texts()};
    out.reason = next();
    out.story = texts();
    for (std::size_t events = below(6); events > 0; --events) out.events.push_back(event());
    out.dropped_events = below(3);
    out.duration = std::chrono::nanoseconds(below(1'000'000'000'000));
    out.survivors = static_cast<int>(below(3));
    out.words = texts();
    return out;
  }

  LabResult lab() {
    LabResult out{static_cast<int>(below(100)), next(), next(), next(), std::nullopt, {}};
    if (below(2) == 0) out.build_failure = BuildFailure{next(), next()};
    for (std::size_t checks = 1 + below(3); checks > 0; --checks) out.checks.push_back(check());
    for (std::size_t likely = below(3); likely > 0; --likely)
      out.likely.push_back({next(), next(), {next(), next(), next()}, texts()});
    if (below(2) == 0) out.second_look = SecondLook{next(), next(), next(), texts(), next()};
    return out;
  }

  Report report() {
    return {.version = next(), .seed = random_(), .slack = 1.5, .labs = {lab()}, .options = next()};
  }

 private:
  std::mt19937 random_;
};

}  // namespace pipette::sample
