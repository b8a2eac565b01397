// The link from the check binary to the grader: one line of JSON for each check that starts, one
// for each that ends. What is missing from the lines is told apart by fold().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

/// The line that says a check has begun; ends in a line feed and holds no other.
[[nodiscard]] std::string check_started_line(std::string_view name);

/// The line that carries a check's result; ends in a line feed and holds no other.
[[nodiscard]] std::string check_ended_line(const CheckResult& check);

/// The name in a line that says that a check has begun; empty for every other line.
[[nodiscard]] std::string started_check(std::string_view line);

/// One check of a lab's rubric: its full name and what it is worth.
struct RubricEntry {
  std::string name;
  int points = 0;
};

/// One result per rubric entry, in the rubric's order and with its points, whatever the lines say:
/// a check without a readable result is broken, and `how_it_ended` (how the check binary ended)
/// becomes part of the reason. Of repeated runs the first that did not pass counts.
[[nodiscard]] std::vector<CheckResult> fold(const std::vector<std::string>& lines,
                                            const std::vector<RubricEntry>& rubric,
                                            std::string_view how_it_ended);

}  // namespace pipette
