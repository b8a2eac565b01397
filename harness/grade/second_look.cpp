#include "grade/second_look.hpp"

#include <fmt/format.h>

#include "core/bytes.hpp"
#include "grade/build.hpp"
#include "grade/cache.hpp"
#include "grade/submission.hpp"
#include "report/json.hpp"
#include "report/sanitizer.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

// A crash is found by its first checks; more of them would only take more time.
constexpr std::size_t kMostCrashes = 3;

// What is to be run again, each a value for --only: the checks that crashed, or everything ("").
std::vector<std::string> worth_a_look(const LabResult& result) {
  std::vector<std::string> crashed;
  for (const CheckResult& check : result.checks)
    if (check.failure && check.failure->cause == Cause::crashed && crashed.size() < kMostCrashes)
      crashed.push_back(check.name);
  if (!crashed.empty()) return crashed;
  const Score sum = score(result);
  const bool full = sum.points == sum.maximum && sum.maximum > 0 && first_failed(result) == nullptr;
  return full ? std::vector<std::string>{""} : std::vector<std::string>();
}

// The names by which a sanitizer calls the student's own files.
std::vector<std::string> own_files(const Lab& lab) {
  std::vector<std::string> names = {lab.source.filename().string()};
  for (const fs::path& header : headers_in(lab.folder)) names.push_back(header.filename().string());
  return names;
}

// The first report, or the first that knows a place where one has none: a program that the grader
// has ended in the middle of a report could not say everything.
SecondLook found_in(const LabResult& result, const Lab& lab, const std::string& sanitizer) {
  const std::vector<std::string> own = own_files(lab);
  std::optional<SecondLook> first;
  for (const CheckResult& check : result.checks) {
    if (!check.failure) continue;
    auto look = read_sanitizer_report(check.failure->stderr_tail, own);
    if (!look || (first && look->frames.empty())) continue;
    look->sanitizer = sanitizer;
    look->check = check.name;
    if (!look->frames.empty()) return *look;
    first = std::move(look);
  }
  return first.value_or(SecondLook{.sanitizer = sanitizer});
}

SecondLook no_sanitizer(const std::string& sanitizer) {
  return {
      .sanitizer = sanitizer,
      .sentence = fmt::format("The program could not be built with {} on this machine, so there "
                              "was no second look.",
                              sanitizer == "thread" ? "ThreadSanitizer" : "AddressSanitizer")};
}

Built built_as_usual(const Lab& lab, const Grading& grading) {
  return build_program(
      lab, grading.options.solutions ? lab.solution : lab.source,
      grading.place.binaries / "programs",
      {.backend = grading.protection.backend, .cgroup = grading.protection.entrance()});
}

// What the checks of a run with --sanitize say.
void look_at_own_checks(const Lab& lab, const Grading& grading, LabResult& result) {
  const std::string sanitizer = sanitizer_of(lab, grading.options);
  if (result.build_failure) {
    if (built_as_usual(lab, grading).failure) return;
    result.build_failure.reset();
    result.second_look = no_sanitizer(sanitizer);
    for (CheckResult& check : result.checks)
      check = {.name = check.name,
               .points = check.points,
               .verdict = Verdict::not_run,
               .reason = "the program could not be built with sanitizers on this machine"};
    return;
  }
  SecondLook look = found_in(result, lab, sanitizer);
  if (!look.check.empty()) result.second_look = std::move(look);
  constexpr std::size_t kShown = 1000;
  for (CheckResult& check : result.checks)
    if (check.failure) check.failure->stderr_tail = shortened(check.failure->stderr_tail, kShown);
}

// Up to the first report. Nothing where a fault of ours came between.
std::optional<SecondLook> look_by_itself(const Lab& lab, const Grading& grading,
                                         const std::vector<std::string>& checks) {
  Options options = grading.options;
  options.sanitize = lab.sanitize;
  SecondLook look;
  for (const std::string& only : checks) {
    options.only = only;
    const LabResult again =
        grade(lab, {grading.place, options, grading.protection, grading.seed, grading.slack});
    if (again.build_failure) return no_sanitizer(lab.sanitize);
    for (const CheckResult& check : again.checks)
      if (check.verdict == Verdict::broken) return std::nullopt;
    look = found_in(again, lab, lab.sanitize);
    if (!look.check.empty()) break;
  }
  return look;
}

// Where the outcome for this very program is kept. Nothing where it does not build any more: it
// was changed a moment ago.
std::optional<CacheEntry> kept(const Lab& lab, const Grading& grading,
                               const std::vector<std::string>& checks) {
  const Built built = built_as_usual(lab, grading);
  if (built.failure) return std::nullopt;
  std::string key = fmt::format("second look {}\n{}\n", PIPETTE_VERSION, lab.sanitize);
  for (const std::string& only : checks) key += only + "\n";
  for (const RubricEntry& check : lab.checks) key += check.name + "\n";
  return CacheEntry(grading.place.binaries / "programs",
                    key + file_contents(built.program.parent_path() / "key"));
}

constexpr const char* kFile = "second_look.json";

std::optional<SecondLook> remembered(const CacheEntry& entry) {
  if (!entry.holds() || !fs::exists(entry.folder() / kFile)) return std::nullopt;
  const auto lab = lab_from_json(file_contents(entry.folder() / kFile));
  return lab ? lab->second_look : std::nullopt;
}

void keep(const CacheEntry& entry, const SecondLook& look) {
  entry.prepare();
  LabResult kept;
  kept.second_look = look;
  write_contents(entry.folder() / kFile, to_json(kept));
  entry.complete();
}

}  // namespace

void look_again(const Lab& lab, const Grading& grading, LabResult& result) {
  const Options& options = grading.options;
  if (options.program.empty() && !options.sanitize.empty())
    return look_at_own_checks(lab, grading, result);
  const bool wanted = options.command == Command::check && options.second_look && counts(options) &&
                      options.repeat == 1 && !result.build_failure;
  if (!wanted) return;
  const std::vector<std::string> checks = worth_a_look(result);
  if (checks.empty()) return;
  const auto entry = kept(lab, grading, checks);
  if (!entry) return;
  result.second_look = remembered(*entry);
  if (result.second_look) return;
  if (grading.progress)
    grading.progress(fmt::format("lab {}: looking again with sanitizers", lab.number));
  result.second_look = look_by_itself(lab, grading, checks);
  if (result.second_look) keep(*entry, *result.second_look);
}

}  // namespace pipette
