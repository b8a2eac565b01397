#include "engine/reach.hpp"

#include <sys/stat.h>

namespace pipette {
namespace {

namespace fs = std::filesystem;

// The rights of everybody else; none where there is no such file.
unsigned others(const fs::path& path) {
  struct stat facts {};
  return stat(path.c_str(), &facts) == 0 ? facts.st_mode & S_IRWXO : 0;
}

bool is_within_reach(const fs::path& file) {
  for (fs::path folder = file.parent_path(); folder != folder.root_path();
       folder = folder.parent_path())
    if ((others(folder) & S_IXOTH) == 0) return false;
  return (others(file) & S_IROTH) != 0;
}

}  // namespace

std::vector<std::string> within_reach(std::vector<std::string> command, const fs::path& folder) {
  constexpr auto kRights = fs::perms(0755);
  for (std::size_t i = 0; i < command.size(); ++i) {
    const fs::path file = command[i];
    std::error_code ignored;
    if (!file.is_absolute() || !fs::is_regular_file(file, ignored) || is_within_reach(file))
      continue;
    const fs::path place = folder / ("file-" + std::to_string(i));
    fs::create_directory(place);
    fs::permissions(place, kRights);
    fs::copy_file(file, place / file.filename());
    fs::permissions(place / file.filename(), kRights);
    command[i] = (place / file.filename()).string();
  }
  return command;
}

}  // namespace pipette
