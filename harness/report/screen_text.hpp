// What `pipette watch` says in the middle of its screen. All texts end in a line feed.
#pragma once

#include <cstddef>
#include <string>

#include "core/verdict.hpp"
#include "report/terminal.hpp"

namespace pipette {

/// A lab that nothing is known of yet.
struct Welcome {
  std::string source;     ///< "labs/11-echo-stdin/echo.cpp"
  std::string readme;     ///< "labs/11-echo-stdin/README.md"
  bool untouched = true;  ///< the source is as it was handed out
};

/// What to open and what to do with it.
[[nodiscard]] std::string welcome_text(const Welcome& welcome, const TerminalStyle& style);

/// A result and what goes with it.
struct Told {
  const LabResult& result;
  Rerun rerun{};
  std::string hint{};       ///< as hints() gives them; or nothing
  std::string next_step{};  ///< prose for when all passed
};

/// Why a program was not checked.
[[nodiscard]] std::string fault_text(const std::string& fault, const TerminalStyle& style);

/// The compiler's first error; or the hints that were asked for, else what the failures often mean,
/// and the first failed check, without the command to repeat it where that needs more than `rows`
/// lines of the style's width; or that all passed.
[[nodiscard]] std::string verdict_text(const Told& told, std::size_t rows,
                                       const TerminalStyle& style);

/// The part of a compiler's output that is about its first error: the error itself, where it comes
/// from, and its notes. All of the output where no line says that it is an error.
[[nodiscard]] std::string first_error(const std::string& output);

}  // namespace pipette
