#include "report/picture_svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/html_text.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

using Kind = PictureRow::Kind;

// All lengths are pixels, and letters are 12 px high. Their widths are those of wide fonts.
constexpr std::size_t kNarrowLanes = 4;
constexpr int kWidth = 340;
constexpr int kLaneWidth = 88;
constexpr int kTimeEnd = 50;
constexpr int kFirstLane = 76;
constexpr int kLastLane = 34;  // from the right edge
constexpr int kTextGap = 8;
constexpr int kTop = 34;
constexpr std::size_t kNameColumns = 9;
constexpr int kLine = 16;
constexpr double kMonoWidth = 7.3;
constexpr double kSansWidth = 7.1;

int width_of(const Picture& picture) {
  const std::size_t more = picture.lanes.size() - std::min(picture.lanes.size(), kNarrowLanes);
  return kWidth + static_cast<int>(more) * kLaneWidth;
}

std::size_t columns(int room, double width) {
  return static_cast<std::size_t>(std::max(8.0, room / width));
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string& line : lines_of(wrap(text, 0, 0, width)))
    lines.push_back(cut(line, width));
  return lines;
}

class Drawing {
 public:
  explicit Drawing(const Picture& picture) : picture_(picture), width_(width_of(picture)) {
    for (const std::string& lane : picture.lanes) {
      names_.push_back(wrapped(lane, kNameColumns));
      names_.back().resize(std::clamp<std::size_t>(names_.back().size(), 1, 2));
      y_ = std::max(y_, kTop + kLine * (static_cast<int>(names_.back().size()) - 1));
    }
    top_ = y_;
    for (Life& life : lives_) life.begin = top_ - 8;
  }

  std::string svg(const Caption& caption) {
    std::string rows;
    for (const PictureRow& row : picture_.rows) rows += drawn(row);
    const std::string said = fmt::format(
        "{} steps, from top to bottom. The same stands below as text.", picture_.rows.size());
    return fmt::format(
        "<svg role=\"img\" aria-labelledby=\"{0}-t {0}-d\" width=\"{1}\" "
        "height=\"{2}\" viewBox=\"0 0 {1} {2}\">\n"
        "<title id=\"{0}-t\">{3}</title><desc id=\"{0}-d\">{4}</desc>\n{5}{6}</svg>\n",
        caption.id, width_, y_ + 8, in_html(caption.title), said, lanes(), rows);
  }

 private:
  int x(std::size_t lane) const {
    const auto gaps = static_cast<int>(picture_.lanes.size()) - 1;
    return kFirstLane + (width_ - kLastLane - kFirstLane) * static_cast<int>(lane) / gaps;
  }

  // The lanes' names and lines; the lines are bold where something lives.
  std::string lanes() const {
    std::string names;
    std::string lines;
    std::string lives;
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) {
      for (std::size_t i = 0; i < names_[lane].size(); ++i)
        names += line("n", x(lane), kLine * static_cast<int>(i + 1), names_[lane][i]);
      lines += fmt::format("M{} {}V{}", x(lane), top_ - 8, y_ + 4);
      const Life& life = lives_[lane];
      const int end = life.end > 0 ? life.end : y_ + 4;
      if (lane > 0 && end > life.begin) lives += fmt::format("M{} {}V{}", x(lane), life.begin, end);
    }
    return fmt::format("{}<path class=\"l\" d=\"{}\"/><path class=\"v\" d=\"{}\"/>\n", names, lines,
                       lives);
  }

  std::string drawn(const PictureRow& row) {
    const int top = y_;
    std::string out = row.kind == Kind::pause || row.kind == Kind::left_out      ? band(row)
                      : row.event.act == Act::deadline && row.kind == Kind::life ? deadline(row)
                      : direction(row) != Direction::none                        ? arrow(row)
                                                                                 : mark(row);
    if (!row.focus) return out + "\n";
    y_ += kLine + 6;
    out += line("w", kFirstLane + kTextGap, y_ - 8, "✗ The check failed here.");
    return fmt::format(
        "<g class=\"f\"><rect x=\"1\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>"
        "{}</g>\n",
        top + 1, width_ - 2, y_ - top - 1, out);
  }

  static std::string line(std::string_view of_class, int left, int y, std::string_view text) {
    return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>", of_class, left, y,
                       in_html(text));
  }

  std::string time(const PictureRow& row) const {
    return line("t", kTimeEnd, y_ + 15, moment(row.event.at));
  }

  std::string band(const PictureRow& row) {
    const int left = kFirstLane - 10;
    std::string out = fmt::format(
        "<rect class=\"p\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"22\" "
        "rx=\"4\"/>",
        left, y_ + 4, width_ - left - 4);
    out += line("m", (left + width_ - 4) / 2, y_ + 19, words(row));
    y_ += 30;
    return out;
  }

  std::string deadline(const PictureRow& row) {
    std::string out = time(row);
    out += paragraph(row, kFirstLane + kTextGap, false);
    out += fmt::format("<path class=\"x\" d=\"M{} {}H{}\"/>", kFirstLane - 10, y_ + 8, width_ - 4);
    y_ += 16;
    return out;
  }

  // The words of a row in several lines; y_ is moved to the last one's base.
  std::string paragraph(const PictureRow& row, int at, bool to_the_left) {
    const int room = to_the_left ? at - kTimeEnd - kTextGap : width_ - 4 - at;
    const std::string where = stream(picture_, row);
    std::string out;
    y_ -= 1;
    for (const std::string& text :
         wrapped(where.empty() ? words(row) : where + ": " + words(row), columns(room, kSansWidth)))
      out += line(to_the_left ? "e" : "w", at, y_ += kLine, text);
    return out;
  }

  std::string arrow(const PictureRow& row) {
    const bool is_bytes = row.kind != Kind::life;
    const int left = kFirstLane + kTextGap;
    std::string out = time(row);
    if (is_bytes)
      out += line("c", left, y_ += 15, quoted(row, columns(width_ - 4 - left, kMonoWidth)));
    else out += paragraph(row, left, false);
    y_ += 9;
    const int from = x(0);
    const int to = x(row.lane);
    const bool to_program = direction(row) == Direction::to_program;
    const char* kind = !is_bytes ? "a d" : to_program ? "a" : "a r";
    const std::string head = to_program ? fmt::format("M{} {}H{}m-7-4l7 4-7 4", from, y_, to - 4)
                                        : fmt::format("M{} {}H{}m7-4l-7 4 7 4", to, y_, from + 4);
    out += fmt::format("<path class=\"{}\" d=\"{}\"/>", kind, head);
    live(row);
    if (is_bytes && (row.event.total > 60 || row.count > 1))
      out += line("s", left, y_ += 15, size_in_words(row));
    y_ += 9;
    return out;
  }

  std::string quoted(const PictureRow& row, std::size_t room) const {
    const std::string where = stream(picture_, row);
    const std::size_t taken = where.empty() ? 0 : where.size() + 1;
    const std::string bytes = bytes_in_short(row, room - std::min(taken, room - 8));
    return where.empty() ? bytes : where + " " + bytes;
  }

  // Something that happens on one lane: a dot, and the words on the side with more room.
  std::string mark(const PictureRow& row) {
    const int at = x(row.lane);
    const bool to_the_left = at - kTimeEnd > width_ - at;
    const int y = y_ + 11;
    live(row);
    const char* kind = row.event.act == Act::killed ? "k" : row.event.act == Act::note ? "o" : "b";
    std::string out =
        time(row) + fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"5\"/>", kind, at, y);
    out += paragraph(row, to_the_left ? at - 12 : at + 12, to_the_left);
    y_ += 9;
    return out;
  }

  void live(const PictureRow& row) {
    Life& life = lives_[row.lane];
    switch (row.event.act) {
      case Act::start:
      case Act::connect: life = {.begin = y_ + 8, .end = 0}; break;
      case Act::exit:
      case Act::killed: life.end = y_ + 8; break;
      case Act::broken:
      case Act::close:
      case Act::reset:
        if (stream(picture_, row).empty()) life.end = y_;
        break;
      case Act::refused: life = {.begin = y_, .end = y_}; break;
      default: break;
    }
  }

  // From where to where a lane's program runs, or its connection is open; an end of 0 is none.
  struct Life {
    int begin = 0;
    int end = 0;
  };

  const Picture& picture_;
  int width_;
  std::vector<std::vector<std::string>> names_;  // of each lane, in one line or two
  int top_ = kTop;
  int y_ = kTop;
  std::vector<Life> lives_ = std::vector<Life>(picture_.lanes.size());
};

}  // namespace

std::string to_svg(const Picture& picture, const Caption& caption) {
  return Drawing(picture).svg(caption);
}

bool is_wide(const Picture& picture) { return picture.lanes.size() > kNarrowLanes; }

}  // namespace pipette
