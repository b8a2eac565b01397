#include "check/main.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

#include "check/listener.hpp"
#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/sandbox.hpp"

namespace pipette {
namespace {

struct Options {
  SessionOptions session;
  SandboxOptions sandbox;
  std::vector<std::string> command;
  int events = -1;
};

Options& options() {
  static Options options;
  return options;
}

// The value of "--name=value", or nothing.
const char* value_of(std::string_view argument, std::string_view name) {
  const bool fits = argument.substr(0, name.size()) == name && argument.size() > name.size() &&
                    argument[name.size()] == '=';
  return fits ? argument.data() + name.size() + 1 : nullptr;
}

Backend backend_named(const char* name) {
  if (const auto backend = backend_of(name)) return *backend;
  throw HarnessError("read the options: there is no backend " + std::string(name));
}

void read_option(std::string_view argument) {
  SessionOptions& session = options().session;
  if (const char* events = value_of(argument, "--events")) {
    options().events = std::atoi(events);
  } else if (const char* seed = value_of(argument, "--seed")) {
    session.seed = std::strtoull(seed, nullptr, 10);
  } else if (const char* slack = value_of(argument, "--slack")) {
    session.slack = std::max(1.0, std::strtod(slack, nullptr));
  } else if (const char* limit = value_of(argument, "--check-seconds")) {
    session.check_limit = std::chrono::seconds(std::strtoull(limit, nullptr, 10));
  } else if (const char* backend = value_of(argument, "--backend")) {
    options().sandbox.backend = backend_named(backend);
  } else if (const char* path = value_of(argument, "--readable")) {
    options().sandbox.readable.emplace_back(path);
  } else if (argument == "--sanitizer") {
    options().sandbox.profile = Profile::sanitizer;
  } else {
    throw HarnessError("read the options: what is " + std::string(argument) + "?");
  }
}

// GoogleTest has already taken its own options out of `arguments`.
void read_options(const std::vector<std::string>& arguments) {
  auto argument = arguments.begin();
  for (; argument != arguments.end() && *argument != "--"; ++argument) read_option(*argument);
  if (argument != arguments.end()) options().command.assign(argument + 1, arguments.end());
}

void report_events_to(int descriptor) {
  require(fcntl(descriptor, F_SETFD, FD_CLOEXEC), "use the events descriptor");
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new EventListener(descriptor));  // GoogleTest owns and deletes it
}

int run_checks(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (testing::GTEST_FLAG(list_tests)) return RUN_ALL_TESTS();
  read_options({argv + 1, argv + argc});
  if (options().command.empty()) throw HarnessError("start: no program behind --");
  if (options().events >= 0) report_events_to(options().events);
  become_guardian();
  auto& readable = options().sandbox.readable;
  const auto own = files_of(options().command);
  readable.insert(readable.end(), own.begin(), own.end());
  const Sandbox sandbox(options().sandbox);
  options().session.sandbox = &sandbox;
  become_unreadable();
  sweep_at_the_end();
  return RUN_ALL_TESTS();
}

}  // namespace

const SessionOptions& session_options() { return options().session; }

const std::vector<std::string>& student_command() { return options().command; }

}  // namespace pipette

int main(int argc, char** argv) {
  try {
    return pipette::run_checks(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "check binary: " << error.what() << "\n";
    return 2;
  }
}
