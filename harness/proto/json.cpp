#include "proto/json.hpp"

#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "core/bytes.hpp"
#include "proto/utf8.hpp"

namespace pipette {
namespace {

// Finds the first byte that cannot belong to a JSON text. The library that builds the value is not
// asked, because it tells "unfinished" from "wrong" by a message only, takes a NUL for the end and
// passes over a BOM.
class Scan {
 public:
  explicit Scan(std::string_view bytes) : bytes_(bytes) {}

  // Whether the bytes are one whole text. If not, and nothing is invalid, they are its beginning.
  bool text() {
    while (skip_white_space()) {
      if (want_ == Want::nothing) return fail("after the JSON value comes something else");
      if (!item()) return false;
    }
    return want_ == Want::nothing;
  }
  [[nodiscard]] const std::optional<Invalid>& invalid() const { return invalid_; }

 private:
  enum class Want { value, value_or_end, key, key_or_end, colon, comma_or_end, nothing };

  bool fail(std::size_t offset, std::string why) {
    invalid_ = Invalid{offset, std::move(why)};
    return false;
  }
  bool fail(std::string why) { return fail(at_, std::move(why)); }
  [[nodiscard]] bool ended() const { return at_ == bytes_.size(); }
  [[nodiscard]] char next() const { return bytes_[at_]; }
  [[nodiscard]] std::string shown() const { return visible(bytes_.substr(at_, 1)); }
  void value_done() { want_ = open_.empty() ? Want::nothing : Want::comma_or_end; }

  bool skip_white_space();
  bool item();
  bool value();
  bool open(char bracket);
  bool close(char bracket);
  bool comma();
  bool key();
  bool word(std::string_view expected);
  bool string();
  bool escape();
  bool four_digits(unsigned& unit);
  bool number();
  bool digits();

  std::string_view bytes_;
  std::size_t at_ = 0;
  Want want_ = Want::value;
  std::vector<char> open_{};  // '[' and '{' that wait for their end
  std::optional<Invalid> invalid_{};
};

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

bool Scan::skip_white_space() {
  while (!ended() && (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')) ++at_;
  return !ended();
}

// One step, at a byte that is no white space.
bool Scan::item() {
  const char byte = next();
  switch (want_) {
    case Want::value_or_end: return byte == ']' ? close(byte) : value();
    case Want::key_or_end: return byte == '}' ? close(byte) : key();
    case Want::key: return key();
    case Want::colon:
      if (byte != ':') return fail("after a key comes a colon, not " + shown());
      ++at_;
      want_ = Want::value;
      return true;
    case Want::comma_or_end: return byte == ',' ? comma() : close(byte);
    default: return value();
  }
}

bool Scan::comma() {
  ++at_;
  want_ = open_.back() == '[' ? Want::value : Want::key;
  return true;
}

bool Scan::key() {
  if (next() == '}') return fail("after the last comma another key must come");
  if (next() != '"') return fail("a key stands between double quotes; here is " + shown());
  if (!string()) return false;
  want_ = Want::colon;
  return true;
}

bool Scan::value() {
  const char byte = next();
  if (byte == '[' || byte == '{') return open(byte);
  bool whole = false;
  if (byte == '"') whole = string();
  else if (byte == '-' || is_digit(byte)) whole = number();
  else if (byte == 't') whole = word("true");
  else if (byte == 'f') whole = word("false");
  else if (byte == 'n') whole = word("null");
  else if (byte == ']' && !open_.empty() && open_.back() == '[')
    return fail("after the last comma another value must come");
  else if (byte == '\'') return fail("JSON strings stand between double quotes, not single ones");
  else return fail("no JSON value begins with " + shown());
  if (whole) value_done();
  return whole;
}

bool Scan::open(char bracket) {
  if (open_.size() == kDeepestJson)
    return fail("arrays and objects are nested more than " + std::to_string(kDeepestJson) +
                " deep");
  ++at_;
  open_.push_back(bracket);
  want_ = bracket == '[' ? Want::value_or_end : Want::key_or_end;
  return true;
}

bool Scan::close(char bracket) {
  const bool in_array = open_.back() == '[';
  if (bracket != (in_array ? ']' : '}'))
    return fail(std::string("after a value comes a comma or ") + (in_array ? "]" : "}") + ", not " +
                shown());
  ++at_;
  open_.pop_back();
  value_done();
  return true;
}

bool Scan::word(std::string_view expected) {
  for (const char letter : expected) {
    if (ended()) return false;
    if (next() != letter) return fail("the only bare words are true, false and null");
    ++at_;
  }
  return true;
}

bool Scan::string() {
  ++at_;
  while (!ended()) {
    const char byte = next();
    if (byte == '"') {
      ++at_;
      return true;
    }
    if (byte == '\\') {
      if (!escape()) return false;
      continue;
    }
    if (static_cast<unsigned char>(byte) < 0x20)
      return fail("inside a string the byte " + shown() + " must be escaped with a backslash");
    const Utf8Start start = utf8_start(bytes_.substr(at_));
    if (start.kind == Utf8Start::Kind::cut) return false;
    if (start.kind == Utf8Start::Kind::broken)
      return fail(at_, "the string is not UTF-8: no character has the bytes " +
                           visible(bytes_.substr(at_, start.length)));
    at_ += start.length;
  }
  return false;
}

bool Scan::escape() {
  ++at_;
  if (ended()) return false;
  if (next() != 'u') {
    if (std::string_view("\"\\/bfnrt").find(next()) == std::string_view::npos)
      return fail("there is no escape of a backslash and " + shown());
    ++at_;
    return true;
  }
  unsigned first = 0;
  const std::size_t start = at_ - 1;
  ++at_;
  if (!four_digits(first)) return false;
  const bool is_second_half = first >= 0xdc00 && first <= 0xdfff;
  if (is_second_half)
    return fail(start, "the escape is the second half of a pair, without a first");
  if (first < 0xd800 || first > 0xdfff) return true;
  constexpr const char* kHalf = "the escape before is half of a pair; its second half must follow";
  for (const char expected : {'\\', 'u'}) {
    if (ended()) return false;
    if (next() != expected) return fail(kHalf);
    ++at_;
  }
  unsigned second = 0;
  if (!four_digits(second)) return false;
  if (second < 0xdc00 || second > 0xdfff) return fail(at_ - 6, kHalf);
  return true;
}

bool Scan::four_digits(unsigned& unit) {
  for (int i = 0; i < 4; ++i, ++at_) {
    if (ended()) return false;
    const char byte = next();
    if (is_digit(byte)) unit = unit * 16 + static_cast<unsigned>(byte - '0');
    else if ((byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F'))
      unit = unit * 16 + static_cast<unsigned>((byte | 0x20) - 'a') + 10;
    else return fail("after \\u come four hexadecimal digits; here is " + shown());
  }
  return true;
}

bool Scan::digits() {
  if (ended()) return false;
  if (!is_digit(next())) return fail("a digit must come here, not " + shown());
  while (!ended() && is_digit(next())) ++at_;
  return true;
}

bool Scan::number() {
  const std::size_t start = at_;
  bool has_exponent = false;
  bool shrinks = false;
  if (next() == '-') ++at_;
  if (!ended() && next() == '0') {
    ++at_;
    if (!ended() && is_digit(next())) return fail("a number does not begin with 0");
  } else if (!digits()) {
    return false;
  }
  if (!ended() && next() == '.') {
    ++at_;
    if (!digits()) return false;
  }
  if (!ended() && (next() == 'e' || next() == 'E')) {
    has_exponent = true;
    ++at_;
    shrinks = !ended() && next() == '-';
    if (!ended() && (next() == '+' || next() == '-')) ++at_;
    if (!digits()) return false;
  }
  const std::string text(bytes_.substr(start, at_ - start));
  const bool may_be_large = has_exponent || text.size() > 300;
  if (may_be_large && !std::isfinite(std::strtod(text.c_str(), nullptr))) {
    // An exponent that follows, or goes on, can make the number small again.
    const bool may_shrink = !has_exponent || shrinks;
    return ended() && may_shrink ? false : fail(start, "the number is too large");
  }
  return true;
}

}  // namespace

Parsed<Json> parse_json(std::string_view bytes) {
  Scan scan(bytes);
  const bool is_whole = scan.text();
  if (scan.invalid()) return *scan.invalid();
  if (!is_whole) return Incomplete{};
  return Complete<Json>{Json::parse(bytes), bytes.size()};
}

}  // namespace pipette
