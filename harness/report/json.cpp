#include "report/json.hpp"

#include <nlohmann/json.hpp>

#include "core/bytes.hpp"
#include "report/json_words.hpp"
#include "report/protection.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

using Json = nlohmann::ordered_json;

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

Json to_value(const Score& score) { return {{"points", score.points}, {"maximum", score.maximum}}; }

// Bytes as text that gives them back: each byte is the character of its number.
std::string as_characters(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += c;
    else
      out.append(
          {static_cast<char>(0xC0U | byte >> 6U), static_cast<char>(0x80U | (byte & 0x3FU))});
  }
  return out;
}

Json to_value(const Event& event) {
  Json out;
  out["at_ms"] = static_cast<double>(event.at.count()) / kNanosecondsPerMillisecond;
  out["kind"] = kKinds.at(static_cast<std::size_t>(event.kind));
  if (event.kind == EventKind::life) out["act"] = word(event.act);
  out["lane"] = event.lane;
  out["head"] = as_characters(event.head);
  if (!event.tail.empty()) out["tail"] = as_characters(event.tail);
  out["total"] = event.total;
  return out;
}

Json to_value(const Hint& hint) {
  return {{"look", hint.look}, {"think", hint.think}, {"experiment", hint.experiment}};
}

Json to_value(const Misconception& misconception) {
  Json out;
  out["id"] = misconception.id;
  out["name"] = misconception.name;
  out["hint"] = to_value(misconception.hint);
  out["words"] = misconception.words;
  return out;
}

Json to_value(const SecondLook& look) {
  Json out;
  out["sanitizer"] = look.sanitizer;
  out["check"] = look.check;
  out["sentence"] = look.sentence;
  out["frames"] = look.frames;
  out["report"] = look.report;
  return out;
}

Json to_value(const Failure& failure) {
  Json out;
  out["cause"] = identifier(failure.cause);
  out["expected"] = failure.expected;
  out["got"] = failure.got;
  out["waited_ms"] = failure.waited.count();
  out["stderr"] = failure.stderr_tail;
  out["place"] = failure.place;
  out["symptoms"] = failure.symptoms;
  out["doing"] = failure.doing;
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
  out["hint"] = to_value(check.hint);
  if (check.failure) out["failure"] = to_value(*check.failure);
  if (!check.reason.empty()) out["reason"] = check.reason;
  out["story"] = check.story;
  out["events"] = Json::array();
  for (const Event& event : check.events) out["events"].push_back(to_value(event));
  out["dropped_events"] = check.dropped_events;
  out["duration_ms"] = static_cast<double>(check.duration.count()) / kNanosecondsPerMillisecond;
  out["survivors"] = check.survivors;
  if (!check.words.empty()) out["words"] = check.words;
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
  out["likely"] = Json::array();
  for (const Misconception& one : lab.likely) out["likely"].push_back(to_value(one));
  if (lab.second_look) out["second_look"] = to_value(*lab.second_look);
  return out;
}

Json to_value(const Report& report) {
  Json out;
  out["pipette"] = report.version;
  out["began"] = report.began;
  out["seed"] = report.seed;
  out["options"] = report.options;
  out["slack"] = report.slack;
  if (!report.protection.backend.empty())
    out["protection"] = Json::parse(to_json(report.protection));
  out["score"] = to_value(score(report));
  out["labs"] = Json::array();
  for (const LabResult& lab : report.labs) out["labs"].push_back(to_value(lab));
  return out;
}

}  // namespace

std::string to_json(const Report& report) { return dump(to_value(report), 2) + "\n"; }

std::string to_json_line(const Report& report) { return dump(to_value(report), -1) + "\n"; }

std::string to_json(const LabResult& lab) { return dump(to_value(lab), 2) + "\n"; }

std::string to_json_line(const CheckResult& check) { return dump(to_value(check), -1); }

}  // namespace pipette
