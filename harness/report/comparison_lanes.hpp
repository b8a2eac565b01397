// Inside report/ only: a conversation taken apart into its lanes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/transcript.hpp"

namespace pipette {

/// How a lane or a program came to its end, and between which acts: before act number `stretch`.
struct Finish {
  std::size_t stretch = 0;
  Event event;
};

/// What came on one lane.
struct LaneStory {
  std::string bytes{};    ///< from the beginning, as far as all of them were kept
  std::size_t total = 0;  ///< all bytes that came
  std::vector<std::pair<std::size_t, std::size_t>> growth{};  ///< stretch, bytes in all after it
  std::optional<Finish> finish{};

  /// Bytes that had come before act number `stretch`.
  [[nodiscard]] std::size_t before(std::size_t stretch) const;
};

using LaneStories = std::map<std::string, LaneStory, std::less<>>;

/// The lanes on which something came.
[[nodiscard]] LaneStories lane_stories(const std::vector<Event>& events);

/// The acts of a conversation, in order.
[[nodiscard]] std::vector<Event> acts_of(const std::vector<Event>& events);

using PortPairs = std::vector<std::pair<std::uint16_t, std::uint16_t>>;

/// Which port of the recording (first) is which of the replay: from connections and arguments, and
/// from lines that announce a port that none of these is.
[[nodiscard]] PortPairs port_pairs(const std::vector<Event>& then, const std::vector<Event>& now);

/// Puts the recording's ports into a lane of the replay, wherever they stand behind a colon.
void translate_ports(LaneStory& lane, const PortPairs& pairs);

/// What came now, with the times of day of then wherever both have one at the same place: a replay
/// is always later. ISO 8601 and the date of HTTP (RFC 9110, section 5.6.7) are known.
[[nodiscard]] std::string with_times_of(std::string_view then, std::string_view now);

/// "stderr" or "2nd stderr".
[[nodiscard]] inline bool is_standard_error(std::string_view lane) {
  return lane.ends_with("stderr");
}

}  // namespace pipette
