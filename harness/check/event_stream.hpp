// An HTTP response that never ends: a stream of events (text/event-stream).
#pragma once

#include <gmock/gmock.h>

#include <deque>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "check/http.hpp"
#include "proto/sse.hpp"

namespace pipette {

/// What came next on the stream, or the trouble that kept it from coming.
struct ReceivedItem : SseItem {
  std::optional<Trouble> trouble{};
};

/// The next event, or the trouble that kept it from coming.
struct ReceivedEvent : SseEvent {
  std::optional<Trouble> trouble{};
};

void PrintTo(const ReceivedItem& item, std::ostream* out);
void PrintTo(const ReceivedEvent& event, std::ostream* out);

/// Reads the events of one response. It owns the connection; what comes while nobody reads waits.
class EventStream {
 public:
  /// Sends the request and reads the response's head. Judge the head with HasStatus and others; a
  /// head that does not come, or is no HTTP, is trouble there, and no event ever comes.
  EventStream(Connection connection, const Request& request, Within within = kPromptly,
              Location at = Location::current());

  /// Status and fields; the body is empty.
  [[nodiscard]] const Response& head() const { return head_; }

  /// The next event; comments and retry fields are passed over.
  [[nodiscard]] ReceivedEvent read_event(Within within = kPromptly);
  /// Whatever comes next: an event, a comment, a retry field.
  [[nodiscard]] ReceivedItem read_item(Within within = kPromptly);
  /// Throws away what is there and what comes until the stream ends. Trouble when it does not end
  /// in time, or not cleanly: by a reset, or in the middle of a chunked body.
  [[nodiscard]] Received read_to_end(Within within = kPromptly);

  /// The raw connection below: to close, to reset, to stop reading.
  [[nodiscard]] Connection& connection() { return connection_; }

 private:
  void read_head(std::string_view method, Within within);
  void take_what_came();
  [[nodiscard]] bool over();
  [[nodiscard]] Trouble what_went_wrong(Clock::time_point since, const std::string& missing);

  Connection connection_;
  Response head_{};
  HttpBodyDecoder body_;
  SseReader reader_{};
  std::deque<SseItem> items_{};  // read, and not handed out yet
};

/// What an event must be; what is not set does not count.
struct EventPattern {
  std::optional<std::string> id{};  ///< that the event itself carries
  std::optional<std::string> name{};
  std::optional<std::string> data{};
};

/// The event came, and fits. Says which field differs, where, and what a browser ignored.
class IsEvent {
 public:
  using is_gtest_matcher = void;
  explicit IsEvent(EventPattern pattern) : pattern_(std::move(pattern)) {}
  bool MatchAndExplain(const ReceivedEvent& event, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  EventPattern pattern_;
};

}  // namespace pipette
