#include "report/screen.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kFewestColumns = 40;
constexpr std::size_t kFewestRows = 10;
// The top line, the activity, a blank line; the message, the keys.
constexpr std::size_t kRowsAround = 5;

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kReverse = "\x1b[7m";
constexpr std::string_view kBar = "\x1b[1;7m";

bool continues_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

// Text without colours, cut to `columns`; a cut shows as "...".
std::string cut(const std::string& text, std::size_t columns) {
  if (columns_of(text) <= columns) return text;
  const std::size_t kept = columns > 3 ? columns - 3 : 0;
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end)
    if (!continues_a_character(text[end]) && seen++ == kept) break;
  return text.substr(0, end) + std::string(columns - kept, '.');
}

std::string dressed(std::string_view text, std::string_view code, bool colour) {
  return colour ? fmt::format("{}{}{}", code, text, kReset) : std::string(text);
}

std::string spaces(std::size_t count) { return std::string(count, ' '); }

std::string bar(const Climbed& climbed) {
  constexpr int kWidth = 10;
  const int maximum = std::max(climbed.points.maximum, 1);
  const int full = std::clamp(kWidth * climbed.points.points / maximum, 0, kWidth);
  return "[" + std::string(static_cast<std::size_t>(full), '#') +
         std::string(static_cast<std::size_t>(kWidth - full), '-') + "]";
}

// The lab on the left; on the right, of the ladder's standing what there is room for.
std::string top_line(const ScreenContent& content, std::size_t columns) {
  const std::string title = fmt::format(" Lab {} - {}", content.number, one_line(content.title));
  const std::string points = fmt::format(": {}/{}", content.points.points, content.points.maximum);
  const Climbed& climbed = content.climbed;
  const std::string labs = fmt::format("labs {}/{} complete", climbed.complete, climbed.labs);
  const std::string sum = fmt::format("{}/{}", climbed.points.points, climbed.points.maximum);
  const std::size_t left = columns_of(title) + points.size();
  std::string right;
  for (const std::string& candidate :
       {fmt::format("{} {}, {} points ", bar(climbed), labs, sum),
        fmt::format("{} {}, {} ", bar(climbed), labs, sum),
        fmt::format("{}, {} points ", labs, sum), fmt::format("{}, {} ", labs, sum), labs + " "}) {
    right = candidate;
    if (left + 2 + right.size() <= columns) break;
    right.clear();
  }
  const std::string text =
      left > columns ? cut(title, columns - points.size()) + points : title + points;
  return text + spaces(columns - columns_of(text) - right.size()) + right;
}

struct NamedKey {
  char key;
  std::string_view does;
  std::string_view in_short;
};

std::string key_line(std::size_t columns, bool colour) {
  constexpr NamedKey kKeys[] = {{'h', "hint", "hint"},
                                {'r', "run again", "run"},
                                {'n', "next lab", "next"},
                                {'o', "open the report", "open"},
                                {'q', "quit", "quit"}};
  constexpr std::size_t kInFull = 65;
  std::string line;
  for (const NamedKey& named : kKeys)
    line +=
        fmt::format(" {} {}{}", dressed(std::string_view(&named.key, 1), kBold, colour),
                    columns < kInFull ? named.in_short : named.does, columns < kInFull ? "" : "  ");
  return line;
}

std::string more_line(std::size_t columns) {
  for (const char* text :
       {"more: press the down key, press o for the report, or make the window larger",
        "more: press o for the report, or make the window larger"})
    if (columns_of(text) < columns) return text;
  return "more: press the down key";
}

// What has been folded so far, one character or one escape sequence after the other.
class Folding {
 public:
  explicit Folding(std::size_t columns) : columns_(columns) {}

  void add_escape(std::string_view sequence) {
    lines_.back() += sequence;
    active_ = sequence == kReset ? "" : std::string(sequence);
  }
  void add_byte(char c) {
    if (c == '\n') {
      lines_.emplace_back();
      column_ = 0;
      return;
    }
    if (!continues_a_character(c) && column_++ == columns_) {
      if (!active_.empty()) lines_.back() += kReset;
      lines_.push_back(active_);
      column_ = 1;
    }
    lines_.back() += c;
  }
  [[nodiscard]] std::vector<std::string> lines() && {
    if (lines_.back().empty()) lines_.pop_back();
    return std::move(lines_);
  }

 private:
  std::size_t columns_;
  std::vector<std::string> lines_ = {""};
  std::string active_;
  std::size_t column_ = 0;
};

}  // namespace

std::size_t columns_of(std::string_view line) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::size_t end = line[at] == '\x1b' ? line.find('m', at) : std::string::npos;
    if (end != std::string::npos) at = end;
    else if (!continues_a_character(line[at])) ++columns;
  }
  return columns;
}

std::vector<std::string> folded(const std::string& text, std::size_t columns) {
  Folding folding(std::max<std::size_t>(columns, 1));
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text[at] == '\x1b' ? text.find('m', at) : std::string::npos;
    if (end == std::string::npos) {
      folding.add_byte(text[at]);
      continue;
    }
    folding.add_escape(std::string_view(text).substr(at, end + 1 - at));
    at = end;
  }
  return std::move(folding).lines();
}

std::size_t body_rows(ScreenSize size) {
  return size.rows > kRowsAround ? size.rows - kRowsAround : 0;
}

std::size_t furthest_scroll(const std::string& body, ScreenSize size) {
  const std::size_t lines = folded(body, size.columns).size();
  const std::size_t rows = body_rows(size);
  return lines > rows ? lines - rows : 0;
}

std::vector<std::string> screen_lines(const ScreenContent& content, ScreenSize size, bool colour) {
  std::vector<std::string> lines;
  if (size.columns < kFewestColumns || size.rows < kFewestRows) {
    lines.push_back(
        cut(fmt::format("Make the window larger: {} x {}.", kFewestColumns, kFewestRows),
            size.columns));
    lines.resize(size.rows);
    return lines;
  }
  lines.push_back(dressed(top_line(content, size.columns), kBar, colour));
  lines.push_back(dressed(cut(" " + one_line(content.activity), size.columns), kBold, colour));
  lines.emplace_back();
  const std::vector<std::string> body = folded(content.body, size.columns);
  std::vector<std::string> message = folded(one_line(content.message), size.columns);
  message.resize(std::clamp<std::size_t>(message.size(), 1, body_rows(size)));
  const std::size_t rows = body_rows(size) + 1 - message.size();
  const std::size_t first = std::min(content.scroll, furthest_scroll(content.body, size));
  for (std::size_t i = first; i < std::min(first + rows, body.size()); ++i)
    lines.push_back(content.outdated ? dressed(body[i], kDim, colour) : body[i]);
  lines.resize(size.rows - 1 - message.size());
  if (content.message.empty() && first + rows < body.size()) message = {more_line(size.columns)};
  for (const std::string& line : message)
    lines.push_back(line.empty() ? "" : dressed(line, kReverse, colour));
  lines.push_back(key_line(size.columns, colour));
  return lines;
}

}  // namespace pipette
