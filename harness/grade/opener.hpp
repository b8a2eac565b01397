// Opens pages in the user's browser.
#pragma once

#include <filesystem>
#include <string>

namespace pipette {

/// A helper process outside our family, because whatever runs below us is ended with us, and a
/// browser shall go on. Make it before be_watched(); it ends when this object goes.
class Opener {
 public:
  Opener();
  ~Opener();
  Opener(const Opener&) = delete;
  Opener& operator=(const Opener&) = delete;

  /// Asks the helper to show a file: with the command that BROWSER names, or else xdg-open. False
  /// where there is nothing to show it with (no such command, no desktop).
  [[nodiscard]] bool open(const std::filesystem::path& file) const;

 private:
  int pipe_ = -1;
  std::string command_;
};

}  // namespace pipette
