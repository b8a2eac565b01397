// Matchers judge what verbs brought back. They do no I/O and change nothing.
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <string>
#include <utility>

#include "check/received.hpp"

namespace pipette {

/// Exactly these bytes came, without trouble. Says where the first difference is and, where it is
/// known, the common mistake behind it.
class IsBytes {
 public:
  using is_gtest_matcher = void;
  explicit IsBytes(std::string expected) : expected_(std::move(expected)) {}
  bool MatchAndExplain(const Received& received, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string expected_;
};

/// The program ended by itself with this exit code.
class ExitedWith {
 public:
  using is_gtest_matcher = void;
  explicit ExitedWith(int code) : code_(code) {}
  bool MatchAndExplain(const Ended& ended, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  int code_;
};

/// The program ended, no matter how.
class HasEnded {
 public:
  using is_gtest_matcher = void;
  bool MatchAndExplain(const Ended& ended, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
};

/// Nobody accepted the connection.
class IsRefused {
 public:
  using is_gtest_matcher = void;
  bool MatchAndExplain(const Reached& reached, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
};

/// Text with at least one line that is not blank: a message for people.
class SaysSomething {
 public:
  using is_gtest_matcher = void;
  bool MatchAndExplain(const std::string& text, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
};

/// A number that is at most `limit`, counted in `unit`.
class AtMost {
 public:
  using is_gtest_matcher = void;
  AtMost(double limit, std::string unit) : limit_(limit), unit_(std::move(unit)) {}
  bool MatchAndExplain(double number, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  double limit_;
  std::string unit_;
};

}  // namespace pipette
