// Results as Markdown for the summary page of a CI run (GITHUB_STEP_SUMMARY takes 1 MiB).
#pragma once

#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// Tables of labs and checks, and the first failures of each lab with their conversation as a
/// Mermaid diagram: at most 900 KiB. Whatever the values hold, they add no markup, and nothing that
/// a CI runner obeys. Ends in a line feed.
[[nodiscard]] std::string to_markdown(const Report& report);

}  // namespace pipette
