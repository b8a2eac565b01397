#include "grade/progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/hints.hpp"

namespace pipette {

void remember(const State& state, const Lab& lab, const LabResult& result) {
  LabState remembered = state.load(lab);
  remembered.best = std::max(remembered.best, score(result).points);
  if (hint_subject(result) != remembered.hinted) remembered.hint_level = 0;
  remembered.last = result;
  state.save(lab, remembered);
}

std::string next_hint(const State& state, const Lab& lab) {
  LabState remembered = state.load(lab);
  const LabResult& last = remembered.last.value();
  if (last.build_failure)
    return fmt::format(
        "Your program was not built. Look at the first error that ./pipette check {} shows.\n",
        lab.number);
  if (first_failed(last) == nullptr)
    return fmt::format("No hint is needed: every check of lab {} passed.\n", lab.number);
  const std::string subject = hint_subject(last);
  if (remembered.hinted != subject) remembered.hint_level = 0;
  remembered.hinted = subject;
  remembered.hint_level = std::min(remembered.hint_level + 1, hint_levels(last));
  state.save(lab, remembered);
  return hints(last, remembered.hint_level);
}

}  // namespace pipette
