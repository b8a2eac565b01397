#include "check/event_stream.hpp"

#include <sstream>

#include "check/run.hpp"
#include "core/bytes.hpp"
#include "core/symptom.hpp"
#include "engine/session.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShownData = 200;                        // bytes of an event's data
constexpr std::size_t kLongestEvent = std::size_t{16} << 20U;  // bytes; no lab sends half of it

// "byte 12 of the body" and so on is for HTTP; a student looks for the words.
Trouble bad_body(const Invalid& invalid) {
  return {Cause::mismatch, "the body of the response is broken: " + invalid.why + " (byte " +
                               std::to_string(invalid.offset) + " of the body)"};
}

void list_ignored(const std::vector<std::string>& lines, std::ostream* out) {
  for (const std::string& line : lines)
    *out << "\na browser ignores the line " << visible(line, kShownData)
         << ": it does not begin with data:, event:, id:, retry: or a colon";
}

void print_event(const SseEvent& event, std::ostream* out) {
  *out << "an event with " << (event.own_id ? "id " + visible(*event.own_id) : "no id");
  if (event.name != "message") *out << ", name " << visible(event.name);
  *out << ", data " << visible(event.data, kShownData);
}

std::string difference_in_words(const std::string& expected, const std::string& got) {
  const std::vector<Symptom> seen = symptoms(expected, got);
  const std::string drawing = difference(expected, got);
  return seen.empty() ? drawing : drawing + "\n" + std::string(sentence(seen.front()));
}

}  // namespace

void PrintTo(const ReceivedItem& item, std::ostream* out) {
  if (item.trouble) {
    *out << item.trouble->words;
  } else if (item.event) {
    print_event(*item.event, out);
    list_ignored(item.event->ignored, out);
  } else if (item.comment) *out << "the comment " << visible(item.comment->text);
  else if (item.retry) *out << "the field retry: " << item.retry->milliseconds;
  else if (item.nothing) {
    *out << "a block without data: " << visible(item.nothing->raw, kShownData);
    list_ignored(item.nothing->ignored, out);
  }
}

void PrintTo(const ReceivedEvent& event, std::ostream* out) {
  if (event.trouble) *out << event.trouble->words;
  else print_event(event, out);
}

EventStream::EventStream(Connection connection, const Request& request, Within within, Location at)
    : connection_(std::move(connection)), body_(HttpFraming::none, 0) {
  connection_.send(to_bytes(request, connection_.port()), within, at);
  read_head(request.method, within);
}

void EventStream::read_head(std::string_view method, Within within) {
  Inbox& from = connection_.inbox();
  const auto since = Clock::now();
  Parsed<HttpResponseHead> parsed = Incomplete{};
  const auto head_is_over = [&] {
    parsed = parse_http_response_head(from.unread, method);
    return !std::holds_alternative<Incomplete>(parsed) || from.ended || from.flooded;
  };
  (void)session().wait(head_is_over, within);
  if (auto* complete = std::get_if<Complete<HttpResponseHead>>(&parsed)) {
    head_.raw = take(from, complete->length);
    head_.head = std::move(complete->value);
    body_ = HttpBodyDecoder(head_.head.framing, head_.head.length);
    return;
  }
  const auto* invalid = std::get_if<Invalid>(&parsed);
  head_.trouble = note_trouble(
      invalid != nullptr
          ? Trouble{Cause::mismatch, "this is no HTTP response: " + invalid->why + " (byte " +
                                         std::to_string(invalid->offset) + ")"}
          : diagnose(&from, since, "the head of the response did not come as a whole"));
  head_.raw = take(from, from.unread.size());
}

// Hands what has come to the decoder and the reader.
void EventStream::take_what_came() {
  Inbox& from = connection_.inbox();
  if (head_.trouble || from.unread.empty() || body_.complete() || body_.invalid()) return;
  std::string data;
  (void)take(from, body_.push(from.unread, data));
  for (SseItem& item : reader_.push(data)) items_.push_back(std::move(item));
}

// Nothing more can come.
bool EventStream::over() {
  const Inbox& from = connection_.inbox();
  return head_.trouble || body_.complete() || body_.invalid() || from.ended || from.flooded ||
         reader_.unfinished().size() > kLongestEvent;
}

Trouble EventStream::what_went_wrong(Clock::time_point since, const std::string& missing) {
  if (head_.trouble) return *head_.trouble;
  if (body_.invalid()) return note_trouble(bad_body(*body_.invalid()));
  if (reader_.unfinished().size() > kLongestEvent)
    return note_trouble({Cause::flooded, "an event has begun, and its end does not come"});
  Trouble trouble = diagnose(&connection_.inbox(), since, missing);
  if (body_.complete() && trouble.cause == Cause::timed_out) {
    const bool length = head_.head.framing == HttpFraming::length;
    trouble = {Cause::closed_early, length ? "the body has ended: Content-Length said " +
                                                 std::to_string(head_.head.length) + " bytes"
                                           : "the body has ended"};
  }
  if (!reader_.unfinished().empty())
    trouble.words += "\nan event has begun, but no blank line ends it: " +
                     visible(reader_.unfinished(), kShownData);
  return note_trouble(std::move(trouble));
}

ReceivedItem EventStream::read_item(Within within) {
  const auto since = Clock::now();
  const auto came = [this] {
    take_what_came();
    return !items_.empty() || over();
  };
  (void)session().wait(came, within);
  if (items_.empty()) return {{}, what_went_wrong(since, "nothing came on the stream")};
  ReceivedItem item{std::move(items_.front()), std::nullopt};
  items_.pop_front();
  return item;
}

ReceivedEvent EventStream::read_event(Within within) {
  const auto since = Clock::now();
  std::vector<std::string> ignored;  // by a browser, in blocks that gave no event
  const auto came = [&] {
    take_what_came();
    while (!items_.empty() && !items_.front().event) {
      if (const auto& nothing = items_.front().nothing)
        ignored.insert(ignored.end(), nothing->ignored.begin(), nothing->ignored.end());
      items_.pop_front();
    }
    return !items_.empty() || over();
  };
  (void)session().wait(came, within);
  if (!items_.empty()) {
    ReceivedEvent event{std::move(*items_.front().event), std::nullopt};
    items_.pop_front();
    return event;
  }
  Trouble trouble = what_went_wrong(since, "no event came");
  std::ostringstream words;
  words << trouble.words;
  list_ignored(ignored, &words);
  trouble.words = words.str();
  return {{}, note_trouble(std::move(trouble))};
}

Received EventStream::read_to_end(Within within) {
  const auto since = Clock::now();
  const auto ended = [this] {
    take_what_came();
    items_.clear();
    return over();
  };
  const bool came = session().wait(ended, within);
  const Inbox& from = connection_.inbox();
  const bool clean = head_.head.framing == HttpFraming::chunked ? body_.complete() : !from.error;
  if (came && clean && !head_.trouble && !body_.invalid() && !from.flooded) return {};
  return {{}, what_went_wrong(since, "the stream did not end")};
}

bool IsEvent::MatchAndExplain(const ReceivedEvent& event,
                              testing::MatchResultListener* listener) const {
  if (event.trouble) return false;
  std::string words;
  if (pattern_.id && event.own_id != pattern_.id)
    words = "the id is " +
            (event.own_id ? visible(*event.own_id) : "missing: there is no line id: ...") +
            ", not " + visible(*pattern_.id);
  else if (pattern_.name && event.name != *pattern_.name)
    words = "the name is " + visible(event.name) + ", not " + visible(*pattern_.name);
  else if (pattern_.data && event.data != *pattern_.data)
    words = difference_in_words(*pattern_.data, event.data);
  if (words.empty()) return true;
  *listener << "\n" << words;
  if (listener->stream() != nullptr) list_ignored(event.ignored, listener->stream());
  return false;
}

void IsEvent::DescribeTo(std::ostream* out) const {
  *out << "an event";
  const char* between = " with ";
  const auto describe = [&](const char* what, const std::optional<std::string>& value) {
    if (value) *out << std::exchange(between, ", ") << what << " " << visible(*value, kShownData);
  };
  describe("id", pattern_.id);
  describe("name", pattern_.name);
  describe("data", pattern_.data);
}

void IsEvent::DescribeNegationTo(std::ostream* out) const {
  *out << "anything but ";
  DescribeTo(out);
}

}  // namespace pipette
