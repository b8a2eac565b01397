#include "report/hints.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "core/bytes.hpp"

namespace pipette {

std::string hints(const CheckResult& check, int level, int lab_number) {
  const std::array<std::pair<const char*, const std::string*>, 3> levels = {{
      {"Look at", &check.hint.look},
      {"Think about", &check.hint.think},
      {"Try", &check.hint.experiment},
  }};
  std::string text = fmt::format("The first check that fails: {}.\n", sentence(check.name));
  for (int i = 0; i < level; ++i) {
    const auto& [name, hint] = levels.at(static_cast<std::size_t>(i));
    text += fmt::format("\n  {} {}: {}\n", i + 1, name, printable(*hint));
  }
  const bool last = level == static_cast<int>(levels.size());
  text += last ? fmt::format("\nThat was the last hint for this check. See it again with:\n"
                             "  ./pipette check {} --only {}\n",
                             lab_number, check.name.substr(check.name.find('.') + 1))
               : fmt::format("\nStill stuck? ./pipette hint {} says more.\n", lab_number);
  return text;
}

}  // namespace pipette
