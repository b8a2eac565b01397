// Results as a student reads them in a terminal. Whatever the values hold, no control byte but the
// line feed reaches the text; with colour, escape sequences are added and the text stays the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/verdict.hpp"
#include "report/words.hpp"

namespace pipette {

/// How text is shown: `width` columns for prose. Bytes, stories and compiler output never wrap.
struct TerminalStyle {
  bool colour = false;
  std::size_t width = 80;
};

/// The text in a colour or another style, where `style` allows: `code` is what stands between
/// "\x1b[" and "m" (ECMA-48, SGR).
[[nodiscard]] std::string paint(std::string_view text, std::string_view code,
                                const TerminalStyle& style);

/// One check: verdict, points, title, and the reason when it is broken or was not run. Ends in a
/// line feed; a long reason goes on under the title.
[[nodiscard]] std::string check_line(const CheckResult& check, const TerminalStyle& style);

/// One failed check in full, from the requirement to the conversation; ends in a line feed.
[[nodiscard]] std::string explain(const LabResult& lab, const CheckResult& check,
                                  const Rerun& rerun, const TerminalStyle& style);

/// The compiler's refusal: command and output; empty when the lab was built.
[[nodiscard]] std::string build_failure(const LabResult& lab, const TerminalStyle& style);

/// The whole report. Its last line is always the score and the next step.
[[nodiscard]] std::string to_terminal(const Report& report, const TerminalStyle& style);

}  // namespace pipette
