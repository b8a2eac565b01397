// Mermaid and Markdown: drawn as meant, and nothing that a program wrote becomes markup.
#include "report/mermaid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>

#include "page_sample.hpp"
#include "report/markdown.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using namespace std::string_literals;

std::string golden(const std::string& name) {
  std::ifstream file(PIPETTE_SOURCE_DIR "/tests/golden/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Mermaid, DrawsAServerThatDoesNotAnswer) {
  EXPECT_EQ(to_mermaid(sample::failed_in_some_way("Tcp.ServesTheNextClient", 3)),
            golden("server.mmd"));
}

TEST(Mermaid, DrawsHostileBytes) {
  EXPECT_EQ(to_mermaid(sample::failed_in_some_way("Echo.StaysWithinTheAnswer", 4)),
            golden("hostile.mmd"));
}

TEST(Mermaid, IsNothingWithoutEvents) { EXPECT_EQ(to_mermaid(sample::passed("A.B", 1)), ""); }

// Whatever the bytes are, every line is one of ours.
TEST(Mermaid, HasOnlyLinesOfItsOwn) {
  static const std::regex kLine(
      R"(sequenceDiagram|    participant p\d+ as [^#;:%]*(#\d+;[^#;:%]*)*|    end|    rect rgba\([0-9., ]+\))"
      R"(|    (Note over p\d+(,p\d+)?|p\d+--?>>p\d+): ([A-Za-z0-9 .,'/()=?_!+\x80-\xFF-]|#\d+;)+)");
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = "\n%%{init}%%\nend\n"s + static_cast<char>(byte) + "\\n;#35;`";
    CheckResult check = sample::failed("A.B", 1);
    sample::Talk talk;
    talk.life(0, text, text, Act::start).sent(1, text, text).received(200, "stdout", text);
    talk.life(300, "program", text, Act::end).life(301, text, text, Act::deadline);
    check.events = talk.events();
    std::istringstream lines(to_mermaid(check));
    for (std::string line; std::getline(lines, line);)
      ASSERT_TRUE(std::regex_match(line, kLine)) << line;
  }
}

TEST(Markdown, HasTablesAndTheFirstFailures) {
  const std::string text = to_markdown(sample::large_report());
  for (const char* part :
       {"# Pipette: 265 of 475 points\n", "\n23 November 2026, 06&#58;12 UTC\n",
        "| lab | points | checks |\n| --- | ---: | --- |\n| 11 Echo what comes in | ",
        "\n## Lab 11: Echo what comes in\n", "| ✓ passed | Repeats a line | 5 of 5 points |\n",
        "\n### ✗ failed: Completes the last line\n",
        "\n```text\nexpected  the line \"first\\n\"\n     got  nothing came within 2.0 s\n```\n",
        "\nWords to look up&#58; buffer, end of file\n\n```sh\n./pipette explain buffer\n```\n",
        "\n```mermaid\nsequenceDiagram\n", "This often means&#58;",
        "1. The program writes its answer", "error: expected ';' before '}' token",
        "The other checks that failed are in the table"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_EQ(text.back(), '\n');
}

// The text without blocks of code; empty where a block is not closed.
std::string outside_of_blocks(const std::string& markdown) {
  std::istringstream lines(markdown);
  std::string out;
  std::string fence;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    if (fence.empty() && ticks >= 3) fence = line.substr(0, ticks);
    else if (!fence.empty() && line == fence) fence.clear();
    else if (fence.empty()) out += line + "\n";
  }
  return fence.empty() ? out : "";
}

TEST(Markdown, HostileTextAddsNoMarkup) {
  for (const std::string& text :
       {"</details><script>"s, "```\n# owned\n```"s, "``````"s, "| a | b |\n| - | - |"s,
        "[x](http://a.b)"s, "![x](http://a.b)"s, "www.example.com"s, "http://example.com"s,
        "@everyone"s, "a@b.example"s, "$x$ **b** _i_ ~~s~~"s, "&lt;b&gt;"s, "::error::x"s,
        "\x1b[2J\xFF"s, "<!-- "s, ":smile:"s, "#1"s, "- [ ] x"s, "\\"s}) {
    Report report{.version = text};
    CheckResult check = sample::failed(text, 1, sample::failure(Cause::mismatch, text, text));
    check.requirement = check.why = check.reason = text;
    check.failure->stderr_tail = text;
    check.failure->doing = {text};
    LabResult lab = sample::lab(1, text, text, text, {check});
    lab.build_failure = BuildFailure{text, text};
    lab.likely = {{text, text, {}, {text}}};
    lab.second_look = SecondLook{text, text, text, {text}, text};
    report.labs = {lab};
    report.began = text;
    const std::string prose = outside_of_blocks(to_markdown(report));
    ASSERT_NE(prose, "") << text;
    EXPECT_EQ(prose.find_first_of("<>[]*_~`@$\\"), std::string::npos) << prose;
    EXPECT_THAT(prose, AllOf(Not(HasSubstr("www.")), Not(HasSubstr("http:")),
                             Not(HasSubstr("# owned")), Not(HasSubstr(":smile:"))));
  }
}

TEST(Markdown, IsBounded) {
  Report report = sample::large_report();
  for (LabResult& lab : report.labs) {
    lab.build_failure = BuildFailure{"c++", std::string(std::size_t{1} << 20U, 'x')};
    for (CheckResult& check : lab.checks) check.reason = std::string(3000, '|');
  }
  const std::string text = to_markdown(report);
  EXPECT_LT(text.size(), std::size_t{900} << 10U);
  EXPECT_THAT(text, HasSubstr("This page would be too long"));
}

}  // namespace
}  // namespace pipette
