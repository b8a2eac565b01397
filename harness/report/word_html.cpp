#include "report/word_html.hpp"

#include <fmt/format.h>

#include "report/commonmark.hpp"
#include "report/html_page.hpp"
#include "report/html_text.hpp"
#include "report/text.hpp"
#include "report/word_graph.hpp"

namespace pipette {
namespace {

std::string link_to(const WordPage& page) {
  return fmt::format("<a href=\"#word-{}\">{}</a>", in_html(page.slug), in_html(page.name));
}

// ---- Code ----

std::string code_lines(const Block& block) {
  std::string out;
  for (const std::string& line : lines_of(block.code))
    out += (line.starts_with("$ ") ? "<b>" + in_html(line) + "</b>" : in_html(line)) + "\n";
  return out;
}

std::string figure(const Block& block) {
  const std::string heading = language_of(block) == "console" ? "In a terminal" : heading_of(block);
  return element("figure",
                 element("figcaption", in_html(heading)) +
                     preformatted(heading.empty() ? "A drawing" : heading, code_lines(block)));
}

bool is_program(const Block& block) {
  const std::string language = language_of(block);
  return language == "python" || language == "js" || language == "cpp";
}

// Two programs in a row say the same in two languages, so they stand side by side.
std::string code(const std::vector<Block>& blocks) {
  std::string out;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const bool pair = i + 1 < blocks.size() && is_program(blocks[i]) && is_program(blocks[i + 1]) &&
                      language_of(blocks[i]) != language_of(blocks[i + 1]);
    if (pair) out += element("div class=\"pair\"", figure(blocks[i]) + figure(blocks[i + 1]));
    else out += figure(blocks[i]);
    i += pair ? 1 : 0;
  }
  return out;
}

std::string text_in_html(const WordMap& map, std::string_view text) {
  return markdown_to_html(text, {.target =
                                     [&map](const std::string& address) {
                                       const WordPage* page = page_of(map, address);
                                       return page == nullptr ? address : "#word-" + page->slug;
                                     },
                                 .code = code});
}

// ---- One word ----

std::string spec_in_html(const std::string& spec) {
  if (!spec.starts_with("RFC ")) return in_html(spec);
  return fmt::format("<a href=\"https://www.rfc-editor.org/rfc/rfc{}\">{}</a>",
                     in_html(spec.substr(4)), in_html(spec));
}

std::string kind(const WordPage& page) {
  std::string out = in_html(page.category);
  if (!page.spec.empty()) out += fmt::format(" ({})", spec_in_html(page.spec));
  out += in_html(also_here(page));
  return element("p class=\"quiet\"", out);
}

std::string lab_in_html(const WordLab& lab) {
  if (lab.folder.empty()) return fmt::format("{} (planned)", lab.number);
  return fmt::format("<code>./pipette check {}</code> (labs/{}{})", lab.number, in_html(lab.folder),
                     lab.passed ? ", passed ✓" : "");
}

std::string listed(std::string_view label, const std::vector<std::string>& what) {
  if (what.empty()) return {};
  return element("dt", label) + element("dd", fmt::format("{}", fmt::join(what, ", ")));
}

std::string leads(const WordMap& map, std::size_t place) {
  const WordPage& page = map.pages[place];
  std::vector<std::string> needs;
  for (const std::size_t need : page.needs) needs.push_back(link_to(map.pages[need]));
  std::vector<std::string> needed_by;
  for (const WordPage& other : map.pages)
    for (const std::size_t need : other.needs)
      if (need == place) needed_by.push_back(link_to(other));
  std::vector<std::string> labs;
  for (const WordLab& lab : page.labs) labs.push_back(lab_in_html(lab));
  if (!page.why_no_lab.empty()) labs.push_back("none, " + in_html(page.why_no_lab));
  return element("dl",
                 listed("Needs", needs) + listed("Needed by", needed_by) + listed("Lab", labs));
}

std::string walk(const WordMap& map, std::size_t place) {
  std::string out;
  const auto step = [&](std::size_t to, std::string_view label) {
    const WordPage& page = map.pages[to];
    out += fmt::format("<a href=\"#word-{}\"><span>{}</span> {}</a>\n", in_html(page.slug), label,
                       in_html(page.name));
  };
  if (place > 0) step(place - 1, "← Previous");
  out += "<a href=\"#map\">The map</a>\n";
  if (place + 1 < map.pages.size()) step(place + 1, "Next →");
  return element("nav class=\"walk\" aria-label=\"Reading order\"", out);
}

std::string article(const WordMap& map, const WordGroup& group, std::size_t place) {
  const WordPage& page = map.pages[place];
  const std::string where = fmt::format("{} · word {} of {}{}", in_html(group.title), place + 1,
                                        map.pages.size(), is_met(page) ? " · ✓ met" : "");
  return element(
      fmt::format("article id=\"word-{}\" tabindex=\"-1\" data-also=\"{}\"", in_html(page.slug),
                  in_html(fmt::format("{}", fmt::join(page.also, ", ")))),
      element("p class=\"quiet\"", where) + element("h2", in_html(page.name)) + kind(page) +
          text_in_html(map, page.text) + leads(map, place) + walk(map, place));
}

// ---- The page ----

// Without script they would do nothing, so the script is what shows them.
constexpr std::string_view kTools =
    "<div class=\"tools\" id=\"tools\" hidden=\"\">\n"
    "<form id=\"search\" role=\"search\">\n<label for=\"field\">Find a word</label>\n"
    "<input type=\"search\" id=\"field\" autocomplete=\"off\" spellcheck=\"false\"/>\n"
    "<ul id=\"found\" aria-live=\"polite\"></ul>\n</form>\n"
    "<button type=\"button\" id=\"theme\">Dark colours</button>\n</div>\n";

constexpr std::string_view kLegend =
    "<p class=\"quiet\">A line leads from a word to one that needs it, from left to right and from "
    "top to bottom. ✓ marks the words that you have met in labs you passed. <span id=\"keys\" "
    "hidden=\"\">Choose a word: all that it needs gets a solid frame, and what needs it a dashed "
    "one. Keys in the map: <kbd>↑</kbd> <kbd>↓</kbd> in reading order, <kbd>←</kbd> to a word it "
    "needs, <kbd>→</kbd> to a word that needs it, <kbd>Enter</kbd> opens.</span></p>\n";

std::string body(const WordMap& map) {
  std::string articles;
  for (const WordGroup& group : map.groups)
    for (std::size_t i = group.first; i < group.first + group.count; ++i)
      articles += article(map, group, i);
  return "<a class=\"skip\" href=\"#words\">Skip to the words</a>\n" +
         element("header",
                 element("p class=\"brand\"", "Pipette") + element("h1", "The map of words")) +
         std::string(kTools) +
         element("section id=\"map\" tabindex=\"-1\" aria-label=\"The map\"",
                 std::string(kLegend) + element("div class=\"drawing\" tabindex=\"0\" "
                                                "role=\"region\" aria-label=\"The drawing\"",
                                                word_graph(map))) +
         element("main id=\"words\" tabindex=\"-1\"", articles) +
         element("section class=\"about\"", text_in_html(map, map.introduction));
}

}  // namespace

std::string words_to_html(const WordMap& map) {
  return html_document({.title = "The map of words",
                        .style = kWordsStyle,
                        .script = kWordsScript,
                        .body = body(map)});
}

}  // namespace pipette
