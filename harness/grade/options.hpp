// The command line, read. CLI11 is known only here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pipette {

/// The value of Options::sanitize where the command line leaves the choice to lab.json.
inline constexpr const char* kAsTheLabSays = "lab";

enum class Command {
  none,
  list,
  check,
  hint,
  reset,
  replay,
  doctor,
  watch,
  show,
  report,
  explain,
  words
};

struct Options {
  Command command = Command::none;
  std::vector<std::string> labs;
  std::vector<std::string> words;  ///< of one term of the map: {"event", "loop"}
  std::string program;  ///< command line of the program to grade instead of the lab's source
  std::vector<std::string> with;  ///< files and folders that the program may read besides itself
  bool solutions = false;
  std::string only;
  std::optional<std::uint64_t> seed;
  int repeat = 1;
  std::string sanitize;     ///< "address", "thread" or kAsTheLabSays: built with these sanitizers
  bool second_look = true;  ///< a crash and a full score are looked at again with sanitizers
  std::string require;      ///< "L1", "L2" or "L3": nothing is graded without that layer
  std::string backend;      ///< instead of the best one
  std::string recording;    ///< a report whose conversations are replayed
  std::string json_file;
  std::string junit_file;
  std::string html_file;
  std::string markdown_file;
  bool open = true;  ///< a page that was written is shown in a browser
};

/// What the command line asks for, or the exit code when everything is said already (help, version,
/// a mistake).
struct ReadOptions {
  std::optional<Options> options;
  int exit_code = 0;
};

[[nodiscard]] ReadOptions read_options(int argc, char** argv);

}  // namespace pipette
