// A second look: what a build with sanitizers finds in a program that passes, or that has crashed.
#include <regex>

#include "grade/catalogue.hpp"
#include "grade_fixture.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kWords = "A second look";

class SecondLookTest : public GradeTest {
 protected:
  // The model solution, with a fault that is met when all is done.
  void write_solution_with(const std::string& fault) {
    std::string text = contents(root_ / "solutions" / "11-echo-stdin" / "echo.cpp");
    const std::size_t main = text.find("int main(");
    ASSERT_NE(main, std::string::npos);
    text.insert(main,
                "static int* volatile kept = nullptr;\nstatic int volatile sum = 0;\n"
                "struct Fault {\n  ~Fault() {\n" +
                    fault +
                    "  }\n};\nstatic Fault at_the_end;\n"
                    "// " +
                    root_.string() + "\n");
    write_stub(text);
  }

  // The part of the first lab in the report of a run.
  LabResult graded(std::vector<std::string> arguments) {
    const fs::path file = root_ / "result.json";
    arguments.insert(arguments.end(), {"--json", file.string()});
    last_ = pipette(arguments);
    const auto report = report_from_json(contents(file));
    EXPECT_TRUE(report && !report->labs.empty()) << last_.out << last_.err;
    return report && !report->labs.empty() ? report->labs.front() : LabResult{};
  }

  void set_in_lab_json(const std::string& key_and_value) {
    const fs::path file = root_ / "labs" / "11-echo-stdin" / "lab.json";
    const std::string text = contents(file);
    std::ofstream(file) << "{" + key_and_value + "," + text.substr(text.find('{') + 1);
  }

  Output last_;
};

constexpr const char* kOverflow = "    kept = new int[4];\n    kept[4] = 1;\n    delete[] kept;\n";

TEST_F(SecondLookTest, AFullScoreIsLookedAt) {
  write_solution_with(kOverflow);
  const LabResult lab = graded({"check", "11"});
  EXPECT_EQ(last_.code, 0) << "it costs no points";
  EXPECT_EQ(score(lab), (Score{100, 100}));
  ASSERT_TRUE(lab.second_look) << last_.out << last_.err;
  EXPECT_EQ(lab.second_look->sanitizer, "address");
  EXPECT_THAT(lab.second_look->check, StartsWith("EchoStdin."));
  EXPECT_THAT(lab.second_look->sentence, HasSubstr("behind the end of an array"));
  EXPECT_THAT(lab.second_look->frames, Contains(StartsWith("echo.cpp:")));
  EXPECT_THAT(lab.second_look->report, HasSubstr("heap-buffer-overflow"));
  EXPECT_THAT(last_.out, AllOf(HasSubstr(kWords), HasSubstr(lab.second_look->frames.front()),
                               HasSubstr("--sanitize")));
}

TEST_F(SecondLookTest, WhatGoesOnAfterItsFaultIsFoundToo) {
  write_solution_with("    sum = 2147483647;\n    sum = sum + 1;\n");
  const LabResult lab = graded({"check", "11"});
  EXPECT_EQ(score(lab), (Score{100, 100}));
  ASSERT_TRUE(lab.second_look) << last_.out << last_.err;
  EXPECT_THAT(lab.second_look->sentence, HasSubstr("2147483647 + 1"));
  EXPECT_THAT(lab.second_look->frames, Contains(HasSubstr(" in Fault::~Fault()")));
}

TEST_F(SecondLookTest, NothingFoundIsSaid) {
  write_solution_with("");
  const LabResult lab = graded({"check", "11"});
  ASSERT_TRUE(lab.second_look) << last_.out << last_.err;
  EXPECT_THAT(lab.second_look->check, IsEmpty());
  EXPECT_THAT(lab.second_look->sentence, IsEmpty());
  EXPECT_THAT(last_.out, AllOf(HasSubstr(kWords), HasSubstr("found nothing")));
}

TEST_F(SecondLookTest, ACrashIsLookedAt) {
  write_stub(
      "#include <iostream>\n#include <string>\nint* volatile where = nullptr;\n"
      "int main() {\n  std::string line;\n  while (std::getline(std::cin, line)) {\n"
      "    if (line.empty()) *where = 1;\n    std::cout << line << std::endl;\n  }\n}\n");
  const LabResult lab = graded({"check", "11"});
  EXPECT_EQ(last_.code, 1);
  ASSERT_TRUE(lab.second_look) << last_.out << last_.err;
  EXPECT_THAT(lab.second_look->sentence, HasSubstr("null pointer"));
  EXPECT_THAT(lab.second_look->frames, ElementsAre("echo.cpp:7 in main"));
  const auto crashed =
      std::find_if(lab.checks.begin(), lab.checks.end(),
                   [&](const CheckResult& check) { return check.name == lab.second_look->check; });
  ASSERT_NE(crashed, lab.checks.end());
  EXPECT_EQ(crashed->failure->cause, Cause::crashed);
}

TEST_F(SecondLookTest, AnIndexBehindTheEndOfAVectorIsFound) {
  write_solution_with("    std::vector<int> v(3);\n    v.reserve(10);\n    sum = v[sum + 3];\n");
  const fs::path stub = root_ / "labs" / "11-echo-stdin" / "echo.cpp";
  write_stub("#include <vector>\n" + contents(stub));
  const LabResult lab = graded({"check", "11"});
  ASSERT_TRUE(lab.second_look) << last_.out << last_.err;
  EXPECT_THAT(lab.second_look->sentence, HasSubstr("an element that is not there"));
}

TEST_F(SecondLookTest, TheOutcomeIsKeptForTheSameBytes) {
  write_solution_with(kOverflow);
  const LabResult first = graded({"check", "11"});
  ASSERT_TRUE(first.second_look) << last_.out << last_.err;
  int found = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(PIPETTE_BINARY_DIR) / "programs")) {
    const fs::path file = entry.path() / "second_look.json";
    if (!fs::exists(file) || contents(entry.path() / "key").find(root_) == std::string::npos)
      continue;
    ++found;
    const std::string text = contents(file);
    std::ofstream(file) << std::regex_replace(text, std::regex("The program wrote"),
                                              "It had written");
  }
  EXPECT_EQ(found, 1);
  EXPECT_THAT(graded({"check", "11"}).second_look->sentence, StartsWith("It had written"));
  write_solution_with("");
  EXPECT_THAT(graded({"check", "11"}).second_look->sentence, IsEmpty()) << "other bytes";
}

TEST_F(SecondLookTest, OnlyAFullCheckOfTheStudentsFileIsLookedAt) {
  write_solution_with(kOverflow);
  EXPECT_FALSE(graded({"check", "11", "--no-second-look"}).second_look);
  EXPECT_FALSE(graded({"check", "11", "--only", "EchoesOneLine"}).second_look);
  EXPECT_FALSE(graded({"check", "11", "--solutions"}).second_look);
  EXPECT_FALSE(graded({"check", "11", "--repeat", "2"}).second_look);
  EXPECT_FALSE(graded({"check", "11", "--program", python("")}).second_look);
  EXPECT_THAT(pipette({"hint", "11"}).out, Not(HasSubstr(kWords)));
  write_stub("int main() {}\n");
  EXPECT_FALSE(graded({"check", "11"}).second_look) << "neither a crash nor a full score";
  write_stub("no program\n");
  EXPECT_FALSE(graded({"check", "11"}).second_look);
}

TEST_F(SecondLookTest, WithoutAValueSanitizeMeansWhatTheLabSays) {
  set_in_lab_json(R"("sanitize": "thread")");
  write_stub(
      "#include <iostream>\n#include <string>\n#include <thread>\nint volatile sum = 0;\n"
      "int main() {\n  std::string line;\n"
      "  while (std::getline(std::cin, line)) std::cout << line << std::endl;\n"
      "  std::thread other([] { for (int i = 0; i < 1000; ++i) sum = sum + 1; });\n"
      "  for (int i = 0; i < 1000; ++i) sum = sum + 1;\n  other.join();\n}\n");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"check", "11", "--only", "EchoesOneLine", "--sanitize"},
        std::vector<std::string>{"check", "--only", "EchoesOneLine", "--sanitize", "11"}}) {
    const LabResult lab = graded(arguments);
    EXPECT_EQ(last_.code, 1);
    ASSERT_TRUE(lab.second_look) << last_.out << last_.err;
    EXPECT_EQ(lab.second_look->sanitizer, "thread");
    EXPECT_THAT(lab.second_look->sentence, HasSubstr("(the variable 'sum')"));
    EXPECT_THAT(last_.out, HasSubstr(" --sanitize\n"));
  }
  EXPECT_EQ(pipette({"check", "11", "--sanitize", "nothing"}).code, 2);
}

TEST_F(SecondLookTest, AReportMakesACheckOfASanitizedRunFail) {
  write_solution_with("    sum = 2147483647;\n    sum = sum + 1;\n");
  const LabResult lab = graded({"check", "11", "--sanitize", "address", "--only", "EchoesOneLine"});
  EXPECT_EQ(last_.code, 1);
  ASSERT_TRUE(lab.checks.front().failure);
  EXPECT_THAT(lab.checks.front().failure->expected, HasSubstr("no fault"));
  EXPECT_THAT(lab.checks.front().failure->got, HasSubstr("signed integer overflow"));
  EXPECT_TRUE(lab.second_look);
}

TEST_F(SecondLookTest, AMachineWithoutSanitizersSaysSo) {
  const fs::path compiler = root_ / "bin" / "g++";
  fs::create_directory(compiler.parent_path());
  std::ofstream(compiler) << "#!/bin/sh\nfor word; do case $word in -fsanitize=*)\n"
                             "  echo 'cannot find -lasan' >&2; exit 1;; esac; done\n"
                             "exec /usr/bin/g++ \"$@\"\n";
  fs::permissions(compiler, fs::perms(0755));
  fs::permissions(root_, fs::perms(0755));
  const std::vector<std::string> environment = {"PATH=/usr/bin:/bin", "CXX=" + compiler.string()};
  write_solution_with("");
  const Output by_itself = pipette({"check", "11"}, environment);
  EXPECT_EQ(by_itself.code, 0) << by_itself.out << by_itself.err;
  EXPECT_THAT(by_itself.out, HasSubstr("could not be built with AddressSanitizer"));
  const Output asked = pipette({"check", "11", "--sanitize"}, environment);
  EXPECT_EQ(asked.code, 0) << asked.out << asked.err;
  EXPECT_THAT(asked.out, AllOf(HasSubstr("could not be built with AddressSanitizer"),
                               Not(HasSubstr("cannot find -lasan"))));
  write_stub("no program\n");
  EXPECT_EQ(pipette({"check", "11", "--sanitize"}, environment).code, 1);
}

TEST_F(SecondLookTest, TheLabMayChooseOnlyWhatThereIs) {
  set_in_lab_json(R"("sanitize": "memory")");
  const Output run = pipette({"check", "11"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, HasSubstr("\"sanitize\" must be \"address\" or \"thread\""));
}

}  // namespace
}  // namespace pipette
