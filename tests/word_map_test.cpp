#include "report/word_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "made_words.hpp"
#include "report/commonmark.hpp"
#include "report/word_graph.hpp"
#include "report/word_html.hpp"
#include "report/word_terminal.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::EndsWith;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

const WordMap& map() {
  static const WordMap made = made_words();
  return made;
}

std::string slug_of(std::string_view word) {
  const WordPage* page = find_word(map(), word);
  return page == nullptr ? "nothing" : page->slug;
}

TEST(FindWord, KnowsNamesOtherNamesAndFiles) {
  EXPECT_EQ(slug_of("event loop"), "event-loop");
  EXPECT_EQ(slug_of("epoll"), "event-loop");
  EXPECT_EQ(slug_of("event-loop"), "event-loop");
  EXPECT_EQ(slug_of("Event Loop"), "event-loop");
  EXPECT_EQ(slug_of("nothing of the kind"), "nothing");
  EXPECT_EQ(slug_of(""), "nothing");
}

TEST(FindWord, PrefersTheSameLetters) {
  EXPECT_EQ(slug_of("JSON"), "json");
  EXPECT_EQ(slug_of("json"), "json-library");
}

TEST(FindWord, TakesACallWithoutItsBrackets) {
  WordMap with_call = map();
  with_call.pages[0].name = "Accept";
  with_call.pages[1].name = "accept()";
  EXPECT_EQ(find_word(with_call, "accept"), &with_call.pages[1]);
  EXPECT_EQ(find_word(with_call, "Accept"), &with_call.pages[0]);
}

TEST(NearWords, ForgivesAFewLetters) {
  EXPECT_THAT(near_words(map(), "evnt"), ElementsAre("event"));
  EXPECT_THAT(near_words(map(), "eventl oop"), Contains("event loop"));
  EXPECT_THAT(near_words(map(), "PIEP"), ElementsAre("pipe"));
}

TEST(NearWords, FindsAPartOfAName) {
  EXPECT_THAT(near_words(map(), "loop"), ElementsAre("event loop"));
}

TEST(NearWords, SaysNothingWhereNothingIsNear) {
  EXPECT_THAT(near_words(map(), "xylophone"), IsEmpty());
}

TEST(ReadMarkdown, GivesBlocksInOrder) {
  const auto blocks =
      read_markdown("One *two*.\n\n- **A:** `x y` [z](z.md)\n\n```cpp a.cpp\nf();\n```\n");
  ASSERT_THAT(blocks, SizeIs(3));
  EXPECT_EQ(blocks[0].kind, Block::Kind::paragraph);
  EXPECT_EQ(blocks[1].kind, Block::Kind::item);
  EXPECT_THAT(blocks[1].spans, Contains(Field(&Span::strong, true)));
  EXPECT_THAT(blocks[1].spans,
              Contains(AllOf(Field(&Span::code, true), Field(&Span::text, "x y"))));
  EXPECT_THAT(blocks[1].spans, Contains(Field(&Span::link, "z.md")));
  EXPECT_EQ(blocks[2].info, "cpp a.cpp");
  EXPECT_EQ(blocks[2].code, "f();\n");
}

TEST(ReadMarkdown, LeavesHtmlOut) {
  const HtmlOfMarkdown as_it_is = {.target = [](const std::string& address) { return address; },
                                   .code = [](const std::vector<Block>&) { return ""; }};
  const std::string html =
      markdown_to_html("<script>f()</script>\n\na <b>c</b> [d](javascript:f())\n", as_it_is);
  EXPECT_THAT(
      html, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<b>")), Not(HasSubstr("javascript"))));
}

// ---- In a terminal ----

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    most = std::max(most, end - at);
    at = end + 1;
  }
  return most;
}

TEST(PageInTerminal, TellsAllOfAWord) {
  const std::string page = page_in_terminal(map(), *find_word(map(), "event loop"), {});
  EXPECT_THAT(page, StartsWith("event loop  "));
  EXPECT_THAT(page, HasSubstr("word 3 of 5\n"));
  EXPECT_THAT(page, HasSubstr("pattern (RFC 1); also here: epoll\n"));
  EXPECT_THAT(page, HasSubstr("\n    loop.py\n    while True:\n\n        go()\n"));
  EXPECT_THAT(page, HasSubstr("\n    $ python3 loop.py\n    gone\n"));
  EXPECT_THAT(page, HasSubstr("\n  Needs:     event\n"));
  EXPECT_THAT(page, HasSubstr("\n  See also:  pipe\n"));
  EXPECT_THAT(
      page, HasSubstr("\n  Labs:      11 (labs/11-echo-stdin/README.md, passed), 43 (planned)\n"));
  EXPECT_THAT(page, HasSubstr("\n  Next word: JSON loads / dumps\n"));
  EXPECT_THAT(page, EndsWith("\n  Read one:  ./pipette explain event\n"));
}

TEST(PageInTerminal, NamesTheLanguageOfAProgramWithoutAFile) {
  EXPECT_THAT(page_in_terminal(map(), map().pages[0], {}),
              HasSubstr("\n    Python\n    print(1)\n\n    C++\n    f();\n"));
}

TEST(PageInTerminal, FitsIntoItsWidth) {
  for (const WordPage& page : map().pages) {
    EXPECT_LE(widest(page_in_terminal(map(), page, {.width = 80})), 80U) << page.name;
    EXPECT_LE(widest(page_in_terminal(map(), page, {.width = 50})), 50U) << page.name;
  }
}

TEST(PageInTerminal, LetsNoControlByteThrough) {
  WordMap evil = map();
  evil.pages[0].text = "a \x1b[2J b\n\n```text\n\x1b]0;x\x07\n```\n";
  evil.pages[0].name = "\x1b[31m";
  const std::string page = page_in_terminal(evil, evil.pages[0], {});
  EXPECT_THAT(page, Not(HasSubstr("\x1b")));
  EXPECT_THAT(page, Not(HasSubstr("\x07")));
}

TEST(PageInTerminal, SaysWhyThereIsNoLab) {
  const std::string page = page_in_terminal(map(), *find_word(map(), "event"), {});
  EXPECT_THAT(page, HasSubstr("\n  Lab:       none, because it is everywhere\n"));
}

TEST(MapInTerminal, MarksTheWordsThatWereMet) {
  const std::string text = map_in_terminal(map(), {});
  EXPECT_THAT(text, HasSubstr("5 words"));
  EXPECT_THAT(text, HasSubstr("marks the 1\nthat"));
  EXPECT_THAT(
      text,
      HasSubstr("\nA. One\n    pipe                      event                   * event loop\n"));
  EXPECT_THAT(text, HasSubstr("\nB. Two\n    JSON loads / dumps        json (library)\n"));
  EXPECT_LE(widest(text), 80U);
}

// ---- In a browser ----

TEST(WordsInHtml, HoldAPageForEachWord) {
  const std::string html = words_to_html(map());
  for (const WordPage& page : map().pages)
    EXPECT_THAT(html, HasSubstr("<article id=\"word-" + page.slug + "\"")) << page.slug;
  EXPECT_THAT(html, HasSubstr("<h1>The map of words</h1>"));
  EXPECT_THAT(html, HasSubstr("<p>Read it.</p>"));
}

TEST(WordsInHtml, LeadFromPageToPage) {
  const std::string html = words_to_html(map());
  EXPECT_THAT(html, HasSubstr("A <a href=\"#word-pipe\">hose</a>"));
  EXPECT_THAT(html,
              HasSubstr("<dt>Needed by</dt>\n<dd><a href=\"#word-event-loop\">event loop</a>"));
  EXPECT_THAT(html, HasSubstr("<span>Next →</span> JSON loads / dumps</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://www.rfc-editor.org/rfc/rfc1\">RFC 1</a>"));
}

TEST(WordsInHtml, SetTwoLanguagesSideBySide) {
  const std::string html = words_to_html(map());
  EXPECT_THAT(html, HasSubstr("<div class=\"pair\"><figure><figcaption>Python</figcaption>"));
  EXPECT_THAT(html, HasSubstr("<figcaption>C++</figcaption>"));
}

TEST(WordsInHtml, LetNoMarkupThrough) {
  WordMap evil = map();
  evil.pages[0].name = "<b>&\"'";
  evil.pages[0].category = "</p><script>";
  const std::string html = words_to_html(evil);
  EXPECT_THAT(html, Not(HasSubstr("<b>&")));
  EXPECT_THAT(html, Not(HasSubstr("</p><script>")));
}

TEST(WordGraph, DrawsEveryWordAndEveryNeed) {
  const std::string svg = word_graph(map());
  EXPECT_THAT(svg, HasSubstr("<a href=\"#word-pipe\" data-place=\"0\"><title>pipe</title>"));
  EXPECT_THAT(svg, HasSubstr("<a href=\"#word-event-loop\" data-place=\"2\" class=\"met\">"
                             "<title>event loop (met)</title>"));
  EXPECT_THAT(svg, HasSubstr("<path data-from=\"1\" data-to=\"2\" "));
  EXPECT_THAT(svg, HasSubstr("<path data-from=\"3\" data-to=\"4\" "));
}

}  // namespace
}  // namespace pipette
