// The map of words: one page for each term that the labs use, in the order in which each page only
// needs the pages above it. The files are labs/words/*.md.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// A lab as the map shows it.
struct WordLab {
  int number = 0;
  std::string folder;   ///< "11-echo-stdin"; empty where the lab is planned and not there yet
  bool passed = false;  ///< all its points were reached once
};

/// One word of the map.
struct WordPage {
  std::string slug;  ///< the file's name without .md: "file-descriptor"
  std::string name;
  std::vector<std::string> also{};   ///< other words that the page explains
  std::vector<std::size_t> needs{};  ///< places in WordMap::pages, all before this one
  std::string category{};
  std::string spec{};           ///< "RFC 9112"; empty where no document defines the word
  std::vector<WordLab> labs{};  ///< where a learner meets it
  std::string why_no_lab{};     ///< set where there is none: "because ..."
  std::string text{};           ///< Markdown
};

/// Words that belong together: the pages from `first` on, `count` of them.
struct WordGroup {
  std::string title;  ///< "A. One running program"
  std::size_t first = 0;
  std::size_t count = 0;
};

struct WordMap {
  std::string introduction;  ///< Markdown
  std::vector<WordGroup> groups;
  std::vector<WordPage> pages;  ///< in reading order
};

/// "; also here: SIGPIPE, EPIPE": what else the page explains, without the words that its name
/// contains. Nothing where nothing is left.
[[nodiscard]] std::string also_here(const WordPage& page);

/// Whether a lab that was passed teaches this word.
[[nodiscard]] bool is_met(const WordPage& page);

/// The page of a file: "file-descriptor" or "file-descriptor.md"; nullptr where there is none.
[[nodiscard]] const WordPage* page_of(const WordMap& map, std::string_view slug);

/// The page that `word` names: by a name, then as a call without its brackets (accept), then by a
/// name in other letters (Socket), then by the name of its file. nullptr where there is none.
[[nodiscard]] const WordPage* find_word(const WordMap& map, std::string_view word);

/// Names that somebody may have meant who typed `word`, the likeliest first, at most five: those
/// with a few other letters, and those that contain it.
[[nodiscard]] std::vector<std::string> near_words(const WordMap& map, std::string_view word);

}  // namespace pipette
