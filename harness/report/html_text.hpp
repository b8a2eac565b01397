// The small change of HTML: text that cannot become markup, and elements.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/html_page.hpp"

namespace pipette {

/// The one way of any text into a page, inside an element or a quoted attribute: printable(), and
/// free of markup.
[[nodiscard]] std::string in_html(std::string_view text);

/// The same for a text that may be long: head_and_tail() of it.
[[nodiscard]] std::string in_html(std::string_view text, std::size_t limit);

/// "<name>content</name>" and a line feed; `name` may carry attributes. `content` is HTML. Nothing
/// where the content is empty.
[[nodiscard]] std::string element(std::string_view name, std::string_view content);

/// Preformatted text that scrolls in its own box, which the keyboard reaches where a line is too
/// long for a phone. `label` names the box; `content` is HTML, one entity counts as one column.
[[nodiscard]] std::string preformatted(std::string_view label, std::string_view content);

/// One self-contained page, which its policy lets load nothing: the style and the script stand in it.
struct HtmlDocument {
  std::string title;  ///< text
  const PageFile& style;
  const PageFile& script;
  std::string body;  ///< HTML
};
[[nodiscard]] std::string html_document(const HtmlDocument& document);

/// A hash as a Content-Security-Policy names it: "sha256-..." in base 64, of 64 hexadecimal digits.
[[nodiscard]] std::string policy_hash(std::string_view hexadecimal);

}  // namespace pipette
