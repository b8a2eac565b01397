// What tests of running programs share: the little programs of tests/children, and patience.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/family.hpp"
#include "engine/process.hpp"
#include "engine/session.hpp"

namespace pipette {

/// Far more than a test needs: nothing that passes waits so long.
inline constexpr Within kPatience = std::chrono::seconds(60);
/// How often a condition that sends no event is looked at.
inline constexpr Within kOften = std::chrono::milliseconds(1);

/// The program of tests/children/NAME.cpp.
inline std::filesystem::path child(const std::string& name) {
  return std::filesystem::path(PIPETTE_BINARY_DIR) / "bin" / "children" / name;
}

/// Without the rights of root for a while, to whom no folder and no process is locked.
class Unprivileged {
 public:
  Unprivileged() {
    if (was_ == 0 && seteuid(65534) != 0) throw std::runtime_error("cannot give up root");
  }
  ~Unprivileged() { EXPECT_EQ(seteuid(was_), 0); }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  uid_t was_ = geteuid();
};

/// A test that starts programs and leaves none behind.
struct ProgramTest : testing::Test {
  ~ProgramTest() override { EXPECT_EQ(sweep(), 0) << "processes were left behind"; }

  SpawnOptions options(const std::string& name, std::vector<std::string> arguments = {}) const {
    return {.executable = child(name),
            .arguments = std::move(arguments),
            .environment = {},
            .directory = directory.path(),
            .limits = {}};
  }
  std::unique_ptr<Process> start(const SpawnOptions& given) {
    return std::make_unique<Process>(loop, transcript, given);
  }
  std::unique_ptr<Process> start(const std::string& name, std::vector<std::string> arguments = {}) {
    return start(options(name, std::move(arguments)));
  }

  // Waits for something that must happen.
  void await(const std::function<bool()>& done) {
    ASSERT_TRUE(loop.wait(done, Deadline(kPatience), kOften)) << "it never happened";
  }
  // Everything that the program writes until it has ended.
  std::string output_of(Process& process) {
    await([&] { return process.drained(); });
    return std::exchange(process.out().inbox().unread, {});
  }
  // The next line, without its line feed.
  std::string line_of(Process& process) {
    std::string& unread = process.out().inbox().unread;
    await([&] { return unread.find('\n') != std::string::npos; });
    const std::string line = unread.substr(0, unread.find('\n'));
    unread.erase(0, line.size() + 1);
    return line;
  }

  Transcript transcript;
  Loop loop;
  WorkingDirectory directory;
};

}  // namespace pipette
