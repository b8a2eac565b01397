// What a parser makes of bytes: a value, "more is needed", or the reason why never.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

namespace pipette {

/// Valid so far, but more bytes are needed.
struct Incomplete {};

/// No further byte can make it valid.
struct Invalid {
  std::size_t offset = 0;  ///< of the first byte that is wrong
  std::string why;
};

/// A value and the number of bytes it took, or why there is none.
template <typename T>
struct Complete {
  T value;
  std::size_t length = 0;
};

template <typename T>
using Parsed = std::variant<Incomplete, Invalid, Complete<T>>;

}  // namespace pipette
