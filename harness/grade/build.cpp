#include "grade/build.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include "core/error.hpp"
#include "grade/program.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) throw UsageError("cannot read " + file.string());
  return text.str();
}

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

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

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// FNV-1a: names a cache folder. Equality is decided by the bytes that lie there, not by this.
std::string hash_of(const std::string& text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  std::ostringstream hex;
  hex << std::hex << hash;
  return hex.str();
}

// One place in the cache: the key says what lies there, and is written last.
struct Entry {
  fs::path folder;
  std::string key;

  Entry(const fs::path& cache, std::string key_text)
      : folder(cache / hash_of(key_text)), key(std::move(key_text)) {}
  [[nodiscard]] bool holds() const {
    std::error_code ignored;
    return fs::exists(folder / "key", ignored) && contents(folder / "key") == key;
  }
  void prepare() const {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void complete() const { write(folder / "key", key); }
};

// The headers that a source may include from its own folder and from the kit, with their names.
std::string headers_in(const std::vector<fs::path>& folders) {
  std::string text;
  for (const fs::path& folder : folders) {
    std::error_code ignored;
    std::set<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().extension() == ".hpp" || entry.path().extension() == ".h")
        found.insert(entry.path());
    for (const fs::path& file : found) text += file.string() + "\n" + contents(file) + "\n";
  }
  return text;
}

// Compilers are strangers' input machines: a source can make them eat memory and time.
constexpr Limits kCompilerLimits{.cpu_seconds = 60,
                                 .file_bytes = std::uint64_t{256} << 20U,
                                 .memory_bytes = std::uint64_t{4} << 30U};

TaskResult compile(const fs::path& compiler, const std::vector<std::string>& arguments,
                   const fs::path& folder) {
  return run_task({.executable = compiler,
                   .arguments = arguments,
                   .environment = {"PATH=" + from_environment("PATH"), "LC_ALL=C.UTF-8",
                                   "TMPDIR=" + fs::temp_directory_path().string()},
                   .directory = folder,
                   .limits = kCompilerLimits},
                  std::chrono::seconds(120));
}

bool succeeded(const TaskResult& result) {
  return result.ending && result.ending->signal == 0 && result.ending->code == 0;
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
std::vector<std::string> prefix_flags(const fs::path& compiler, const std::string& source,
                                      const std::vector<std::string>& flags,
                                      const fs::path& cache) {
  const std::string includes = preamble(source);
  if (includes.empty()) return {};
  const Entry entry(cache, "prefix\n" + compiler.string() + "\n" + joined(flags) + "\n" + includes);
  const fs::path header = entry.folder / "prefix.hpp";
  if (!entry.holds()) {
    entry.prepare();
    write(header, includes);
    std::vector<std::string> arguments = flags;
    arguments.insert(arguments.end(),
                     {"-x", "c++-header", header.string(), "-o", header.string() + ".gch"});
    if (!succeeded(compile(compiler, arguments, entry.folder))) return {};
    entry.complete();
  }
  return {"-include", header.string()};
}

}  // namespace

Built build_program(const Lab& lab, const fs::path& source, const fs::path& cache) {
  const fs::path compiler = find_compiler();
  const std::string text = contents(source);
  std::vector<std::string> flags = {"-std=c++20", "-O0", "-g", "-Wall", "-Wextra", "-pthread"};
  flags.insert(flags.end(), lab.build_flags.begin(), lab.build_flags.end());
  const fs::path own_folder = source.parent_path();
  const fs::path kit = lab.folder.parent_path() / "kit";
  flags.insert(flags.end(), {"-I" + own_folder.string(), "-I" + kit.string()});

  const Entry entry(cache, joined({compiler.string(), joined(flags), source.string()}) + "\n" +
                               text + headers_in({own_folder, kit}));
  const fs::path program = entry.folder / source.stem();
  if (entry.holds() && fs::exists(program)) return {program, std::nullopt};
  entry.prepare();
  std::vector<std::string> arguments = flags;
  const std::vector<std::string> prefix = prefix_flags(compiler, text, flags, cache);
  arguments.insert(arguments.end(), prefix.begin(), prefix.end());
  arguments.insert(arguments.end(), {source.string(), "-o", program.string()});
  const TaskResult result = compile(compiler, arguments, entry.folder);
  if (succeeded(result)) {
    entry.complete();
    return {program, std::nullopt};
  }
  std::vector<std::string> shown = {compiler.filename().string()};
  shown.insert(shown.end(), flags.begin(), flags.end());
  shown.insert(shown.end(), {source.string(), "-o", source.stem().string()});
  const std::string ending = !result.ending ? "\nThe compiler did not finish within 120 s."
                             : result.ending->signal != 0
                                 ? "\nThe compiler was " + words(*result.ending) + "."
                                 : "";
  return {{}, BuildFailure{joined(shown), result.err + result.out + ending}};
}

}  // namespace pipette
