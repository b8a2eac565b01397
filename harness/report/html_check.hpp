// One lab in the page of report/html.hpp.
#pragma once

#include <cstddef>
#include <string>

#include "report/picture.hpp"
#include "report/words.hpp"

namespace pipette {

/// How much of everything a page shows.
struct PageDetail {
  PictureLimits failed;    ///< for the conversation of a check that did not pass
  PictureLimits passed;    ///< for all others
  std::size_t text = 0;    ///< bytes of a value or of standard error
  std::size_t output = 0;  ///< bytes of a compiler's or a sanitizer's output
};

/// A lab with its place in the page.
struct LabOnPage {
  const LabResult& lab;
  std::size_t index = 0;
  Rerun rerun{};
  const CheckResult* open = nullptr;  ///< the check that is unfolded when the page opens, or none
};

/// "lab-1": names in the page that links lead to.
[[nodiscard]] std::string lab_id(std::size_t lab);
[[nodiscard]] std::string check_id(std::size_t lab, std::size_t check);

/// The class of the style sheet for a verdict.
[[nodiscard]] std::string_view css_class(Verdict verdict);

/// The section of a lab, with all its checks.
[[nodiscard]] std::string lab_in_html(const LabOnPage& place, const PageDetail& detail);

}  // namespace pipette
