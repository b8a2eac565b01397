#include "report/text.hpp"

#include <algorithm>

#include "core/bytes.hpp"

namespace pipette {
namespace {

// Columns that text takes; every character counts as one.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
  }));
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
  return out;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : printable(text)) {
    if (c == '\n') out.emplace_back();
    else if (c == '\t') out.back() += std::string(8 - columns(out.back()) % 8, ' ');
    else out.back() += c;
  }
  while (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

std::string shell_word(std::string_view text) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%+,-./:=@_";
  if (!text.empty() && text.find_first_not_of(kLetters) == std::string_view::npos)
    return std::string(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'\\''";
    else out += c;
  }
  return out + "'";
}

std::string wrap(std::string_view prose, std::size_t start, std::size_t indent, std::size_t width) {
  const std::string text = printable(prose);
  std::string out;
  std::size_t column = start;
  bool fresh = true;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \n\t", at)) != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
    const std::string word = text.substr(at, end - at);
    at = end;
    if (!fresh && column + 1 + columns(word) > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (!fresh) {
      out += ' ';
      ++column;
    }
    out += word;
    column += columns(word);
    fresh = false;
  }
  return without_commands(out);
}

}  // namespace pipette
