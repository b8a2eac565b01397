// The screen of `pipette watch`, as text: it fits into its window, whatever it shows.
#include "report/screen.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "core/bytes.hpp"
#include "report/hints.hpp"
#include "report/screen_text.hpp"
#include "sample_report.hpp"

namespace pipette {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ScreenContent content(std::string body = "one\ntwo\n") {
  return {.number = 11,
          .title = "Echo lines",
          .points = {45, 100},
          .climbed = {2, 4, {245, 400}},
          .activity = "saved 12:03:11: building ...",
          .body = std::move(body)};
}

std::string many_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

std::vector<std::string> shown(const ScreenContent& content, ScreenSize size = {}) {
  return screen_lines(content, size, false);
}

// ---- The window ----

TEST(Screen, ShowsLabPointsAndLadderAtTheTop) {
  EXPECT_EQ(shown(content())[0],
            " Lab 11 - Echo lines: 45/100     [######----] labs 2/4 complete, 245/400 points ");
}

TEST(Screen, LeavesPartsOfTheTopLineOutWhereItIsNarrow) {
  EXPECT_EQ(shown(content(), {75, 24})[0],
            " Lab 11 - Echo lines: 45/100       [######----] labs 2/4 complete, 245/400 ");
  EXPECT_EQ(shown(content(), {66, 24})[0],
            " Lab 11 - Echo lines: 45/100    labs 2/4 complete, 245/400 points ");
  EXPECT_EQ(shown(content(), {50, 24})[0], " Lab 11 - Echo lines: 45/100    labs 2/4 complete ");
  EXPECT_EQ(shown(content(), {40, 24})[0], " Lab 11 - Echo lines: 45/100            ");
  ScreenContent long_title = content();
  long_title.title = "A server that does many things at the same time";
  EXPECT_EQ(shown(long_title, {40, 24})[0], " Lab 11 - A server that does ...: 45/100");
}

TEST(Screen, SaysThatItIsTooSmall) {
  for (const ScreenSize size : {ScreenSize{39, 24}, ScreenSize{80, 9}, ScreenSize{3, 1}}) {
    const std::vector<std::string> lines = shown(content(), size);
    EXPECT_EQ(lines.size(), size.rows);
    EXPECT_LE(lines[0].size(), size.columns);
  }
  EXPECT_EQ(shown(content(), {39, 24})[0], "Make the window larger: 40 x 10.");
}

TEST(Screen, SaysThatThereIsMoreAndScrolls) {
  const ScreenSize size{80, 24};
  ScreenContent long_one = content(many_lines(30));
  std::vector<std::string> lines = shown(long_one, size);
  EXPECT_EQ(lines[3], "line 0");
  EXPECT_EQ(lines[21], "line 18");
  EXPECT_EQ(lines[22],
            "more: press the down key, press o for the report, or make the window larger");
  EXPECT_EQ(furthest_scroll(long_one.body, size), 11U);
  long_one.scroll = 1000;
  lines = shown(long_one, size);
  EXPECT_EQ(lines[3], "line 11");
  EXPECT_EQ(lines[21], "line 29");
  EXPECT_EQ(lines[22], "");
  EXPECT_EQ(furthest_scroll(many_lines(19), size), 0U);
}

TEST(Screen, GivesALongMessageTheRowsThatItNeeds) {
  ScreenContent answered = content(many_lines(30));
  answered.message = std::string(100, 'x');
  const std::vector<std::string> lines = shown(answered);
  EXPECT_EQ(lines[20], "line 17");
  EXPECT_EQ(lines[21], std::string(80, 'x'));
  EXPECT_EQ(lines[22], std::string(20, 'x'));
  EXPECT_THAT(lines[23], HasSubstr("q quit"));
}

TEST(Screen, DimsWhatIsAboutAnOlderSave) {
  ScreenContent old = content();
  old.outdated = true;
  EXPECT_EQ(screen_lines(old, {}, true)[3], "\x1b[2mone\x1b[0m");
  EXPECT_EQ(screen_lines(old, {}, false)[3], "one");
}

TEST(Screen, KeysFitIntoTheNarrowestWindow) {
  EXPECT_EQ(shown(content(), {40, 10})[9], " h hint r run n next o open q quit");
}

// Text that a screen of this size can show: rows, columns, and nothing but colours besides.
void expect_fitting(const std::vector<std::string>& lines, ScreenSize size) {
  static const std::regex kColour("\x1b\\[[0-9;]*m");
  ASSERT_EQ(lines.size(), size.rows);
  for (const std::string& line : lines) {
    const std::string text = std::regex_replace(line, kColour, "");
    EXPECT_LE(columns_of(line), size.columns) << text;
    EXPECT_EQ(columns_of(line), columns_of(text));
    EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](unsigned char c) {
      return c < 0x20 || c == 0x7F;
    })) << visible(text, 1000);
  }
}

TEST(Screen, FitsIntoEveryWindowWhateverTheProgramDid) {
  sample::Bytes bytes(1);
  for (int round = 0; round < 300; ++round) {
    const ScreenSize size{1 + bytes.below(160), 1 + bytes.below(60)};
    const bool colour = round % 2 == 0;
    const LabResult lab = bytes.lab();
    ScreenContent screen = content();
    screen.title = lab.title;
    screen.activity = screen.message = lab.program;
    screen.body = verdict_text({.result = lab, .rerun = {1}, .next_step = lab.title},
                               body_rows(size), {colour, size.columns});
    expect_fitting(screen_lines(screen, size, colour), size);
  }
}

// ---- Folding ----

TEST(Folded, BreaksLongLinesAndCarriesTheColourOn) {
  EXPECT_THAT(folded("abcdef\ngh\n", 4), ElementsAre("abcd", "ef", "gh"));
  EXPECT_THAT(folded("a\x1b[31mbcd\x1b[0me", 2),
              ElementsAre("a\x1b[31mb\x1b[0m", "\x1b[31mcd\x1b[0m", "e"));
  EXPECT_THAT(folded("", 4), ElementsAre());
  EXPECT_THAT(folded("\n\na", 4), ElementsAre("", "", "a"));
}

TEST(Folded, CountsCharactersAndNeverCutsOne) {
  EXPECT_THAT(folded("\u00E4\u00F6\u00FC", 2), ElementsAre("\u00E4\u00F6", "\u00FC"));
}

// ---- The middle ----

LabResult failing_lab() {
  return sample::lab(11, "echo-stdin", "Echo lines", "echo.cpp",
                     {sample::passed("Echo.KeepsOrder", 10),
                      sample::failed("Echo.KeepsEmptyLines", 10,
                                     sample::failure(Cause::mismatch, "\"a\"", "\"b\""))});
}

std::string told(const LabResult& lab, std::size_t rows = 40, const std::string& hint = {}) {
  return verdict_text({.result = lab, .rerun = {7}, .hint = hint, .next_step = "Press n."}, rows,
                      {});
}

TEST(Verdict, NamesTheMisconceptionAndThenTheFirstFailure) {
  LabResult lab = failing_lab();
  lab.likely = {{.id = "empty", .name = "an empty line is taken for the end."}};
  const std::string text = told(lab);
  EXPECT_THAT(text, StartsWith(" This often means: an empty line is taken for the end.\n\n"
                               "FAIL  Keeps empty lines\n"));
  EXPECT_THAT(text, HasSubstr("expected  \"a\"\n"));
}

TEST(Verdict, LeavesTheCommandOutWhereThereIsNoRoom) {
  const LabResult lab = failing_lab();
  EXPECT_THAT(told(lab), HasSubstr("See it again:\n    ./pipette check 11 --only KeepsEmptyLines"));
  const std::string text = told(lab, 14);
  EXPECT_THAT(text, Not(HasSubstr("See it again")));
  EXPECT_THAT(text, Not(HasSubstr("./pipette check")));
  EXPECT_THAT(text, HasSubstr("sent.\n\n  What happened"));
}

TEST(Verdict, ShowsHintsWithoutTheCommandForMore) {
  const LabResult lab = failing_lab();
  const std::string text = told(lab, 40, hints(lab, 1));
  EXPECT_THAT(text, StartsWith("The first check that fails: Keeps empty lines.\n\n  1 Look at:"));
  EXPECT_THAT(text, HasSubstr("\n\nFAIL  Keeps empty lines\n"));
  EXPECT_THAT(text, Not(HasSubstr("./pipette hint")));
}

TEST(Verdict, SaysWhatComesNextWhenAllPassed) {
  const LabResult lab =
      sample::lab(11, "echo-stdin", "Echo lines", "echo.cpp", {sample::passed("Echo.Keeps", 10)});
  EXPECT_EQ(told(lab), " All checks passed: 10 of 10 points.\n\n Press n.\n");
}

TEST(Verdict, TellsWhatCouldNotBeJudged) {
  const LabResult lab =
      sample::lab(11, "echo-stdin", "Echo lines", "echo.cpp",
                  {sample::passed("Echo.Keeps", 10),
                   sample::unjudged("Echo.Streams", 5, Verdict::not_run, "no network")});
  EXPECT_THAT(told(lab), HasSubstr(" 1 check passed: 10 of 10 points.\n"));
  EXPECT_THAT(told(lab), HasSubstr("not run      -  Streams: no network"));
}

TEST(Verdict, ShowsOnlyTheFirstErrorOfTheCompiler) {
  LabResult lab = failing_lab();
  lab.build_failure = BuildFailure{"g++ echo.cpp",
                                   "echo.cpp: In function 'int main()':\n"
                                   "echo.cpp:3:5: warning: unused variable 'a'\n"
                                   "    3 | int a;\n"
                                   "echo.cpp:7:1: error: expected ';'\n"
                                   "    7 | }\n"
                                   "echo.cpp:2:1: note: to match this '{'\n"
                                   "echo.cpp:9:1: error: 'x' was not declared\n"};
  const std::string text = told(lab);
  EXPECT_THAT(text, HasSubstr("the first error:\n\necho.cpp:7:1: error: expected ';'\n    7 | }\n"
                              "echo.cpp:2:1: note: to match this '{'\n\n There is 1 more"));
  EXPECT_THAT(text, Not(HasSubstr("unused variable")));
  EXPECT_THAT(text, Not(HasSubstr("declared")));
}

TEST(FirstError, BeginsWithWhatLeadsToIt) {
  const std::string error =
      "In file included from /usr/include/c++/12/algorithm:61,\n"
      "                 from echo.cpp:1:\n"
      "/usr/include/c++/12/bits/stl_algo.h: In instantiation of 'void sort()':\n"
      "echo.cpp:5:3:   required from here\n"
      "/usr/include/c++/12/bits/stl_algo.h:1:2: error: no match for 'operator<'\n";
  EXPECT_EQ(first_error("echo.cpp:1:1: warning: old\n" + error), error);
}

TEST(FirstError, IsEverythingWhereOnlyTheLinkerComplains) {
  const std::string output =
      "/usr/bin/ld: echo.o: in function `main':\n"
      "echo.cpp:3: undefined reference to `f()'\n"
      "collect2: error: ld returned 1 exit status\n";
  EXPECT_EQ(first_error(output), output);
}

TEST(WelcomeText, SaysWhatToOpenAndWhatToDo) {
  const std::string text = welcome_text({"labs/11-echo-stdin/echo.cpp", "labs/11/README.md"}, {});
  EXPECT_THAT(text, StartsWith(" Open labs/11-echo-stdin/echo.cpp in your editor, find // TODO, "
                               "write, save.\n"));
  EXPECT_THAT(text, HasSubstr("labs/11/README.md says what"));
}

}  // namespace
}  // namespace pipette
