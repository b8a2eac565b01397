// The sentences around a conversation, the same in a terminal, in the page and in Markdown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

/// "✓ passed": no colour is needed to tell verdicts apart.
[[nodiscard]] std::string_view marked_word(Verdict verdict);

/// The sentence that a check's name spells, on one line, and cut where it is very long.
[[nodiscard]] std::string title(const CheckResult& check);

/// "10 of 10 points", "0 of 10 points"; nothing where a check was not judged.
[[nodiscard]] std::string points_in_words(const CheckResult& check);

/// How long the grader waited, and what the cause means.
[[nodiscard]] std::string circumstances(const Failure& failure);

/// What was left running; nothing where nothing was.
[[nodiscard]] std::string survivors_in_words(const CheckResult& check);

/// What a second look with a sanitizer came to; a sentence without a check stands for itself.
[[nodiscard]] std::string second_look_in_words(const SecondLook& look);

/// What it takes to see a check again: the run's seed, and the options that named the program.
struct Rerun {
  std::uint64_t seed = 0;
  std::string options = {};
};
[[nodiscard]] Rerun rerun(const Report& report);

/// The command that runs this check alone, on one line.
[[nodiscard]] std::string command_to_see_again(const LabResult& lab, const CheckResult& check,
                                               const Rerun& rerun);

/// "Words to look up: recv, TCP"; nothing where there are none.
[[nodiscard]] std::string words_to_look_up(const std::vector<std::string>& words);

/// The command that shows the page of a word of the map, on one line.
[[nodiscard]] std::string command_to_explain(std::string_view word);

/// "expected  ..." and "     got  ...", one line each, so that a caret stays where it points. Of
/// long values `limit` bytes each.
[[nodiscard]] std::vector<std::string> comparison(const Failure& failure,
                                                  std::size_t limit = std::string::npos);

/// "23 November 2026, 06:12 UTC"; any other text as it is.
[[nodiscard]] std::string date_in_words(std::string_view began);

/// "1 check", "2 checks".
[[nodiscard]] std::string counted(std::size_t count, std::string_view one);

/// "3 checks: 2 passed, 1 failed".
[[nodiscard]] std::string verdicts_in_words(const LabResult& lab);

/// Whether the compiler's words, which a lab tells once, explain the failure of this check.
[[nodiscard]] bool is_told_by_compiler(const LabResult& lab, const CheckResult& check);

}  // namespace pipette
