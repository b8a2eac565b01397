#include "grade/compiler.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "core/error.hpp"
#include "engine/descriptor.hpp"
#include "engine/family.hpp"
#include "engine/leftover.hpp"
#include "engine/session.hpp"
#include "grade/program.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kLimit(120);

std::string ending_words(const TaskResult& result) {
  if (!result.ending)
    return "\nThe compiler did not finish within " + std::to_string(kLimit.count()) + " s.";
  if (result.ending->signal != 0) return "\nThe compiler was " + words(*result.ending) + ".";
  return {};
}

bool succeeded(const TaskResult& result) {
  return result.ending && result.ending->signal == 0 && result.ending->code == 0;
}

// The file that the compiler has made. It is read like anything that an untrusted program leaves.
LeftFile made_file(const fs::path& folder, const std::string& name, uid_t owner) {
  constexpr std::size_t kLargest = std::size_t{256} << 20U;
  const Descriptor directory(
      require(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC), "find " + folder.string()));
  return read_left_file(directory.get(), name, kLargest, {owner});
}

std::vector<std::string> environment(const fs::path& compiler, const fs::path& work) {
  return {"PATH=" + compiler.parent_path().string() + ":/usr/bin:/bin", "LC_ALL=C.UTF-8",
          "TMPDIR=" + work.string(), "HOME=" + work.string()};
}

}  // namespace

fs::path find_compiler() {
  const std::string wanted = from_environment("CXX");
  if (!wanted.empty()) {
    const std::string compiler = find_command(wanted);
    if (!compiler.empty()) return compiler;
    throw HarnessError("find the compiler '" + wanted +
                       "' that CXX names: it is not there. "
                       "Unset CXX, or name one that is installed");
  }
  for (const char* name : {"g++", "clang++"})
    if (const std::string compiler = find_command(name); !compiler.empty()) return compiler;
  throw HarnessError(
      "find a C++ compiler: there is neither g++ nor clang++. "
      "Install one: apt-get install g++");
}

Compiled compile(const CompilerSetup& setup, const CompilerInput& input,
                 std::vector<std::string> arguments, const std::string& output) {
  const Backend backend = setup.backend == Backend::direct ? setup.backend : Backend::process;
  SandboxOptions options{.backend = backend,
                         .profile = Profile::compiler,
                         .readable = files_of({setup.compiler.string()})};
  options.readable.push_back(input.folder);
  options.readable.insert(options.readable.end(), input.readable.begin(), input.readable.end());
  const Sandbox sandbox(std::move(options));
  const WorkingDirectory work(sandbox.user());
  Enclosure enclosure(sandbox, work.path());
  arguments.insert(arguments.end(), {"-o", (work.path() / output).string()});
  Limits limits = sandbox.limits();
  limits.cpu_seconds = setup.cpu_seconds;
  const TaskResult result = run_task({.executable = setup.compiler,
                                      .arguments = std::move(arguments),
                                      .environment = environment(setup.compiler, work.path()),
                                      .directory = input.folder,
                                      .limits = limits,
                                      .confinement = &enclosure.confinement({}),
                                      .cgroup = setup.cgroup},
                                     kLimit);
  if (backend == Backend::process) (void)sweep();
  Compiled compiled{.log = result.err + result.out + ending_words(result)};
  if (!succeeded(result)) return compiled;
  const uid_t owner = sandbox.user() != 0 ? sandbox.user() : geteuid();
  LeftFile file = made_file(enclosure.work_from_outside(), output, owner);
  if (file.problem) compiled.log += "\nThe compiler made no program: " + *file.problem + ".";
  compiled.good = !file.problem;
  compiled.bytes = std::move(file.bytes);
  return compiled;
}

}  // namespace pipette
