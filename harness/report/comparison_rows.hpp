// Inside report/ only: a recording put into rows, before anything is compared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/transcript.hpp"
#include "report/comparison.hpp"

namespace pipette {

/// A part of what came on a lane of the recording, of which bytes were kept.
struct Piece {
  std::size_t at = 0;  ///< in the lane's stream
  std::string_view bytes;
};

/// A row under way, and what it stands for in the recording.
struct Draft {
  const Event* event = nullptr;
  std::size_t stretch = 0;  ///< it stands before act number `stretch`, or is that act
  bool act = false;
  std::size_t pieces = 1;
  std::size_t from = 0;  ///< received or sent bytes: their place in the lane's stream
  std::size_t to = 0;
  std::vector<Piece> kept{};
  ComparedRow row{};
};

/// The rows of a recording, which must live longer: neighbouring pieces of one lane are one row.
[[nodiscard]] std::vector<Draft> drafts_of(const std::vector<Event>& events);

/// What happened in a life event, with its lane: printable, on one line.
[[nodiscard]] std::string in_words(const Event& life);

}  // namespace pipette
