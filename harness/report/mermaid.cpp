#include "report/mermaid.hpp"

#include <fmt/format.h>

#include "report/picture.hpp"

namespace pipette {
namespace {

using Kind = PictureRow::Kind;

constexpr PictureLimits kLimits = {.rows = 15, .head = 100, .tail = 40};
constexpr std::size_t kColumns = 48;

// Every character that could mean something to Mermaid, as its number: "#59;". A backslash is one
// of them, because \n would begin a new line.
std::string escaped(std::string_view text) {
  constexpr std::string_view kPlain = " .,'/()=?_!+-";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool plain =
        letter || static_cast<unsigned char>(c) >= 0x80 || kPlain.find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += fmt::format("#{};", static_cast<int>(c));
  }
  return out;
}

std::string participant(std::size_t lane) { return fmt::format("p{}", lane); }

std::string note(std::string_view over, std::string_view text) {
  return fmt::format("    Note over {}: {}\n", over, escaped(text));
}

std::string step(const Picture& picture, const PictureRow& row) {
  const std::string last = participant(picture.lanes.size() - 1);
  const std::string all = participant(0) + "," + last;
  if (row.kind == Kind::pause || row.kind == Kind::left_out) return note(all, words(row));
  const std::string where = stream(picture, row);
  const std::string time = moment(row.event.at);
  if (row.kind == Kind::life) {
    const std::string what = fmt::format("{}, {}{}", time, where.empty() ? "" : where + ": ",
                                         cut(words(row), 2 * kColumns));
    if (row.event.act == Act::deadline) return note(all, what);
    if (direction(row) == Direction::none) return note(participant(row.lane), what);
    const bool there = direction(row) == Direction::to_program;
    return fmt::format("    {}-->>{}: {}\n", participant(there ? 0 : row.lane),
                       participant(there ? row.lane : 0), escaped(what));
  }
  const bool there = row.kind == Kind::sent;
  const std::string size = row.event.total > kColumns ? ", " + size_in_words(row) : "";
  return fmt::format("    {}->>{}: {}\n", participant(there ? 0 : row.lane),
                     participant(there ? row.lane : 0),
                     escaped(fmt::format("{}{}{} {}{}", time, where.empty() ? "" : ", ", where,
                                         bytes_in_short(row, kColumns), size)));
}

}  // namespace

std::string to_mermaid(const CheckResult& check) {
  if (check.events.empty()) return {};
  const Picture drawn = picture(check, kLimits);
  std::string out = "sequenceDiagram\n";
  for (std::size_t lane = 0; lane < drawn.lanes.size(); ++lane)
    out += fmt::format("    participant {} as {}\n", participant(lane), escaped(drawn.lanes[lane]));
  for (const PictureRow& row : drawn.rows) {
    if (!row.focus) {
      out += step(drawn, row);
      continue;
    }
    const std::string all = fmt::format("p0,p{}", drawn.lanes.size() - 1);
    out += "    rect rgba(200, 60, 50, 0.15)\n" + step(drawn, row) +
           note(all, "✗ The check failed here.") + "    end\n";
  }
  return out;
}

}  // namespace pipette
