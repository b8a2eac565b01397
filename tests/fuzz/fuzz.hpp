// What the fuzz targets share. Each of them defines `corpus` and `words` for driver.cpp, and the
// entry point of libFuzzer, so that it runs with either.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/bytes.hpp"
#include "proto/parsed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace pipette::fuzz {

/// Messages to begin with.
[[nodiscard]] std::vector<std::string> corpus();
/// Bytes that mean something in the format.
[[nodiscard]] std::vector<std::string> words();

/// An input: two bytes that steer the test, and the bytes under test in a block of just their size,
/// so that a sanitizer sees every byte read too far.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size)
      : where_(size > 0 ? data[0] : 0U),
        mode_(size > 1 ? data[1] : 0U),
        bytes_(data + (size < 2 ? size : 2), data + size) {}

  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
  /// A place to split at, from 0 to the number of bytes.
  [[nodiscard]] std::size_t cut() const { return where_ * (bytes_.size() + 1) / 256; }
  [[nodiscard]] unsigned mode() const { return mode_; }

  /// Ends the program when `holds` is false.
  void demand(bool holds, const char* what) const {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\ncut %zu, mode %u, bytes %s\n", what, cut(), mode(),
                 visible(bytes(), 100000).c_str());
    std::abort();
  }

 private:
  std::size_t where_;
  unsigned mode_;
  std::vector<char> bytes_;
};

/// Everything about a result as one text, so that results can be compared; `tell` does it for the
/// value.
template <typename T, typename Tell>
std::string told(const Parsed<T>& parsed, Tell tell) {
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return "wrong at " + std::to_string(invalid->offset) + ": " + invalid->why;
  if (const auto* complete = std::get_if<Complete<T>>(&parsed))
    return std::to_string(complete->length) + " bytes: " + tell(complete->value);
  return "more";
}

}  // namespace pipette::fuzz
