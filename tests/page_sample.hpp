// Conversations for the tests of what draws them, and a large report: four labs, half of their
// checks failed, in all the ways there are.
#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/verdict.hpp"
#include "sample_report.hpp"

namespace pipette::sample {

/// A conversation in the making. Times are milliseconds.
class Talk {
 public:
  Talk& life(double at, std::string_view lane, std::string_view what, Act act = Act::note,
             std::size_t number = 0) {
    Event event = made(at, EventKind::life, lane);
    event.head = what;
    event.total = number;
    event.act = act;
    return add(std::move(event));
  }
  Talk& sent(double at, std::string_view lane, std::string_view bytes) {
    Event event = made(at, EventKind::sent, lane);
    event.head = bytes;
    event.total = bytes.size();
    return add(std::move(event));
  }
  /// Bytes as the transcript keeps them: 100 at the head, 40 at the tail.
  Talk& received(double at, std::string_view lane, std::string_view bytes) {
    Event event = made(at, EventKind::received, lane);
    event.head = bytes.substr(0, 100);
    const std::string_view rest = bytes.substr(event.head.size());
    event.tail = rest.substr(rest.size() - std::min<std::size_t>(40, rest.size()));
    event.total = bytes.size();
    return add(std::move(event));
  }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }

 private:
  static Event made(double at, EventKind kind, std::string_view lane) {
    Event event;
    event.at = std::chrono::nanoseconds(static_cast<long long>(at * 1e6));
    event.kind = kind;
    event.lane = lane;
    return event;
  }
  Talk& add(Event event) {
    events_.push_back(std::move(event));
    return *this;
  }

  std::vector<Event> events_;
};

/// An echo that holds its answer back until the time is up.
inline Talk held_back() {
  Talk talk;
  talk.life(0, "program", "started as: echo", Act::start)
      .sent(0.4, "stdin", "first\nsecond\n")
      .life(2000.6, "stdout", "the time was up: 2.0 s", Act::deadline);
  return talk;
}

/// A server that answers the first of two clients.
inline Talk served() {
  Talk talk;
  talk.life(0, "program", "started as: tcp_server 0", Act::start)
      .received(1.9, "stdout", "LISTENING 127.0.0.1:40123\n")
      .life(2.3, "client", "connected to port 40123", Act::connect, 40123)
      .sent(2.5, "client", "abc\n")
      .received(2.9, "client", "cb")
      .received(3.4, "client", "a\n")
      .life(3.6, "client", "grader finished sending (half-close)", Act::half_close)
      .life(3.9, "client", "end of data", Act::end)
      .life(4.0, "client", "grader closed the connection", Act::close)
      .life(4.4, "client 2", "connected to port 40123", Act::connect, 40123)
      .sent(4.6, "client 2", "GET /a?b=<c>&d=\"e\" HTTP/1.1\r\nHost: 127.0.0.1:40123\r\n\r\n")
      .life(5004.6, "client 2", "the time was up: 5.0 s", Act::deadline);
  return talk;
}

inline Talk crashed() {
  Talk talk;
  talk.life(0, "program", "started as: echo", Act::start)
      .sent(0.3, "stdin", std::string("a\0b\n", 4))
      .life(0.4, "stdin", "grader closed it: end of input", Act::close)
      .life(60.2, "stderr", "end of data", Act::end)
      .life(60.3, "stdout", "end of data", Act::end)
      .life(60.9, "program", "ended by SIGSEGV (it touched memory that is not its own)",
            Act::killed, 11);
  return talk;
}

inline Talk hostile_bytes() {
  Talk talk;
  std::string all = "</script><!-- ]]> <svg onload=alert(1)> &amp; ::error::x\n##[error]y ";
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  talk.life(0, "program", "started as: <b>echo</b> \x1b[31m", Act::start)
      .sent(0.2, "stdin", all)
      .received(0.6, "stdout", all)
      .received(0.7, "stdout", std::string(std::size_t{1} << 20U, '<'))
      .life(1.2, "</text><script>", "\xFF\xFE\u202E", Act::broken)
      .life(3.1, "program", "exit code 1", Act::exit, 1);
  return talk;
}

/// Many clients at once, and a second program.
inline Talk crowd(int clients) {
  Talk talk;
  talk.life(0, "program", "started as: sse 0", Act::start);
  talk.life(2, "2nd program", "started as: sse 40123", Act::start);
  talk.received(4, "2nd stderr", "bind: Address already in use\n");
  talk.life(4.5, "2nd program", "exit code 1", Act::exit, 1);
  for (int i = 1; i <= clients; ++i) {
    const std::string lane = i == 1 ? "client" : "client " + std::to_string(i);
    talk.life(4 + i, lane, "connected to port 40123", Act::connect, 40123);
    talk.sent(4.1 + i, lane, "GET /mcp-stream HTTP/1.1\r\n\r\n");
    talk.received(4.3 + i, lane, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
  }
  talk.life(6 + clients, "program", "grader sends SIGTERM (it was asked to end)", Act::signal, 15);
  talk.life(7 + clients, "program", "exit code 0", Act::exit, 0);
  return talk;
}

inline CheckResult with(CheckResult check, const Talk& talk) {
  check.events = talk.events();
  return check;
}

/// A failed check of its kind: 0 to 5, then from the beginning.
inline CheckResult failed_in_some_way(const std::string& name, std::size_t kind) {
  using namespace std::chrono_literals;
  switch (kind % 6) {
    case 0: {
      CheckResult check = with(failed(name, 4,
                                      failure(Cause::timed_out, "the line \"first\\n\"",
                                              "nothing came within 2.0 s", 2000ms)),
                               held_back());
      check.failure->doing = {
          "the program waits in read() on its standard input (nothing has been sent that it has "
          "not read)",
          "when the grader then ended the input, 13 bytes came at once: they had been kept back "
          "inside the program"};
      check.failure->symptoms = {"held_back", "waiting_for_input"};
      return check;
    }
    case 1: {
      Talk talk;
      talk.life(0, "program", "started as: echo", Act::start)
          .sent(0.2, "stdin", "first\nlast")
          .life(0.2, "stdin", "grader closed it: end of input", Act::close)
          .received(0.6, "stdout", "first\n")
          .received(0.6, "stdout", "las\n")
          .life(0.7, "stderr", "end of data", Act::end)
          .life(0.7, "stdout", "end of data", Act::end)
          .life(0.8, "program", "exit code 0", Act::exit);
      return with(failed(name, 5,
                         failure(Cause::mismatch, "\"first\\nlast\\n\"",
                                 "\"first\\nlas\\n\"\n           ^ first difference at byte 9 "
                                 "(expected 11 bytes, got 10)\nthe end is missing")),
                  talk);
    }
    case 2: {
      CheckResult check =
          with(failed(name, 3,
                      failure(Cause::crashed, R"("a\x00b\n")", "the program was ended by SIGSEGV")),
               crashed());
      check.failure->stderr_tail = "==12==ERROR: AddressSanitizer: SEGV\n    #0 main echo.cpp:12\n";
      check.survivors = 1;
      check.words = {"buffer", "end of file"};
      return check;
    }
    case 3:
      return with(failed(name, 4,
                         failure(Cause::timed_out, "an answer for the second client",
                                 "nothing came within 5.0 s", 5000ms)),
                  served());
    case 4: {
      CheckResult check = with(failed(name, 2,
                                      failure(Cause::flooded, "4 bytes </pre><b>",
                                              "more than 1048576 bytes \xFF\x1b[2J")),
                               hostile_bytes());
      check.failure->stderr_tail = "</script>]]>\n::error::owned\n\x1b]0;x\x07";
      return check;
    }
    default:
      return with(
          failed(name, 4,
                 failure(Cause::did_not_listen, "two servers", "the second did not start", 900ms)),
          crowd(kind % 12 == 5 ? 3 : 30));
  }
}

inline LabResult large_lab(int number, std::string slug, std::string title, std::size_t checks) {
  static const std::array<std::string, 8> kNames = {
      "Echo.RepeatsALine",          "Echo.CompletesTheLastLine",       "Echo.KeepsZeroBytes",
      "Tcp.ServesTheNextClient",    "Echo.StaysWithinTheAnswer",       "Tcp.RefusesABusyPort",
      "Http.AnswersAfterHalfClose", "Sse.SendsEveryEventToEveryReader"};
  LabResult out = lab(number, std::move(slug), std::move(title), "labs/echo.cpp", {});
  for (std::size_t i = 0; i < checks; ++i) {
    const std::string name = kNames[i % kNames.size()] + (i < 8 ? "" : std::to_string(i));
    if (i % 2 == 1) out.checks.push_back(failed_in_some_way(name, i / 2));
    else if (i % 14 == 12)
      out.checks.push_back(unjudged(name, 3, i % 28 == 12 ? Verdict::broken : Verdict::not_run,
                                    "this machine offers no memory limits to ordinary users"));
    else out.checks.push_back(with(passed(name, 5), i % 4 == 0 ? served() : crashed()));
  }
  return out;
}

/// Four labs with 116 checks.
inline Report large_report() {
  Report out{.version = "0.1.0", .seed = 4711, .slack = 1.5};
  out.began = "2026-11-23T06:12:00Z";
  out.labs = {large_lab(11, "echo-stdin", "Echo what comes in", 26),
              large_lab(31, "tcp-server", "A server that reverses lines", 25),
              large_lab(52, "json-api", "An API that speaks JSON", 35),
              large_lab(61, "sse-emitter", "A stream of events", 30)};
  out.labs[0].likely = {
      {.id = "flush",
       .name = "The program writes its answer into a buffer and does not send it on.",
       .words = {"buffer", "flush"}},
      {.id = "getline", .name = "The last line without a line feed is taken for the end."}};
  out.labs[0].second_look = SecondLook{.sanitizer = "address",
                                       .check = "Echo.KeepsZeroBytes",
                                       .sentence = "it reads behind the end of an array.",
                                       .frames = {"echo.cpp:12 in main", "echo.cpp:31 in copy"},
                                       .report =
                                           "==7==ERROR: AddressSanitizer: heap-buffer-"
                                           "overflow on address 0x602000000011\n"};
  out.labs[3].build_failure =
      BuildFailure{"g++ -std=c++20 -O1 -Wall -Wextra sse.cpp -o sse",
                   "sse.cpp:3:9: error: expected ';' before '}' token\n    3 |   int a = 1\n"
                   "      |            ^\n"};
  return out;
}

}  // namespace pipette::sample
