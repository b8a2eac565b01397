// JSON values for expectations (RFC 8259). The only place in the harness that shows nlohmann/json.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "proto/parsed.hpp"

namespace pipette {

using Json = nlohmann::json;

/// Arrays and objects may be nested this deep; deeper is Invalid.
inline constexpr std::size_t kDeepestJson = 100;

/// One JSON text in valid UTF-8, with white space around it and nothing else. Incomplete where the
/// bytes are only the beginning of one. A text that more digits could follow ("12") is Complete.
[[nodiscard]] Parsed<Json> parse_json(std::string_view bytes);

}  // namespace pipette
