// A project folder of its own, and the program as its users start it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "engine/session.hpp"
#include "grade/task.hpp"

namespace pipette {

struct Output {
  int code = -1;
  std::string out;
  std::string err;
};

inline std::string last_line(std::string text) {
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

inline std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The processes whose command line holds `words`; a line feed in them stands for the end of an
// argument.
inline std::vector<pid_t> processes_with(const std::string& words) {
  std::vector<pid_t> found;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc", ignored)) {
    const pid_t pid = std::atoi(entry.path().filename().c_str());
    if (pid == 0) continue;
    std::ostringstream arguments;  // empty where the process has just gone
    arguments << std::ifstream(entry.path() / "cmdline").rdbuf();
    std::string command = arguments.str();
    std::replace(command.begin(), command.end(), '\0', '\n');
    if (command.find(words) != std::string::npos) found.push_back(pid);
  }
  return found;
}

// A project folder of its own with the two labs, so that no test touches another's points or stubs.
class GradeTest : public testing::Test {
 protected:
  GradeTest() {
    namespace fs = std::filesystem;
    const fs::path source = PIPETTE_SOURCE_DIR;
    fs::create_directories(root_ / "labs");
    fs::create_directories(root_ / "solutions");
    for (const char* lab : {"11-echo-stdin", "31-tcp-server"}) {
      fs::copy(source / "labs" / lab, root_ / "labs" / lab, fs::copy_options::recursive);
      fs::copy(source / "solutions" / lab, root_ / "solutions" / lab, fs::copy_options::recursive);
    }
  }

  Output pipette(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment = {}) {
    const std::filesystem::path binaries = PIPETTE_BINARY_DIR;
    SpawnOptions options{.executable = binaries / "bin" / "pipette",
                         .arguments = arguments,
                         .environment = {"PIPETTE_ROOT=" + root_.string(),
                                         "PIPETTE_BIN=" + binaries.string(), "HOME=/"},
                         .directory = root_,
                         .limits = {}};
    if (environment.empty()) options.environment.emplace_back("PATH=/usr/bin:/bin");
    options.environment.insert(options.environment.end(), environment.begin(), environment.end());
    const TaskResult result = run_task(options, std::chrono::seconds(300));
    return {result.ending ? result.ending->code : -1, result.out, result.err};
  }

  // A program in Python that stands in the project folder; the value for --program.
  std::string python(const std::string& text) {
    std::ofstream(root_ / "program.py") << text;
    return "/usr/bin/python3 program.py";
  }

  void write_stub(const std::string& text) {
    std::ofstream(root_ / "labs" / "11-echo-stdin" / "echo.cpp") << text;
  }

  WorkingDirectory directory_;
  std::filesystem::path root_ = directory_.path();
};

}  // namespace pipette
