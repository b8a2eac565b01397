#include "grade/build.hpp"

#include <sstream>

#include "grade/cache.hpp"
#include "grade/submission.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// The #include <...> lines at the top of a source, where nothing but includes, comments and blank
// lines stands. Empty when there are none.
std::string preamble(const std::string& source) {
  std::istringstream lines(source);
  std::string includes;
  for (std::string line; std::getline(lines, line);) {
    const bool include = line.rfind("#include <", 0) == 0;
    if (!include && !line.empty() && line.rfind("//", 0) != 0) break;
    if (include) includes += line + "\n";
  }
  return includes;
}

// A precompiled header of exactly the system headers that the source itself includes first. The
// includes in the source then find everything already there, and a forgotten include still fails.
// Returns the header, or nothing where it cannot be precompiled.
std::optional<fs::path> precompiled_prefix(const CompilerSetup& setup, const std::string& source,
                                           const std::vector<std::string>& flags,
                                           const fs::path& cache) {
  const std::string includes = preamble(source);
  if (includes.empty()) return std::nullopt;
  const CacheEntry entry(
      cache, "prefix\n" + setup.compiler.string() + "\n" + joined(flags) + "\n" + includes);
  fs::path header = entry.folder() / "prefix.hpp";
  if (entry.holds()) return header;
  entry.prepare();
  write_contents(header, includes);
  std::vector<std::string> arguments = flags;
  arguments.insert(arguments.end(), {"-x", "c++-header", header.string()});
  const Compiled compiled = compile(setup, {.folder = entry.folder()}, arguments, "prefix.hpp.gch");
  if (!compiled.good) return std::nullopt;
  write_contents(header.string() + ".gch", compiled.bytes);
  entry.complete();
  return header;
}

bool is_a_program(const std::string& bytes) {
  return bytes.rfind(
             "\x7F"
             "ELF",
             0) == 0;
}

void install(const fs::path& program, const std::string& bytes) {
  write_contents(program, bytes);
  fs::permissions(program, fs::perms(0755));
}

}  // namespace

Built build_program(const Lab& lab, const fs::path& source, const fs::path& cache,
                    const CompilerSetup& setup) {
  const StagedSources staged(lab, source);
  std::vector<std::string> flags = {"-std=c++20",     "-O0", "-g", "-Wall", "-Wextra", "-pthread",
                                    "-fmax-errors=20"};
  flags.insert(flags.end(), lab.build_flags.begin(), lab.build_flags.end());
  std::vector<std::string> all = flags;
  all.insert(all.end(), staged.include_flags().begin(), staged.include_flags().end());
  const std::string name = source.stem().string();
  const std::string command = joined(
      {setup.compiler.filename().string(), joined(all), staged.source().string(), "-o", name});
  if (staged.problem()) return {{}, BuildFailure{command, *staged.problem()}};

  const CacheEntry entry(
      cache, joined({setup.compiler.string(), command}) + "\n" + staged.text() + staged.headers());
  const fs::path program = entry.folder() / name;
  if (entry.holds() && fs::exists(program)) return {program, std::nullopt};
  CompilerInput input{.folder = staged.folder()};
  if (const auto prefix = precompiled_prefix(setup, staged.text(), flags, cache)) {
    all.insert(all.end(), {"-include", prefix->string()});
    input.readable = {prefix->parent_path()};
  }
  all.push_back(staged.source().string());
  const Compiled compiled = compile(setup, input, all, name);
  if (!compiled.good) return {{}, BuildFailure{command, compiled.log}};
  if (!is_a_program(compiled.bytes))
    return {{}, BuildFailure{command, compiled.log + "\nWhat the compiler made is no program."}};
  entry.prepare();
  install(program, compiled.bytes);
  entry.complete();
  return {program, std::nullopt};
}

}  // namespace pipette
