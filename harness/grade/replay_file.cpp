#include "grade/replay_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/bytes.hpp"
#include "report/json.hpp"
#include "report/recording.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::size_t kMostBytes = std::size_t{32} << 20U;
constexpr int kDeepest = 30;  // a report has less than ten levels

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw UsageError(printable(file.string()) + ": " + why);
}

std::string bytes_of(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) refuse(file, "there is no such file");
  if (fs::file_size(file, error) > kMostBytes) refuse(file, "it is larger than 32 MiB");
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(kMostBytes + 1, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (stream.bad() || !stream.eof()) refuse(file, "it cannot be read");
  return bytes;
}

// "line 3, column 17"
std::string place_of(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return fmt::format("line {}, column {}", lines + 1, before.size() - (before.rfind('\n') + 1) + 1);
}

// Where brackets go deeper than in any report: nothing that deep is built up in memory.
void refuse_depth(const fs::path& file, std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') ++i;
    else if (c == '"') in_string = !in_string;
    else if (!in_string && (c == '[' || c == '{')) ++depth;
    else if (!in_string && (c == ']' || c == '}')) --depth;
    if (depth > kDeepest) refuse(file, "too many brackets at " + place_of(text, i));
  }
}

const Json* array_in(const Json& json, const char* key) {
  const auto found = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && found != json.end() && found->is_array() ? &*found : nullptr;
}

// Which part of a document that is JSON keeps it from being a report.
std::string wrong_part(const Json& json) {
  const Json* labs = array_in(json, "labs");
  if (labs == nullptr) return "it has no list \"labs\"";
  for (std::size_t i = 0; i < labs->size(); ++i) {
    const Json& lab = labs->at(i);
    const Json* checks = array_in(lab, "checks");
    if (checks == nullptr) return fmt::format("labs[{}] has no list \"checks\"", i);
    for (std::size_t k = 0; k < checks->size(); ++k)
      if (!check_from_json(checks->at(k).dump(-1, ' ', true, Json::error_handler_t::replace)))
        return fmt::format("labs[{}].checks[{}] is not what a check leaves behind", i, k);
    if (!lab_from_json(lab.dump(-1, ' ', true, Json::error_handler_t::replace)))
      return fmt::format("labs[{}] is not what a lab leaves behind", i);
  }
  return "its head is incomplete (\"pipette\", \"began\", \"seed\", \"slack\")";
}

// The lab of this project that a lab of the report is.
const Lab& lab_here(const LabResult& result, const std::vector<Lab>& labs, const fs::path& file) {
  for (const Lab& lab : labs)
    if (lab.number == result.number && lab.slug == result.slug) return lab;
  refuse(file, fmt::format("its lab {} ({}) is not one of this project", result.number,
                           visible(result.slug, 40)));
}

std::vector<const LabResult*> named_labs(const Report& report, const std::vector<Lab>& labs,
                                         const std::string& name, const fs::path& file) {
  std::vector<const LabResult*> found;
  const Lab* wanted = name.empty() ? nullptr : &find_lab(labs, name);
  for (const LabResult& result : report.labs)
    if (wanted == nullptr || (result.number == wanted->number && result.slug == wanted->slug))
      found.push_back(&result);
  if (found.empty())
    refuse(file, wanted != nullptr ? "it holds nothing of lab " + wanted->name()
                                   : std::string("it holds no lab"));
  return found;
}

// The checks of one lab of the report that `text` names; empty where the lab has none like that.
std::vector<const CheckResult*> named_checks(const LabResult& result, const Lab& lab,
                                             const std::string& text) {
  std::vector<const CheckResult*> found;
  std::vector<RubricEntry> entries;
  try {
    entries = find_checks(lab, text);
  } catch (const UsageError&) {
    return found;
  }
  for (const RubricEntry& entry : entries)
    for (const CheckResult& check : result.checks)
      if (check.name == entry.name) found.push_back(&check);
  return found;
}

Recorded recorded(const LabResult& result, const CheckResult& check, const Lab& lab,
                  const fs::path& file) {
  const std::string name = printable(check.name);
  if (check.events.empty())
    refuse(file, "it holds no conversation of the check " + name +
                     (result.build_failure ? ": the program was not built then" : ""));
  try {
    if (script_of(check).steps.empty()) refuse(file, "the grader did nothing in the check " + name);
  } catch (const std::invalid_argument& error) {
    refuse(file, "the conversation of " + name + " cannot have been recorded: " + error.what());
  }
  return {.lab = lab, .program = result.program, .check = check};
}

}  // namespace

Report read_report(const fs::path& file) {
  const std::string text = bytes_of(file);
  refuse_depth(file, text);
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    refuse(file, "it is not JSON, at " + place_of(text, error.byte > 0 ? error.byte - 1 : 0));
  }
  auto report = report_from_json(text);
  if (!report) refuse(file, "it is not a report of Pipette's: " + wrong_part(json));
  return std::move(*report);
}

std::vector<Recorded> chosen_recordings(const Report& report, const std::vector<Lab>& labs,
                                        const std::string& lab, const std::string& check,
                                        const fs::path& file) {
  std::vector<Recorded> chosen;
  for (const LabResult* result : named_labs(report, labs, lab, file)) {
    if (check.empty()) {
      const CheckResult* failed = first_failed(*result);
      if (failed == nullptr) continue;
      return {recorded(*result, *failed, lab_here(*result, labs, file), file)};
    }
    const Lab& here = lab_here(*result, labs, file);
    for (const CheckResult* named : named_checks(*result, here, check))
      chosen.push_back(recorded(*result, *named, here, file));
  }
  if (chosen.empty())
    refuse(file, check.empty() ? std::string("no check of it failed: name one with --check")
                               : "it holds no check " + printable(check));
  return chosen;
}

}  // namespace pipette
