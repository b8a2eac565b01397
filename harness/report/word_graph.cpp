#include "report/word_graph.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/html_text.hpp"
#include "report/picture.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

// All lengths are pixels.
constexpr int kColumn = 204;
constexpr int kBox = 166;
constexpr int kLeft = 34;  // room for the lines inside a column
constexpr int kRow = 30;
constexpr int kBoxHeight = 22;
constexpr int kTop = 48;
constexpr std::size_t kNameColumns = 21;
constexpr std::size_t kTitleColumns = 24;

struct Spot {
  int column = 0;
  int row = 0;
  [[nodiscard]] int left() const { return kLeft + column * kColumn; }
  [[nodiscard]] int middle() const { return kTop + row * kRow + kBoxHeight / 2; }
};

std::vector<Spot> spots(const WordMap& map) {
  std::vector<Spot> out;
  for (int column = 0; const WordGroup& group : map.groups) {
    for (int row = 0; row < static_cast<int>(group.count); ++row) out.push_back({column, row});
    ++column;
  }
  return out;
}

// Inside a column the line swings out to the left; to another one it goes from side to side.
std::string line(const Spot& from, const Spot& to) {
  if (from.column == to.column) {
    const int swing = from.left() - std::min(kLeft - 6, 8 + 2 * (to.row - from.row));
    return fmt::format("M{0} {1}C{2} {1} {2} {3} {0} {3}", from.left(), from.middle(), swing,
                       to.middle());
  }
  const int begin = from.left() + kBox;
  const int bend = kColumn / 4;
  return fmt::format("M{} {}C{} {} {} {} {} {}", begin, from.middle(), begin + bend, from.middle(),
                     to.left() - bend, to.middle(), to.left(), to.middle());
}

std::string lines(const WordMap& map, const std::vector<Spot>& spots) {
  std::string out;
  for (std::size_t i = 0; i < map.pages.size(); ++i)
    for (const std::size_t need : map.pages[i].needs)
      out += fmt::format("<path data-from=\"{}\" data-to=\"{}\" d=\"{}\"/>\n", need, i,
                         line(spots[need], spots[i]));
  return element("g aria-hidden=\"true\"", out);
}

std::string title(const WordGroup& group, int column) {
  std::string out;
  int y = 14;
  for (const std::string& part : lines_of(wrap(group.title, 0, 0, kTitleColumns))) {
    out += fmt::format("<text class=\"n\" x=\"{}\" y=\"{}\">{}</text>\n", kLeft + column * kColumn,
                       y, in_html(part));
    y += 16;
  }
  return out;
}

std::string word(const WordPage& page, std::size_t place, const Spot& spot) {
  const bool met = is_met(page);
  return fmt::format(
      "<a href=\"#word-{}\" data-place=\"{}\"{}><title>{}{}</title>"
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>"
      "<text x=\"{}\" y=\"{}\">{}{}</text></a>\n",
      in_html(page.slug), place, met ? " class=\"met\"" : "", in_html(page.name),
      met ? " (met)" : "", spot.left(), spot.middle() - kBoxHeight / 2, kBox, kBoxHeight,
      spot.left() + 8, spot.middle() + 4, met ? "✓ " : "",
      in_html(cut(page.name, met ? kNameColumns - 2 : kNameColumns)));
}

}  // namespace

std::string word_graph(const WordMap& map) {
  const std::vector<Spot> all = spots(map);
  std::string out = lines(map, all);
  std::size_t most = 0;
  for (int column = 0; const WordGroup& group : map.groups) {
    out += title(group, column++);
    most = std::max(most, group.count);
  }
  for (std::size_t i = 0; i < map.pages.size(); ++i) out += word(map.pages[i], i, all[i]);
  const int width = kLeft + static_cast<int>(map.groups.size()) * kColumn - (kColumn - kBox) + 2;
  const int height = kTop + static_cast<int>(most) * kRow;
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"graph\" width=\"{0}\" height=\"{1}\" "
      "viewBox=\"0 0 {0} {1}\">\n{2}</svg>\n",
      width, height, out);
}

}  // namespace pipette
