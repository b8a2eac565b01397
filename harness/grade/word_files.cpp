#include "grade/word_files.hpp"

#include <charconv>
#include <map>
#include <sstream>

#include "grade/files.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using Fields = std::map<std::string, std::string>;

constexpr std::string_view kBeforeFields = "---\n";
constexpr std::string_view kBehindFields = "\n---\n";

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw UsageError(file.string() + ": " + why);
}

// "a, b" gives two; "none" gives nothing.
std::vector<std::string> several(const std::string& value) {
  std::vector<std::string> out;
  if (value.empty() || value == "none") return out;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find(", ", at), value.size());
    out.push_back(value.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

// The lines "name: value" between two lines "---".
Fields fields_of(const fs::path& file, const std::string& head) {
  Fields fields;
  std::istringstream lines(head);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string::npos) refuse(file, "\"" + line + "\" is not \"name: value\"");
    fields[line.substr(0, colon)] = line.substr(colon + 2);
  }
  for (const char* needed : {"name", "needs", "category", "lab"})
    if (fields[needed].empty())
      refuse(file, std::string("the field \"") + needed + "\" is missing");
  return fields;
}

class Reader {
 public:
  Reader(const fs::path& folder, const std::vector<Lab>& labs, const State& state)
      : folder_(folder), labs_(labs), state_(state) {}

  WordMap map() {
    const fs::path file = folder_ / "README.md";
    std::istringstream lines(readable_contents(file));
    for (std::string line; std::getline(lines, line);) {
      if (line.size() > 5 && line.starts_with("## ") && line[4] == '.')
        map_.groups.push_back({line.substr(3), map_.pages.size(), 0});
      else if (map_.groups.empty()) map_.introduction += line.starts_with("# ") ? "" : line + "\n";
      else if (line.starts_with("- [")) add(page(folder_ / linked_file(file, line)));
    }
    if (map_.pages.empty()) refuse(file, "there is no word in it");
    return std::move(map_);
  }

 private:
  // "- [pipe](pipe.md)"
  static std::string linked_file(const fs::path& file, const std::string& line) {
    const std::size_t begin = line.rfind("](");
    if (begin == std::string::npos || !line.ends_with(".md)"))
      refuse(file, "\"" + line + "\" is not \"- [word](file.md)\"");
    return line.substr(begin + 2, line.size() - begin - 3);
  }

  WordPage page(const fs::path& file) {
    const std::string all = readable_contents(file);
    const std::size_t begin = kBeforeFields.size();
    const std::size_t end = all.find(kBehindFields, begin);
    if (!all.starts_with(kBeforeFields) || end == std::string::npos)
      refuse(file, "it cannot be read, or does not begin with fields between two lines ---");
    Fields fields = fields_of(file, all.substr(begin, end - begin));
    WordPage page{.slug = file.stem(), .name = fields["name"], .also = several(fields["also"])};
    page.category = fields["category"];
    page.spec = fields["spec"];
    page.text = all.substr(end + kBehindFields.size());
    for (const std::string& need : several(fields["needs"])) {
      const auto found = place_.find(need);
      if (found == place_.end()) refuse(file, "it needs " + need + ", which is no page above it");
      page.needs.push_back(found->second);
    }
    if (fields["lab"].starts_with("none, ")) page.why_no_lab = fields["lab"].substr(6);
    else
      for (const std::string& one : several(fields["lab"])) page.labs.push_back(lab(file, one));
    return page;
  }

  // "21", or "43 (planned)".
  WordLab lab(const fs::path& file, const std::string& text) const {
    WordLab lab;
    if (std::from_chars(text.data(), text.data() + text.size(), lab.number).ec != std::errc())
      refuse(file, "\"" + text + "\" is no lab");
    for (const Lab& one : labs_)
      if (one.number == lab.number) {
        lab.folder = one.name();
        lab.passed = one.maximum() > 0 && state_.load(one).best >= one.maximum();
      }
    return lab;
  }

  void add(WordPage page) {
    place_[page.slug] = map_.pages.size();
    map_.pages.push_back(std::move(page));
    ++map_.groups.back().count;
  }

  fs::path folder_;
  const std::vector<Lab>& labs_;
  const State& state_;
  std::map<std::string, std::size_t> place_;
  WordMap map_;
};

}  // namespace

WordMap load_words(const fs::path& root, const std::vector<Lab>& labs, const State& state) {
  return Reader(root / "labs" / "words", labs, state).map();
}

}  // namespace pipette
