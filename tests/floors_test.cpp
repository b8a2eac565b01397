// Every file includes only what its floor may: the compiler cannot know that, because the headers
// of all libraries lie in one folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

using Lines = std::vector<std::string>;
using Files = std::map<std::string, Lines>;  // by the path inside the project

constexpr std::size_t kLongestFile = 300;

struct Rule {
  std::string files;           // a regular expression for the whole path
  std::set<std::string> uses;  // besides the standard library
};

// The first rule that fits a file holds.
const std::vector<Rule> kRules = {
    {"harness/core/.*", {"core"}},
    {"harness/engine/.*", {"core", "engine", "boost", "posix"}},
    {"harness/proto/json\\..*", {"core", "proto", "json", "nlohmann"}},
    {"harness/proto/.*", {"core", "proto"}},
    {"harness/report/commonmark\\.cpp", {"core", "report", "cmark"}},
    {"harness/report/.*\\.hpp", {"core", "report"}},
    {"harness/report/.*\\.cpp", {"core", "report", "nlohmann", "fmt"}},
    {"harness/check/(run|main|listener)\\.hpp", {"core", "engine", "check", "gtest"}},
    {"harness/check/json\\..pp", {"core", "proto", "json", "check", "gtest"}},
    {"harness/check/.*\\.hpp", {"core", "proto", "check", "gtest"}},
    {"harness/check/.*\\.cpp", {"core", "engine", "proto", "report", "check", "gtest", "posix"}},
    {"harness/prove/.*", {"core", "engine", "prove", "posix"}},
    {"harness/replay/.*", {"core", "engine", "proto", "report", "replay", "posix"}},
    {"harness/grade/.*",
     {"core", "engine", "report", "grade", "nlohmann", "cli11", "fmt", "posix"}},
    {"labs/kit/.*", {"beside", "posix"}},  // students use it without the harness
    {"labs/[^/]*/checks\\.cpp", {"check", "proto", "json", "gtest", "posix"}},
};

// Whom an include line names: "core", "boost", "std", ...; empty when it is no include line.
std::string named(const std::string& line) {
  static const std::regex kInclude(R"(\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::smatch parts;
  if (!std::regex_match(line, parts, kInclude)) return "";
  const std::string path = parts[2];
  const std::string folder = path.substr(0, path.find('/'));
  if (path == "proto/json.hpp" || path == "check/json.hpp") return "json";  // they show nlohmann
  if (parts[1] == "\"") return path.find('/') == std::string::npos ? "beside" : folder;
  static const std::map<std::string, std::string> kLibraries = {
      {"boost", "boost"}, {"nlohmann", "nlohmann"}, {"fmt", "fmt"},
      {"CLI", "cli11"},   {"gtest", "gtest"},       {"gmock", "gtest"}};
  const auto library = kLibraries.find(folder);
  if (library != kLibraries.end()) return library->second;
  if (path == "cmark.h") return "cmark";
  if (path.ends_with(".h")) return "posix";
  return path.find_first_of("./") == std::string::npos ? "std" : "unknown (" + path + ")";
}

std::set<std::string> uses_allowed(const std::string& file) {
  for (const Rule& rule : kRules)
    if (std::regex_match(file, std::regex(rule.files))) return rule.uses;
  return {};
}

Lines forbidden_includes(const Files& files) {
  Lines found;
  for (const auto& [file, lines] : files) {
    std::set<std::string> allowed = uses_allowed(file);
    allowed.insert({"", "std"});
    for (const std::string& line : lines)
      if (allowed.count(named(line)) == 0) found.push_back(file + ": " + line);
  }
  return found;
}

Lines too_long(const Files& files) {
  Lines found;
  for (const auto& [file, lines] : files)
    if (lines.size() > kLongestFile)
      found.push_back(file + ": " + std::to_string(lines.size()) + " lines");
  return found;
}

Lines sleeps(const Files& files) {
  Lines found;
  for (const auto& [file, lines] : files)
    for (const std::string& line : lines)
      for (const char* call : {"sleep_for", "sleep_until", "usleep(", "nanosleep(", " sleep("})
        if (line.find(call) != std::string::npos) found.push_back(file + ": " + line);
  return found;
}

Lines lines_of(const fs::path& file) {
  std::ifstream stream(file);
  Lines lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// All files of the project that a rule is meant for.
const Files& project() {
  static const Files files = [] {
    Files found;
    const fs::path root = PIPETTE_SOURCE_DIR;
    for (const char* folder : {"harness", "labs"})
      for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
        const fs::path path = entry.path();
        const bool is_source = path.extension() == ".cpp" || path.extension() == ".hpp";
        const bool is_stub = std::string_view(folder) == "labs" && path.extension() == ".cpp" &&
                             path.filename() != "checks.cpp";
        if (is_source && !is_stub) found[fs::relative(path, root).string()] = lines_of(path);
      }
    return found;
  }();
  return files;
}

TEST(Project, IsFoundWithEveryFloor) {
  std::set<std::string> folders;
  for (const auto& [file, lines] : project()) {
    folders.insert(file.substr(0, file.rfind('/')));
    EXPECT_THAT(lines, testing::Not(IsEmpty())) << file;
    EXPECT_THAT(uses_allowed(file), testing::Not(IsEmpty())) << file << ": there is no rule for it";
  }
  for (const char* floor : {"core", "engine", "proto", "report", "check", "replay", "grade"})
    EXPECT_THAT(folders, Contains(std::string("harness/") + floor));
  EXPECT_THAT(folders, Contains("labs/11-echo-stdin"));
  EXPECT_THAT(folders, Contains("labs/kit"));
  EXPECT_GT(project().size(), 60U);
}

TEST(Project, IncludesOnlyWhatIsAllowed) { EXPECT_THAT(forbidden_includes(project()), IsEmpty()); }

TEST(Project, HasNoLongFile) {
  Files harness = project();
  std::erase_if(harness, [](const auto& file) { return file.first.rfind("harness/", 0) != 0; });
  EXPECT_THAT(too_long(harness), IsEmpty());
}

TEST(Project, NeverSleeps) {
  Files ours = project();
  // A student's server may sleep: without a free descriptor it has nothing to wait for.
  std::erase_if(ours, [](const auto& file) { return file.first.rfind("labs/kit/", 0) == 0; });
  EXPECT_THAT(sleeps(ours), IsEmpty());
}

TEST(Lines, NameTheirInclude) {
  EXPECT_EQ(named("#include <vector>"), "std");
  EXPECT_EQ(named("#include <sys/socket.h>  // why"), "posix");
  EXPECT_EQ(named("  # include <boost/asio.hpp>"), "boost");
  EXPECT_EQ(named("#include<gmock/gmock.h>"), "gtest");
  EXPECT_EQ(named("#include \"engine/loop.hpp\""), "engine");
  EXPECT_EQ(named("#include <other/thing.hpp>"), "unknown (other/thing.hpp)");
  EXPECT_EQ(named("// #include <boost/asio.hpp>"), "");
  EXPECT_EQ(named("int include = 3;"), "");
}

TEST(Rules, AreBrokenByOneForbiddenIncludeOfEachFloor) {
  const std::vector<std::pair<std::string, std::string>> forbidden = {
      {"harness/core/bytes.hpp", "#include <boost/asio.hpp>"},
      {"harness/core/bytes.cpp", "#include <unistd.h>"},
      {"harness/core/verdict.cpp", "#include \"engine/loop.hpp\""},
      {"harness/engine/loop.cpp", "#include <nlohmann/json.hpp>"},
      {"harness/engine/loop.hpp", "#include <gtest/gtest.h>"},
      {"harness/engine/loop.hpp", "#include \"proto/parsed.hpp\""},
      {"harness/proto/http.cpp", "#include \"engine/socket.hpp\""},
      {"harness/proto/http.cpp", "#include <sys/socket.h>"},
      {"harness/proto/http.hpp", "#include <nlohmann/json.hpp>"},
      {"harness/report/json.hpp", "#include <nlohmann/json.hpp>"},
      {"harness/report/json.cpp", "#include \"engine/process.hpp\""},
      {"harness/report/json.cpp", "#include \"check/run.hpp\""},
      {"harness/check/check.hpp", "#include <boost/asio.hpp>"},
      {"harness/check/check.hpp", "#include <nlohmann/json.hpp>"},
      {"harness/check/check.hpp", "#include \"engine/session.hpp\""},
      {"harness/check/http.hpp", "#include \"proto/json.hpp\""},
      {"harness/check/http.hpp", "#include \"check/json.hpp\""},
      {"harness/check/check.hpp", "#include <unistd.h>"},
      {"harness/check/run.hpp", "#include <boost/asio.hpp>"},
      {"harness/check/run.cpp", "#include <boost/asio.hpp>"},
      {"harness/check/run.cpp", "#include \"grade/task.hpp\""},
      {"harness/replay/player.cpp", "#include \"check/check.hpp\""},
      {"harness/replay/player.cpp", "#include <boost/asio.hpp>"},
      {"harness/report/recording.cpp", "#include \"replay/player.hpp\""},
      {"harness/grade/replay.cpp", "#include \"replay/player.hpp\""},
      {"harness/grade/task.cpp", "#include \"check/check.hpp\""},
      {"harness/grade/task.cpp", "#include <gtest/gtest.h>"},
      {"harness/grade/task.cpp", "#include <boost/asio.hpp>"},
      {"labs/11-echo-stdin/checks.cpp", "#include \"engine/process.hpp\""},
      {"labs/11-echo-stdin/checks.cpp", "#include <boost/asio.hpp>"},
      {"labs/kit/http.hpp", "#include \"core/bytes.hpp\""},
      {"labs/kit/http.hpp", "#include <nlohmann/json.hpp>"},
      {"harness/core/bytes.cpp", "#include \"bytes.hpp\""},
      {"harness/newfloor/file.cpp", "#include \"core/bytes.hpp\""},
      {"harness/core/bytes.cpp", "#include <some/library.hpp>"},
  };
  for (const auto& [file, line] : forbidden) {
    const Files one = {{file, {"// A comment.", "#include <vector>", line}}};
    EXPECT_THAT(forbidden_includes(one), testing::ElementsAre(file + ": " + line));
  }
}

TEST(Rules, LetEveryFloorUseWhatIsBelow) {
  const Files good = {
      {"harness/core/bytes.cpp", {"#include \"core/bytes.hpp\"", "#include <string>"}},
      {"harness/engine/loop.cpp", {"#include <boost/asio.hpp>", "#include <unistd.h>"}},
      {"harness/proto/json.hpp", {"#include <nlohmann/json.hpp>", "#include \"proto/parsed.hpp\""}},
      {"harness/report/json.cpp", {"#include <nlohmann/json.hpp>", "#include <fmt/format.h>"}},
      {"harness/check/run.hpp", {"#include \"engine/loop.hpp\"", "#include <gtest/gtest.h>"}},
      {"harness/check/json.hpp", {"#include \"proto/json.hpp\"", "#include \"check/http.hpp\""}},
      {"labs/52-json-api/checks.cpp", {"#include \"check/json.hpp\""}},
      {"harness/check/check.cpp", {"#include \"proto/announcement.hpp\"", "#include <signal.h>"}},
      {"harness/replay/ports.cpp", {"#include \"engine/probe.hpp\"", "#include <signal.h>"}},
      {"harness/grade/options.cpp", {"#include <CLI/CLI.hpp>", "#include \"report/json.hpp\""}},
      {"labs/kit/http.hpp", {"#include \"server_socket.hpp\"", "#include <unistd.h>"}},
      {"labs/31-tcp-server/checks.cpp", {"#include \"check/check.hpp\"", "#include <signal.h>"}},
  };
  EXPECT_THAT(forbidden_includes(good), IsEmpty());
}

TEST(Rules, ALongFileIsFound) {
  EXPECT_THAT(too_long({{"harness/core/a.cpp", Lines(300, "line")}}), IsEmpty());
  EXPECT_THAT(too_long({{"harness/core/a.cpp", Lines(301, "line")}}),
              testing::ElementsAre("harness/core/a.cpp: 301 lines"));
}

TEST(Rules, ASleepIsFound) {
  const Lines calls = {"std::this_thread::sleep_for(1s);", "usleep(1);", "  sleep(1);",
                       "nanosleep(&time, nullptr);"};
  EXPECT_THAT(sleeps({{"harness/core/a.cpp", calls}}), SizeIs(calls.size()));
  EXPECT_THAT(sleeps({{"labs/a/checks.cpp", {"asleep(1); \"sleep 3\"", "oversleep(2);"}}}),
              IsEmpty());
}

}  // namespace
}  // namespace pipette
