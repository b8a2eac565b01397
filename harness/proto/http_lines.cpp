#include "proto/http_lines.hpp"

#include <algorithm>

#include "core/bytes.hpp"

namespace pipette {
namespace {

constexpr std::string_view kNoHeader = "; is the empty line after the headers missing?";

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }

// What a header value and a reason may be made of: all but control characters.
bool is_text(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return byte == '\t' || (value >= 0x20 && value != 0x7f);
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

std::vector<std::string_view> list_members(std::string_view text) {
  std::vector<std::string_view> members;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view member = without_blanks(text.substr(0, comma));
    if (!member.empty()) members.push_back(member);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return members;
}

bool same_letters(std::string_view one, std::string_view other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

bool is_token_char(char byte) {
  const char letter = lower(byte);
  return (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') ||
         (byte != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(byte) != std::string_view::npos);
}

bool HttpLines::fail(std::size_t offset, std::string_view why) {
  invalid_ = Invalid{offset, std::string(why)};
  return false;
}

bool HttpLines::literal(std::string_view text, std::string_view why) {
  for (const char expected : text) {
    if (ended()) return false;
    if (next() != expected) return fail(why);
    ++at_;
  }
  return true;
}

bool HttpLines::digit(char least, char most, std::string_view why) {
  if (ended()) return false;
  if (next() < least || next() > most) return fail(why);
  ++at_;
  return true;
}

bool HttpLines::line_end() {
  if (ended()) return false;
  if (next() == '\n') return fail("the line ends with \\n alone; HTTP lines end with \\r\\n");
  if (next() != '\r')
    return fail("a head cannot hold the byte " + visible(std::string_view(&bytes_[at_], 1)));
  ++at_;
  if (ended()) return false;
  if (next() != '\n') return fail("after \\r comes no \\n; HTTP lines end with \\r\\n");
  ++at_;
  return true;
}

bool HttpLines::rest_of_line(std::string_view& text) {
  const std::size_t start = at_;
  skip(is_text);
  text = from(start);
  return line_end();
}

bool HttpLines::field_colon(std::size_t start) {
  if (ended()) return false;
  const bool has_name = at_ > start;
  const char byte = next();
  if (byte == ':' && has_name) {
    ++at_;
    return true;
  }
  if (byte == ':') return fail("the name before the colon is missing");
  if (is_blank(byte) && !has_name)
    return fail("a header line begins with a blank; each header is one line \"Name: value\"");
  if (is_blank(byte))
    return fail("a blank follows a header name; the colon must follow it at once" +
                std::string(kNoHeader));
  if (has_name && (byte == '\r' || byte == '\n'))
    return fail("the line has no colon; a header is \"Name: value\"" + std::string(kNoHeader));
  if (byte == '\n') return line_end();
  return fail("a header name cannot hold " + visible(std::string_view(&byte, 1)) +
              std::string(kNoHeader));
}

bool HttpLines::field(HttpFields& fields) {
  const std::size_t start = at_;
  skip(is_token_char);
  const std::string_view name = from(start);
  std::string_view value;
  if (!field_colon(start) || !rest_of_line(value)) return false;
  fields.all.push_back({std::string(name), std::string(without_blanks(value))});
  return true;
}

bool HttpLines::fields(HttpFields& fields) {
  while (!ended() && next() != '\r')
    if (!field(fields)) return false;
  return line_end();
}

std::optional<std::string> HttpFields::find(std::string_view name) const {
  for (const HttpField& field : all)
    if (same_letters(field.name, name)) return field.value;
  return std::nullopt;
}

std::vector<std::string> HttpFields::values(std::string_view name) const {
  std::vector<std::string> found;
  for (const HttpField& field : all)
    if (same_letters(field.name, name)) found.push_back(field.value);
  return found;
}

bool HttpFields::lists(std::string_view name, std::string_view token) const {
  for (const HttpField& field : all)
    if (same_letters(field.name, name))
      for (const std::string_view member : list_members(field.value))
        if (same_letters(member, token)) return true;
  return false;
}

}  // namespace pipette
