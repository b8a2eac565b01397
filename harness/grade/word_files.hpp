// The map of words, read from labs/words: README.md holds the order, one file each page.
#pragma once

#include <filesystem>
#include <vector>

#include "grade/catalogue.hpp"
#include "grade/state.hpp"
#include "report/word_map.hpp"

namespace pipette {

/// The whole map below `root`. Throws UsageError naming the file that is not right.
[[nodiscard]] WordMap load_words(const std::filesystem::path& root, const std::vector<Lab>& labs,
                                 const State& state);

}  // namespace pipette
