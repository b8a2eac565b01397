// The map of words as a drawing: a column for each group, and a line from each word to those that
// need it.
#pragma once

#include <string>

#include "report/word_map.hpp"

namespace pipette {

/// SVG. Each word is a link to "#word-SLUG" with its place in the map as data-place; each line
/// names the places of both ends as data-from and data-to. Words that were met have the class
/// "met".
[[nodiscard]] std::string word_graph(const WordMap& map);

}  // namespace pipette
