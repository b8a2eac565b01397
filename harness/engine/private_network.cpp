#include "engine/private_network.hpp"

#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace pipette {
namespace {

bool write_text(const char* path, const std::string& text) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  close(file);
  return written;
}

// Everybody keeps their number (user_namespaces(7)).
bool map_to_self(unsigned user, unsigned group) {
  const auto line = [](unsigned id) {
    return std::to_string(id) + " " + std::to_string(id) + " 1";
  };
  return write_text("/proc/self/setgroups", "deny") &&
         write_text("/proc/self/uid_map", line(user)) &&
         write_text("/proc/self/gid_map", line(group));
}

// Wakes the loopback interface, which is asleep in a new namespace (netdevice(7)).
bool wake_loopback() {
  const int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (any < 0) return false;
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  bool awake = ioctl(any, SIOCGIFFLAGS, &request) == 0;
  request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
  awake = awake && ioctl(any, SIOCSIFFLAGS, &request) == 0;
  close(any);
  return awake;
}

}  // namespace

std::string enter_private_network() {
  const uid_t user = geteuid();
  const gid_t group = getegid();
  const auto failed = [](const char* step) {
    return std::string(step) + ": " + std::generic_category().message(errno);
  };
  if (unshare((user != 0 ? CLONE_NEWUSER : 0) | CLONE_NEWNET) != 0) return failed("unshare");
  if (user != 0 && !map_to_self(user, group)) return failed("write a user map");
  if (!wake_loopback()) return failed("wake the loopback interface");
  return {};
}

}  // namespace pipette
