// The files of a submission, copied to where they can be compiled.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/session.hpp"
#include "grade/catalogue.hpp"

namespace pipette {

/// The headers that a source file in this folder may include, by name.
[[nodiscard]] std::set<std::filesystem::path> headers_in(const std::filesystem::path& folder);

/// Copies of one source file and of what it may include: the headers that stand beside it and those
/// of labs/kit. Nothing else of the submission, of the labs or of the disk is there. The folder is
/// readable for everybody and goes with this object.
class StagedSources {
 public:
  /// Throws UsageError when there is no such file. A file that is no plain file is not followed:
  /// then problem() says so.
  StagedSources(const Lab& lab, const std::filesystem::path& source);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  /// The source's place below folder(): as it is seen from the project's root, where it lies there.
  [[nodiscard]] const std::filesystem::path& source() const { return source_; }
  /// "-I" and the folders of headers, below folder().
  [[nodiscard]] const std::vector<std::string>& include_flags() const { return flags_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  /// All headers with their names: together with text(), what a program is made of.
  [[nodiscard]] const std::string& headers() const { return headers_; }
  [[nodiscard]] const std::optional<std::string>& problem() const { return problem_; }

 private:
  void stage_headers(const std::filesystem::path& from, const std::filesystem::path& to);
  void write(const std::filesystem::path& place, const std::string& text) const;

  WorkingDirectory folder_;
  std::filesystem::path source_;
  std::vector<std::string> flags_;
  std::string text_;
  std::string headers_;
  std::optional<std::string> problem_;
};

}  // namespace pipette
