#include "report/events.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/bytes.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

using Json = nlohmann::json;

struct Seen {
  int started = 0;
  int ended = 0;
  std::optional<CheckResult> result;
};

struct Log {
  std::map<std::string, Seen, std::less<>> checks;
  std::string unreadable;  ///< the first line that is not an event
};

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Notes one line; false when it is not an event.
bool note(Log& log, const std::string& line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return false;
  const std::string event = text_at(json, "event");
  const std::string name = text_at(json, "name");
  if (event == "started" && !name.empty()) {
    ++log.checks[name].started;
    return true;
  }
  if (event != "ended") return false;
  std::optional<CheckResult> result = check_from_json(line);
  if (!result) return false;
  Seen& seen = log.checks[name];
  ++seen.ended;
  if (!seen.result || seen.result->verdict == Verdict::passed) seen.result = std::move(result);
  return true;
}

Log read(const std::vector<std::string>& lines) {
  Log log;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].empty() || note(log, lines[i]) || !log.unreadable.empty()) continue;
    log.unreadable = fmt::format("line {}, {}", i + 1, visible(lines[i]));
  }
  return log;
}

CheckResult judge(const Log& log, const RubricEntry& entry, std::string_view how_it_ended) {
  const auto found = log.checks.find(entry.name);
  const Seen seen = found == log.checks.end() ? Seen{} : found->second;
  // A repetition that passed says nothing about a later one that never came to its end.
  const bool unfinished = seen.started > seen.ended;
  const bool decided = seen.result && (!unfinished || seen.result->verdict != Verdict::passed);

  CheckResult result = decided ? *seen.result : CheckResult{};
  result.name = entry.name;
  result.points = entry.points;
  if (decided) return result;
  result.verdict = Verdict::broken;
  if (!log.unreadable.empty())
    result.reason = fmt::format("a result cannot be read: {} ({})", log.unreadable, how_it_ended);
  else if (unfinished)
    result.reason = fmt::format("the check stopped in the middle: {}", how_it_ended);
  else result.reason = fmt::format("the check never ran: {}", how_it_ended);
  return result;
}

}  // namespace

std::string check_started_line(std::string_view name) {
  const Json json = {{"event", "started"}, {"name", std::string(name)}};
  return json.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n";
}

std::string check_ended_line(const CheckResult& check) {
  return R"({"event":"ended",)" + to_json_line(check).substr(1) + "\n";
}

std::string started_check(std::string_view line) {
  const Json json = Json::parse(line, nullptr, false);
  return json.is_object() && text_at(json, "event") == "started" ? text_at(json, "name") : "";
}

std::vector<CheckResult> fold(const std::vector<std::string>& lines,
                              const std::vector<RubricEntry>& rubric,
                              std::string_view how_it_ended) {
  const Log log = read(lines);
  std::vector<CheckResult> results;
  for (const RubricEntry& entry : rubric) results.push_back(judge(log, entry, how_it_ended));
  return results;
}

}  // namespace pipette
