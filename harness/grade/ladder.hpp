// The labs as a ladder: which one comes next, and how far it has been climbed.
#pragma once

#include <vector>

#include "grade/catalogue.hpp"
#include "grade/state.hpp"
#include "report/screen.hpp"

namespace pipette {

class Ladder {
 public:
  /// `labs` must outlive it, and not be empty.
  Ladder(const std::vector<Lab>& labs, const State& state);

  /// The first lab that is not complete; the first of all where all are.
  [[nodiscard]] const Lab& to_work_on() const;
  /// The lab behind this one; behind the last one comes the first.
  [[nodiscard]] const Lab& after(const Lab& lab) const;
  /// A full run brought so many points.
  void add_run(const Lab& lab, int points);
  [[nodiscard]] Climbed climbed() const;

 private:
  [[nodiscard]] std::size_t index_of(const Lab& lab) const;

  const std::vector<Lab>& labs_;
  std::vector<int> best_;
};

}  // namespace pipette
