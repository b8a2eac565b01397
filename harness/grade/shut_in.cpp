#include "grade/shut_in.hpp"

#include "core/error.hpp"
#include "grade/program.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

// bwrap's options: a view of the disk, and namespaces. Its first process ends with us, and with it
// everything inside.
std::vector<std::string> bubblewrap_options(const std::vector<fs::path>& readable,
                                            const fs::path& scratch) {
  std::vector<std::string> options = {"--unshare-user", "--unshare-net", "--unshare-pid",
                                      "--unshare-ipc",  "--unshare-uts", "--die-with-parent",
                                      "--cap-drop",     "ALL",           "--proc",
                                      "/proc",          "--dev",         "/dev"};
  const auto show = [&options](const fs::path& path) {
    if (fs::is_symlink(path) && path.parent_path() == "/")
      options.insert(options.end(), {"--symlink", fs::read_symlink(path).string(), path.string()});
    else options.insert(options.end(), {"--ro-bind", path.string(), path.string()});
  };
  for (const fs::path& path : system_files()) show(path);
  options.insert(options.end(), {"--tmpfs", scratch.string()});
  for (const fs::path& path : readable) show(path);
  options.insert(options.end(), {"--chdir", "/", "--"});
  return options;
}

std::string bubblewrap() {
  std::string bwrap = find_command("bwrap");
  if (bwrap.empty()) throw HarnessError("find bwrap: it is not installed (package bubblewrap)");
  return bwrap;
}

}  // namespace

SpawnOptions shut_in(Backend backend, const fs::path& helper,
                     const std::vector<std::string>& arguments,
                     const std::vector<fs::path>& readable, const fs::path& scratch) {
  // The programs' folders lie below it, and their user may be another one.
  fs::permissions(scratch, fs::perms(0711));
  SpawnOptions options{
      .executable = helper,
      .arguments = arguments,
      .environment = {"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "TMPDIR=" + scratch.string()},
      .directory = "/",
      .limits = {}};
  if (backend != Backend::bubblewrap) return options;
  std::vector<fs::path> shown = readable;
  shown.push_back(helper);
  std::vector<std::string> all = bubblewrap_options(shown, scratch);
  all.push_back(helper.string());
  all.insert(all.end(), arguments.begin(), arguments.end());
  options.executable = bubblewrap();
  options.arguments = std::move(all);
  return options;
}

}  // namespace pipette
