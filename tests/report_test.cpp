// The renderers against golden files and against random bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/terminal.hpp"
#include "sample_report.hpp"

namespace pipette {
namespace {

using testing::HasSubstr;

constexpr int kRandomReports = 2000;

std::string contents(const std::filesystem::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

// Compares with tests/golden/NAME; PIPETTE_UPDATE_GOLDEN=1 writes the file first.
void expect_golden(const std::string& name, const std::string& text) {
  const std::filesystem::path path =
      std::filesystem::path(PIPETTE_SOURCE_DIR) / "tests" / "golden" / name;
  const char* update = std::getenv("PIPETTE_UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1")
    std::ofstream(path, std::ios::binary) << text;
  ASSERT_TRUE(std::filesystem::exists(path)) << path;
  EXPECT_EQ(contents(path), text) << "PIPETTE_UPDATE_GOLDEN=1 rewrites " << path;
}

TEST(Golden, TerminalPlain) { expect_golden("terminal.txt", to_terminal(sample::report(), {})); }

TEST(Golden, TerminalColour) {
  expect_golden("terminal-colour.txt", to_terminal(sample::report(), {.colour = true}));
}

TEST(Golden, Json) { expect_golden("report.json", to_json(sample::report())); }

TEST(Golden, Junit) { expect_golden("junit.xml", to_junit(sample::report())); }

TEST(Golden, SampleHoldsEveryVerdictAndCause) {
  std::set<Verdict> verdicts;
  std::set<Cause> causes;
  for (const LabResult& lab : sample::report().labs)
    for (const CheckResult& check : lab.checks) {
      verdicts.insert(check.verdict);
      if (check.failure) causes.insert(check.failure->cause);
    }
  EXPECT_EQ(verdicts.size(), 4U);
  EXPECT_EQ(causes.size(), 9U);
}

// The text without what paint() adds: ESC [ digits m.
std::string without_colour(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') i = text.find_first_not_of("[0123456789", i + 1);
    else out += text[i];
  }
  return out;
}

TEST(RandomBytes, TerminalShowsNoControls) {
  sample::Bytes bytes(1);
  for (int i = 0; i < kRandomReports; ++i) {
    const Report report = bytes.report();
    const TerminalStyle style{.width = bytes.below(100)};
    const std::string text = to_terminal(report, style);
    ASSERT_EQ(printable(text), text);
    ASSERT_EQ(text.find('\t'), std::string::npos);
    ASSERT_EQ(without_colour(to_terminal(report, {true, style.width})), text);
    const std::size_t last = text.rfind('\n', text.size() - 2) + 1;
    ASSERT_EQ(text.substr(last, 6), "Score ") << text;
  }
}

TEST(RandomBytes, JsonParsesAgain) {
  sample::Bytes bytes(2);
  for (int i = 0; i < kRandomReports; ++i) {
    const Report report = bytes.report();
    const nlohmann::json json = nlohmann::json::parse(to_json(report), nullptr, false);
    ASSERT_TRUE(json.is_object());
    ASSERT_EQ(json["labs"][0]["checks"].size(), report.labs[0].checks.size());
    const std::string kept = to_json(report.labs[0]);
    const std::optional<LabResult> lab = lab_from_json(kept);
    ASSERT_TRUE(lab);
    // What is not UTF-8 is shown as text once; from then on nothing changes any more.
    ASSERT_EQ(to_json(*lab), kept);
  }
}

// What Python's expat, a strict parser, finds: totals claimed at the root, summed over the suites,
// and counted; then the number of different (class name, name) pairs.
std::string strictly_parsed(const std::string& xml) {
  const std::filesystem::path file =
      std::filesystem::path(testing::TempDir()) / "pipette-report-test.xml";
  std::ofstream(file, std::ios::binary) << xml;
  const std::string script = R"(
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
keys = ["tests", "failures", "errors", "skipped"]
tags = ["testcase", "failure", "error", "skipped"]
cases = list(root.iter("testcase"))
print([int(root.get(k)) for k in keys],
      [sum(int(s.get(k)) for s in root) for k in keys],
      [len(list(root.iter(t))) for t in tags],
      len({(c.get("classname"), c.get("name")) for c in cases}),
      all(len(c) <= 1 for c in cases), end="")
)";
  const std::string command = "python3 -c '" + script + "' '" + file.string() + "' 2>&1";
  std::string out;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "python3 could not be started";
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
  const int status = pclose(pipe);
  std::filesystem::remove(file);
  return status == 0 ? out : "python3 failed: " + out;
}

std::string expected_counts(const Report& report) {
  std::array<int, 4> count{};
  int all = 0;
  for (const LabResult& lab : report.labs)
    for (const CheckResult& check : lab.checks) {
      ++all;
      ++count.at(static_cast<std::size_t>(check.verdict));
    }
  std::ostringstream list;
  list << "[" << all << ", " << count[1] << ", " << count[2] << ", " << count[3] << "]";
  const std::string one = list.str();
  return one + " " + one + " " + one + " " + std::to_string(all) + " True";
}

TEST(Junit, StrictParserCountsTheSample) {
  EXPECT_EQ(strictly_parsed(to_junit(sample::report())),
            "[13, 10, 1, 1] [13, 10, 1, 1] [13, 10, 1, 1] 13 True");
}

TEST(Junit, StrictParserReadsRandomBytes) {
  sample::Bytes bytes(3);
  Report report{"1", 1, 1, {}};
  for (int i = 0; i < kRandomReports; ++i) report.labs.push_back(bytes.lab());
  EXPECT_EQ(strictly_parsed(to_junit(report)), expected_counts(report));
}

TEST(Junit, EqualNamesBecomeDifferent) {
  const Report report{"1", 1, 1, {sample::echo_lab(), sample::echo_lab()}};
  EXPECT_EQ(strictly_parsed(to_junit(report)), expected_counts(report));
}

TEST(Junit, ShowsWhatXmlForbidsAndKeepsTheRest) {
  CheckResult check = sample::failed("A.B", 1);
  check.failure->expected = "caf\xC3\xA9 \x01 \xEF\xBF\xBF ]]> \xFF";
  check.requirement = "two\nlines\t\"and\" <tags>";
  const std::string xml = to_junit({"1", 1, 1, {sample::lab(1, "a", "A", "", {check})}});
  EXPECT_THAT(xml, HasSubstr("caf\xC3\xA9 \\x01 \\xEF\\xBF\\xBF ]]&gt; \\xFF"));
  EXPECT_THAT(xml, HasSubstr("message=\"two&#10;lines&#9;&quot;and&quot; &lt;tags&gt;\""));
}

TEST(Junit, TimesAreSeconds) {
  CheckResult check = sample::passed("A.B", 1);
  check.duration = std::chrono::milliseconds(1250);
  const std::string xml = to_junit({"1", 1, 1, {sample::lab(1, "a", "A", "", {check, check})}});
  EXPECT_THAT(xml, HasSubstr("name=\"B\" time=\"1.250\"/>"));
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"1-a\" tests=\"2\" failures=\"0\" "
                             "errors=\"0\" skipped=\"0\" time=\"2.500\">"));
}

TEST(Junit, TheCompilersOutputIsToldOnce) {
  const std::string xml = to_junit({"1", 1, 1, {sample::unbuilt_lab()}});
  const std::size_t first = xml.find("http.cpp:3:9: error");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(xml.find("http.cpp:3:9: error", first + 1), std::string::npos);
}

}  // namespace
}  // namespace pipette
