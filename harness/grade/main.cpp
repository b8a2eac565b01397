#include <iostream>

#include "core/bytes.hpp"
#include "core/error.hpp"
#include "engine/family.hpp"
#include "grade/catalogue.hpp"
#include "grade/commands.hpp"
#include "grade/doctor.hpp"
#include "grade/explain.hpp"
#include "grade/opener.hpp"
#include "grade/options.hpp"
#include "grade/replay.hpp"
#include "grade/show.hpp"
#include "grade/task.hpp"
#include "grade/watch.hpp"

namespace {

using namespace pipette;

constexpr int kUsageOrFault = 2;
constexpr int kInterrupted = 130;

// The launcher tells both places; without it, the program stands in build/NAME/bin.
Place place() {
  namespace fs = std::filesystem;
  const fs::path own = fs::canonical("/proc/self/exe").parent_path().parent_path();
  const std::string root = from_environment("PIPETTE_ROOT");
  const std::string binaries = from_environment("PIPETTE_BIN");
  return {.root = root.empty() ? own.parent_path().parent_path() : fs::path(root),
          .binaries = binaries.empty() ? own : fs::path(binaries)};
}

int run(const Options& options, const Opener& opener) {
  switch (options.command) {
    case Command::list: return list_labs(place());
    case Command::check: return check_labs(place(), options);
    case Command::hint: return give_hint(place(), options);
    case Command::reset: return reset_lab(place(), options);
    case Command::replay: return replay_report(place(), options);
    case Command::doctor: return see_doctor(place(), options);
    case Command::watch: return watch_labs(place(), options, opener);
    case Command::show: return show_run(place(), options);
    case Command::report: return write_report(place(), options, opener);
    case Command::explain: return explain_word(place(), options);
    case Command::words: return write_words(place(), options);
    case Command::none: break;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const ReadOptions read = read_options(argc, argv);
    if (!read.options) return read.exit_code;
    const Opener opener;
    be_watched();
    become_unreadable();
    return run(*read.options, opener);
  } catch (const UsageError& error) {
    std::cerr << "pipette: " << printable(error.what()) << "\n";
  } catch (const Interrupted&) {
    std::cerr << "pipette: interrupted\n";
    return kInterrupted;
  } catch (const std::exception& error) {
    std::cerr << "pipette: a fault of Pipette's own: " << printable(error.what()) << "\n";
  }
  return kUsageOrFault;
}
