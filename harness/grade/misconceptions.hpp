// What a set of failures often means. Each lab's misconceptions.json says which failed checks and
// which symptoms (core/symptom.hpp) point to which misunderstanding.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/symptom.hpp"
#include "core/verdict.hpp"
#include "grade/catalogue.hpp"

namespace pipette {

/// Something that was seen in a failed check.
struct Sign {
  std::string check{};    ///< full name; empty: in any failed check
  std::string symptom{};  ///< a word of core/symptom.hpp or of a Cause; or empty
  std::string text{};     ///< stands in what came, in what was expected or in the last
                          ///< words on standard error; or empty
};

/// One way in which a misunderstanding shows itself.
struct Fingerprint {
  std::vector<std::string> fails;  ///< full names of checks; "*" stands for every check of the lab
  std::vector<Sign> sees{};
};

struct KnownMisconception {
  Misconception told;
  std::vector<Fingerprint> fingerprints;
};

/// What the lab's file holds; nothing where there is none. Throws UsageError naming the place of a
/// mistake in it: an unknown check or symptom, a missing hint, an id that is there twice.
[[nodiscard]] std::vector<KnownMisconception> load_misconceptions(const Lab& lab);

/// The misconceptions that fit these results, the likeliest first, at most three; none where
/// nothing failed, or nothing fits well. Of two that fit equally, the first of the file comes
/// first.
[[nodiscard]] std::vector<Misconception> likely_misconceptions(
    const std::vector<KnownMisconception>& known, const LabResult& result);

/// The words of the map that help with one failed check, at most three: of the misconceptions that
/// make it fail, the `likely` ones first, then those that make the fewest others fail.
[[nodiscard]] std::vector<std::string> helpful_words(const std::vector<KnownMisconception>& known,
                                                     const std::vector<Misconception>& likely,
                                                     const std::string& check);

}  // namespace pipette
