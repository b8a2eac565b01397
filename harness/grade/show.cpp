#include "grade/show.hpp"

#include <algorithm>
#include <iostream>

#include "grade/catalogue.hpp"
#include "grade/files.hpp"
#include "grade/history.hpp"
#include "grade/terminal_style.hpp"
#include "report/html.hpp"
#include "report/terminal.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

Report last_run(const Place& place, const Lab* lab) {
  const auto holds_lab = [lab](const Report& report) {
    return lab == nullptr ||
           std::any_of(report.labs.begin(), report.labs.end(),
                       [lab](const LabResult& one) { return one.number == lab->number; });
  };
  auto report = History(place.root).newest(holds_lab);
  if (!report && lab != nullptr)
    throw UsageError("there is no run of lab " + lab->name() +
                     " yet: start one with ./pipette check " + std::to_string(lab->number));
  if (!report) throw UsageError("there is no run yet: start one with ./pipette check");
  if (lab != nullptr)
    std::erase_if(report->labs, [lab](const LabResult& one) { return one.number != lab->number; });
  return *report;
}

// One check of a lab, as it was in a run.
void print_check(const Report& report, const LabResult& lab, const CheckResult& check) {
  const TerminalStyle style = terminal_style();
  std::cout << check_line(check, style);
  if (check.verdict == Verdict::failed)
    std::cout << "\n" << explain(lab, check, rerun(report), style);
  else
    for (const std::string& line : check.story) std::cout << "    " << line << "\n";
}

}  // namespace

int show_run(const Place& place, const Options& options) {
  const std::vector<Lab> labs = load_labs(place.root);
  const Lab* lab = options.labs.empty() ? nullptr : &find_lab(labs, options.labs.front());
  const Report report = last_run(place, lab);
  if (options.only.empty()) {
    std::cout << "Run of " << report.began << "\n\n"
              << to_terminal(report, terminal_style()) << std::flush;
    return exit_code(report);
  }
  const LabResult& result = report.labs.front();
  for (const RubricEntry& wanted : find_checks(*lab, options.only))
    for (const CheckResult& check : result.checks)
      if (check.name == wanted.name) print_check(report, result, check);
  return exit_code(report);
}

int write_report(const Place& place, const Options& options, const Opener& opener) {
  const std::vector<Lab> labs = load_labs(place.root);
  const Lab* lab = options.labs.empty() ? nullptr : &find_lab(labs, options.labs.front());
  const Report report = last_run(place, lab);
  const fs::path wanted = options.html_file.empty() ? place.root / ".pipette" / "report.html"
                                                    : fs::path(options.html_file);
  const fs::path file = fs::absolute(wanted);
  replace_file(file, to_html(report));
  std::cout << "The report of the run of " << report.began << ": file://" << file.string() << "\n";
  if (options.open && !opener.open(file)) std::cout << "Open it in a browser.\n";
  return 0;
}

std::string open_report(const Place& place, const Opener& opener) {
  const fs::path file = fs::absolute(place.root / ".pipette" / "report.html");
  const auto report = History(place.root).newest();
  if (!report) return "There is no run yet.";
  replace_file(file, to_html(*report));
  return opener.open(file) ? "The report is opened in your browser."
                           : "Open this in a browser: file://" + file.string();
}

}  // namespace pipette
