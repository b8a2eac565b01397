// `pipette explain` and `pipette words`, through the command line, with the real map.
#include "grade_fixture.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ExplainTest : public GradeTest {
 protected:
  ExplainTest() {
    namespace fs = std::filesystem;
    fs::copy(fs::path(PIPETTE_SOURCE_DIR) / "labs" / "words", words_);
  }

  std::filesystem::path words_ = root_ / "labs" / "words";
};

TEST_F(ExplainTest, ShowsThePageOfAWord) {
  const Output result = pipette({"explain", "socket"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, AllOf(StartsWith("socket  "), HasSubstr("telephone"), HasSubstr("Try it"),
                                HasSubstr("labs/31-tcp-server/README.md")));
}

TEST_F(ExplainTest, TakesAWordOfSeveralWithAndWithoutQuotes) {
  const Output quoted = pipette({"explain", "event loop"});
  EXPECT_THAT(quoted.out, StartsWith("event loop  "));
  EXPECT_EQ(pipette({"explain", "event", "loop"}).out, quoted.out);
}

TEST_F(ExplainTest, SuggestsWhatWasMeant) {
  const Output result = pipette({"explain", "evnt"});
  EXPECT_EQ(result.code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "pipette: there is no word 'evnt' in the map. Did you mean: event? "
            "All words: ./pipette explain\n");
}

TEST_F(ExplainTest, MarksTheWordsOfALabThatWasPassed) {
  EXPECT_THAT(pipette({"explain"}).out, Not(HasSubstr("* process")));
  std::filesystem::copy_file(root_ / "solutions" / "11-echo-stdin" / "echo.cpp",
                             root_ / "labs" / "11-echo-stdin" / "echo.cpp",
                             std::filesystem::copy_options::overwrite_existing);
  ASSERT_EQ(pipette({"check", "11"}).code, 0);
  EXPECT_THAT(pipette({"explain"}).out, AllOf(HasSubstr("* process"), Not(HasSubstr("* socket"))));
  EXPECT_THAT(pipette({"explain", "process"}).out, HasSubstr("README.md, passed)"));
}

TEST_F(ExplainTest, AFailedCheckNamesItsWords) {
  const Output result = pipette({"check", "11", "--program", python("print('no')")});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out,
              AllOf(HasSubstr("  Words to look up: "), HasSubstr("./pipette explain ")));
}

TEST_F(ExplainTest, WritesTheMapAsOnePage) {
  const Output result = pipette({"words", "--html", "words.html"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "The map of words: file://" + (root_ / "words.html").string() + "\n");
  EXPECT_THAT(contents(root_ / "words.html"), HasSubstr("<article id=\"word-socket\""));
}

TEST_F(ExplainTest, NamesThePageThatIsNotRight) {
  std::ofstream(words_ / "pipe.md") << "no fields\n";
  const Output result = pipette({"explain", "socket"});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("pipe.md"), HasSubstr("fields")));
}

TEST_F(ExplainTest, RefusesANeedThatStandsBelow) {
  std::ofstream(words_ / "byte.md")
      << "---\nname: byte\nneeds: pipe\ncategory: x\nlab: 11\n---\n\ntext\n";
  const Output result = pipette({"explain", "socket"});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.err, AllOf(HasSubstr("byte.md"), HasSubstr("it needs pipe")));
}

TEST_F(ExplainTest, SaysWhereThePageCannotBeWritten) {
  const Output result = pipette({"words", "--html", "/proc/words.html"});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.err, HasSubstr("/proc/words.html"));
}

}  // namespace
}  // namespace pipette
