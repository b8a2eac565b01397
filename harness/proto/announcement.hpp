// The line by which a server tells that it can be called: "LISTENING 127.0.0.1:<port>" + LF.
#pragma once

#include <cstdint>
#include <string_view>

#include "proto/parsed.hpp"

namespace pipette {

/// Reads the line from the start of `bytes`. The port is 1 to 65535, without
/// leading zeros.
[[nodiscard]] Parsed<std::uint16_t> parse_announcement(std::string_view bytes);

}  // namespace pipette
