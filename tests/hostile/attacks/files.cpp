// Files of others: reading what is secret, writing what belongs to the grader or to the system.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "attack.hpp"

namespace {

// The verdict on one way to the secret.
void read_secret_at(const std::string& path) {
  const auto text = read_some(path);
  if (!text) return blocked_by("open");
  if (!text->starts_with("SECRET-")) return blocked("open: it is not the secret that lies there");
  worked("read the secret, " + std::to_string(text->size()) + " bytes");
}

void read_secret(const Target& target) { read_secret_at(need(target.secret, "secret")); }

// A path in its own folder that leads out of it.
void read_secret_symlink(const Target& target) {
  if (symlink(need(target.secret, "secret").c_str(), "link") != 0) return blocked_by("symlink");
  read_secret_at("link");
}

void read_secret_hardlink(const Target& target) {
  if (link(need(target.secret, "secret").c_str(), "second-name") != 0) return blocked_by("link");
  read_secret_at("second-name");
}

std::string output_of_shell(const std::string& script, const std::string& argument) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return "pipe";
  const pid_t child = start_child([&] {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execl("/bin/sh", "sh", "-c", script.c_str(), argument.c_str(), nullptr);
    write_all(ends[1], "no /bin/sh");
  });
  close(ends[1]);
  if (child < 0) return "cannot fork";
  std::string output;
  char buffer[4096];
  for (ssize_t n = 0; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
    output.append(buffer, static_cast<size_t>(n));
  waitpid(child, nullptr, 0);
  return output.substr(0, output.find('\n'));
}

// Another program may have rights that this one has not.
void read_secret_shell(const Target& target) {
  const std::string output = output_of_shell("exec cat \"$0\"", need(target.secret, "secret"));
  if (output.starts_with("SECRET-")) worked("cat printed the secret");
  else blocked("sh -c cat: " + output);
}

// The grader sees the files as they are, and /proc shows what the grader sees.
void read_secret_grader_root(const Target& target) {
  const std::string grader = std::to_string(need(target.grader, "grader"));
  read_secret_at("/proc/" + grader + "/root" + need(target.secret, "secret"));
}

void read_secret_grader_cwd(const Target& target) {
  std::string path = "/proc/" + std::to_string(need(target.grader, "grader")) + "/cwd";
  constexpr int kDeepEnough = 30;
  for (int i = 0; i < kDeepEnough; ++i) path += "/..";
  read_secret_at(path + need(target.secret, "secret"));
}

// Process 1 may be an init of the grader, outside of all restrictions.
void read_secret_init_root(const Target& target) {
  read_secret_at("/proc/1/root" + need(target.secret, "secret"));
}

// That a file exists and how long it is can be worth knowing.
void stat_secret(const Target& target) {
  struct stat status {};
  const bool done = stat(need(target.secret, "secret").c_str(), &status) == 0;
  report(done, "stat", "the secret has " + std::to_string(status.st_size) + " bytes");
}

// The folder of another submission: its names and its contents.
void read_other(const Target& target) {
  const std::string& folder = need(target.other, "other");
  DIR* entries = opendir(folder.c_str());
  if (entries == nullptr) return blocked_by("opendir");
  int names = 0;
  int readable = 0;
  for (const dirent* entry = nullptr; (entry = readdir(entries)) != nullptr;) {
    if (entry->d_name[0] == '.') continue;
    ++names;
    if (read_some(folder + "/" + entry->d_name)) ++readable;
  }
  if (names == 0) return blocked("opendir: the folder is empty");
  worked("saw " + std::to_string(names) + " names, read " + std::to_string(readable) + " files");
}

void write_results(const Target& target) {
  const int file = open(need(target.results, "results").c_str(), O_WRONLY | O_APPEND);
  if (file < 0) return blocked_by("open");
  report(write_all(file, "{\"forged\":true}\n"), "write", "wrote into the results");
}

void read_shadow(const Target&) {
  const auto text = read_some("/etc/shadow");
  report(text.has_value(), "open", "read " + std::to_string(text.value_or("").size()) + " bytes");
}

void write_system(const std::string& folder) {
  const std::string path = folder + "/pipette-attack-" + std::to_string(getpid());
  const int file = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0644);
  if (file < 0) return blocked_by("open");
  unlink(path.c_str());
  worked("made a file in " + folder);
}

void write_usr(const Target&) { write_system("/usr"); }

void write_etc(const Target&) { write_system("/etc"); }

// The program of the grader itself, and what it was started from.
void read_grader_program(const Target& target) {
  const std::string grader = std::to_string(need(target.grader, "grader"));
  const auto text = read_some("/proc/" + grader + "/exe");
  report(text.has_value(), "open", "read the program of the grader");
}

bool enter_cgroup(const std::string& procs) {
  const auto before = read_some("/proc/self/cgroup");
  const int file = open(procs.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool written = write_all(file, std::to_string(getpid()));
  const int error = errno;
  close(file);
  errno = error;
  return written && read_some("/proc/self/cgroup") != before;
}

// Another control group has other limits.
void cgroup_escape(const Target&) {
  namespace fs = std::filesystem;
  constexpr int kMost = 2000;
  std::error_code error;
  int groups = 0;
  int reason = ENOENT;
  fs::recursive_directory_iterator entry("/sys/fs/cgroup",
                                         fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator() && groups < kMost;
       entry.increment(error)) {
    if (entry->path().filename() != "cgroup.procs") continue;
    ++groups;
    if (enter_cgroup(entry->path())) return worked("moved into " + entry->path().string());
    reason = errno;
  }
  if (groups == 0) return blocked("no control groups in /sys/fs/cgroup");
  blocked_by("write to " + std::to_string(groups) + " cgroup.procs", reason);
}

}  // namespace

const std::vector<Attack> kFileAttacks{
    {"read-secret", read_secret},
    {"read-secret-symlink", read_secret_symlink},
    {"read-secret-hardlink", read_secret_hardlink},
    {"read-secret-shell", read_secret_shell},
    {"read-secret-grader-root", read_secret_grader_root},
    {"read-secret-grader-cwd", read_secret_grader_cwd},
    {"read-secret-init-root", read_secret_init_root},
    {"stat-secret", stat_secret},
    {"read-other", read_other},
    {"write-results", write_results},
    {"read-shadow", read_shadow},
    {"write-usr", write_usr},
    {"write-etc", write_etc},
    {"read-grader-program", read_grader_program},
    {"cgroup-escape", cgroup_escape},
};
