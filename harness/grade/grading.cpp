#include "grade/grading.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "grade/build.hpp"
#include "grade/misconceptions.hpp"
#include "grade/program.hpp"
#include "grade/run.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

fs::path check_binary(const Place& place, const Lab& lab) {
  const fs::path binary = place.binaries / "bin" / ("checks_" + lab.name());
  if (fs::exists(binary)) return binary;
  throw UsageError("the checks of lab " + lab.name() + " are not built (" + binary.string() +
                   "): start Pipette with ./pipette, which builds them");
}

std::vector<fs::path> absolute(const std::vector<std::string>& paths) {
  std::vector<fs::path> result;
  for (const std::string& path : paths) result.push_back(fs::absolute(path).lexically_normal());
  return result;
}

// What --sanitize adds to the compiler's command. The library's own assertions find an index that
// is too large also where the memory behind it belongs to the vector.
std::vector<std::string> sanitizer_flags(const std::string& kind) {
  if (kind == "thread") return {"-fsanitize=thread", "-D_GLIBCXX_ASSERTIONS"};
  return {"-fsanitize=address,undefined", "-D_GLIBCXX_ASSERTIONS", "-D_GLIBCXX_SANITIZE_VECTOR"};
}

void tell(const Grading& grading, const std::string& what) {
  if (grading.progress) grading.progress(what);
}

// The command that starts the program, once it is built; the reason stands in `result` where it
// cannot be built.
std::vector<std::string> command_for(Lab lab, const Grading& grading, LabResult& result) {
  const auto& [place, options, protection, seed, slack, progress] = grading;
  if (!options.program.empty()) {
    result.program = options.program;
    return program_command(options.program);
  }
  const fs::path source = options.solutions ? lab.solution : lab.source;
  result.program = fs::relative(source, place.root).string();
  tell(grading, fmt::format("lab {}: building {}", lab.number, result.program));
  if (!options.sanitize.empty())
    for (const std::string& flag : sanitizer_flags(sanitizer_of(lab, options)))
      lab.build_flags.push_back(flag);
  const Built built =
      build_program(lab, source, place.binaries / "programs",
                    {.backend = protection.backend, .cgroup = protection.entrance()});
  result.build_failure = built.failure;
  return {built.program.string()};
}

// Those that name the program, to repeat a run.
std::string naming_options(const Options& options) {
  if (!options.program.empty()) {
    std::string words = fmt::format("--program {}", shell_word(options.program));
    for (const std::string& path : options.with)
      words += fmt::format(" --with {}", shell_word(path));
    return words;
  }
  std::string words = options.solutions ? "--solutions" : "";
  if (options.sanitize.empty()) return words;
  const bool chosen = options.sanitize != kAsTheLabSays;
  return words + (words.empty() ? "" : " ") + "--sanitize" + (chosen ? " " + options.sanitize : "");
}

std::uint64_t seed(const Options& options) {
  // Small numbers are easy to type again.
  constexpr std::uint64_t kSeeds = 100000;
  return options.seed.value_or(
      static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()) %
      kSeeds);
}

}  // namespace

LabResult grade(const Lab& lab, const Grading& grading) {
  const Options& options = grading.options;
  LabResult result{.number = lab.number, .slug = lab.slug, .title = lab.title};
  const std::vector<RubricEntry> checks =
      options.only.empty() ? lab.checks : find_checks(lab, options.only);
  const std::vector<std::string> command = command_for(lab, grading, result);
  if (result.build_failure) {
    result.checks = not_built(checks);
    return result;
  }
  const std::size_t count = checks.size() * static_cast<std::size_t>(options.repeat);
  const RunOptions how{.seed = grading.seed,
                       .slack = grading.slack,
                       .repeat = options.repeat,
                       .backend = grading.protection.backend,
                       .profile = options.sanitize.empty() ? Profile::normal : Profile::sanitizer,
                       .readable = absolute(options.with),
                       .cgroup = grading.protection.entrance(),
                       .progress = [&](int done, const std::string& name) {
                         tell(grading, fmt::format("lab {}: [{}/{}] {}", lab.number, done + 1,
                                                   count, sentence(name)));
                       }};
  result.checks = run_checks(lab, checks, check_binary(grading.place, lab), command, how);
  const auto known = load_misconceptions(lab);
  result.likely = likely_misconceptions(known, result);
  for (CheckResult& check : result.checks)
    if (check.verdict == Verdict::failed)
      check.words = helpful_words(known, result.likely, check.name);
  return result;
}

std::string sanitizer_of(const Lab& lab, const Options& options) {
  return options.sanitize == kAsTheLabSays ? lab.sanitize : options.sanitize;
}

bool counts(const Options& options) {
  return options.program.empty() && options.sanitize.empty() && !options.solutions &&
         options.only.empty();
}

Report new_report(const Options& options, const ProvenProtection& protection) {
  const std::time_t now = std::time(nullptr);
  return {.version = PIPETTE_VERSION,
          .seed = seed(options),
          .slack = measured_slack(),
          .protection = protection.report,
          .began = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now)),
          .options = naming_options(options)};
}

}  // namespace pipette
