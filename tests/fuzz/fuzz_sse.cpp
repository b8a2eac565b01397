// Whatever comes: the event-stream reader says the same as the standard's rules in their plainest
// form, however the bytes are cut.
#include <algorithm>

#include "fuzz.hpp"
#include "proto/sse.hpp"
#include "proto/utf8.hpp"

namespace pipette::fuzz {
namespace {

struct Told {
  std::string items{};
  std::string last_id{};
  bool operator==(const Told&) const = default;
};

std::string tell(const SseEvent& event) {
  return "event\1" + event.name + '\1' + event.data + '\1' + event.last_id + '\2';
}

std::string tell_all(const SseItem& item) {
  std::string text;
  if (item.event) {
    text = tell(*item.event) + item.event->own_id.value_or("-") + '\1' + item.event->raw;
    for (const std::string& line : item.event->ignored) text += '\1' + line;
  }
  if (item.comment) text += "comment\1" + item.comment->text;
  if (item.retry) text += "retry\1" + std::to_string(item.retry->milliseconds);
  if (item.nothing) {
    text += "nothing\1" + item.nothing->raw;
    for (const std::string& line : item.nothing->ignored) text += '\1' + line;
  }
  return text + '\2';
}

struct Stream {
  std::vector<SseItem> items{};
  std::string told{};
};

Stream read(std::string_view bytes, std::size_t first, std::size_t step) {
  SseReader reader;
  Stream stream;
  while (!bytes.empty() || first > 0) {
    for (SseItem& item : reader.push(bytes.substr(0, first))) {
      stream.told += tell_all(item);
      stream.items.push_back(std::move(item));
    }
    bytes.remove_prefix(std::min(first, bytes.size()));
    first = bytes.empty() ? 0 : step;
  }
  stream.told += "unfinished\1" + reader.unfinished() + '\1' + reader.last_id();
  return stream;
}

// The events by the standard's words: decode everything, cut it into lines, follow the rules.
std::string by_the_book(std::string_view bytes) {
  std::string text = decode_utf8(bytes);
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  std::string events, data, type, id, line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' && text[i] != '\n') {
      line += text[i];
      continue;
    }
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    const std::size_t colon = line.find(':');
    const std::string name = line.substr(0, colon);
    std::string value = colon == std::string::npos ? "" : line.substr(colon + 1);
    if (!value.empty() && value[0] == ' ') value.erase(0, 1);
    if (line.empty()) {
      if (!data.empty()) {
        data.pop_back();
        events += tell({.name = type.empty() ? "message" : type, .data = data, .last_id = id});
      }
      data = type = "";
    } else if (name == "data") {
      data += value + '\n';
    } else if (name == "event") {
      type = value;
    } else if (name == "id" && value.find('\0') == std::string::npos) {
      id = value;
    }
    line.clear();
  }
  return events;
}

// An event's raw bytes, read alone, are that event.
void judge_raw(const Input& input, const SseEvent& event) {
  if (event.raw.starts_with("\xef\xbb\xbf")) return;
  SseReader reader;
  const std::vector<SseItem> items = reader.push(event.raw);
  input.demand(!items.empty() && items.back().event.has_value(), "raw ends the event");
  const SseEvent& again = *items.back().event;
  input.demand(again.data == event.data && again.name == event.name &&
                   again.own_id == event.own_id && again.raw == event.raw,
               "raw is the event");
}

void test(const Input& input) {
  const std::string_view bytes = input.bytes();
  const Stream all = read(bytes, bytes.size(), bytes.size());
  input.demand(read(bytes, 1, 1).told == all.told, "the same byte by byte");
  input.demand(read(bytes, input.cut(), bytes.size()).told == all.told, "the same in two parts");
  input.demand(read(bytes, input.cut(), 1 + input.mode() % 7).told == all.told,
               "the same in pieces");
  std::string events;
  for (const SseItem& item : all.items) {
    const int set = int{item.event.has_value()} + int{item.comment.has_value()} +
                    int{item.retry.has_value()} + int{item.nothing.has_value()};
    input.demand(set == 1, "an item is one thing");
    if (item.comment)
      input.demand(decode_utf8(item.comment->text) == item.comment->text, "a comment is UTF-8");
    if (!item.event) continue;
    events += tell(*item.event);
    judge_raw(input, *item.event);
  }
  input.demand(events == by_the_book(bytes), "the standard's rules");
  input.demand(decode_utf8(events) == events, "events are UTF-8");
}

}  // namespace

std::vector<std::string> corpus() {
  return {
      "data: one\n\n",
      "retry: 2000\n\nid: 1\ndata: first\n\nid: 2\nevent: note\ndata: a\ndata: b\ndata:\n\n",
      ": hello\r\n\r\ndata:  two blanks\r\ndata\r\nfoo: bar\r\n\r\n",
      "\xef\xbb\xbf"
      "data: \xc3\xa9 \xf0\x9f\x98\x80\r\rid\r\r",
      "id: 7\n\ndata: {\"a\":[1,2]}\n\nevent:\ndata\n\nevent: x\n\n",
      "data: a\r\ndata: b\rdata: c\n\r\ndata: not finished",
      "retry: 12x\nretry:\nretry: 99999999999999999999999\nid: a\ndata: \n\n",
  };
}

std::vector<std::string> words() {
  return {"\n",
          "\r",
          "\r\n",
          "\n\n",
          "\r\r",
          ":",
          ": ",
          "data",
          "data: ",
          "id: ",
          "event: ",
          "retry: 1\n",
          std::string(1, '\0'),
          "\xef\xbb\xbf",
          "\xef\xbb",
          "\xc3",
          "\xf0\x9f\x98",
          "\xed\xa0\x80",
          "\xe2\x80\xa8",
          "\xc2\x85",
          "\v"};
}

}  // namespace pipette::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pipette::fuzz::test(pipette::fuzz::Input(data, size));
  return 0;
}
