#include "report/json.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/bytes.hpp"
#include "report/protection.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kNanosecondsPerMillisecond = 1e6;

void show_broken_bytes(Json& json) {
  if (json.is_string()) json = valid_utf8(json.get_ref<const std::string&>());
  if (json.is_structured())
    for (Json& item : json) show_broken_bytes(item);
}

// ASCII only, and "##[" written in another way, so that a result that is shown with `cat` steers
// neither a terminal nor a CI runner.
std::string dump(Json json, int indent) {
  show_broken_bytes(json);
  std::string out;
  for (const char c : json.dump(indent, ' ', true)) {
    if (c == '#' && out.ends_with('#')) out += "\\u0023";
    else out += c;
  }
  return out;
}

template <typename Enum>
std::string identifier(Enum value) {
  std::string out(word(value));
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

Json to_value(const Score& score) { return {{"points", score.points}, {"maximum", score.maximum}}; }

Json to_value(const Failure& failure) {
  Json out;
  out["cause"] = identifier(failure.cause);
  out["expected"] = failure.expected;
  out["got"] = failure.got;
  out["waited_ms"] = failure.waited.count();
  out["stderr"] = failure.stderr_tail;
  out["place"] = failure.place;
  return out;
}

Json to_value(const CheckResult& check) {
  Json out;
  out["name"] = check.name;
  out["title"] = sentence(valid_utf8(check.name));
  out["points"] = check.points;
  out["verdict"] = identifier(check.verdict);
  out["requirement"] = check.requirement;
  out["why"] = check.why;
  out["hint"] = {{"look", check.hint.look},
                 {"think", check.hint.think},
                 {"experiment", check.hint.experiment}};
  if (check.failure) out["failure"] = to_value(*check.failure);
  if (!check.reason.empty()) out["reason"] = check.reason;
  out["story"] = check.story;
  out["duration_ms"] = static_cast<double>(check.duration.count()) / kNanosecondsPerMillisecond;
  out["survivors"] = check.survivors;
  return out;
}

Json to_value(const LabResult& lab) {
  Json out;
  out["number"] = lab.number;
  out["slug"] = lab.slug;
  out["title"] = lab.title;
  out["program"] = lab.program;
  out["score"] = to_value(score(lab));
  if (lab.build_failure)
    out["build_failure"] = {{"command", lab.build_failure->command},
                            {"output", head_and_tail(lab.build_failure->output, kShownOutput)}};
  out["checks"] = Json::array();
  for (const CheckResult& check : lab.checks) out["checks"].push_back(to_value(check));
  return out;
}

// The readers below throw on anything unexpected; the public functions turn that into nothing.

std::string string_at(const Json& json, const char* key) { return json.at(key).get<std::string>(); }

std::int64_t integer_at(const Json& json, const char* key) {
  const Json& value = json.at(key);
  constexpr auto kMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!value.is_number_integer() ||
      (value.is_number_unsigned() && value.get<std::uint64_t>() > kMax))
    throw std::invalid_argument(key);
  return value.get<std::int64_t>();
}

int int_at(const Json& json, const char* key) {
  const std::int64_t value = integer_at(json, key);
  if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max())
    throw std::invalid_argument(key);
  return static_cast<int>(value);
}

std::chrono::nanoseconds duration_at(const Json& json, const char* key) {
  const Json& value = json.at(key);
  constexpr double kLongest = 1e12;  // milliseconds: 31 years still fit into 64 bits
  if (!value.is_number() || !(std::abs(value.get<double>()) < kLongest))
    throw std::invalid_argument(key);
  return std::chrono::nanoseconds(std::llround(value.get<double>() * kNanosecondsPerMillisecond));
}

const Json& array_at(const Json& json, const char* key) {
  const Json& value = json.at(key);
  if (!value.is_array()) throw std::invalid_argument(key);
  return value;
}

template <typename Enum>
Enum enum_at(const Json& json, const char* key, Enum last) {
  const std::string text = string_at(json, key);
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (identifier(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
  throw std::invalid_argument(key);
}

Failure failure_from(const Json& json) {
  Failure out;
  out.cause = enum_at(json, "cause", Cause::did_not_build);
  out.expected = string_at(json, "expected");
  out.got = string_at(json, "got");
  out.waited = std::chrono::milliseconds(integer_at(json, "waited_ms"));
  out.stderr_tail = string_at(json, "stderr");
  out.place = string_at(json, "place");
  return out;
}

CheckResult check_from(const Json& json) {
  CheckResult out;
  out.name = string_at(json, "name");
  out.points = int_at(json, "points");
  out.verdict = enum_at(json, "verdict", Verdict::not_run);
  out.requirement = string_at(json, "requirement");
  out.why = string_at(json, "why");
  const Json& hint = json.at("hint");
  out.hint = {string_at(hint, "look"), string_at(hint, "think"), string_at(hint, "experiment")};
  if (json.contains("failure")) out.failure = failure_from(json.at("failure"));
  if (json.contains("reason")) out.reason = string_at(json, "reason");
  for (const Json& line : array_at(json, "story")) out.story.push_back(line.get<std::string>());
  out.duration = duration_at(json, "duration_ms");
  out.survivors = int_at(json, "survivors");
  return out;
}

LabResult lab_from(const Json& json) {
  LabResult out;
  out.number = int_at(json, "number");
  out.slug = string_at(json, "slug");
  out.title = string_at(json, "title");
  out.program = string_at(json, "program");
  if (json.contains("build_failure")) {
    const Json& failure = json.at("build_failure");
    out.build_failure = BuildFailure{string_at(failure, "command"), string_at(failure, "output")};
  }
  for (const Json& check : array_at(json, "checks")) out.checks.push_back(check_from(check));
  return out;
}

template <typename Value>
std::optional<Value> read(std::string_view text, Value (*from)(const Json&)) {
  try {
    return from(Json::parse(text));
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::string to_json(const Report& report) {
  Json out;
  out["pipette"] = report.version;
  out["seed"] = report.seed;
  out["slack"] = report.slack;
  if (!report.protection.backend.empty())
    out["protection"] = Json::parse(to_json(report.protection));
  out["score"] = to_value(score(report));
  out["labs"] = Json::array();
  for (const LabResult& lab : report.labs) out["labs"].push_back(to_value(lab));
  return dump(out, 2) + "\n";
}

std::string to_json(const LabResult& lab) { return dump(to_value(lab), 2) + "\n"; }

std::optional<LabResult> lab_from_json(std::string_view text) { return read(text, lab_from); }

std::string to_json_line(const CheckResult& check) { return dump(to_value(check), -1); }

std::optional<CheckResult> check_from_json(std::string_view text) { return read(text, check_from); }

}  // namespace pipette
