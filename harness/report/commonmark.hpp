// Markdown, read with cmark, which is known only here: as blocks for a terminal, and as HTML.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// A piece of prose in one style.
struct Span {
  std::string text;
  bool strong = false;
  bool code = false;
  std::string link{};  ///< where it leads; empty for most
};

/// A block of a text, in the order of the text. Lists in lists are flat.
struct Block {
  enum class Kind { heading, paragraph, item, code };
  Kind kind = Kind::paragraph;
  std::vector<Span> spans{};  ///< of all kinds but code
  std::string info{};         ///< behind the fence of a code block: "cpp say.cpp"
  std::string code{};         ///< the lines of a code block, each with its line feed
};

/// The language of a code block: "cpp".
[[nodiscard]] std::string language_of(const Block& block);

/// What stands over a code block: the name of its file or, where it has none, of its language.
/// Empty over a terminal and over a drawing.
[[nodiscard]] std::string heading_of(const Block& block);

/// Every text is Markdown, so there is no error. HTML in it is left out.
[[nodiscard]] std::vector<Block> read_markdown(std::string_view text);

/// The blocks that are no code as HTML, and each code block as `code` gives it. Headings go down by
/// one level. Every link leads to what `target` makes of its address. HTML in the text is left out.
struct HtmlOfMarkdown {
  std::function<std::string(const std::string& address)> target;
  std::function<std::string(const std::vector<Block>& blocks)> code;  ///< blocks in a row
};
[[nodiscard]] std::string markdown_to_html(std::string_view text, const HtmlOfMarkdown& how);

}  // namespace pipette
