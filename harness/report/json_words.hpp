// Inside report/ only: the words of the JSON form that its writer and its reader share.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "core/verdict.hpp"

namespace pipette {

inline constexpr double kNanosecondsPerMillisecond = 1e6;

/// In the order of EventKind.
inline constexpr std::array<std::string_view, 3> kKinds = {"sent", "received", "life"};

/// The word of an enumerator with underscores: "not_run".
template <typename Enum>
[[nodiscard]] std::string identifier(Enum value) {
  std::string out(word(value));
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

}  // namespace pipette
