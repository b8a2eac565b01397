#include "report/comparison_rows.hpp"

#include <algorithm>
#include <map>

#include "core/bytes.hpp"
#include "report/recording.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShown = 100;  // bytes of a row, as in a story
constexpr std::size_t kLong = 60;    // of more bytes, the number is told

std::string shown(const Draft& draft) {
  const std::size_t size = draft.to - draft.from;
  std::string joined;
  for (const Piece& piece : draft.kept)
    if (piece.at == draft.from + joined.size()) joined += piece.bytes;
  std::string text = visible(joined, kShown);
  if (joined.size() < size) {
    const std::size_t count = std::min(joined.size(), kLong);
    text = visible(joined.substr(0, count)) + " ... " + std::to_string(size - count) +
           " bytes left out";
  }
  if (size > kLong) text += "  (" + std::to_string(size) + " bytes)";
  return draft.pieces > 1 ? text + "  (in " + std::to_string(draft.pieces) + " pieces)" : text;
}

std::string padded(std::string text) {
  text.resize(std::max<std::size_t>(text.size(), 9), ' ');
  return text;
}

std::string start_in_words(const Event& start) {
  std::string text = "started";
  for (const std::string& argument : arguments_of(start)) text += " " + visible(argument, kShown);
  return start.total == 1 ? text + ", its input at its end" : text;
}

std::string text_of(const Draft& draft) {
  const Event& event = *draft.event;
  if (event.kind == EventKind::life) return in_words(event);
  const char* const arrow = event.kind == EventKind::sent ? "grader --> " : "grader <-- ";
  return arrow + padded(one_line(event.lane)) + " " + shown(draft);
}

}  // namespace

std::string in_words(const Event& life) {
  constexpr std::size_t kLongest = 200;
  const std::string what = life.act == Act::start ? start_in_words(life) : life.head;
  return one_line(shortened(life.lane + ": " + what, kLongest));
}

std::vector<Draft> drafts_of(const std::vector<Event>& events) {
  std::vector<Draft> drafts;
  std::map<std::string, std::size_t, std::less<>> came;     // bytes in all, by lane
  std::map<std::string, std::size_t, std::less<>> current;  // the row of this stretch, by lane
  std::size_t stretch = 0;
  for (const Event& event : events) {
    const bool act = is_act(event);
    const bool sent_on = act && !drafts.empty() && event.kind == EventKind::sent &&
                         drafts.back().event->kind == EventKind::sent &&
                         drafts.back().event->lane == event.lane;
    const auto same = current.find(event.lane);
    Draft* joined = sent_on ? &drafts.back() : nullptr;
    if (event.kind == EventKind::received && same != current.end()) joined = &drafts[same->second];
    std::size_t& total = came[(act ? "to " : "from ") + event.lane];
    if (joined == nullptr) {
      drafts.push_back({.event = &event, .stretch = stretch, .act = act, .from = total});
      joined = &drafts.back();
      joined->row.at = event.at;
      joined->to = total;
      if (event.kind == EventKind::received) current[event.lane] = drafts.size() - 1;
    } else {
      ++joined->pieces;
    }
    if (event.kind != EventKind::life) {
      joined->kept.push_back({joined->to, event.head});
      joined->kept.push_back({joined->to + event.total - event.tail.size(), event.tail});
      joined->to += event.total;
      total = joined->to;
    }
    if (!act) continue;
    joined->stretch = stretch++;
    current.clear();
  }
  for (Draft& draft : drafts) draft.row.text = text_of(draft);
  return drafts;
}

}  // namespace pipette
