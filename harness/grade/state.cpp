#include "grade/state.hpp"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
#include <sstream>

#include "grade/files.hpp"
#include "grade/task.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// The committed version of a file that was changed since, or nothing (also where there is no git).
std::optional<std::string> committed(const fs::path& root, const fs::path& file) {
  if (!fs::exists("/usr/bin/git")) return std::nullopt;
  const TaskResult shown =
      run_task({.executable = "/usr/bin/git",
                .arguments = {"show", "HEAD:./" + fs::relative(file, root).string()},
                .environment = {"PATH=/usr/bin:/bin", "HOME=" + from_environment("HOME")},
                .directory = root,
                .limits = {}},
               std::chrono::seconds(10));
  const bool known = shown.ending && shown.ending->signal == 0 && shown.ending->code == 0;
  return known ? std::optional<std::string>(shown.out) : std::nullopt;
}

std::string timestamp() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%d-%H%M%S", &local);
  return text.data();
}

}  // namespace

LabState State::load(const Lab& lab) const {
  LabState state;
  const Json json =
      Json::parse(readable_contents(folder_ / (lab.name() + ".json")), nullptr, false);
  if (!json.is_object()) return state;
  try {
    state.best = json.at("best").get<int>();
    state.hinted = json.at("hinted").get<std::string>();
    state.hint_level = json.at("hint_level").get<int>();
    state.last = lab_from_json(json.at("last").dump());
  } catch (const Json::exception&) {
    return {};  // written by another version, or by hand: as good as nothing
  }
  return state;
}

void State::save(const Lab& lab, const LabState& state) const {
  Json json;
  json["best"] = state.best;
  json["hinted"] = state.hinted;
  json["hint_level"] = state.hint_level;
  json["last"] = state.last ? Json::parse(to_json(*state.last)) : Json();
  replace_file(folder_ / (lab.name() + ".json"), json.dump(2) + "\n");
}

fs::path State::stub(const Lab& lab) const {
  return folder_ / "stubs" / lab.name() / lab.source.filename();
}

void State::keep_stubs(const std::vector<Lab>& labs, const fs::path& root) const {
  for (const Lab& lab : labs)
    if (!fs::exists(stub(lab)) && fs::exists(lab.source))
      replace_file(stub(lab), committed(root, lab.source).value_or(readable_contents(lab.source)));
}

fs::path State::restore_stub(const Lab& lab) const {
  fs::path backup;
  if (fs::exists(lab.source)) {
    const std::string name = lab.source.stem().string() + "-" + timestamp();
    backup = folder_ / "backup" / lab.name() / (name + lab.source.extension().string());
    replace_file(backup, readable_contents(lab.source));
  }
  replace_file(lab.source, readable_contents(stub(lab)));
  return backup;
}

}  // namespace pipette
