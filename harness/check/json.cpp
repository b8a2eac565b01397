#include "check/json.hpp"

#include "check/run.hpp"
#include "core/bytes.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShown = 200;  // bytes of a value

// JSON as it is written, cut where it is long.
std::string written(const Json& value) {
  return shortened(value.dump(-1, ' ', false, Json::error_handler_t::replace), kShown);
}

std::string kind(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_boolean()) return "true or false";
  if (value.is_number()) return "a number";
  if (value.is_string()) return "a text";
  return value.is_array() ? "an array" : "an object";
}

std::string difference_at(const std::string& path, const Json& expected, const Json& got) {
  std::string words = path.empty() ? "the value" : path;
  if (kind(expected) != kind(got)) return words + " is " + kind(got) + ", not " + kind(expected);
  if (expected.is_string() && got.is_string()) {
    // What is cut off must not be the difference.
    const Windows windows = around_difference(expected.get_ref<const std::string&>(),
                                              got.get_ref<const std::string&>());
    constexpr std::size_t kSurelyShown = kShown / 6;  // "\u0000" is the longest form of a byte
    if (windows.at > kSurelyShown &&
        (written(expected).size() > kShown || written(got).size() > kShown))
      return words + " differs from byte " + std::to_string(windows.at) + " on: it is " +
             windows.got + ", not " + windows.expected;
  }
  return words + " is " + written(got) + ", not " + written(expected);
}

// Where `got` lacks something of `expected`, in words; empty where it does not. With `exactly`,
// members that nobody asked for count too.
std::string missing_in(const Json& got, const Json& expected, bool exactly,
                       const std::string& path = "") {
  if (expected.is_object() && got.is_object()) {
    for (const auto& [name, value] : expected.items()) {
      if (!got.contains(name)) return "there is no member " + path + "/" + printable(name);
      std::string words = missing_in(got.at(name), value, exactly, path + "/" + printable(name));
      if (!words.empty()) return words;
    }
    for (const auto& [name, value] : got.items())
      if (exactly && !expected.contains(name))
        return "there is a member too much: " + path + "/" + printable(name);
    return {};
  }
  if (expected.is_array() && got.is_array()) {
    if (expected.size() != got.size())
      return (path.empty() ? "the array" : path) + " has " + std::to_string(got.size()) +
             " items, not " + std::to_string(expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      std::string words = missing_in(got[i], expected[i], exactly, path + "/" + std::to_string(i));
      if (!words.empty()) return words;
    }
    return {};
  }
  return got == expected ? std::string() : difference_at(path, expected, got);
}

std::string no_json(const Invalid& invalid) {
  return " is no JSON: " + invalid.why + " (byte " + std::to_string(invalid.offset) + ")";
}

std::string why_no_json(const Response& response) {
  const auto parsed = parse_json(response.body);
  if (const auto* invalid = std::get_if<Invalid>(&parsed)) return "the body" + no_json(*invalid);
  if (std::holds_alternative<Incomplete>(parsed) && response.body.empty())
    return "there is no body";
  if (std::holds_alternative<Incomplete>(parsed))
    return "the body is JSON that does not end" +
           std::string(response.surplus.empty() || response.head.framing != HttpFraming::length
                           ? ""
                           : "; more came behind it: does Content-Length count bytes?");
  return {};
}

bool fits(const Response& response, const Json& expected, bool exactly,
          testing::MatchResultListener* listener) {
  if (response.trouble) return false;
  const auto parsed = parse_json(response.body);
  const auto* complete = std::get_if<Complete<Json>>(&parsed);
  const std::string words =
      complete == nullptr ? why_no_json(response) : missing_in(complete->value, expected, exactly);
  if (!words.empty()) *listener << "\n" << words;
  return words.empty();
}

}  // namespace

JsonOutput json_in(Received received) {
  JsonOutput output{.received = std::move(received)};
  auto parsed = parse_json(output.received.bytes);
  if (auto* complete = std::get_if<Complete<Json>>(&parsed))
    output.json = std::move(complete->value);
  else if (const auto* invalid = std::get_if<Invalid>(&parsed))
    output.why_none = "this" + no_json(*invalid);
  else output.why_none = "this is JSON that does not end";
  return output;
}

void PrintTo(const JsonOutput& output, std::ostream* out) {
  *out << (output.has_json() ? in_ascii(output.json, kShown)
                             : testing::PrintToString(output.received));
  const bool came_whole = !output.received.trouble && !output.received.bytes.empty();
  if (!output.why_none.empty() && came_whole) *out << "\n" << output.why_none;
}

std::string in_ascii(const Json& value, std::size_t limit) {
  const std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
  return text.size() > limit ? text.substr(0, limit) + "..." : text;
}

Json json_of(const Response& response, Location at) {
  const auto parsed = parse_json(response.body);
  if (const auto* complete = std::get_if<Complete<Json>>(&parsed); complete && !response.trouble)
    return complete->value;
  Failure failure{.expected = "a response whose body is JSON",
                  .got = testing::PrintToString(response)};
  if (response.trouble) {
    failure.cause = response.trouble->cause;
    failure.waited = response.trouble->waited;
  } else {
    failure.got += "\n" + why_no_json(response);
  }
  fail(std::move(failure), at);
}

bool HasJson::MatchAndExplain(const Response& response,
                              testing::MatchResultListener* listener) const {
  return fits(response, expected_, true, listener);
}

void HasJson::DescribeTo(std::ostream* out) const {
  *out << "a response with the JSON body " << written(expected_);
}

void HasJson::DescribeNegationTo(std::ostream* out) const {
  *out << "a response with another JSON body than " << written(expected_);
}

bool ContainsJson::MatchAndExplain(const Response& response,
                                   testing::MatchResultListener* listener) const {
  return fits(response, expected_, false, listener);
}

void ContainsJson::DescribeTo(std::ostream* out) const {
  *out << "a response whose JSON body contains " << written(expected_);
}

void ContainsJson::DescribeNegationTo(std::ostream* out) const {
  *out << "a response whose JSON body does not contain " << written(expected_);
}

}  // namespace pipette
