// What a reading verb brings back: bytes, and the trouble that kept it from bringing more.
#pragma once

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>

#include "core/verdict.hpp"

namespace pipette {

/// Why a verb could not do what it was asked for. A fact about the program, not an error.
struct Trouble {
  Cause cause = Cause::timed_out;
  std::string words;  ///< "nothing more came within 2.0 s"
  std::chrono::milliseconds waited{0};
};

/// Bytes as they came. Judge it with IsBytes() and the other matchers: they fail on trouble.
struct Received {
  std::string bytes;
  std::optional<Trouble> trouble{};
  /// When the last byte of a whole line (or of bytes up to a mark) came, by the wall clock.
  std::chrono::system_clock::time_point arrived{};
};

/// How a program ended, or why nobody knows.
struct Ended {
  int code = 0;    ///< exit code, where signal is 0
  int signal = 0;  ///< the signal that ended it, or 0
  std::optional<Trouble> trouble{};
};

/// Whether a connection was accepted.
struct Reached {
  bool accepted = false;
};

void PrintTo(const Reached& reached, std::ostream* out);
void PrintTo(const Received& received, std::ostream* out);
void PrintTo(const Ended& ended, std::ostream* out);

}  // namespace pipette
