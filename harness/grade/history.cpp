#include "grade/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "grade/files.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRuns = 20;

// "000041.json": the number of a run, or 0 for other files.
std::uint32_t number_of(const fs::path& file) {
  const std::string name = file.stem().string();
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool plain = error == std::errc() && end == name.data() + name.size();
  return plain && file.extension() == ".json" ? number : 0;
}

}  // namespace

std::vector<fs::path> History::files() const {
  std::vector<fs::path> found;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, none))
    if (number_of(entry.path()) > 0) found.push_back(entry.path());
  std::sort(found.begin(), found.end(), [](const fs::path& one, const fs::path& other) {
    return number_of(one) > number_of(other);
  });
  return found;
}

void History::keep(const Report& report) const {
  const std::vector<fs::path> before = files();
  const std::uint32_t next = before.empty() ? 1 : number_of(before.front()) + 1;
  replace_file(folder_ / fmt::format("{:06}.json", next), to_json_line(report));
  std::error_code ignored;
  for (std::size_t i = kRuns - 1; i < before.size(); ++i) fs::remove(before[i], ignored);
}

std::optional<Report> History::newest(const std::function<bool(const Report&)>& fits) const {
  for (const fs::path& file : files())
    if (auto report = report_from_json(readable_contents(file)); report && fits(*report))
      return report;
  return std::nullopt;
}

}  // namespace pipette
