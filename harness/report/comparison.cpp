#include "report/comparison.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/bytes.hpp"
#include "report/comparison_lanes.hpp"
#include "report/comparison_rows.hpp"
#include "report/recording.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShownNow = 60;

class Comparer {
 public:
  Comparer(const CheckResult& then, const CheckResult& now)
      : script_(script_of(then)),
        then_(lane_stories(script_.events)),
        now_(lane_stories(now.events)),
        acts_(acts_of(now.events)),
        before_(acts_of(script_.events)),
        pairs_(port_pairs(script_.events, now.events)) {
    if (script_.cut.empty()) script_.cut = now.reason;
    for (auto& [name, lane] : now_) translate_ports(lane, pairs_);
  }

  Comparison result() {
    std::vector<Draft> drafts = drafts_of(script_.events);
    for (Draft& draft : drafts) judge(draft);
    blame_surprises(drafts);
    return summed_up(drafts);
  }

 private:
  static void differ(Draft& draft, const std::string& now) {
    if (draft.row.likeness == Likeness::differs) return;
    draft.row.likeness = Likeness::differs;
    draft.row.now = now;
  }

  void judge(Draft& draft) {
    const Event& event = *draft.event;
    // Of the replay there is one stretch more than acts: what came behind the last one.
    if (draft.stretch > acts_.size() || (draft.act && draft.stretch >= acts_.size())) {
      draft.row.likeness = Likeness::not_replayed;
    } else if (draft.act) {
      judge_act(draft);
    } else if (event.kind == EventKind::received) {
      judge_bytes(draft);
    } else if (event.act == Act::note) {
      draft.row.likeness = Likeness::not_compared;
    } else {
      judge_finish(draft);
    }
  }

  void judge_act(Draft& draft) {
    const Event& then = *draft.event;
    const Event& now = acts_[draft.stretch];
    if (now.kind == EventKind::life && now.act == Act::note) {
      draft.row.likeness = Likeness::not_replayed;
      draft.row.now = one_line(now.head);
    } else if (then.kind == EventKind::life && then.act == Act::deadline) {
      judge_deadline(draft);
    } else if (then.kind == EventKind::life && then.act == Act::connect &&
               now.act == Act::refused && died_anyway(draft)) {
      absent_.insert(then.lane);
      draft.row.likeness = Likeness::not_replayed;
      draft.row.now = "it was refused: this time the program had ended a moment earlier";
    } else if (then.kind == EventKind::life && then.act != now.act) {
      differ(draft, one_line(now.head));
    }
  }

  // A program that is about to end may still be called for a moment. Whether the call or the end
  // comes first is chance, as long as nothing is said on that connection.
  bool died_anyway(const Draft& connect) {
    if (then_[connect.event->lane].total > 0) return false;
    return std::any_of(now_.begin(), now_.end(), [&](const auto& entry) {
      const auto& [name, lane] = entry;
      const auto& before = then_[name].finish;
      if (!lane.finish || !before || !name.ends_with("program")) return false;
      return lane.finish->stretch <= connect.stretch && before->stretch > connect.stretch &&
             lane.finish->event.act == before->event.act &&
             lane.finish->event.total == before->event.total;
    });
  }

  void judge_bytes(Draft& draft) {
    const std::string& name = draft.event->lane;
    const LaneStory& lane = now_[name];
    if (is_standard_error(name)) {
      if (lane.total == 0) differ(draft, "nothing came on standard error");
      return;
    }
    for (const Piece& piece : draft.kept) {
      const std::string_view all =
          std::string_view(lane.bytes).substr(std::min(piece.at, lane.bytes.size()));
      const std::string same = with_times_of(piece.bytes, all.substr(0, piece.bytes.size()));
      if (same == piece.bytes.substr(0, same.size())) continue;
      const std::size_t end = std::max(piece.at + same.size(), lane.before(draft.stretch));
      const std::string now =
          same + std::string(all.substr(same.size(), end - piece.at - same.size()));
      differ(draft, visible(now, kShownNow));
      draw(draft, difference(piece.bytes, now));
      return;
    }
    const std::size_t in_time = lane.before(draft.stretch);
    if (lane.total >= draft.to && in_time >= draft.to) return;
    if (lane.total >= draft.to) return differ(draft, "the same bytes came, but only later");
    if (lane.total <= draft.from) return differ(draft, "nothing came");
    const std::size_t size = lane.total - draft.from;
    const std::string part = lane.bytes.substr(std::min(draft.from, lane.bytes.size()), size);
    differ(draft, "only " + std::to_string(size) + " bytes came: " + visible(part, kShownNow));
  }

  // The drawing speaks of what was expected; nobody knows here which of both is right.
  static void draw(Draft& draft, std::string drawing) {
    const auto rename = [&drawing](std::string_view old, std::string_view label) {
      const std::size_t at = drawing.find(old);
      if (at != std::string::npos) drawing.replace(at, old.size(), label);
    };
    rename("expected  ", "    then  ");
    rename("\n     got  ", "\n     now  ");
    rename("(expected ", "(then ");
    rename(" bytes, got ", " bytes, now ");
    draft.row.drawing = lines_of(drawing);
  }

  void judge_finish(Draft& draft) {
    const Event& then = *draft.event;
    if (absent_.count(then.lane) > 0) {
      draft.row.likeness = Likeness::not_replayed;
      return;
    }
    const LaneStory& lane = now_[then.lane];
    const bool is_program = then.act == Act::exit || then.act == Act::killed;
    const LaneStory& recorded = then_[then.lane];
    if (!is_program && lane.total > recorded.total && !is_standard_error(then.lane))
      return differ(draft, "before the end, " + extra(recorded, lane) + " came besides");
    if (!lane.finish) return differ(draft, is_program ? "it is still running" : "it is still open");
    const Event& now = lane.finish->event;
    const bool same_code = !is_program || then.total == now.total;
    if (then.act != now.act || !same_code) return differ(draft, one_line(now.head));
    if (lane.finish->stretch > draft.stretch) differ(draft, "the same happened, but only later");
  }

  static std::string extra(const LaneStory& then, const LaneStory& now) {
    const std::size_t from = std::min(then.total, now.bytes.size());
    return visible(std::string_view(now.bytes).substr(from), kShownNow);
  }

  // The grader waited in vain then: whatever came until now is a difference.
  void judge_deadline(Draft& draft) {
    for (const auto& [name, lane] : now_) {
      const std::size_t before = then_[name].before(draft.stretch);
      const std::size_t after = lane.before(draft.stretch);
      if (is_standard_error(name) ? before > 0 || after == 0 : after <= before) continue;
      const std::size_t from = std::min(before, lane.bytes.size());
      return differ(draft, one_line(name) + ": " +
                               visible(lane.bytes.substr(from, after - before), kShownNow) +
                               " came");
    }
    for (const auto& [name, lane] : now_)
      if (ended_before(lane, draft.stretch) && !ended_before(then_[name], draft.stretch))
        return differ(draft, in_words(lane.finish->event));
  }
  static bool ended_before(const LaneStory& lane, std::size_t stretch) {
    return lane.finish && lane.finish->stretch <= stretch;
  }

  // Whether something that ended now, and not then, may have ended then as well, only a moment
  // later: the grader closed the lane or killed the program next, or the recording is over (with
  // that act, at the latest).
  [[nodiscard]] bool may_be_chance(const std::string& name, const Finish& finish) const {
    for (std::size_t i = 0; i < finish.stretch && i < before_.size(); ++i)
      if (kills(before_[i])) return true;
    if (finish.stretch >= before_.size()) return true;
    const bool at_the_end = finish.stretch + 1 == before_.size() && is_act(script_.events.back());
    if (at_the_end && before_.back().act != Act::deadline) return true;
    const Event& next = before_[finish.stretch];
    if (next.kind != EventKind::life) return false;
    return kills(next) || (next.lane == name && (next.act == Act::close || next.act == Act::reset));
  }
  static bool kills(const Event& act) {
    constexpr std::size_t kKill = 9;
    return act.kind == EventKind::life && act.act == Act::signal && act.total == kKill;
  }

  // What ended now but not then is told at the act that came next.
  void blame_surprises(std::vector<Draft>& drafts) {
    for (const auto& [name, lane] : now_) {
      if (!lane.finish || then_[name].finish || may_be_chance(name, *lane.finish)) continue;
      const auto next = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& draft) {
        return draft.act && draft.stretch >= lane.finish->stretch;
      });
      if (next != drafts.end() && next->row.likeness != Likeness::not_compared)
        differ(*next, "before this, " + in_words(lane.finish->event));
    }
  }

  Comparison summed_up(std::vector<Draft>& drafts) {
    Comparison result{.cut = script_.cut};
    for (Draft& draft : drafts) {
      ComparedRow& row = draft.row;
      if (draft.act || draft.event->act != Act::note || draft.event->kind != EventKind::life) {
        row.step = ++result.steps;
        if (row.likeness != Likeness::not_replayed) ++result.replayed;
        if (row.likeness == Likeness::differs && result.first_difference == 0)
          result.first_difference = row.step;
      }
      result.rows.push_back(std::move(row));
    }
    tell_more(result);
    std::copy_if(pairs_.begin(), pairs_.end(), std::back_inserter(result.ports),
                 [](const auto& pair) { return pair.first != pair.second; });
    return result;
  }

  // What came now beyond the end of the recording, which nobody can compare.
  void tell_more(Comparison& result) {
    if (result.first_difference != 0) return;
    for (const auto& [name, lane] : now_) {
      const LaneStory& recorded = then_[name];
      if (is_standard_error(name) || recorded.finish || lane.total <= recorded.total) continue;
      result.rows.push_back({.text = "after the end of the recording came on " + one_line(name) +
                                     ": " + extra(recorded, lane),
                             .likeness = Likeness::not_compared});
    }
  }

  Script script_;
  LaneStories then_;
  LaneStories now_;
  std::vector<Event> acts_;    // of the replay
  std::vector<Event> before_;  // of the recording
  PortPairs pairs_;
  std::set<std::string, std::less<>> absent_;  // connections that came too late this time
};

}  // namespace

Comparison compare(const CheckResult& then, const CheckResult& now) {
  return Comparer(then, now).result();
}

}  // namespace pipette
