// A fault of the harness, never of the student.
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace pipette {

/// "attempt: reason". Whoever catches it reports the check or the run as broken.
class HarnessError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws HarnessError with the text of `errno` when `result` is negative; else returns it.
inline int require(int result, const std::string& attempt) {
  if (result >= 0) return result;
  throw HarnessError(attempt + ": " + std::generic_category().message(errno));
}

}  // namespace pipette
