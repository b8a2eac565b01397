#include "report/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/bytes.hpp"
#include "report/text.hpp"
#include "report/words.hpp"

namespace pipette {
namespace {

using namespace std::chrono_literals;
using Kind = PictureRow::Kind;
using Rows = std::vector<PictureRow>;

constexpr std::chrono::nanoseconds kPause = 100ms;
constexpr std::size_t kMostConnections = 4;
constexpr std::size_t kMostPrograms = 3;
constexpr std::size_t kLongestName = 13;
constexpr std::size_t kLongestWords = 160;

std::size_t lost(const Event& event) {
  return event.total - std::min(event.total, event.head.size() + event.tail.size());
}

// Appends bytes as story() of core/transcript.hpp does: once the middle is lost, only the tail
// grows.
void append(Event& event, const Event& next, const PictureLimits& limits) {
  const std::size_t free = limits.head - std::min(limits.head, event.head.size());
  const bool head_is_whole = event.total <= event.head.size();
  const std::string_view head = next.head;
  const std::string_view fits = head_is_whole ? head.substr(0, free) : std::string_view();
  const std::string_view rest = head.substr(fits.size());
  event.head += fits;
  // What lies on both sides of a hole must not look like neighbours.
  if (lost(next) > 0) event.tail.clear();
  else event.tail += rest.substr(rest.size() - std::min(rest.size(), limits.tail));
  event.tail += next.tail;
  event.total += std::max(next.total, next.head.size() + next.tail.size());
  if (event.tail.size() > limits.tail) event.tail.erase(0, event.tail.size() - limits.tail);
}

bool is_bytes(const PictureRow& row) {
  return row.kind == Kind::sent || row.kind == Kind::received;
}

PictureRow row_of(const Event& event, const PictureLimits& limits) {
  PictureRow row{.until = event.at};
  if (event.kind == EventKind::life) {
    row.event = event;
    return row;
  }
  row.kind = event.kind == EventKind::sent ? Kind::sent : Kind::received;
  row.event.at = event.at;
  row.event.kind = event.kind;
  row.event.lane = event.lane;
  append(row.event, event, limits);
  return row;
}

void add(Rows& rows, const Event& event, const PictureLimits& limits) {
  const bool has_last = !rows.empty() && rows.back().kind != Kind::left_out;
  const bool late = has_last && event.at > rows.back().until + kPause;
  if (has_last && !late && is_bytes(rows.back()) && rows.back().event.kind == event.kind &&
      rows.back().event.lane == event.lane) {
    append(rows.back().event, event, limits);
    rows.back().until = event.at;
    ++rows.back().count;
    return;
  }
  if (late) {
    PictureRow pause{.kind = Kind::pause, .until = event.at};
    pause.event.at = rows.back().until;
    rows.push_back(std::move(pause));
  }
  rows.push_back(row_of(event, limits));
}

Rows rows_of(const CheckResult& check, const PictureLimits& limits) {
  Rows rows;
  const std::size_t gap = check.dropped_events > 0 ? check.events.size() / 2 : check.events.size();
  for (std::size_t i = 0; i < check.events.size(); ++i) {
    if (i == gap) rows.push_back({.kind = Kind::left_out, .count = check.dropped_events});
    add(rows, check.events[i], limits);
  }
  return rows;
}

// Keeps the first and the last rows, and one between them that counts the others.
void shorten(Rows& rows, std::size_t kept) {
  if (rows.size() <= 2 * kept + 1) return;
  const auto first = rows.begin() + static_cast<std::ptrdiff_t>(kept);
  const auto last = rows.end() - static_cast<std::ptrdiff_t>(kept);
  std::size_t count = 0;
  for (auto row = first; row != last; ++row)
    if (row->kind != Kind::pause) count += row->kind == Kind::left_out ? row->count : 1;
  *first = {.kind = Kind::left_out, .count = count};
  rows.erase(first + 1, last);
}

// "2nd stdout" is a stream of "2nd program".
std::string party(const std::string& lane) {
  for (const std::string_view name : {"stdin", "stdout", "stderr"})
    if (lane.ends_with(name)) return lane.substr(0, lane.size() - name.size()) + "program";
  return lane.empty() ? "program" : lane;
}

bool is_program(const std::string& party) { return party.ends_with("program"); }

// Gives every row its lane, and returns the lanes' names.
std::vector<std::string> take_places(Rows& rows) {
  std::vector<std::string> connections;
  std::vector<std::string> programs;
  const auto happens = [](const PictureRow& row) {
    return row.kind != Kind::pause && row.kind != Kind::left_out;
  };
  for (const PictureRow& row : rows) {
    if (!happens(row)) continue;
    const std::string name = party(row.event.lane);
    std::vector<std::string>& known = is_program(name) ? programs : connections;
    if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
  }
  std::vector<std::string> lanes = {"grader"};
  std::map<std::string, std::size_t> places;
  const auto place = [&](const std::vector<std::string>& names, std::size_t most,
                         const char* together) {
    for (const std::string& name : names) {
      if (names.size() <= most || name == names.front())
        lanes.push_back(names.size() <= most ? cut(name, kLongestName) : together);
      places[name] = lanes.size() - 1;
    }
  };
  place(connections, kMostConnections, "connections");
  place(programs, kMostPrograms, "programs");
  if (programs.empty()) lanes.emplace_back("program");
  for (PictureRow& row : rows)
    if (happens(row)) row.lane = places.at(party(row.event.lane));
  return lanes;
}

void mark_failure(Rows& rows, const CheckResult& check) {
  if (check.verdict != Verdict::failed || rows.empty()) return;
  const bool late = check.failure && (check.failure->cause == Cause::timed_out ||
                                      check.failure->cause == Cause::did_not_listen);
  const auto deadline = std::find_if(rows.rbegin(), rows.rend(), [](const PictureRow& row) {
    return row.kind == Kind::life && row.event.act == Act::deadline;
  });
  (late && deadline != rows.rend() ? *deadline : rows.back()).focus = true;
}

}  // namespace

Picture picture(const CheckResult& check, const PictureLimits& limits) {
  Picture out{.lanes = {}, .rows = rows_of(check, limits)};
  shorten(out.rows, limits.rows);
  out.lanes = take_places(out.rows);
  mark_failure(out.rows, check);
  return out;
}

Direction direction(const PictureRow& row) {
  if (row.kind == Kind::sent) return Direction::to_program;
  if (row.kind == Kind::received) return Direction::to_grader;
  if (row.kind != Kind::life) return Direction::none;
  switch (row.event.act) {
    case Act::signal:
    case Act::connect:
    case Act::refused:
    case Act::half_close:
    case Act::close:
    case Act::reset: return Direction::to_program;
    case Act::end:
    case Act::broken: return Direction::to_grader;
    case Act::note:
    case Act::start:
    case Act::exit:
    case Act::killed:
    case Act::deadline: break;
  }
  return Direction::none;
}

std::string moment(std::chrono::nanoseconds at) {
  const double milliseconds = static_cast<double>(at.count()) / 1e6;
  if (milliseconds >= 999.5) return fmt::format("{:.2f} s", milliseconds / 1000);
  return fmt::format("{:.{}f} ms", milliseconds, milliseconds < 9.95 ? 1 : 0);
}

std::string bytes_in_short(const PictureRow& row, std::size_t columns) {
  const std::string bytes = row.event.head + row.event.tail;
  if (lost(row.event) == 0 && bytes.size() < columns) {
    std::string whole = visible(bytes, columns);
    if (whole.size() <= columns) return whole;
  }
  std::string text;
  std::size_t count = std::min(row.event.head.size(), columns) + 1;
  do text = visible(std::string_view(row.event.head).substr(0, --count), columns);
  while (count > 0 && text.size() + 1 > columns);
  text.pop_back();
  return text + "…\"";
}

std::string bytes_kept(const PictureRow& row) {
  const Event& event = row.event;
  const std::size_t left_out = lost(event);
  if (left_out == 0) return visible(event.head + event.tail, event.head.size() + event.tail.size());
  return fmt::format("{} ... {} left out ... {}", visible(event.head, event.head.size()),
                     counted(left_out, "byte"), visible(event.tail, event.tail.size()));
}

std::string size_in_words(const PictureRow& row) {
  const std::string size = counted(row.event.total, "byte");
  return row.count > 1 ? size + " in " + counted(row.count, "piece") : size;
}

std::string words(const PictureRow& row) {
  if (row.kind == Kind::left_out) return counted(row.count, "more step");
  if (row.kind == Kind::pause) return moment(row.until - row.event.at) + ": nothing happened";
  return cut(row.event.head, kLongestWords);
}

std::string stream(const Picture& picture, const PictureRow& row) {
  const std::string name = cut(row.event.lane, kLongestName);
  return name == picture.lanes[row.lane] ? "" : name;
}

std::string retold(const PictureRow& row) {
  const std::string lane = cut(row.event.lane, kLongestWords);
  if (row.kind == Kind::sent) return fmt::format("grader to {}, {}", lane, size_in_words(row));
  if (row.kind == Kind::received) return fmt::format("{} to grader, {}", lane, size_in_words(row));
  if (row.kind == Kind::life) return lane + ": " + words(row);
  return words(row);
}

std::string cut(std::string_view text, std::size_t columns) {
  // A character takes four bytes at most: more of a long text need not be looked at.
  std::string line = one_line(text.substr(0, 4 * columns + 4));
  std::size_t characters = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if ((static_cast<unsigned char>(line[i]) & 0xC0U) == 0x80) continue;
    if (++characters == columns) last = i;
    if (characters > columns) return line.substr(0, last) + "…";
  }
  return line;
}

}  // namespace pipette
