// Byte streams: a pump that always reads, and a feed that writes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

#include "core/transcript.hpp"

namespace pipette {

/// What a pump has read and nobody has taken yet.
struct Inbox {
  std::string unread;
  std::size_t total = 0;       ///< all bytes that ever came
  bool ended = false;          ///< end of file, or an error (then `error` is set)
  std::error_code error;       ///< why it ended, when not by a plain end of file
  bool is_connection = false;  ///< and not a program's output
  bool flooded = false;        ///< more than the cap lay unread: reading has stopped for good
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
