#include "check/matchers.hpp"

#include <algorithm>
#include <cctype>

#include "core/bytes.hpp"
#include "core/symptom.hpp"
#include "engine/process.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShown = 60;  // bytes of a long value: enough to recognise it

}  // namespace

void PrintTo(const Received& received, std::ostream* out) {
  *out << (received.bytes.empty() ? "nothing" : visible(received.bytes, kShown));
  if (received.trouble)
    *out << (received.bytes.empty() ? ": " : ", then ") << received.trouble->words;
}

void PrintTo(const Reached& reached, std::ostream* out) {
  *out << (reached.accepted ? "the connection was accepted" : "the connection was refused");
}

void PrintTo(const Ended& ended, std::ostream* out) {
  *out << (ended.trouble ? ended.trouble->words
                         : words(Ending{.code = ended.code, .signal = ended.signal}));
}

bool IsBytes::MatchAndExplain(const Received& received,
                              testing::MatchResultListener* listener) const {
  if (received.bytes == expected_) return !received.trouble;
  if (received.bytes.empty()) return false;
  *listener << "\n" << difference(expected_, received.bytes);
  const std::vector<Symptom> seen = symptoms(expected_, received.bytes);
  if (!seen.empty()) *listener << "\n" << sentence(seen.front());
  return false;
}

void IsBytes::DescribeTo(std::ostream* out) const {
  *out << (expected_.empty() ? "nothing more" : visible(expected_, kShown));
}

void IsBytes::DescribeNegationTo(std::ostream* out) const {
  *out << "anything but ";
  DescribeTo(out);
}

bool ExitedWith::MatchAndExplain(const Ended& ended, testing::MatchResultListener*) const {
  return !ended.trouble && ended.signal == 0 && ended.code == code_;
}

void ExitedWith::DescribeTo(std::ostream* out) const {
  *out << "the program ends with exit code " << code_;
}

void ExitedWith::DescribeNegationTo(std::ostream* out) const {
  *out << "the program does not end with exit code " << code_;
}

bool HasEnded::MatchAndExplain(const Ended& ended, testing::MatchResultListener*) const {
  return !ended.trouble;
}

void HasEnded::DescribeTo(std::ostream* out) const { *out << "the program ends"; }

void HasEnded::DescribeNegationTo(std::ostream* out) const { *out << "the program does not end"; }

bool IsRefused::MatchAndExplain(const Reached& reached, testing::MatchResultListener*) const {
  return !reached.accepted;
}

void IsRefused::DescribeTo(std::ostream* out) const { *out << "the connection is refused"; }

void IsRefused::DescribeNegationTo(std::ostream* out) const {
  *out << "the connection is accepted";
}

bool SaysSomething::MatchAndExplain(const std::string& text, testing::MatchResultListener*) const {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isspace(c) == 0; });
}

void SaysSomething::DescribeTo(std::ostream* out) const {
  *out << "a message for people, at least one line";
}

void SaysSomething::DescribeNegationTo(std::ostream* out) const { *out << "no message"; }

bool AtMost::MatchAndExplain(double number, testing::MatchResultListener* listener) const {
  *listener << " " << unit_;
  return number <= limit_;
}

void AtMost::DescribeTo(std::ostream* out) const { *out << "at most " << limit_ << " " << unit_; }

void AtMost::DescribeNegationTo(std::ostream* out) const {
  *out << "more than " << limit_ << " " << unit_;
}

}  // namespace pipette
