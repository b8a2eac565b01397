#include "report/word_terminal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/commonmark.hpp"
#include "report/screen.hpp"
#include "report/text.hpp"
#include "report/words.hpp"

namespace pipette {
namespace {

constexpr std::string_view kBold = "1";
constexpr std::string_view kDim = "2";
constexpr std::string_view kUnderlined = "4";
constexpr std::string_view kGreen = "32";
constexpr std::string_view kCyan = "36";

// Words in their styles, broken at blanks. A piece of code stays on one line.
class Setter {
 public:
  Setter(std::size_t start, std::size_t indent, const TerminalStyle& style)
      : column_(start), indent_(indent), style_(style) {}

  void add(const Span& span) {
    if (span.code) return add_word(span);
    for (std::size_t at = 0; at < span.text.size();) {
      const std::size_t end = std::min(span.text.find(' ', at), span.text.size());
      if (end > at) add_word({span.text.substr(at, end - at), span.strong, false, span.link});
      if (end < span.text.size()) finish_word();
      at = end + 1;
    }
  }

  std::string text() {
    finish_word();
    return std::move(text_);
  }

 private:
  void add_word(const Span& part) {
    const std::string shown = one_line(part.text);
    if (part.code) word_ += style_.colour ? paint(shown, kCyan, style_) : "`" + shown + "`";
    else if (part.strong) word_ += paint(shown, kBold, style_);
    else word_ += part.link.empty() ? shown : paint(shown, kUnderlined, style_);
  }

  void finish_word() {
    const std::size_t columns = columns_of(word_);
    if (columns == 0) return;
    if (!text_.empty() && column_ + 1 + columns > style_.width) {
      text_ += '\n';
      text_.append(indent_, ' ');
      column_ = indent_;
    } else if (!text_.empty()) {
      text_ += ' ';
      ++column_;
    }
    text_ += std::exchange(word_, {});
    column_ += columns;
  }

  std::size_t column_;
  std::size_t indent_;
  TerminalStyle style_;
  std::string text_;
  std::string word_;
};

std::string set(const std::vector<Span>& spans, std::size_t start, std::size_t indent,
                const TerminalStyle& style) {
  Setter setter(start, indent, style);
  for (const Span& span : spans) setter.add(span);
  return setter.text();
}

std::string code(const Block& block, const TerminalStyle& style) {
  std::string out;
  if (const std::string heading = heading_of(block); !heading.empty())
    out += "    " + paint(one_line(heading), kDim, style) + "\n";
  for (const std::string& line : lines_of(block.code))
    out += (line.empty() ? "" : "    ") +
           (line.starts_with("$ ") ? paint(line, kBold, style) : line) + "\n";
  return out;
}

std::string shown(const Block& block, const TerminalStyle& style) {
  switch (block.kind) {
    case Block::Kind::heading: return paint(set(block.spans, 0, 0, {}), kBold, style) + "\n";
    case Block::Kind::paragraph: return "  " + set(block.spans, 2, 2, style) + "\n";
    case Block::Kind::item: return "  - " + set(block.spans, 4, 4, style) + "\n";
    case Block::Kind::code: return code(block, style);
  }
  return {};
}

std::string heading(const WordMap& map, const WordPage& page, const TerminalStyle& style) {
  const auto number = static_cast<std::size_t>(&page - map.pages.data()) + 1;
  const std::string place = fmt::format("word {} of {}", number, map.pages.size());
  const std::string name = one_line(page.name);
  const std::size_t taken = columns_of(name) + place.size();
  const std::string gap(taken + 2 > style.width ? 2 : style.width - taken, ' ');
  std::string kind = page.category;
  if (!page.spec.empty()) kind += fmt::format(" ({})", page.spec);
  kind += also_here(page);
  return paint(name, kBold, style) + gap + paint(place, kDim, style) + "\n" +
         wrap(kind, 0, 0, style.width) + "\n\n";
}

std::string lab_in_words(const WordLab& lab) {
  if (lab.folder.empty()) return fmt::format("{} (planned)", lab.number);
  return fmt::format("{} (labs/{}/README.md{})", lab.number, lab.folder,
                     lab.passed ? ", passed" : "");
}

// One line "label: what", where there is something.
std::string leads_to(std::string_view label, const std::vector<std::string>& what,
                     const TerminalStyle& style) {
  if (what.empty()) return {};
  constexpr std::size_t kColumn = 13;
  return fmt::format("  {:<{}}", std::string(label) + ":", kColumn - 2) +
         wrap(fmt::format("{}", fmt::join(what, ", ")), kColumn, kColumn, style.width) + "\n";
}

std::string footer(const WordMap& map, const WordPage& page, const std::vector<Block>& blocks,
                   const TerminalStyle& style) {
  std::vector<std::string> needs;
  for (const std::size_t need : page.needs) needs.push_back(map.pages[need].name);
  std::vector<std::string> others;
  for (const Block& block : blocks)
    for (const Span& span : block.spans)
      if (const WordPage* linked = page_of(map, span.link); linked != nullptr)
        if (const std::string& name = linked->name;
            std::find(needs.begin(), needs.end(), name) == needs.end() &&
            std::find(others.begin(), others.end(), name) == others.end())
          others.push_back(name);
  std::vector<std::string> labs;
  for (const WordLab& lab : page.labs) labs.push_back(lab_in_words(lab));
  if (!page.why_no_lab.empty()) labs.push_back("none, " + page.why_no_lab);
  std::string out = leads_to("Needs", needs, style) + leads_to("See also", others, style) +
                    leads_to(labs.size() > 1 ? "Labs" : "Lab", labs, style);
  const auto next = static_cast<std::size_t>(&page - map.pages.data()) + 1;
  if (next < map.pages.size()) out += leads_to("Next word", {map.pages[next].name}, style);
  const std::string example = needs.empty() ? page.name : needs.front();
  return out + leads_to("Read one", {command_to_explain(example)}, style);
}

// The words of a group in columns; a long one takes the room of several.
std::string words_in_columns(const WordMap& map, const WordGroup& group,
                             const TerminalStyle& style) {
  constexpr std::size_t kColumn = 26;
  constexpr std::size_t kMark = 4;
  std::string out;
  std::size_t column = style.width;  // where the line ends
  for (std::size_t i = group.first; i < group.first + group.count; ++i) {
    const std::string name = one_line(map.pages[i].name);
    const std::size_t next = (column + kColumn - 1) / kColumn * kColumn;
    if (next + kMark + columns_of(name) > style.width) {
      out += "\n";
      column = 0;
    } else {
      out += std::string(next - column, ' ');
      column = next;
    }
    out += (is_met(map.pages[i]) ? "  " + paint("*", kGreen, style) + " " : "    ") + name;
    column += kMark + columns_of(name);
  }
  return out + "\n";
}

}  // namespace

std::string page_in_terminal(const WordMap& map, const WordPage& page, const TerminalStyle& style) {
  std::string out = heading(map, page, style);
  const std::vector<Block> blocks = read_markdown(page.text);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool list_goes_on =
        i > 0 && blocks[i].kind == Block::Kind::item && blocks[i - 1].kind == Block::Kind::item;
    if (i > 0 && !list_goes_on) out += "\n";
    out += shown(blocks[i], style);
  }
  return out + "\n" + footer(map, page, blocks, style);
}

std::string map_in_terminal(const WordMap& map, const TerminalStyle& style) {
  const auto met = std::count_if(map.pages.begin(), map.pages.end(), is_met);
  const std::string about = fmt::format(
      "The map of words: {} words, and each only needs those above it. A * marks the {} that you "
      "have met in labs you passed.",
      map.pages.size(), met);
  std::string out = wrap(about, 0, 0, style.width) + "\n";
  for (const WordGroup& group : map.groups)
    out += fmt::format("\n{}{}", paint(group.title, kBold, style),
                       words_in_columns(map, group, style));
  out += "\nRead one word:  ./pipette explain pipe\n";
  return out + "Read them all:  ./pipette words --html words.html\n";
}

}  // namespace pipette
