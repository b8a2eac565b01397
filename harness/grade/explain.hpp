// `pipette explain` and `pipette words`: the map of words.
#pragma once

#include "grade/grading.hpp"
#include "grade/options.hpp"

namespace pipette {

/// Prints the page of a word, or the whole map where none is named. Returns 0. Throws UsageError
/// with words that may have been meant where there is no such word.
int explain_word(const Place& place, const Options& options);

/// Writes the whole map as one HTML file. Returns 0.
int write_words(const Place& place, const Options& options);

}  // namespace pipette
