#include "grade/doctor.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include <iostream>

#include "core/bytes.hpp"
#include "core/error.hpp"
#include "engine/landlock.hpp"
#include "engine/session.hpp"
#include "grade/compiler.hpp"
#include "grade/program.hpp"
#include "grade/protection.hpp"
#include "grade/task.hpp"
#include "report/protection.hpp"

namespace pipette {
namespace {

void print(const std::string& name, const std::string& value) {
  std::cout << fmt::format("  {:<20} {}\n", name, value);
}

// The first line of what "COMMAND --version" prints.
std::string version(const std::filesystem::path& command) {
  const WorkingDirectory nowhere;
  const TaskResult result = run_task({.executable = command,
                                      .arguments = {"--version"},
                                      .environment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"},
                                      .directory = nowhere.path(),
                                      .limits = {}},
                                     std::chrono::seconds(10));
  return printable(result.out.substr(0, result.out.find('\n')));
}

void print_compiler() {
  try {
    const std::filesystem::path compiler = find_compiler();
    print("compiler", version(compiler) + "  (" + compiler.string() + ")");
  } catch (const HarnessError& error) {
    print("compiler", std::string("missing: ") + error.what());
  }
}

// Commands that some labs, checks or protections use.
void print_commands() {
  for (const char* name : {"bwrap", "python3", "node", "curl", "nc"}) {
    const std::string path = find_command(name);
    print(name, path.empty() ? "not installed" : path);
  }
}

void print_kernel() {
  utsname names{};
  uname(&names);
  print("kernel", std::string(names.sysname) + " " + names.release + " " + names.machine);
  const LandlockSupport& landlock = landlock_support();
  const auto yes_or_no = [](std::uint64_t bits) { return bits != 0 ? "yes" : "no"; };
  print("Landlock", fmt::format("files {}, TCP ports {}, signals and abstract sockets {}",
                                yes_or_no(landlock.files), yes_or_no(landlock.tcp),
                                yes_or_no(landlock.scopes)));
}

}  // namespace

int see_doctor(const Place& place, const Options& options) {
  std::cout << "This machine\n";
  print_compiler();
  print_commands();
  print_kernel();
  const ProvenProtection proven = prove_protection(place.binaries, backend_of(options.backend));
  constexpr std::size_t kWidth = 100;
  std::cout << to_text(proven.report, kWidth) << std::flush;
  if (!options.require.empty()) require_layer(proven.report, options.require);
  return 0;
}

}  // namespace pipette
