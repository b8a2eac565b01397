#include "grade/commands.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include "grade/build.hpp"
#include "grade/catalogue.hpp"
#include "grade/doctor.hpp"
#include "grade/program.hpp"
#include "grade/protection.hpp"
#include "grade/run.hpp"
#include "grade/state.hpp"
#include "grade/task.hpp"
#include "report/hints.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/terminal.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

bool plain() { return !from_environment("NO_COLOR").empty() || from_environment("TERM") == "dumb"; }

TerminalStyle style() {
  TerminalStyle style{.colour = isatty(STDOUT_FILENO) != 0 && !plain()};
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
    style.width = std::min<std::size_t>(size.ws_col, 100);
  return style;
}

// One line on a terminal that is always overwritten, and nothing in a pipe.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() { show(""); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const std::string& text) const {
    if (shown_) std::cerr << "\r\033[K" << one_line(text) << std::flush;
  }

 private:
  bool shown_;
};

// Fails before anything is graded, so that no result gets lost.
void require_writable(const std::string& file) {
  if (file.empty() || std::ofstream(file, std::ios::app)) return;
  throw UsageError("cannot write " + file + ": choose another file, or make its folder writable");
}

void write_file(const std::string& file, const std::string& text) {
  if (file.empty()) return;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text << std::flush;
  if (!stream) throw UsageError("cannot write " + file);
}

std::vector<Lab> chosen_labs(const std::vector<Lab>& all, const std::vector<std::string>& names) {
  if (names.empty()) return all;
  std::vector<Lab> chosen;
  for (const std::string& name : names) chosen.push_back(find_lab(all, name));
  return chosen;
}

fs::path check_binary(const Place& place, const Lab& lab) {
  const fs::path binary = place.binaries / "bin" / ("checks_" + lab.name());
  if (fs::exists(binary)) return binary;
  throw UsageError("the checks of lab " + lab.name() + " are not built (" + binary.string() +
                   "): start Pipette with ./pipette, which builds them");
}

// The options that name the program, to repeat a run.
std::string again(const Options& options) {
  if (!options.program.empty()) {
    std::string words = "--program '" + options.program + "'";
    for (const std::string& path : options.with) words += " --with '" + path + "'";
    return words;
  }
  std::string words = options.solutions ? "--solutions" : "";
  if (!options.sanitize.empty())
    words += (words.empty() ? "" : " ") + ("--sanitize " + options.sanitize);
  return words;
}

std::uint64_t seed(const Options& options) {
  // Small numbers are easy to type again.
  constexpr std::uint64_t kSeeds = 100000;
  return options.seed.value_or(
      static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()) %
      kSeeds);
}

// How one run grades: the same for all labs.
struct Setting {
  const Place& place;
  const Options& options;
  const Report& report;
  const ProvenProtection& protection;
};

std::vector<fs::path> absolute(const std::vector<std::string>& paths) {
  std::vector<fs::path> result;
  for (const std::string& path : paths) result.push_back(fs::absolute(path).lexically_normal());
  return result;
}

// What --sanitize adds to the compiler's command.
std::string sanitizer_flag(const std::string& kind) {
  return kind == "thread" ? "-fsanitize=thread" : "-fsanitize=address,undefined";
}

LabResult grade(Lab lab, const Setting& setting) {
  const auto& [place, options, run, protection] = setting;
  LabResult result{.number = lab.number, .slug = lab.slug, .title = lab.title};
  const std::vector<RubricEntry> checks =
      options.only.empty() ? lab.checks : find_checks(lab, options.only);
  const fs::path source = options.solutions ? lab.solution : lab.source;
  const ProgressLine line(isatty(STDERR_FILENO) != 0 && !plain());
  std::vector<std::string> command;
  if (!options.program.empty()) {
    result.program = options.program;
    command = program_command(options.program);
  } else {
    result.program = fs::relative(source, place.root).string();
    line.show(fmt::format("lab {}: building {}", lab.number, result.program));
    if (!options.sanitize.empty()) lab.build_flags.push_back(sanitizer_flag(options.sanitize));
    const Built built =
        build_program(lab, source, place.binaries / "programs",
                      {.backend = protection.backend, .cgroup = protection.entrance()});
    result.build_failure = built.failure;
    command = {built.program.string()};
  }
  if (result.build_failure) {
    result.checks = not_built(checks);
    return result;
  }
  const std::size_t count = checks.size() * static_cast<std::size_t>(options.repeat);
  const RunOptions how{
      .seed = run.seed,
      .slack = run.slack,
      .repeat = options.repeat,
      .backend = protection.backend,
      .profile = options.sanitize.empty() ? Profile::normal : Profile::sanitizer,
      .readable = absolute(options.with),
      .cgroup = protection.entrance(),
      .progress = [&](int done, const std::string& name) {
        line.show(fmt::format("lab {}: [{}/{}] {}", lab.number, done + 1, count, sentence(name)));
      }};
  result.checks = run_checks(lab, checks, check_binary(place, lab), command, how);
  return result;
}

// Remembers a full run of the student's own file.
void remember(const State& state, const Lab& lab, const LabResult& result) {
  LabState remembered = state.load(lab);
  remembered.best = std::max(remembered.best, score(result).points);
  const CheckResult* failed = first_failed(result);
  if (failed == nullptr || failed->name != remembered.hinted_check) remembered.hint_level = 0;
  remembered.last = result;
  state.save(lab, remembered);
}

ProvenProtection proven_protection(const Place& place, const Options& options) {
  ProvenProtection protection = prove_protection(place.binaries, backend_of(options.backend));
  if (!options.require.empty()) require_layer(protection.report, options.require);
  return protection;
}

bool counts(const Options& options) {
  return options.program.empty() && options.sanitize.empty() && !options.solutions &&
         options.only.empty();
}

std::string needs(const Lab& lab) {
  if (lab.needs.empty()) return "";
  return fmt::format("  (after {})", fmt::join(lab.needs, ", "));
}

}  // namespace

int list_labs(const Place& place) {
  const std::vector<Lab> labs = load_labs(place.root);
  const State state(place.root);
  int chapter = 0;
  Score total;
  for (const Lab& lab : labs) {
    if (std::exchange(chapter, lab.number / 10) != lab.number / 10)
      std::cout << fmt::format("Chapter {} - {}\n", lab.number / 10,
                               chapter_title(lab.number / 10));
    const int best = state.load(lab).best;
    std::cout << fmt::format("  {:>3}  {:<14} {:>3}/{:<3}  {}{}\n", lab.number, lab.slug, best,
                             lab.maximum(), lab.title, needs(lab));
    total.points += best;
    total.maximum += lab.maximum();
  }
  std::cout << fmt::format("Best so far {}/{} - start with ./pipette check LAB\n", total.points,
                           total.maximum);
  return 0;
}

int check_labs(const Place& place, const Options& options) {
  const std::vector<Lab> all = load_labs(place.root);
  const std::vector<Lab> labs = chosen_labs(all, options.labs);
  if (!options.program.empty() && labs.size() != 1)
    throw UsageError("--program grades one lab: name it, as in: pipette check 11 --program ...");
  require_writable(options.json_file);
  require_writable(options.junit_file);
  const State state(place.root);
  state.keep_stubs(all, place.root);

  const ProvenProtection protection = proven_protection(place, options);
  Report report{.version = PIPETTE_VERSION,
                .seed = seed(options),
                .slack = measured_slack(),
                .protection = protection.report};
  for (const Lab& lab : labs) {
    report.labs.push_back(grade(lab, {place, options, report, protection}));
    if (counts(options)) remember(state, lab, report.labs.back());
  }
  write_file(options.json_file, to_json(report));
  write_file(options.junit_file, to_junit(report));
  std::cout << to_terminal(report, again(options), style()) << std::flush;
  return exit_code(report);
}

int give_hint(const Place& place, const Options& options) {
  const std::vector<Lab> labs = load_labs(place.root);
  const Lab& lab = find_lab(labs, options.labs.front());
  const State state(place.root);
  if (!state.load(lab).last) {
    state.keep_stubs(labs, place.root);
    const ProvenProtection protection = proven_protection(place, options);
    const Report run{.version = PIPETTE_VERSION, .seed = 1, .slack = measured_slack()};
    remember(state, lab, grade(lab, {place, options, run, protection}));
  }
  LabState remembered = state.load(lab);
  if (remembered.last->build_failure) {
    std::cout << "Your program was not built. Look at the first error that ./pipette check "
              << lab.number << " shows.\n";
    return 0;
  }
  const CheckResult* failed = first_failed(*remembered.last);
  if (failed == nullptr) {
    std::cout << "No hint is needed: every check of lab " << lab.number << " passed.\n";
    return 0;
  }
  if (remembered.hinted_check != failed->name) remembered.hint_level = 0;
  remembered.hinted_check = failed->name;
  remembered.hint_level = std::min(remembered.hint_level + 1, 3);
  state.save(lab, remembered);
  std::cout << hints(*failed, remembered.hint_level, lab.number);
  return 0;
}

int reset_lab(const Place& place, const Options& options) {
  const std::vector<Lab> labs = load_labs(place.root);
  const Lab& lab = find_lab(labs, options.labs.front());
  const State state(place.root);
  state.keep_stubs(labs, place.root);
  const fs::path backup = state.restore_stub(lab);
  std::cout << lab.source.string() << " is the empty lab again.\n";
  if (!backup.empty()) std::cout << "Your version is kept: " << backup.string() << "\n";
  return 0;
}

}  // namespace pipette
