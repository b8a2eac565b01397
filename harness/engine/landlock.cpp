#include "engine/landlock.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

#include "core/error.hpp"

namespace pipette {
namespace {

// The kernel's interface, linux/landlock.h. Our own copy, because the header of Debian 12 ends with
// the second version of it, while the kernel may be newer.
struct RulesetAttributes {
  std::uint64_t handled_files = 0;
  std::uint64_t handled_tcp = 0;
  std::uint64_t scopes = 0;
};
struct [[gnu::packed]] PathRule {
  std::uint64_t rights;
  std::int32_t parent;
};
struct PortRule {
  std::uint64_t rights;
  std::uint64_t port;
};
constexpr int kPathRule = 1;
constexpr int kPortRule = 2;

constexpr std::uint64_t kExecute = 1U << 0U;
constexpr std::uint64_t kWriteFile = 1U << 1U;
constexpr std::uint64_t kReadFile = 1U << 2U;
constexpr std::uint64_t kReadFolder = 1U << 3U;
constexpr std::uint64_t kTruncate = 1U << 14U;
constexpr std::uint64_t kDeviceIoctl = 1U << 15U;
// Rights that make sense for one file; the kernel refuses the others in a rule for a file.
constexpr std::uint64_t kOfFiles = kExecute | kWriteFile | kReadFile | kTruncate | kDeviceIoctl;
constexpr std::uint64_t kReading = kExecute | kReadFile | kReadFolder;
constexpr std::uint64_t kBind = 1;
constexpr std::uint64_t kConnect = 2;

// What each version brought, newest first. Each is tried, as a ruleset of its own.
constexpr std::array<RulesetAttributes, 6> kVersions = {{
    {0xFFFF, kBind | kConnect, 3},  // 6: signals and abstract sockets
    {0xFFFF, kBind | kConnect, 0},  // 5: ioctl of devices
    {0x7FFF, kBind | kConnect, 0},  // 4: TCP
    {0x7FFF, 0, 0},                 // 3: truncate
    {0x3FFF, 0, 0},                 // 2: moving between folders
    {0x1FFF, 0, 0},                 // 1
}};

int create(const RulesetAttributes& attributes) {
  // A kernel without the later fields refuses them, unless the size says that they are not there.
  const std::size_t size = attributes.scopes != 0 ? 24 : attributes.handled_tcp != 0 ? 16 : 8;
  return static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
}

LandlockSupport try_out() {
  for (const RulesetAttributes& version : kVersions) {
    const int descriptor = create(version);
    if (descriptor < 0) continue;
    close(descriptor);
    return {version.handled_files, version.handled_tcp, version.scopes};
  }
  return {};
}

}  // namespace

const LandlockSupport& landlock_support() {
  static const LandlockSupport kSupport = try_out();
  return kSupport;
}

LandlockRuleset::LandlockRuleset(const LandlockRules& rules) {
  const LandlockSupport& support = landlock_support();
  if (support.files == 0) return;
  descriptor_ =
      require(create({support.files, rules.restrict_tcp ? support.tcp : 0, support.scopes}),
              "make a Landlock ruleset");
  for (const auto& path : rules.readable) allow(path, kReading & support.files);
  for (const auto& path : rules.writable) allow(path, support.files);
  if (!rules.restrict_tcp || support.tcp == 0) return;
  for (const std::uint16_t port : rules.bind_ports) allow_bind(port);
}

LandlockRuleset::~LandlockRuleset() {
  if (descriptor_ >= 0) close(descriptor_);
}

void LandlockRuleset::allow(const std::filesystem::path& path, std::uint64_t rights) const {
  const int file = open(path.c_str(), O_PATH | O_CLOEXEC);
  if (file < 0 && (errno == ENOENT || errno == ENOTDIR)) return;
  require(file, "look at " + path.string());
  struct stat facts {};
  const bool folder = fstat(file, &facts) == 0 && S_ISDIR(facts.st_mode);
  const PathRule rule{folder ? rights : rights & kOfFiles, file};
  const auto added = syscall(SYS_landlock_add_rule, descriptor_, kPathRule, &rule, 0);
  close(file);
  require(static_cast<int>(added), "add a Landlock rule for " + path.string());
}

void LandlockRuleset::allow_bind(std::uint16_t port) const {
  const PortRule rule{kBind, port};
  require(static_cast<int>(syscall(SYS_landlock_add_rule, descriptor_, kPortRule, &rule, 0)),
          "add a Landlock rule for a port");
}

}  // namespace pipette
