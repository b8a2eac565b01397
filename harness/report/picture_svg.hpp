// A conversation as a static SVG for report/html.hpp. Its colours and fonts are in page/page.css.
#pragma once

#include <string>
#include <string_view>

#include "report/picture.hpp"

namespace pipette {

/// What a screen reader says of a drawing. `id` is unique in the page.
struct Caption {
  std::string_view id;
  std::string_view title;
};

/// The drawing. Up to four lanes it is 340 px wide; each further lane takes 88 px more.
[[nodiscard]] std::string to_svg(const Picture& picture, const Caption& caption);

/// Whether the drawing is wider than a phone.
[[nodiscard]] bool is_wide(const Picture& picture);

}  // namespace pipette
