// The program as its users know it: through its command line, its output and its exit code.
#include <nlohmann/json.hpp>

#include "grade_fixture.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

// ---- What the README shows ----

TEST_F(GradeTest, UntouchedStubScoresNothingAndTeaches) {
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(last_line(run.out), "Score 0/100 - next: ./pipette hint 11");
  EXPECT_THAT(run.out, AllOf(HasSubstr("expected  \"hi\\n\""), HasSubstr("nothing is built yet"),
                             HasSubstr("Why it matters:"), HasSubstr("grader --> stdin"),
                             HasSubstr("./pipette check 11 --only EchoesOneLine --seed ")));
}

TEST_F(GradeTest, SolutionsOfBothLabsScoreEverything) {
  const Output run = pipette({"check", "11", "31", "--solutions"});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_EQ(last_line(run.out), "Score 200/200 - all passed");
}

TEST_F(GradeTest, ProgramInAnotherLanguageIsGraded) {
  const Output run = pipette(
      {"check", "echo", "--program", "/usr/bin/python3 solutions/11-echo-stdin/other/echo.py"});
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_EQ(last_line(run.out), "Score 100/100 - all passed");
}

TEST_F(GradeTest, OnlyRunsTheNamedCheckAndSeedRepeatsIt) {
  const Output one = pipette({"check", "11", "--only", "KeepsTheOrderOfLines", "--seed", "5"});
  const Output same = pipette({"check", "11", "--only", "KeepsTheOrderOfLines", "--seed", "5"});
  const Output other = pipette({"check", "11", "--only", "KeepsTheOrderOfLines", "--seed", "6"});
  const auto expected = [](const Output& run) {
    const std::size_t at = run.out.find("expected  ");
    return run.out.substr(at, run.out.find('\n', at) - at);
  };
  EXPECT_THAT(last_line(one.out), HasSubstr("Score 0/10 "));
  EXPECT_EQ(expected(one), expected(same));
  EXPECT_NE(expected(one), expected(other));
}

TEST_F(GradeTest, RepeatRunsEveryCheckSeveralTimes) {
  // This echo works now and then; it cannot be lucky forty times.
  const std::string program = python(R"(
import os, sys
if os.urandom(1)[0] % 2: sys.exit(1)
sys.stdout.write(sys.stdin.read())
)");
  EXPECT_EQ(
      pipette({"check", "11", "--only", "EchoesOneLine", "--repeat", "40", "--program", program})
          .code,
      1);
}

TEST_F(GradeTest, ReportsAreWrittenAsJsonAndJUnit) {
  const Output run = pipette({"check", "11", "--json", "r.json", "--junit", "r.xml"});
  const auto json = nlohmann::json::parse(contents(root_ / "r.json"));
  EXPECT_EQ(json.at("score").at("maximum"), 100);
  EXPECT_EQ(json.at("labs").at(0).at("checks").size(), 15U);
  EXPECT_THAT(contents(root_ / "r.xml"), HasSubstr("<testsuites"));
}

TEST_F(GradeTest, HelpVersionAndListSayWhatThereIs) {
  EXPECT_THAT(pipette({"--help"}).out, AllOf(HasSubstr("check"), HasSubstr("Examples:")));
  EXPECT_THAT(pipette({"--version"}).out, HasSubstr("pipette "));
  pipette({"check", "11", "--solutions"});
  EXPECT_THAT(pipette({"list"}).out, ContainsRegex("11  echo-stdin +0/100"));
  write_stub(contents(root_ / "solutions" / "11-echo-stdin" / "echo.cpp"));
  EXPECT_EQ(pipette({"check", "11"}).code, 0);
  EXPECT_THAT(pipette({"list"}).out, AllOf(ContainsRegex("11  echo-stdin +100/100"),
                                           ContainsRegex("31  tcp-server .*after 13")));
}

TEST_F(GradeTest, HintsComeOneByOne) {
  const std::string first = pipette({"hint", "11"}).out;
  const std::string second = pipette({"hint", "11"}).out;
  const std::string third = pipette({"hint", "11"}).out;
  EXPECT_THAT(first, AllOf(HasSubstr("Look at"), Not(HasSubstr("Think about"))));
  EXPECT_THAT(second, AllOf(HasSubstr("Think about"), Not(HasSubstr("Try"))));
  EXPECT_THAT(third, HasSubstr("Try"));
}

TEST_F(GradeTest, ResetRestoresTheStubAndKeepsTheStudentsVersion) {
  pipette({"check", "11"});
  const fs::path file = root_ / "labs" / "11-echo-stdin" / "echo.cpp";
  const std::string stub = contents(file);
  write_stub("// my work\n");
  const Output run = pipette({"reset", "11"});
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(contents(file), stub);
  const std::string backup = last_line(run.out).substr(last_line(run.out).find('/'));
  EXPECT_EQ(contents(backup), "// my work\n");
}

// ---- Bad input ----

TEST_F(GradeTest, BadInputIsRefusedWithTheWayOut) {
  const auto refused = [this](const std::vector<std::string>& arguments, const char* words) {
    const Output run = pipette(arguments);
    EXPECT_EQ(run.code, 2) << testing::PrintToString(arguments);
    EXPECT_THAT(run.err + run.out, HasSubstr(words)) << testing::PrintToString(arguments);
  };
  refused({"check", "12"}, "there is no lab '12'; there are: 11-echo-stdin, 31-tcp-server");
  refused({"check", ""}, "there is no lab ''");
  refused({"check", "11", "--only", "NoSuchCheck"}, "its checks are:");
  refused({"check", "11", "--program", "no-such-program"}, "no program 'no-such-program'");
  refused({"check", "11", "--program", "'open"}, "is not closed");
  refused({"check", "--program", "cat"}, "--program grades one lab");
  refused({"check", "11", "--seed", "x"}, "--seed");
  refused({"check", "11", "--repeat", "0"}, "--repeat");
  refused({"check", "11", "--json", "/no/such/folder/r.json"}, "cannot write /no/such/folder/");
  refused({"check", "11", "--junit", "/no/such/folder/r.xml"}, "cannot write /no/such/folder/");
  refused({"dance"}, "dance");
  refused({"hint"}, "LAB");
}

TEST_F(GradeTest, MissingCompilerIsNamed) {
  const Output named = pipette({"check", "11"}, {"PATH=/usr/bin:/bin", "CXX=/no/such/compiler"});
  EXPECT_EQ(named.code, 2);
  EXPECT_THAT(named.err, HasSubstr("/no/such/compiler"));
  const Output none = pipette({"check", "11"}, {"PATH=/nowhere"});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("neither g++ nor clang++"));
}

TEST_F(GradeTest, BrokenRubricIsNamed) {
  std::ofstream(root_ / "labs" / "11-echo-stdin" / "lab.json") << "{ \"title\": ";
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, AllOf(HasSubstr("lab.json"), HasSubstr("parse error")));
}

TEST_F(GradeTest, CompileErrorIsShownAsTheCompilerGaveIt) {
  write_stub("int main() { return nothing; }\n");
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, AllOf(HasSubstr("g++ -std=c++20"), HasSubstr("echo.cpp:1:21: error:")));
  EXPECT_THAT(last_line(run.out), HasSubstr("0/100"));
}

TEST_F(GradeTest, ForgottenIncludeStillFails) {
  write_stub("#include <iostream>\nint main() { std::mt19937 random; std::cout << random(); }\n");
  EXPECT_THAT(pipette({"check", "11"}).out, HasSubstr("mt19937"));
}

TEST_F(GradeTest, ChangedHeaderIsBuiltAgain) {
  const fs::path header = root_ / "labs" / "11-echo-stdin" / "mine.hpp";
  std::ofstream(header) << "constexpr int kCode = 3;\n";
  write_stub("#include \"mine.hpp\"\nint main() { return kCode; }\n");
  const std::vector<std::string> check = {"check", "11", "--only", "PrintsNothingForEmptyInput"};
  EXPECT_THAT(pipette(check).out, HasSubstr("exit code 3"));
  std::ofstream(header) << "constexpr int kCode = 4;\n";
  EXPECT_THAT(pipette(check).out, HasSubstr("exit code 4"));
}

}  // namespace
}  // namespace pipette
