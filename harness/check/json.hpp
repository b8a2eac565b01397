// JSON in responses and in output. Only labs that need it include this header: it costs compile
// time.
#pragma once

#include <gmock/gmock.h>

#include <cstddef>
#include <ostream>
#include <source_location>
#include <string>
#include <utility>

#include "check/http.hpp"
#include "check/received.hpp"
#include "proto/json.hpp"

namespace pipette {

/// What a program printed, read as one JSON value.
struct JsonOutput {
  Received received;
  Json json{};             ///< null where there is none
  std::string why_none{};  ///< why the bytes are no JSON value; empty where they are one

  [[nodiscard]] bool has_json() const { return !received.trouble && why_none.empty(); }
};

[[nodiscard]] JsonOutput json_in(Received received);

/// The value, or what came instead and why that is none.
void PrintTo(const JsonOutput& output, std::ostream* out);

/// The value as JSON, in ASCII so that nothing can be hidden in it. What is longer than `limit`
/// bytes is cut.
[[nodiscard]] std::string in_ascii(const Json& value, std::size_t limit = 120);

/// The JSON value that the response's body holds. Ends the check when it holds none, or when the
/// response did not come.
[[nodiscard]] Json json_of(const Response& response, Location at = Location::current());

/// The body is JSON and equal to `expected`. Order of members and white space do not count; 1 and
/// 1.0 are equal.
class HasJson {
 public:
  using is_gtest_matcher = void;
  explicit HasJson(Json expected) : expected_(std::move(expected)) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  Json expected_;
};

/// The body is JSON and contains `expected`: every member of an object, at every depth; arrays have
/// the same length and contain it item by item; all else is equal.
class ContainsJson {
 public:
  using is_gtest_matcher = void;
  explicit ContainsJson(Json expected) : expected_(std::move(expected)) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  Json expected_;
};

}  // namespace pipette
