#include "grade/catalogue.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace pipette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::vector<RubricEntry> read_rubric(const Json& checks) {
  std::vector<RubricEntry> rubric;
  std::set<std::string> names;
  for (const Json& check : checks) {
    RubricEntry entry{check.at("name").get<std::string>(), check.at("points").get<int>()};
    if (entry.points < 0) throw UsageError("\"" + entry.name + "\" has negative points");
    if (!names.insert(entry.name).second)
      throw UsageError("the check \"" + entry.name + "\" is there twice");
    rubric.push_back(std::move(entry));
  }
  if (rubric.empty()) throw UsageError("\"checks\" is empty");
  return rubric;
}

// Number and slug come from the folder's name: "11-echo-stdin".
Lab named_by(const fs::path& folder) {
  const std::string name = folder.filename().string();
  Lab lab;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), lab.number);
  const auto digits = static_cast<std::size_t>(end - name.data());
  if (error != std::errc() || digits + 1 >= name.size() || name[digits] != '-')
    throw UsageError("the folder's name must be a number, '-' and a slug, as in 11-echo-stdin");
  lab.slug = name.substr(digits + 1);
  lab.folder = folder;
  return lab;
}

Lab read_lab(const fs::path& root, const fs::path& file) {
  Lab lab = named_by(file.parent_path());
  std::ifstream stream(file);
  const Json json = Json::parse(stream);
  const std::string source = json.at("source").get<std::string>();
  if (fs::path(source).has_parent_path())
    throw UsageError("\"source\" must be a file in the lab's own folder");
  lab.source = lab.folder / source;
  lab.solution = root / "solutions" / lab.name() / source;
  lab.title = json.at("title").get<std::string>();
  lab.idea = json.at("idea").get<std::string>();
  lab.needs = json.at("needs").get<std::vector<int>>();
  lab.build_flags = json.value("build_flags", std::vector<std::string>());
  lab.check_seconds = json.value("check_seconds", lab.check_seconds);
  if (lab.check_seconds < 1 || lab.check_seconds > 300)
    throw UsageError("\"check_seconds\" must be 1 to 300");
  lab.sanitize = json.value("sanitize", lab.sanitize);
  if (lab.sanitize != "address" && lab.sanitize != "thread")
    throw UsageError("\"sanitize\" must be \"address\" or \"thread\"");
  lab.checks = read_rubric(json.at("checks"));
  return lab;
}

std::string names_of(const std::vector<const Lab*>& labs) {
  std::string text;
  for (const Lab* lab : labs) text += (text.empty() ? "" : ", ") + lab->name();
  return text;
}

}  // namespace

int Lab::maximum() const {
  int sum = 0;
  for (const RubricEntry& check : checks) sum += check.points;
  return sum;
}

std::vector<Lab> load_labs(const fs::path& root) {
  std::vector<Lab> labs;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "labs", error)) {
    const fs::path file = entry.path() / "lab.json";
    if (!fs::exists(file)) continue;
    try {
      labs.push_back(read_lab(root, file));
    } catch (const std::exception& reason) {
      throw UsageError(file.string() + ": " + reason.what());
    }
  }
  if (labs.empty()) throw UsageError("there are no labs in " + (root / "labs").string());
  std::sort(labs.begin(), labs.end(),
            [](const Lab& a, const Lab& b) { return a.number < b.number; });
  return labs;
}

std::string chapter_title(int chapter) {
  static const std::map<int, std::string> kTitles = {
      {1, "one program"},
      {2, "several programs on one machine"},
      {3, "between computers"},
      {4, "many at once"},
      {5, "HTTP"},
      {6, "streams"},
      {7, "MCP"},
      {8, "HTTP/2"},
  };
  const auto found = kTitles.find(chapter);
  return found != kTitles.end() ? found->second : "more labs";
}

const Lab& find_lab(const std::vector<Lab>& labs, std::string_view name) {
  std::vector<const Lab*> fitting;
  std::vector<const Lab*> all;
  for (const Lab& lab : labs) {
    all.push_back(&lab);
    if (name == std::to_string(lab.number) || name == lab.slug || name == lab.name()) return lab;
    if (!name.empty() && (starts_with(lab.name(), name) || starts_with(lab.slug, name)))
      fitting.push_back(&lab);
  }
  if (fitting.size() == 1) return *fitting.front();
  const std::string quoted = "'" + std::string(name) + "'";
  if (fitting.empty())
    throw UsageError("there is no lab " + quoted + "; there are: " + names_of(all));
  throw UsageError(quoted + " fits several labs: " + names_of(fitting));
}

std::vector<RubricEntry> find_checks(const Lab& lab, std::string_view text) {
  std::vector<RubricEntry> found;
  std::string all;
  for (const RubricEntry& check : lab.checks) {
    const std::string_view short_name =
        std::string_view(check.name).substr(check.name.find('.') + 1);
    if (text == check.name || text == short_name) return {check};
    if (check.name.find(text) != std::string::npos) found.push_back(check);
    all += "\n  " + std::string(short_name);
  }
  if (!found.empty() && !text.empty()) return found;
  throw UsageError("lab " + lab.name() + " has no check '" + std::string(text) +
                   "'; its checks are:" + all);
}

}  // namespace pipette
