// Programs and headers that were compiled before.
#pragma once

#include <filesystem>
#include <string>

namespace pipette {

/// One place in the cache. Its folder is named by a hash, but what lies there counts only if the
/// key, everything that the result depends on, is the same to the byte.
class CacheEntry {
 public:
  CacheEntry(const std::filesystem::path& cache, std::string key);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// Whether complete() was called for this key.
  [[nodiscard]] bool holds() const;
  /// Empties the folder.
  void prepare() const;
  /// What was written to the folder since prepare() is all of it.
  void complete() const;

 private:
  std::filesystem::path folder_;
  std::string key_;
};

/// The bytes of a file of ours. Throws HarnessError.
[[nodiscard]] std::string file_contents(const std::filesystem::path& file);
/// Throws HarnessError.
void write_contents(const std::filesystem::path& file, const std::string& bytes);

}  // namespace pipette
