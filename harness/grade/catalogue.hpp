// The labs that are there: labs/NN-slug/lab.json, read and checked.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "report/events.hpp"

namespace pipette {

/// The user typed something that cannot be done; exit code 2. The text names the thing and the way
/// out.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One lab as its folder and its lab.json describe it.
struct Lab {
  int number = 0;
  std::string slug;
  std::filesystem::path folder;    ///< labs/11-echo-stdin, absolute
  std::filesystem::path source;    ///< the stub that the student completes, absolute
  std::filesystem::path solution;  ///< the model solution, absolute; may be missing
  std::string title;
  std::string idea;
  std::vector<int> needs;  ///< numbers of the labs that come before
  std::vector<std::string> build_flags;
  int check_seconds = 10;            ///< limit of one check, before slack
  std::string sanitize = "address";  ///< what suits its programs: "address" or "thread"
  std::vector<RubricEntry> checks;

  /// "11-echo-stdin"
  [[nodiscard]] std::string name() const { return folder.filename().string(); }
  [[nodiscard]] int maximum() const;
};

/// All labs below `root`/labs, by number. Throws UsageError naming the file that is not right.
[[nodiscard]] std::vector<Lab> load_labs(const std::filesystem::path& root);

/// What a chapter (the tens digit of its labs) is about.
[[nodiscard]] std::string chapter_title(int chapter);

/// The lab that `name` means: a number, a slug, or a prefix of either that fits only one lab.
/// Throws UsageError listing what there is.
[[nodiscard]] const Lab& find_lab(const std::vector<Lab>& labs, std::string_view name);

/// The full names of the checks that `text` means: a name, or a part that is in it.
/// Throws UsageError listing what there is.
[[nodiscard]] std::vector<RubricEntry> find_checks(const Lab& lab, std::string_view text);

}  // namespace pipette
