#include "proto/sse.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "proto/utf8.hpp"

namespace pipette {
namespace {

// Digits only, or nothing. A number that is too large becomes the largest one.
std::optional<unsigned long> milliseconds(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  unsigned long number = 0;
  const auto error = std::from_chars(text.data(), text.data() + text.size(), number).ec;
  return error == std::errc() ? number : std::numeric_limits<unsigned long>::max();
}

}  // namespace

std::vector<SseItem> SseReader::push(std::string_view bytes) {
  std::vector<SseItem> items;
  while (!bytes.empty()) {
    if (std::exchange(after_cr_, false) && bytes.front() == '\n') {
      // The items of a line are handed on at its CR; they cannot hold this LF.
      if (!raw_.empty()) raw_ += '\n';
      bytes.remove_prefix(1);
      continue;
    }
    const auto ends_line = [](char byte) { return byte == '\r' || byte == '\n'; };
    const auto end = static_cast<std::size_t>(std::find_if(bytes.begin(), bytes.end(), ends_line) -
                                              bytes.begin());
    line_.append(bytes.substr(0, end));
    raw_.append(bytes.substr(0, end));
    bytes.remove_prefix(end);
    if (bytes.empty()) break;
    raw_ += bytes.front();
    after_cr_ = bytes.front() == '\r';
    bytes.remove_prefix(1);
    take_line(items);
    line_.clear();
  }
  return items;
}

void SseReader::take_line(std::vector<SseItem>& items) {
  if (std::exchange(at_start_, false) && line_.starts_with("\xef\xbb\xbf")) line_.erase(0, 3);
  if (line_.empty()) return dispatch(items);
  const std::string text = decode_utf8(line_);
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view name = std::string_view(text).substr(0, colon);
  std::string value = colon < text.size() ? text.substr(colon + 1) : "";
  if (colon > 0 && value.starts_with(' ')) value.erase(0, 1);

  const auto delay = name == "retry" ? milliseconds(value) : std::nullopt;
  if (colon == 0) {
    items.push_back({.comment = SseComment{std::move(value)}});
  } else if (delay) {
    items.push_back({.retry = SseRetry{*delay}});
  } else {
    if (!take_field(name, value)) block_.ignored.push_back(line_);
    has_field_ = true;
  }
  if (!has_field_) raw_.clear();
}

bool SseReader::take_field(std::string_view name, const std::string& value) {
  if (name == "data") {
    block_.data += value + '\n';
    has_data_ = true;
  } else if (name == "event") {
    block_.name = value.empty() ? "message" : value;
  } else if (name == "id" && value.find('\0') == std::string::npos) {
    block_.own_id = value;
  } else {
    return false;
  }
  return true;
}

void SseReader::dispatch(std::vector<SseItem>& items) {
  // An id holds from its blank line on, even where there is no data.
  if (block_.own_id) last_id_ = *block_.own_id;
  block_.raw = std::exchange(raw_, {});
  if (has_data_) {
    block_.data.pop_back();
    block_.last_id = last_id_;
    items.push_back({.event = std::move(block_)});
  } else if (has_field_) {
    items.push_back({.nothing = SseNothing{std::move(block_.ignored), std::move(block_.raw)}});
  }
  block_ = {};
  has_data_ = has_field_ = false;
}

}  // namespace pipette
