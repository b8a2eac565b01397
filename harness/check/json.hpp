// JSON in responses. Only labs that need it include this header: it costs compile time.
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <source_location>
#include <utility>

#include "check/http.hpp"
#include "proto/json.hpp"

namespace pipette {

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
