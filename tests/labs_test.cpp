// Every lab of the project is held to its own rules: the solution and the second programs score
// everything, the stub nothing, and each wrong program fails exactly what its first line declares.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "engine/family.hpp"
#include "grade/build.hpp"
#include "grade/catalogue.hpp"
#include "grade/misconceptions.hpp"
#include "grade/program.hpp"
#include "grade/protection.hpp"
#include "grade/run.hpp"
#include "grade/task.hpp"
#include "report/json.hpp"

namespace pipette {

void PrintTo(const Lab& lab, std::ostream* out) { *out << lab.name(); }

namespace {

namespace fs = std::filesystem;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const fs::path kRoot = PIPETTE_SOURCE_DIR;
const fs::path kBinaries = PIPETTE_BINARY_DIR;

std::string contents(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> files(const fs::path& folder, const std::set<std::string>& extensions) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (extensions.count(entry.path().extension().string()) > 0) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

fs::path folder_of(const Lab& lab) { return kRoot / "solutions" / lab.name(); }

fs::path check_binary(const Lab& lab) { return kBinaries / "bin" / ("checks_" + lab.name()); }

// The best that this machine offers, or what PIPETTE_BACKEND names.
const ProvenProtection& protection() {
  static const ProvenProtection kProtection =
      prove_protection(kBinaries, backend_of(from_environment("PIPETTE_BACKEND")));
  return kProtection;
}

std::vector<CheckResult> graded(const Lab& lab, const std::vector<std::string>& command) {
  const RunOptions options{.seed = 7,
                           .slack = measured_slack(),
                           .repeat = 1,
                           .backend = protection().backend,
                           .progress = {}};
  return run_checks(lab, lab.checks, check_binary(lab), command, options);
}

// Each shard of this test builds in a folder of its own: two of them run side by side.
fs::path built_programs() {
  const char* shard = std::getenv("GTEST_SHARD_INDEX");
  return kBinaries / "programs" / (shard != nullptr ? shard : "all");
}

// Builds with warnings as errors where the lab's own programs are concerned.
std::string built(Lab lab, const fs::path& source, bool warnings_are_errors) {
  if (warnings_are_errors)
    for (const char* flag : {"-Werror", "-Wpedantic", "-Wshadow", "-Wconversion"})
      lab.build_flags.emplace_back(flag);
  const Built result =
      build_program(lab, source, built_programs(), {.backend = protection().backend});
  EXPECT_FALSE(result.failure) << source << "\n" << result.failure->output;
  return result.program.string();
}

std::vector<std::string> failed(const std::vector<CheckResult>& checks) {
  std::vector<std::string> names;
  for (const CheckResult& check : checks) {
    EXPECT_NE(check.verdict, Verdict::broken) << check.name << ": " << check.reason;
    EXPECT_NE(check.verdict, Verdict::not_run) << check.name << ": " << check.reason;
    if (check.verdict == Verdict::failed) names.push_back(check.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// What failed and why, for the reader of this test.
std::string account(const std::vector<CheckResult>& checks) {
  std::string text;
  for (const CheckResult& check : checks) {
    if (!check.failure) continue;
    text += check.name + "\n  expected " + check.failure->expected + "\n  got " +
            check.failure->got + "\n";
    for (const std::string& line : check.story) text += "    " + line + "\n";
  }
  return text;
}

// Keeps a result for fingerprints_test, which compares all of them.
void record(const Lab& lab, const fs::path& source, std::vector<CheckResult> checks) {
  for (CheckResult& check : checks) check.events.clear();
  const fs::path folder = kBinaries / "fingerprints" / lab.name();
  fs::create_directories(folder);
  LabResult result;
  result.checks = std::move(checks);
  std::ofstream(folder / (source.stem().string() + ".json")) << to_json(result);
}

std::string gtest_name(std::string text) {
  for (char& c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return text;
}

// ---- One test per lab ----

class LabTest : public testing::TestWithParam<Lab> {};

TEST_P(LabTest, HasItsFiles) {
  const Lab& lab = GetParam();
  EXPECT_THAT(contents(lab.folder / "README.md"), Not(IsEmpty()));
  EXPECT_THAT(contents(lab.folder / "checks.cpp"), Not(IsEmpty()));
  EXPECT_THAT(contents(lab.source), HasSubstr("// TODO")) << lab.source;
  EXPECT_TRUE(fs::exists(lab.solution)) << lab.solution;
  EXPECT_THAT(files(folder_of(lab) / "other", {".py", ".js", ".cpp"}), Not(IsEmpty()));
  EXPECT_THAT(files(folder_of(lab) / "wrong", {".cpp"}), Not(IsEmpty()));
}

TEST_P(LabTest, RubricAndCheckBinaryAgree) {
  const Lab& lab = GetParam();
  const TaskResult listed = run_task({.executable = check_binary(lab),
                                      .arguments = {"--gtest_list_tests"},
                                      .environment = {},
                                      .directory = "/",
                                      .limits = {}},
                                     std::chrono::seconds(10));
  std::vector<std::string> in_binary;
  std::string suite;
  std::istringstream lines(listed.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("  ", 0) == 0) in_binary.push_back(suite + line.substr(2));
    else suite = line;
  }
  std::vector<std::string> in_rubric;
  for (const RubricEntry& check : lab.checks) in_rubric.push_back(check.name);
  EXPECT_THAT(in_binary, ElementsAreArray(in_rubric));
  EXPECT_EQ(lab.maximum(), 100);
}

TEST_P(LabTest, StubFailsEveryCheckAndEachExplainsItself) {
  const Lab& lab = GetParam();
  const std::vector<CheckResult> checks = graded(lab, {built(lab, lab.source, true)});
  for (const CheckResult& check : checks) {
    if (check.points == 0) continue;
    EXPECT_EQ(check.verdict, Verdict::failed) << check.name << " " << check.reason;
    EXPECT_THAT(check.requirement, Not(IsEmpty())) << check.name;
    EXPECT_THAT(check.why, Not(IsEmpty())) << check.name;
    EXPECT_THAT(check.hint.look, Not(IsEmpty())) << check.name;
    EXPECT_THAT(check.hint.think, Not(IsEmpty())) << check.name;
    EXPECT_THAT(check.hint.experiment, Not(IsEmpty())) << check.name;
    EXPECT_THAT(check.story, Not(IsEmpty())) << check.name;
    ASSERT_TRUE(check.failure) << check.name;
    EXPECT_THAT(check.failure->stderr_tail, Not(IsEmpty())) << check.name;
  }
}

TEST_P(LabTest, StubIsToldThatNothingIsThereYet) {
  const Lab& lab = GetParam();
  LabResult result;
  result.checks = graded(lab, {built(lab, lab.source, true)});
  const auto likely = likely_misconceptions(load_misconceptions(lab), result);
  ASSERT_THAT(likely, Not(IsEmpty()));
  EXPECT_EQ(likely.front().id, "nothing-yet");
}

TEST_P(LabTest, SolutionScoresEverything) {
  const Lab& lab = GetParam();
  const auto checks = graded(lab, {built(lab, lab.solution, true)});
  EXPECT_THAT(failed(checks), IsEmpty()) << account(checks);
}

std::vector<Lab> all_labs() { return load_labs(kRoot); }

std::string lab_name(const testing::TestParamInfo<Lab>& info) {
  return gtest_name("lab_" + info.param.name());
}

INSTANTIATE_TEST_SUITE_P(Each, LabTest, testing::ValuesIn(all_labs()), lab_name);

// ---- One test per program under solutions/NN-slug/other and solutions/NN-slug/wrong ----

struct LabProgram {
  Lab lab;
  fs::path source;
  friend void PrintTo(const LabProgram& program, std::ostream* out) { *out << program.source; }
};

std::vector<LabProgram> programs(const std::string& folder,
                                 const std::set<std::string>& extensions) {
  std::vector<LabProgram> found;
  for (const Lab& lab : all_labs())
    for (const fs::path& source : files(folder_of(lab) / folder, extensions))
      found.push_back({lab, source});
  return found;
}

std::string program_name(const testing::TestParamInfo<LabProgram>& info) {
  return gtest_name("lab_" + info.param.lab.name() + "_" + info.param.source.filename().string());
}

// What runs a source that is not compiled; empty for C++.
std::string interpreter_for(const fs::path& source) {
  if (source.extension() == ".py") return "/usr/bin/python3";
  return source.extension() == ".js" ? "/usr/bin/node" : "";
}

class OtherProgramTest : public testing::TestWithParam<LabProgram> {};

TEST_P(OtherProgramTest, ScoresEverything) {
  const auto& [lab, source] = GetParam();
  const std::string interpreter = interpreter_for(source);
  const auto command = interpreter.empty()
                           ? std::vector<std::string>{built(lab, source, true)}
                           : program_command(interpreter + " '" + source.string() + "'");
  const auto checks = graded(lab, command);
  EXPECT_THAT(failed(checks), IsEmpty()) << account(checks);
}

INSTANTIATE_TEST_SUITE_P(Each, OtherProgramTest,
                         testing::ValuesIn(programs("other", {".py", ".js", ".cpp"})),
                         program_name);

class WrongProgramTest : public testing::TestWithParam<LabProgram> {};

TEST_P(WrongProgramTest, FailsExactlyWhatItDeclares) {
  const auto& [lab, source] = GetParam();
  std::istringstream text(contents(source));
  std::string first_line;
  std::getline(text, first_line);
  constexpr std::string_view kStart = "// fails: ";
  ASSERT_EQ(first_line.rfind(kStart, 0), 0U) << source << " must declare what it fails";
  std::vector<std::string> declared;
  const std::regex name("[A-Za-z0-9]+\\.[A-Za-z0-9]+");
  for (std::sregex_iterator it(first_line.begin(), first_line.end(), name), end; it != end; ++it)
    declared.push_back(it->str());
  std::sort(declared.begin(), declared.end());
  ASSERT_THAT(declared, Not(IsEmpty()));

  const auto checks = graded(lab, {built(lab, source, false)});
  EXPECT_THAT(failed(checks), ElementsAreArray(declared)) << account(checks);
  record(lab, source, checks);
}

INSTANTIATE_TEST_SUITE_P(Each, WrongProgramTest, testing::ValuesIn(programs("wrong", {".cpp"})),
                         program_name);

}  // namespace
}  // namespace pipette

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  pipette::become_guardian();
  return RUN_ALL_TESTS();
}
