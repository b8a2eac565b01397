// UTF-8 as browsers read it (WHATWG Encoding): what is broken is replaced, never refused.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pipette {

/// What stands at the start of some bytes.
struct Utf8Start {
  enum class Kind {
    whole,   ///< a character
    broken,  ///< bytes that no further byte makes a character
    cut      ///< the beginning of a character, and then the bytes are over
  };
  Kind kind = Kind::whole;
  std::size_t length = 0;  ///< broken: of the part that one U+FFFD replaces
};

/// Looks at the first character of `bytes`, which are not empty. No overlong forms, no surrogates,
/// nothing above U+10FFFF.
[[nodiscard]] Utf8Start utf8_start(std::string_view bytes);

/// The same text, with U+FFFD for each broken or cut part.
[[nodiscard]] std::string decode_utf8(std::string_view bytes);

}  // namespace pipette
