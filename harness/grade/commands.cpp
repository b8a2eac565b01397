#include "grade/commands.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "grade/catalogue.hpp"
#include "grade/doctor.hpp"
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

// Grades while one line on the terminal tells how far it is.
LabResult graded(const Lab& lab, Grading grading) {
  const ProgressLine line(isatty(STDERR_FILENO) != 0 && !plain());
  grading.progress = [&](const std::string& what) { line.show(what); };
  return grade(lab, grading);
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
  Report report = new_report(options, protection);
  for (const Lab& lab : labs) {
    report.labs.push_back(graded(lab, {place, options, protection, report.seed, report.slack}));
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
    remember(state, lab, graded(lab, {place, options, protection, 1, measured_slack()}));
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
