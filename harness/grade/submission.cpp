#include "grade/submission.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "engine/descriptor.hpp"
#include "engine/leftover.hpp"
#include "grade/cache.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestSource = std::size_t{1} << 20U;

// Reads a file that a student has chosen: a link or a device of that name is not followed.
LeftFile submitted_file(const fs::path& path) {
  const Descriptor directory(open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!directory.is_open())
    throw UsageError("cannot read the folder " + path.parent_path().string());
  return read_left_file(directory.get(), path.filename().string(), kLargestSource);
}

// Where a file stands, as a student knows it: below the project's root, if it is there.
fs::path place(const Lab& lab, const fs::path& path) {
  const fs::path root = lab.folder.parent_path().parent_path();
  const fs::path relative = path.lexically_relative(root);
  const bool inside = !relative.empty() && *relative.begin() != "..";
  return inside ? relative : fs::path("program") / path.filename();
}

}  // namespace

std::set<fs::path> headers_in(const fs::path& folder) {
  std::set<fs::path> found;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".hpp" || entry.path().extension() == ".h")
      found.insert(entry.path());
  return found;
}

StagedSources::StagedSources(const Lab& lab, const fs::path& source) : source_(place(lab, source)) {
  fs::permissions(folder(), fs::perms(0755));
  if (!fs::exists(fs::symlink_status(source))) throw UsageError("cannot read " + source.string());
  LeftFile file = submitted_file(source);
  problem_ = std::move(file.problem);
  text_ = std::move(file.bytes);
  write(source_, text_);
  const fs::path kit = lab.folder.parent_path() / "kit";
  stage_headers(source.parent_path(), source_.parent_path());
  if (kit != source.parent_path()) stage_headers(kit, place(lab, kit));
}

void StagedSources::stage_headers(const fs::path& from, const fs::path& to) {
  flags_.push_back("-I" + to.string());
  for (const fs::path& header : headers_in(from)) {
    const LeftFile file = submitted_file(header);
    if (file.problem) continue;  // an #include of it says that it is not there
    write(to / header.filename(), file.bytes);
    headers_ += (to / header.filename()).string() + "\n" + file.bytes + "\n";
  }
}

void StagedSources::write(const fs::path& place, const std::string& text) const {
  fs::path made = folder();
  for (const fs::path& part : place.parent_path()) {
    made /= part;
    if (fs::create_directory(made)) fs::permissions(made, fs::perms(0755));
  }
  write_contents(folder() / place, text);
  fs::permissions(folder() / place, fs::perms(0644));
}

}  // namespace pipette
