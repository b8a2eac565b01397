#include "prove/targets.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <utility>

#include "core/error.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kResults = "nothing yet\n";

volatile std::sig_atomic_t signals_received = 0;

int bound(int family, int type, const sockaddr* address, socklen_t size) {
  const int made = require(socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), "make a socket");
  const int on = 1;  // a careless server: another one of the same user may share its port
  if (family == AF_INET) setsockopt(made, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
  require(bind(made, address, size), "bind a socket");
  if (type == SOCK_STREAM) require(listen(made, 16), "listen");
  return made;
}

int on_loopback(int type) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return bound(AF_INET, type, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

// `name` begins with a NUL where it is abstract (unix(7)).
int on_unix(const std::string& name) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, name.data(), name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
  return bound(AF_UNIX, SOCK_STREAM, reinterpret_cast<const sockaddr*>(&address), size);
}

std::string port_of(int bound_socket) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  getsockname(bound_socket, reinterpret_cast<sockaddr*>(&address), &size);
  return std::to_string(ntohs(address.sin_port));
}

bool somebody_called(int listener) {
  const int caller = accept(listener, nullptr, nullptr);
  if (caller >= 0) close(caller);
  return caller >= 0;
}

bool something_came(int receiver) {
  char byte = 0;
  return recv(receiver, &byte, 1, MSG_TRUNC) >= 0;
}

void write_file(const fs::path& path, std::string_view text, unsigned mode) {
  std::ofstream(path, std::ios::trunc) << text << std::flush;
  fs::permissions(path, fs::perms(mode));
}

std::string contents(const fs::path& path) {
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Files of hostile programs are named so that they can be found again.
std::vector<fs::path> left_in(const fs::path& folder, const std::string& part) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().filename().string().find(part) != std::string::npos)
      found.push_back(entry.path());
  return found;
}

uid_t owner(const fs::path& path) {
  struct stat facts {};
  return lstat(path.c_str(), &facts) == 0 ? facts.st_uid : 0;
}

// Objects of System V IPC whose key begins like those of hostile programs; removes them
// (proc(5), sysvipc).
bool left_system_v_objects() {
  constexpr unsigned kKeys = 0x7069;
  const auto remove = [](const std::string& kind, int id) {
    if (kind == "shm") shmctl(id, IPC_RMID, nullptr);
    if (kind == "sem") semctl(id, 0, IPC_RMID);
    if (kind == "msg") msgctl(id, IPC_RMID, nullptr);
  };
  bool found = false;
  for (const std::string kind : {"shm", "sem", "msg"}) {
    std::istringstream list(contents(fs::path("/proc/sysvipc") / kind));
    std::string line;
    std::getline(list, line);
    while (std::getline(list, line)) {
      long long key = 0;
      int id = 0;
      if (!(std::istringstream(line) >> key >> id) ||
          (static_cast<std::uint32_t>(key) >> 16U) != kKeys)
        continue;
      remove(kind, id);
      found = true;
    }
  }
  return found;
}

}  // namespace

Targets::Targets()
    : secret_("SECRET-" + std::to_string(std::random_device()())),
      abstract_name_("pipette-bait-" + std::to_string(std::random_device()())) {
  fs::permissions(folder_.path(), fs::perms(0755));
  lay_out();
  tcp_ = on_loopback(SOCK_STREAM);
  udp_ = on_loopback(SOCK_DGRAM);
  abstract_ = on_unix('\0' + abstract_name_);
  path_ = on_unix(file("socket").string());
  fs::permissions(file("socket"), fs::perms(0777));
  // Ignored by default, so that a stray one harms nobody.
  std::signal(SIGWINCH, [](int) { signals_received = signals_received + 1; });
}

Targets::~Targets() {
  for (const int open : {tcp_, udp_, abstract_, path_}) close(open);
}

void Targets::lay_out() {
  write_file(file("secret.txt"), secret_ + "\n", 0644);
  write_file(file("results.json"), kResults, 0666);
  fs::create_directories(file("other"));
  fs::permissions(file("other"), fs::perms(0755));
  write_file(file("other") / "main.cpp", "// " + secret_ + "\n", 0644);
  fs::create_directories(file("shared"));
  fs::permissions(file("shared"), fs::perms(01777));
}

std::vector<std::string> Targets::words() const {
  return {"grader=" + std::to_string(getpid()),
          "port=" + port_of(tcp_),
          "udp=" + port_of(udp_),
          "abstract=" + abstract_name_,
          "unix=" + file("socket").string(),
          "secret=" + file("secret.txt").string(),
          "results=" + file("results.json").string(),
          "other=" + file("other").string(),
          "shared=" + file("shared").string()};
}

std::vector<std::string> Targets::traces(uid_t user) {
  std::vector<std::string> found;
  if (somebody_called(tcp_)) found.emplace_back("called our TCP port");
  if (something_came(udp_)) found.emplace_back("sent us a datagram");
  if (somebody_called(abstract_)) found.emplace_back("called our abstract socket");
  if (somebody_called(path_)) found.emplace_back("called our Unix socket");
  if (contents(file("results.json")) != kResults) found.emplace_back("changed our results");
  if (std::exchange(signals_received, 0) != 0) found.emplace_back("sent us a signal");
  if (left_system_v_objects()) found.emplace_back("left an object of System V IPC");
  for (const fs::path& folder : {file("shared"), fs::path("/dev/shm"), fs::path("/dev/mqueue")})
    for (const fs::path& left : left_in(folder, folder == file("shared") ? "" : "pipette-attack")) {
      if (owner(left) != user) continue;  // of somebody else's trial
      found.push_back("left a file in " + folder.filename().string());
      fs::remove_all(left);
    }
  lay_out();
  return found;
}

}  // namespace pipette
