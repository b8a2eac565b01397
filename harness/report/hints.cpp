#include "report/hints.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kWidth = 80;
constexpr int kLevels = 3;

// The first `level` hints, one under the other.
std::string listed(const Hint& hint, int level) {
  const std::array<std::pair<const char*, const std::string*>, kLevels> levels = {{
      {"Look at", &hint.look},
      {"Think about", &hint.think},
      {"Try", &hint.experiment},
  }};
  std::string text;
  for (int i = 0; i < level; ++i) {
    const auto& [name, words] = levels.at(static_cast<std::size_t>(i));
    const std::string heading = fmt::format("  {} {}:", i + 1, name);
    // A command stays on its line, so that it can be copied.
    const bool command = words == &hint.experiment;
    text += "\n" + heading +
            (command ? "\n    " + one_line(*words)
                     : " " + wrap(*words, heading.size() + 1, 4, kWidth)) +
            "\n";
  }
  return text;
}

}  // namespace

std::string hint_subject(const LabResult& lab) {
  if (!lab.likely.empty()) return lab.likely.front().id;
  const CheckResult* failed = first_failed(lab);
  return failed != nullptr ? failed->name : "";
}

int hint_levels(const LabResult& lab) { return lab.likely.empty() ? kLevels : 2 * kLevels; }

std::string hints(const LabResult& lab, int level) {
  const CheckResult& check = *first_failed(lab);
  const bool general = !lab.likely.empty() && level <= kLevels;
  const int shown = !lab.likely.empty() && !general ? level - kLevels : level;
  std::string text =
      general ? "These failures often mean: " + wrap(lab.likely.front().name, 27, 0, kWidth) + "\n"
              : fmt::format("The first check that fails: {}.\n", one_line(sentence(check.name)));
  text += listed(general ? lab.likely.front().hint : check.hint, shown);
  const bool last = level == hint_levels(lab);
  return text +
         (last ? fmt::format("\nThat was the last hint. See the check again with:\n"
                             "  ./pipette check {} --only {}\n",
                             lab.number, one_line(check.name.substr(check.name.find('.') + 1)))
               : fmt::format("\nStill stuck? ./pipette hint {} says more.\n", lab.number));
}

}  // namespace pipette
