#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "report/json.hpp"
#include "report/json_words.hpp"

namespace pipette {
namespace {

using Json = nlohmann::ordered_json;

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

std::vector<std::string> strings_at(const Json& json, const char* key) {
  std::vector<std::string> out;
  for (const Json& item : array_at(json, key)) out.push_back(item.get<std::string>());
  return out;
}

std::string bytes_at(const Json& json, const char* key) {
  const std::string characters = string_at(json, key);
  std::string out;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const auto lead = static_cast<unsigned char>(characters[i]);
    if (lead < 0x80) {
      out += characters[i];
      continue;
    }
    if (lead > 0xC3 || i + 1 == characters.size()) throw std::invalid_argument(key);
    out += static_cast<char>((lead & 0x03U) << 6U |
                             (static_cast<unsigned char>(characters[++i]) & 0x3FU));
  }
  return out;
}

std::size_t size_at(const Json& json, const char* key) {
  const std::int64_t value = integer_at(json, key);
  if (value < 0) throw std::invalid_argument(key);
  return static_cast<std::size_t>(value);
}

Event event_from(const Json& json) {
  Event out;
  out.at = duration_at(json, "at_ms");
  const auto* const kind = std::find(kKinds.begin(), kKinds.end(), string_at(json, "kind"));
  if (kind == kKinds.end()) throw std::invalid_argument("kind");
  out.kind = static_cast<EventKind>(kind - kKinds.begin());
  if (out.kind == EventKind::life) out.act = enum_at(json, "act", Act::deadline);
  out.lane = string_at(json, "lane");
  out.head = bytes_at(json, "head");
  if (json.contains("tail")) out.tail = bytes_at(json, "tail");
  out.total = size_at(json, "total");
  return out;
}

Hint hint_from(const Json& json) {
  return {string_at(json, "look"), string_at(json, "think"), string_at(json, "experiment")};
}

Misconception misconception_from(const Json& json) {
  return {string_at(json, "id"), string_at(json, "name"), hint_from(json.at("hint")),
          strings_at(json, "words")};
}

SecondLook second_look_from(const Json& json) {
  return {string_at(json, "sanitizer"), string_at(json, "check"), string_at(json, "sentence"),
          strings_at(json, "frames"), string_at(json, "report")};
}

Failure failure_from(const Json& json) {
  Failure out;
  out.cause = enum_at(json, "cause", Cause::did_not_build);
  out.expected = string_at(json, "expected");
  out.got = string_at(json, "got");
  out.waited = std::chrono::milliseconds(integer_at(json, "waited_ms"));
  out.stderr_tail = string_at(json, "stderr");
  out.place = string_at(json, "place");
  out.symptoms = strings_at(json, "symptoms");
  out.doing = strings_at(json, "doing");
  return out;
}

CheckResult check_from(const Json& json) {
  CheckResult out;
  out.name = string_at(json, "name");
  out.points = int_at(json, "points");
  out.verdict = enum_at(json, "verdict", Verdict::not_run);
  out.requirement = string_at(json, "requirement");
  out.why = string_at(json, "why");
  out.hint = hint_from(json.at("hint"));
  if (json.contains("failure")) out.failure = failure_from(json.at("failure"));
  if (json.contains("reason")) out.reason = string_at(json, "reason");
  out.story = strings_at(json, "story");
  for (const Json& event : array_at(json, "events")) out.events.push_back(event_from(event));
  out.dropped_events = size_at(json, "dropped_events");
  out.duration = duration_at(json, "duration_ms");
  out.survivors = int_at(json, "survivors");
  if (json.contains("words")) out.words = strings_at(json, "words");
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
  for (const Json& one : array_at(json, "likely")) out.likely.push_back(misconception_from(one));
  if (json.contains("second_look")) out.second_look = second_look_from(json.at("second_look"));
  return out;
}

Report report_from(const Json& json) {
  Report out;
  out.version = string_at(json, "pipette");
  out.began = string_at(json, "began");
  out.seed = json.at("seed").get<std::uint64_t>();
  out.options = string_at(json, "options");
  out.slack = json.at("slack").get<double>();
  for (const Json& lab : array_at(json, "labs")) out.labs.push_back(lab_from(lab));
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

std::optional<Report> report_from_json(std::string_view text) { return read(text, report_from); }

std::optional<LabResult> lab_from_json(std::string_view text) { return read(text, lab_from); }

std::optional<CheckResult> check_from_json(std::string_view text) { return read(text, check_from); }

}  // namespace pipette
