// The map of words as one page for a browser.
#pragma once

#include <string>

#include "report/word_map.hpp"

namespace pipette {

/// One self-contained HTML file, also well-formed XML: the drawing of the map, a search field, and
/// every word's page as the element "word-SLUG". Without script all pages stand below each other.
[[nodiscard]] std::string words_to_html(const WordMap& map);

}  // namespace pipette
