#include "engine/sandbox.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "core/error.hpp"
#include "engine/private_network.hpp"
#include "engine/probe.hpp"
#include "engine/process_count.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMebi = std::uint64_t{1} << 20U;
constexpr std::array<std::pair<Backend, std::string_view>, 3> kWords = {
    {{Backend::process, "process"},
     {Backend::bubblewrap, "bubblewrap"},
     {Backend::direct, "direct"}}};

// A user number that no other Pipette on this machine uses now. An abstract Unix socket holds it:
// it goes with us, however we end (unix(7)).
struct UserSlot {
  uid_t user = 0;
  int holder = -1;
};

UserSlot claim_user() {
  constexpr uid_t kFirst = 60100;  // Debian keeps 60000 to 64999 for such purposes
  constexpr uid_t kLast = 64899;
  for (uid_t user = kFirst; user <= kLast; ++user) {
    const int holder = require(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), "make a socket");
    const std::string name = "pipette-user-" + std::to_string(user);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    if (bind(holder, reinterpret_cast<const sockaddr*>(&address), size) == 0) return {user, holder};
    close(holder);
  }
  throw HarnessError("find a free user number: all of 60100 to 64899 are in use");
}

bool lies_below(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

bool is_of_the_system(const fs::path& path) {
  const auto& files = system_files();
  return std::any_of(files.begin(), files.end(),
                     [&](const fs::path& folder) { return lies_below(path, folder); });
}

// The folder of a language that stands outside the system's folders, for example
// /opt/python/3.12 with its bin and its lib, when `program` is in its bin.
std::optional<fs::path> language_of(const fs::path& program) {
  const fs::path bin = program.parent_path();
  const fs::path home = bin.parent_path();
  const char* own = std::getenv("HOME");
  const bool complete = (bin.filename() == "bin" && fs::is_directory(home / "lib")) ||
                        (bin.filename() == "shims" && fs::is_directory(home / "versions"));
  if (!complete || (own != nullptr && home == own)) return std::nullopt;
  return home;
}

// We and the two above us: check binary, worker and keeper (family.hpp).
std::vector<pid_t> guardians() {
  constexpr std::size_t kMost = 3;
  std::vector<pid_t> found;
  for (pid_t pid = getpid(); pid > 0 && found.size() < kMost; pid = parent(pid))
    found.push_back(pid);
  return found;
}

// What runtimes of languages read about the machine.
const std::vector<fs::path> kMachineFacts = {"/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup",
                                             "/sys/kernel/mm/transparent_hugepage"};

// When memory runs out, the kernel ends us and our programs before anybody else (proc(5)).
void be_first_to_go() { std::ofstream("/proc/self/oom_score_adj") << "900"; }

}  // namespace

std::string_view word(Backend backend) {
  return std::find_if(kWords.begin(), kWords.end(),
                      [&](const auto& pair) { return pair.first == backend; })
      ->second;
}

std::optional<Backend> backend_of(std::string_view word) {
  for (const auto& [backend, name] : kWords)
    if (name == word) return backend;
  return std::nullopt;
}

Sandbox::Sandbox(SandboxOptions options) : options_(std::move(options)) {
  if (geteuid() == 0) {
    const UserSlot slot = claim_user();
    user_ = slot.user;
    slot_ = slot.holder;
  }
  const bool programs = options_.profile != Profile::compiler;
  if (programs) be_first_to_go();
  if (options_.backend == Backend::direct && programs)
    if (const std::string failure = enter_private_network(); !failure.empty())
      throw HarnessError("make a private network: " + failure);
  FilterPolicy policy{.own_namespaces = options_.backend == Backend::direct && programs,
                      .tracing = options_.profile == Profile::sanitizer};
  if (options_.backend != Backend::direct) policy.guarded = guardians();
  filter_ = make_filter(policy);
}

Sandbox::~Sandbox() {
  if (slot_ >= 0) close(slot_);
}

Limits Sandbox::limits() const {
  if (options_.profile == Profile::compiler)
    return {.cpu_seconds = 60,
            .file_bytes = 256 * kMebi,
            .descriptors = 1024,
            .processes = (user_ != 0 ? 0 : processes_of_our_user()) + 64,
            .memory_bytes = 2048 * kMebi};
  // RLIMIT_NPROC counts all processes of a user in a user namespace. Where the programs have
  // neither to themselves, what runs already is added.
  const bool alone = user_ != 0 || options_.backend != Backend::process;
  constexpr std::uint64_t kProcesses = 512;
  static const std::uint64_t kRunningAtFirst = processes_of_our_user();
  return {.cpu_seconds = 60,
          .file_bytes = 64 * kMebi,
          .descriptors = 1024,
          .processes = (alone ? 0 : kRunningAtFirst) + kProcesses};
}

std::uint64_t Sandbox::memory_bytes() const {
  return (options_.profile == Profile::normal ? 1024 : 4096) * kMebi;
}

Enclosure::Enclosure(const Sandbox& sandbox, fs::path work)
    : sandbox_(sandbox), work_(std::move(work)) {
  const SandboxOptions& options = sandbox_.options();
  if (options.backend == Backend::direct) {
    const bool compiler = options.profile == Profile::compiler;
    cell_ =
        std::make_unique<Cell>(CellView{.readable = options.readable,
                                        .work = work_,
                                        .owner = sandbox_.user() != 0 ? sandbox_.user() : geteuid(),
                                        .work_bytes = (compiler ? 512 : 64) * kMebi},
                               compiler ? CellNetwork::own : CellNetwork::makers);
  }
  confinement_.user = sandbox_.user();
  confinement_.filter = &sandbox_.filter_;
  if (cell_) {
    confinement_.cell = cell_->pidfd();
    confinement_.cell_namespaces = cell_->namespaces();
  }
}

const Confinement& Enclosure::confinement(const Ports& ports) {
  LandlockRules rules;
  const auto seen = [this](const fs::path& path) {
    return cell_ ? cell_->seen_from_outside(path) : path;
  };
  if (cell_) {
    rules.readable = {seen("/")};
    rules.writable = {seen("/dev/shm")};
  } else {
    rules.readable = system_files();
    const auto& own = sandbox_.options().readable;
    rules.readable.insert(rules.readable.end(), own.begin(), own.end());
    rules.readable.insert(rules.readable.end(), kMachineFacts.begin(), kMachineFacts.end());
  }
  rules.writable.push_back(seen(work_));
  for (const fs::path& device : system_devices()) rules.writable.push_back(seen(device));
  rules.restrict_tcp = sandbox_.options().backend != Backend::direct ||
                       sandbox_.options().profile == Profile::compiler;
  rules.bind_ports = ports;
  ruleset_ = std::make_unique<LandlockRuleset>(rules);
  confinement_.ruleset = ruleset_->descriptor();
  return confinement_;
}

int Enclosure::orphans() const {
  if (!cell_) return 0;
  int running = 0;
  for (const pid_t pid : family_of(cell_->first_process()))
    if (pid != cell_->first_process() && state(pid) != 'Z') ++running;
  return running;
}

fs::path Enclosure::work_from_outside() const {
  return cell_ ? cell_->seen_from_outside(work_) : work_;
}

std::vector<fs::path> files_of(const std::vector<std::string>& command) {
  std::vector<fs::path> files;
  const auto show = [&files](const fs::path& path) {
    if (!is_of_the_system(path)) files.push_back(path);
  };
  const fs::path program = command.front();
  std::error_code ignored;
  const fs::path real = fs::canonical(program, ignored);  // nothing where there is no such file
  show(language_of(program).value_or(program));
  if (!real.empty() && real != program) show(language_of(real).value_or(real));
  for (auto word = command.begin() + 1; word != command.end(); ++word)
    if (fs::path(*word).is_absolute()) show(*word);
  return files;
}

}  // namespace pipette
