// How wide and how colourful our output may be.
#pragma once

#include "report/terminal.hpp"

namespace pipette {

/// Whether the user wants no colours and no lines that change (NO_COLOR, TERM=dumb).
[[nodiscard]] bool plain();

/// For standard output as it is: colour and width of a terminal, neither in a pipe.
[[nodiscard]] TerminalStyle terminal_style();

}  // namespace pipette
