#include "grade/files.hpp"

#include <fstream>

#include "grade/catalogue.hpp"

namespace pipette {

namespace fs = std::filesystem;

std::string readable_contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void replace_file(const fs::path& file, std::string_view text) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const fs::path draft = file.string() + ".new";
  std::ofstream stream(draft, std::ios::binary);
  stream << text;
  stream.close();
  if (stream) fs::rename(draft, file, error);
  if (!stream || error)
    throw UsageError("cannot write " + file.string() + ": make the folder writable, or remove it");
}

}  // namespace pipette
