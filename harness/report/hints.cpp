#include "report/hints.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kWidth = 80;

}  // namespace

std::string hints(const CheckResult& check, int level, int lab_number) {
  const std::array<std::pair<const char*, const std::string*>, 3> levels = {{
      {"Look at", &check.hint.look},
      {"Think about", &check.hint.think},
      {"Try", &check.hint.experiment},
  }};
  std::string text =
      fmt::format("The first check that fails: {}.\n", one_line(sentence(check.name)));
  for (int i = 0; i < level; ++i) {
    const auto& [name, hint] = levels.at(static_cast<std::size_t>(i));
    const std::string heading = fmt::format("  {} {}:", i + 1, name);
    // A command stays on its line, so that it can be copied.
    const bool command = hint == &check.hint.experiment;
    text +=
        "\n" + heading +
        (command ? "\n    " + one_line(*hint) : " " + wrap(*hint, heading.size() + 1, 4, kWidth)) +
        "\n";
  }
  const bool last = level == static_cast<int>(levels.size());
  text += last ? fmt::format(
                     "\nThat was the last hint for this check. See it again with:\n"
                     "  ./pipette check {} --only {}\n",
                     lab_number, one_line(check.name.substr(check.name.find('.') + 1)))
               : fmt::format("\nStill stuck? ./pipette hint {} says more.\n", lab_number);
  return text;
}

}  // namespace pipette
