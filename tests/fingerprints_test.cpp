// Every wrong program of every lab was written for one misunderstanding. Is it the one that a
// student with these failures would be told first? Compares the results that labs_test has
// recorded.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>

#include "grade/catalogue.hpp"
#include "grade/misconceptions.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const fs::path kRoot = PIPETTE_SOURCE_DIR;
const fs::path kRecords = fs::path(PIPETTE_BINARY_DIR) / "fingerprints";
constexpr std::string_view kIntended = "// misconception: ";
constexpr std::string_view kExcuse = "// not named first: ";

struct Count {
  int first = 0;
  int all = 0;
};

// What stands behind `key` in one of the first lines of a wrong program.
std::string declared(const fs::path& source, std::string_view key) {
  std::ifstream stream(source);
  constexpr int kHeader = 4;
  std::string line;
  for (int i = 0; i < kHeader && std::getline(stream, line); ++i)
    if (line.starts_with(key)) return line.substr(key.size());
  return {};
}

std::vector<fs::path> wrong_programs(const Lab& lab) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kRoot / "solutions" / lab.name() / "wrong"))
    if (entry.path().extension() == ".cpp") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

LabResult recorded(const Lab& lab, const fs::path& source) {
  const fs::path file = kRecords / lab.name() / (source.stem().string() + ".json");
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto result = lab_from_json(text);
  EXPECT_TRUE(result) << "no record " << file << ": run labs_test first";
  return result.value_or(LabResult{});
}

std::string names(const std::vector<Misconception>& likely) {
  std::string out;
  for (const Misconception& one : likely) out += (out.empty() ? "" : ", ") + one.id;
  return out.empty() ? "none" : out;
}

Count count(const Lab& lab, const std::vector<KnownMisconception>& known) {
  Count counted;
  for (const fs::path& source : wrong_programs(lab)) {
    const std::string intended = declared(source, kIntended);
    EXPECT_TRUE(std::any_of(known.begin(), known.end(),
                            [&](const auto& one) { return one.told.id == intended; }))
        << source << " must name a misconception of its lab, and names '" << intended << "'";
    const auto likely = likely_misconceptions(known, recorded(lab, source));
    ++counted.all;
    if (!likely.empty() && likely.front().id == intended) {
      ++counted.first;
      continue;
    }
    const std::string excuse = declared(source, kExcuse);
    std::cout << fmt::format("{} {}: {} was expected, named: {}{}\n", lab.name(),
                             source.stem().string(), intended, names(likely),
                             excuse.empty() ? "" : " - " + excuse);
    EXPECT_THAT(excuse, Not(IsEmpty())) << source << " must say why it is not named first";
  }
  return counted;
}

TEST(Fingerprints, NameTheMisconceptionThatAProgramWasWrittenFor) {
  Count total;
  for (const Lab& lab : load_labs(kRoot)) {
    const auto known = load_misconceptions(lab);
    EXPECT_THAT(known, Not(IsEmpty())) << lab.name();
    const Count counted = count(lab, known);
    std::cout << fmt::format("{}: {} of {} named first, of {} misconceptions\n", lab.name(),
                             counted.first, counted.all, known.size());
    total.first += counted.first;
    total.all += counted.all;
  }
  const double percent = 100.0 * total.first / std::max(total.all, 1);
  std::cout << fmt::format("all labs: {} of {} named first ({:.1f} %)\n", total.first, total.all,
                           percent);
  EXPECT_GE(percent, 95);
}

// The stub shows the one that says that nothing is there yet; labs_test holds it to that.
TEST(Fingerprints, EveryMisconceptionHasAWrongProgram) {
  for (const Lab& lab : load_labs(kRoot)) {
    std::set<std::string> shown = {"nothing-yet"};
    for (const fs::path& source : wrong_programs(lab)) shown.insert(declared(source, kIntended));
    for (const KnownMisconception& one : load_misconceptions(lab))
      EXPECT_EQ(shown.count(one.told.id), 1U) << lab.name() << ": " << one.told.id;
  }
}

// A student may fail any check, and shall then find words to look up.
TEST(HelpfulWords, AreThereForEveryCheck) {
  for (const Lab& lab : load_labs(kRoot)) {
    const auto known = load_misconceptions(lab);
    for (const RubricEntry& check : lab.checks)
      EXPECT_THAT(helpful_words(known, {}, check.name), Not(IsEmpty())) << check.name;
  }
}

KnownMisconception misconception(std::string id, std::vector<std::string> words,
                                 std::vector<std::string> fails) {
  return {.told = {.id = std::move(id), .name = "", .words = std::move(words)},
          .fingerprints = {{.fails = std::move(fails)}}};
}

TEST(HelpfulWords, ComeFirstFromWhatIsLikelyThenFromWhatIsClose) {
  const std::vector<KnownMisconception> known = {
      misconception("wide", {"pipe", "line"}, {"S.A", "S.B", "S.C"}),
      misconception("close", {"flush", "line"}, {"S.A"}),
      misconception("likely", {"buffer"}, {"S.A", "S.B"}),
      misconception("elsewhere", {"socket"}, {"S.B"})};
  EXPECT_THAT(helpful_words(known, {known[2].told}, "S.A"), ElementsAre("buffer", "flush", "line"));
  EXPECT_THAT(helpful_words(known, {}, "S.A"), ElementsAre("flush", "line", "buffer"));
  EXPECT_THAT(helpful_words(known, {}, "S.D"), IsEmpty());
}

}  // namespace
}  // namespace pipette
