// The reading verbs that programs and connections share.
#pragma once

#include <cstddef>
#include <string_view>

#include "check/received.hpp"
#include "core/deadline.hpp"

namespace pipette {

struct Inbox;

/// Something that bytes come from. Every verb waits at most `within` (times the slack), and takes
/// away what it returns; on trouble it returns what there was.
class Readable {
 public:
  /// Up to and including the next line feed.
  [[nodiscard]] Received read_line(Within within = kPromptly) { return read_until("\n", within); }
  /// Up to and including `mark`.
  [[nodiscard]] Received read_until(std::string_view mark, Within within = kPromptly);
  /// Exactly `count` bytes.
  [[nodiscard]] Received read_exactly(std::size_t count, Within within = kPromptly);
  /// Whatever has come so far, without waiting; never in trouble.
  [[nodiscard]] Received read_available();
  /// Everything until the other side ends the stream. A reset is trouble.
  [[nodiscard]] Received read_to_end(Within within = kPromptly);

  /// Inside check/ only: what has come and nobody took, for verbs that know a protocol.
  [[nodiscard]] virtual Inbox& inbox() = 0;

 protected:
  Readable() = default;
  ~Readable() = default;
  Readable(Readable&&) = default;
  Readable& operator=(Readable&&) = default;

 private:
  virtual void expect(std::size_t bytes) = 0;
};

}  // namespace pipette
