// Whatever comes: the JSON parser agrees with the library about what JSON is, says "more" only of
// beginnings, and lets no exception out.
#include <algorithm>

#include "fuzz.hpp"
#include "proto/json.hpp"

namespace pipette::fuzz {
namespace {

std::string told(std::string_view bytes) {
  return fuzz::told(parse_json(bytes), [](const Json& value) { return value.dump(); });
}

// The library takes a NUL for the end, passes over a BOM, and has no limit for the depth.
bool can_compare(std::string_view bytes) {
  const auto is_open = [](char byte) { return byte == '[' || byte == '{'; };
  const auto open = std::count_if(bytes.begin(), bytes.end(), is_open);
  return bytes.find('\0') == std::string_view::npos && !bytes.starts_with("\xef\xbb\xbf") &&
         static_cast<std::size_t>(open) <= kDeepestJson;
}

void test(const Input& input) {
  const std::string_view bytes = input.bytes();
  const auto parsed = parse_json(bytes);
  const std::string all = told(bytes);
  const auto* complete = std::get_if<Complete<Json>>(&parsed);
  if (can_compare(bytes))
    input.demand((complete != nullptr) == Json::accept(bytes), "the library agrees");
  const auto part = parse_json(bytes.substr(0, input.cut()));
  if (std::holds_alternative<Invalid>(part))
    input.demand(told(bytes.substr(0, input.cut())) == all, "what is wrong stays wrong");
  if (const auto* invalid = std::get_if<Invalid>(&parsed)) {
    input.demand(invalid->offset < bytes.size(), "the wrong byte lies inside");
    input.demand(!invalid->why.empty(), "it says why");
    input.demand(!std::holds_alternative<Invalid>(parse_json(bytes.substr(0, invalid->offset))),
                 "up to the wrong byte nothing is wrong");
  }
  if (complete != nullptr) {
    input.demand(complete->length == bytes.size(), "a text takes all bytes");
    const auto again = parse_json(complete->value.dump());
    const auto* same = std::get_if<Complete<Json>>(&again);
    input.demand(same != nullptr && same->value == complete->value, "written and read again");
  }
}

}  // namespace

std::vector<std::string> corpus() {
  return {
      R"({"id":1,"text":"hello","done":false,"created":"2025-01-02T03:04:05Z"})",
      R"([1,-0,0.5,-1.25e+10,1E-3,18446744073709551615,-9223372036854775808])",
      R"( { "a" : [ ] , "b" : { } , "c" : null , "d" : true } )",
      R"("\u00e9\ud83d\ude00 \"\\\/\b\f\n\r\t")",
      "\"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80\"",
      R"({"jsonrpc":"2.0","id":0,"result":{"content":[{"type":"text","text":"42"}]}})",
      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
      "12",
      "null\n",
  };
}

std::vector<std::string> words() {
  return {"{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "\\u",
          "\\ud83d",
          "\\ude00",
          "true",
          "null",
          "NaN",
          "-",
          "1e999",
          "1e-999",
          "0",
          ".",
          "e+",
          "\n",
          " ",
          std::string(1, '\0'),
          "\xef\xbb\xbf",
          "\xed\xa0\x80",
          "\xc0\x80",
          "\xf0\x9f",
          std::string(101, '['),
          std::string(400, '9')};
}

}  // namespace pipette::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  pipette::fuzz::test(pipette::fuzz::Input(data, size));
  return 0;
}
