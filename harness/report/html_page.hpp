// The styles and scripts in page/, which the build puts into the program: those of the page of a
// report, and those of the page of the map of words.
#pragma once

#include <string_view>

namespace pipette {

/// A text, and its SHA-256 in hexadecimal digits.
struct PageFile {
  std::string_view text;
  std::string_view sha256;
};

extern const PageFile kPageStyle;
extern const PageFile kPageScript;
extern const PageFile kWordsStyle;
extern const PageFile kWordsScript;

}  // namespace pipette
