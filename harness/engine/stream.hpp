// Byte streams: a pump that always reads, and a feed that writes.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <system_error>

#include "core/transcript.hpp"

namespace pipette {

/// When bytes came, by the wall clock, which the programs can read too.
using Arrival = std::chrono::system_clock::time_point;

/// Bytes that one read brought: up to the `end`-th byte that ever came.
struct Portion {
  std::size_t end = 0;
  Arrival at;
};

/// What a pump has read and nobody has taken yet.
struct Inbox {
  std::string unread;
  std::size_t total = 0;         ///< all bytes that ever came
  bool ended = false;            ///< end of file, or an error (then `error` is set)
  std::error_code error;         ///< why it ended, when not by a plain end of file
  bool is_connection = false;    ///< and not a program's output
  bool flooded = false;          ///< more than the cap lay unread: reading has stopped for good
  std::deque<Portion> portions;  ///< the newest of those that nobody has taken
};

/// Unread bytes that a program may pile up beyond what was asked for: 8 MiB.
inline constexpr std::size_t kFloodCap = std::size_t{8} << 20U;

/// How a pump reads.
struct PumpOptions {
  std::string lane;  ///< the stream's name in the transcript
  std::size_t cap = kFloodCap;
  bool keep_all = true;  ///< false: only head and tail are kept, without a cap (stderr)
};

}  // namespace pipette
