// The map of words in a terminal.
#pragma once

#include <string>

#include "report/terminal.hpp"
#include "report/word_map.hpp"

namespace pipette {

/// One page with what leads on from it: needed words, other words, labs, the next page. Code blocks
/// never wrap.
[[nodiscard]] std::string page_in_terminal(const WordMap& map, const WordPage& page,
                                           const TerminalStyle& style);

/// All words by groups, those that were met in a lab marked.
[[nodiscard]] std::string map_in_terminal(const WordMap& map, const TerminalStyle& style);

}  // namespace pipette
