// A conversation as a Mermaid diagram, which GitHub, GitLab and many editors draw.
#pragma once

#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// A `sequenceDiagram` of the check's events: at most 31 steps, long bytes and words cut. Nothing
/// in it can end the diagram or the block that it stands in. Empty where there are no events; else
/// it ends in a line feed.
[[nodiscard]] std::string to_mermaid(const CheckResult& check);

}  // namespace pipette
