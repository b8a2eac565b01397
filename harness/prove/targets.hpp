// What hostile programs are after, made up for them: a secret, results, sockets, our life.
#pragma once

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/session.hpp"

namespace pipette {

/// Bait. Made before this process is shut in, so that it lies in the outer world: everybody's
/// rights allow to read it, and only the protections that are on trial forbid it.
class Targets {
 public:
  Targets();
  ~Targets();
  Targets(const Targets&) = delete;
  Targets& operator=(const Targets&) = delete;

  /// The bait as "key=value", for the command line of tests/hostile/attacks.
  [[nodiscard]] std::vector<std::string> words() const;
  /// What a program that runs as `user` left or changed in the outer world since the last call, in
  /// words; puts it back.
  [[nodiscard]] std::vector<std::string> traces(uid_t user);
  /// The text that no output may contain.
  [[nodiscard]] const std::string& secret() const { return secret_; }

 private:
  std::filesystem::path file(const char* name) const { return folder_.path() / name; }
  void lay_out();

  WorkingDirectory folder_;
  std::string secret_;
  std::string abstract_name_;
  int tcp_ = -1;
  int udp_ = -1;
  int abstract_ = -1;
  int path_ = -1;
};

}  // namespace pipette
