// Descriptors that close themselves.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <utility>

#include "core/error.hpp"

namespace pipette {

/// Owns one descriptor; -1: none.
class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~FileDescriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Both ends of a pipe, closed at exec; what is still held is closed at the end.
struct Pipe {
  std::array<int, 2> ends{-1, -1};  ///< for reading, for writing

  Pipe() { require(pipe2(ends.data(), O_CLOEXEC), "make a pipe"); }
  ~Pipe() {
    close(0);
    close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  /// Hands one end over to an owner.
  int release(std::size_t end) { return std::exchange(ends.at(end), -1); }
  void close(std::size_t end) {
    if (ends.at(end) >= 0) ::close(release(end));
  }
};

}  // namespace pipette
