// page/page.css and page/page.js, which the build puts into the program.
#pragma once

#include <string_view>

namespace pipette {

/// A file's text, and its SHA-256 in hexadecimal digits.
struct PageFile {
  std::string_view text;
  std::string_view sha256;
};

extern const PageFile kPageStyle;
extern const PageFile kPageScript;

}  // namespace pipette
