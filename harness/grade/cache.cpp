#include "grade/cache.hpp"

#include <fstream>
#include <sstream>

#include "core/error.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

// FNV-1a.
std::string hash_of(const std::string& text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  std::ostringstream hex;
  hex << std::hex << hash;
  return hex.str();
}

}  // namespace

CacheEntry::CacheEntry(const fs::path& cache, std::string key)
    : folder_(cache / hash_of(key)), key_(std::move(key)) {}

bool CacheEntry::holds() const {
  std::error_code ignored;
  return fs::exists(folder_ / "key", ignored) && file_contents(folder_ / "key") == key_;
}

void CacheEntry::prepare() const {
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

void CacheEntry::complete() const { write_contents(folder_ / "key", key_); }

std::string file_contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) throw HarnessError("read " + file.string());
  return text.str();
}

void write_contents(const fs::path& file, const std::string& bytes) {
  std::ofstream stream(file, std::ios::binary);
  stream << bytes << std::flush;
  if (!stream) throw HarnessError("write " + file.string());
}

}  // namespace pipette
