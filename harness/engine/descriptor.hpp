// File descriptors that close themselves.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <utility>

#include "core/error.hpp"

namespace pipette {

/// Owns one; -1 stands for none.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
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
