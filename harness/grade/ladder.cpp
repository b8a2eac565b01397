#include "grade/ladder.hpp"

#include <algorithm>

namespace pipette {

Ladder::Ladder(const std::vector<Lab>& labs, const State& state) : labs_(labs) {
  for (const Lab& lab : labs) best_.push_back(state.load(lab).best);
}

const Lab& Ladder::to_work_on() const {
  for (const Lab& lab : labs_)
    if (best_[index_of(lab)] < lab.maximum()) return lab;
  return labs_.front();
}

const Lab& Ladder::after(const Lab& lab) const { return labs_[(index_of(lab) + 1) % labs_.size()]; }

void Ladder::add_run(const Lab& lab, int points) {
  int& best = best_[index_of(lab)];
  best = std::max(best, points);
}

Climbed Ladder::climbed() const {
  Climbed climbed{.labs = static_cast<int>(labs_.size())};
  for (std::size_t i = 0; i < labs_.size(); ++i) {
    climbed.complete += best_[i] >= labs_[i].maximum() ? 1 : 0;
    climbed.points.points += best_[i];
    climbed.points.maximum += labs_[i].maximum();
  }
  return climbed;
}

std::size_t Ladder::index_of(const Lab& lab) const {
  return static_cast<std::size_t>(&lab - labs_.data());
}

}  // namespace pipette
