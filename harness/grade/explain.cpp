#include "grade/explain.hpp"

#include <fmt/format.h>

#include <iostream>

#include "grade/catalogue.hpp"
#include "grade/files.hpp"
#include "grade/state.hpp"
#include "grade/terminal_style.hpp"
#include "grade/word_files.hpp"
#include "report/word_html.hpp"
#include "report/word_terminal.hpp"

namespace pipette {
namespace {

WordMap words(const Place& place) {
  return load_words(place.root, load_labs(place.root), State(place.root));
}

[[noreturn]] void refuse(const WordMap& map, const std::string& word) {
  const std::vector<std::string> near = near_words(map, word);
  throw UsageError(
      fmt::format("there is no word '{}' in the map. {}All words: ./pipette explain", word,
                  near.empty() ? "" : fmt::format("Did you mean: {}? ", fmt::join(near, ", "))));
}

}  // namespace

int explain_word(const Place& place, const Options& options) {
  const WordMap map = words(place);
  if (options.words.empty()) {
    std::cout << map_in_terminal(map, terminal_style()) << std::flush;
    return 0;
  }
  const std::string word = fmt::format("{}", fmt::join(options.words, " "));
  const WordPage* page = find_word(map, word);
  if (page == nullptr) refuse(map, word);
  std::cout << page_in_terminal(map, *page, terminal_style()) << std::flush;
  return 0;
}

int write_words(const Place& place, const Options& options) {
  const std::filesystem::path file = std::filesystem::absolute(options.html_file);
  replace_file(file, words_to_html(words(place)));
  std::cout << "The map of words: file://" << file.string() << "\n";
  return 0;
}

}  // namespace pipette
