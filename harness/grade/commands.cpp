#include "grade/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

#include "grade/catalogue.hpp"
#include "grade/doctor.hpp"
#include "grade/history.hpp"
#include "grade/progress.hpp"
#include "grade/protection.hpp"
#include "grade/run.hpp"
#include "grade/second_look.hpp"
#include "grade/state.hpp"
#include "grade/terminal_style.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/markdown.hpp"
#include "report/terminal.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

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

// Grades while one line on the terminal tells how far it is.
LabResult graded(const Lab& lab, Grading grading) {
  const ProgressLine line(isatty(STDERR_FILENO) != 0 && !plain());
  grading.progress = [&](const std::string& what) { line.show(what); };
  LabResult result = grade(lab, grading);
  look_again(lab, grading, result);
  return result;
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
  require_writable(options.html_file);
  require_writable(options.markdown_file);
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
  if (!options.html_file.empty()) write_file(options.html_file, to_html(report));
  if (!options.markdown_file.empty()) write_file(options.markdown_file, to_markdown(report));
  History(place.root).keep(report);
  std::cout << to_terminal(report, terminal_style()) << std::flush;
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
  std::cout << next_hint(state, lab);
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
