// Results as JUnit XML, in the form that Jenkins, GitLab and GitHub add-ons all accept.
#pragma once

#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// One test suite per lab, one test case per check: failed is a failure, broken an error, not run a
/// skipped. The text is well-formed XML 1.0 in UTF-8 whatever the values hold.
[[nodiscard]] std::string to_junit(const Report& report);

}  // namespace pipette
