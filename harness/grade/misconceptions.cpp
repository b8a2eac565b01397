#include "grade/misconceptions.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace pipette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// A share of the fit that a fingerprint must reach before it is named at all.
constexpr double kWorthNaming = 0.5;
// What all signs of a fingerprint together can add to its fit, or take away from it.
constexpr double kWeightOfSigns = 0.5;
constexpr std::size_t kNamedAtOnce = 3;

[[noreturn]] void refuse(const fs::path& file, const std::string& why) {
  throw UsageError(file.string() + ": " + why);
}

// ---- Reading the file ----

bool is_known(const std::string& symptom) {
  if (symptom_of(symptom)) return true;
  for (int i = 0; i <= static_cast<int>(Cause::did_not_build); ++i) {
    std::string cause(word(static_cast<Cause>(i)));
    std::replace(cause.begin(), cause.end(), ' ', '_');
    if (cause == symptom) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const Lab& lab, fs::path file) : lab_(lab), file_(std::move(file)) {}

  KnownMisconception misconception(const Json& json) {
    KnownMisconception out;
    out.told.id = text(json, "id");
    if (!ids_.insert(out.told.id).second)
      refuse(file_, "the id " + out.told.id + " is there twice");
    out.told.name = text(json, "name");
    out.told.hint = {text(json, "look"), text(json, "think"), text(json, "experiment")};
    out.told.words = json.at("words").get<std::vector<std::string>>();
    for (const Json& item : json.at("fingerprints")) out.fingerprints.push_back(fingerprint(item));
    if (out.fingerprints.empty()) refuse(file_, out.told.id + " has no fingerprint");
    return out;
  }

 private:
  std::string text(const Json& json, const char* key) {
    auto value = json.at(key).get<std::string>();
    if (value.empty()) refuse(file_, std::string(key) + " is empty in " + json.dump());
    return value;
  }

  Fingerprint fingerprint(const Json& json) {
    Fingerprint out;
    for (const Json& name : json.at("fails"))
      for (const std::string& check : checks(name.get<std::string>())) out.fails.push_back(check);
    if (out.fails.empty()) refuse(file_, "a fingerprint names no check");
    for (const Json& item : json.value("sees", Json::array())) out.sees.push_back(sign(item));
    return out;
  }

  Sign sign(const Json& json) {
    Sign out{json.value("check", ""), json.value("symptom", ""), json.value("text", "")};
    if (!out.check.empty()) out.check = checks(out.check).front();
    if (!out.symptom.empty() && !is_known(out.symptom))
      refuse(file_, "there is no symptom " + out.symptom);
    if (out.symptom.empty() && out.text.empty()) refuse(file_, "a sign says nothing");
    return out;
  }

  // The full names that a name means: "*", or the part behind the dot.
  std::vector<std::string> checks(const std::string& name) {
    std::vector<std::string> found;
    for (const RubricEntry& check : lab_.checks)
      if (name == "*" || check.name == name || check.name.ends_with("." + name))
        found.push_back(check.name);
    if (found.empty()) refuse(file_, "there is no check " + name);
    return found;
  }

  const Lab& lab_;
  fs::path file_;
  std::set<std::string> ids_;
};

// ---- Comparing ----

bool shows(const CheckResult& check, const Sign& sign) {
  if (!check.failure || (!sign.check.empty() && sign.check != check.name)) return false;
  const Failure& failure = *check.failure;
  std::string cause(word(failure.cause));
  std::replace(cause.begin(), cause.end(), ' ', '_');
  const bool symptom = sign.symptom.empty() || cause == sign.symptom ||
                       std::find(failure.symptoms.begin(), failure.symptoms.end(), sign.symptom) !=
                           failure.symptoms.end();
  const auto holds = [&](const std::string& text) {
    return text.find(sign.text) != std::string::npos;
  };
  return symptom && (sign.text.empty() || holds(failure.got) || holds(failure.expected) ||
                     holds(failure.stderr_tail));
}

// 0 to 1: how well the failed checks are the expected ones (the Dice coefficient), 1 where they are
// exactly these.
double likeness(const std::set<std::string>& failed, const std::vector<std::string>& expected) {
  const auto both = std::count_if(expected.begin(), expected.end(),
                                  [&](const std::string& name) { return failed.count(name) > 0; });
  return 2.0 * static_cast<double>(both) / static_cast<double>(failed.size() + expected.size());
}

double fit(const Fingerprint& fingerprint, const std::set<std::string>& failed,
           const LabResult& result) {
  double signs = 0;
  for (const Sign& sign : fingerprint.sees) {
    const bool seen = std::any_of(result.checks.begin(), result.checks.end(),
                                  [&](const CheckResult& check) { return shows(check, sign); });
    signs += seen ? 1 : -1;
  }
  if (!fingerprint.sees.empty()) signs /= static_cast<double>(fingerprint.sees.size());
  return likeness(failed, fingerprint.fails) + kWeightOfSigns * signs;
}

}  // namespace

std::vector<KnownMisconception> load_misconceptions(const Lab& lab) {
  const fs::path file = lab.folder / "misconceptions.json";
  std::vector<KnownMisconception> known;
  if (!fs::exists(file)) return known;
  try {
    std::ifstream stream(file);
    Reader reader(lab, file);
    for (const Json& item : Json::parse(stream)) known.push_back(reader.misconception(item));
  } catch (const Json::exception& error) {
    refuse(file, error.what());
  }
  return known;
}

std::vector<Misconception> likely_misconceptions(const std::vector<KnownMisconception>& known,
                                                 const LabResult& result) {
  std::set<std::string> failed;
  for (const CheckResult& check : result.checks)
    if (check.verdict == Verdict::failed) failed.insert(check.name);
  if (failed.empty() || result.build_failure) return {};
  std::multimap<double, const KnownMisconception*, std::greater<>> by_fit;
  for (const KnownMisconception& one : known) {
    double best = 0;
    for (const Fingerprint& fingerprint : one.fingerprints)
      best = std::max(best, fit(fingerprint, failed, result));
    if (best > kWorthNaming) by_fit.emplace(best, &one);
  }
  std::vector<Misconception> likely;
  for (const auto& [how_well, one] : by_fit)
    if (likely.size() < kNamedAtOnce) likely.push_back(one->told);
  return likely;
}

std::vector<std::string> helpful_words(const std::vector<KnownMisconception>& known,
                                       const std::vector<Misconception>& likely,
                                       const std::string& check) {
  std::multimap<std::pair<bool, std::size_t>, const Misconception*> by_closeness;
  for (const KnownMisconception& one : known) {
    const bool unlikely =
        std::none_of(likely.begin(), likely.end(),
                     [&](const Misconception& named) { return named.id == one.told.id; });
    for (const Fingerprint& fingerprint : one.fingerprints)
      if (std::find(fingerprint.fails.begin(), fingerprint.fails.end(), check) !=
          fingerprint.fails.end())
        by_closeness.emplace(std::pair(unlikely, fingerprint.fails.size()), &one.told);
  }
  constexpr std::size_t kEnough = 3;
  std::vector<std::string> words;
  for (const auto& [closeness, misconception] : by_closeness)
    for (const std::string& word : misconception->words)
      if (words.size() < kEnough && std::find(words.begin(), words.end(), word) == words.end())
        words.push_back(word);
  return words;
}

}  // namespace pipette
