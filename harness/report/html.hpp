// Results as a page for a browser: one file that needs no network, no images and no script.
#pragma once

#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// The whole report as HTML 5 that is also well-formed XML. Its policy permits only the style and
/// the script that are in it. Where it would become larger than 1 MB, long conversations and texts
/// are shown in less detail.
[[nodiscard]] std::string to_html(const Report& report);

}  // namespace pipette
