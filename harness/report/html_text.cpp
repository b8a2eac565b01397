#include "report/html_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/bytes.hpp"

namespace pipette {
namespace {

// Columns that fit beside each other on a phone.
constexpr std::size_t kNarrow = 34;

bool has_long_line(std::string_view html) {
  std::size_t columns = 0;
  char closes = 0;  // the end of the tag or the entity that is being passed over
  for (const char c : html) {
    const bool inside = closes != 0;
    if (c == closes) closes = 0;
    if (inside) continue;
    if (c == '<') closes = '>';
    if (c == '&') closes = ';';
    if (c == '\n') columns = 0;
    else if (c != '<' && (static_cast<unsigned char>(c) & 0xC0U) != 0x80 && ++columns > kNarrow)
      return true;
  }
  return false;
}

}  // namespace

std::string in_html(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\t': out += "&#9;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string in_html(std::string_view text, std::size_t limit) {
  return in_html(head_and_tail(text, limit));
}

std::string element(std::string_view name, std::string_view content) {
  if (content.empty()) return {};
  return fmt::format("<{}>{}</{}>\n", name, content, name.substr(0, name.find(' ')));
}

std::string preformatted(std::string_view label, std::string_view content) {
  // A parser drops one line feed that follows the tag.
  const std::string_view first = content.starts_with('\n') ? "\n" : "";
  const std::string name =
      has_long_line(content)
          ? fmt::format("pre tabindex=\"0\" role=\"region\" aria-label=\"{}\"", in_html(label))
          : "pre";
  return element(name, fmt::format("{}{}", first, content));
}

std::string html_document(const HtmlDocument& document) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
      "<meta charset=\"utf-8\"/>\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}"
      "<script>{}</script>\n</body>\n</html>\n",
      policy_hash(document.style.sha256), policy_hash(document.script.sha256),
      in_html(document.title), document.style.text, document.body, document.script.text);
}

std::string policy_hash(std::string_view hexadecimal) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "sha256-";
  // Six hexadecimal digits are four of base 64.
  for (std::size_t i = 0; i < hexadecimal.size(); i += 6) {
    const std::size_t count = std::min<std::size_t>(6, hexadecimal.size() - i);
    unsigned bits = 0;
    (void)std::from_chars(hexadecimal.data() + i, hexadecimal.data() + i + count, bits, 16);
    bits <<= 4 * (6 - count);
    for (std::size_t digit = 0; digit < 4; ++digit)
      out += digit * 3 < count * 2 ? kDigits[bits >> (18 - 6 * digit) & 63U] : '=';
  }
  return out;
}

}  // namespace pipette
