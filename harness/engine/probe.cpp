#include "engine/probe.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>
#include <string>

namespace pipette {
namespace {

// Empty where the process has gone, also in the middle: a stream would throw then.
std::string contents(const std::string& path) {
  std::string text;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return text;
  std::array<char, 4096> portion{};
  ssize_t count = 0;
  while ((count = read(file, portion.data(), portion.size())) > 0)
    text.append(portion.data(), static_cast<std::size_t>(count));
  close(file);
  return text;
}

std::string proc(pid_t pid, const std::string& entry) {
  return "/proc/" + std::to_string(pid) + "/" + entry;
}

std::vector<std::string> entries(const std::string& directory) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> dir(opendir(directory.c_str()), closedir);
  if (!dir) return names;
  while (const dirent* entry = readdir(dir.get()))
    if (entry->d_name[0] != '.') names.emplace_back(entry->d_name);
  return names;
}

// The fields of proc(5), stat, from the state on. The name before it may hold anything, also ')'.
std::string after_name(pid_t pid) {
  const std::string stat = contents(proc(pid, "stat"));
  const std::size_t end = stat.rfind(") ");
  return end == std::string::npos ? std::string() : stat.substr(end + 2);
}

// Sums one column of /proc/PID/task/*/schedstat: 0 is time on a CPU, 1 is time waiting for one.
std::chrono::nanoseconds schedstat(const std::vector<pid_t>& pids, std::size_t column) {
  std::chrono::nanoseconds sum{0};
  for (const pid_t pid : pids)
    for (const std::string& task : entries(proc(pid, "task"))) {
      std::istringstream line(contents(proc(pid, "task/" + task + "/schedstat")));
      std::array<std::uint64_t, 2> values{};
      if (line >> values[0] >> values[1]) sum += std::chrono::nanoseconds(values.at(column));
    }
  return sum;
}

// The inodes of all sockets that `pid` holds open.
std::set<std::uint64_t> socket_inodes(pid_t pid) {
  std::set<std::uint64_t> inodes;
  for (const std::string& fd : entries(proc(pid, "fd"))) {
    std::array<char, 64> target{};
    const auto length = readlink(proc(pid, "fd/" + fd).c_str(), target.data(), target.size() - 1);
    const std::string link(target.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    if (link.rfind("socket:[", 0) == 0) inodes.insert(std::stoull(link.substr(8)));
  }
  return inodes;
}

}  // namespace

std::vector<pid_t> family_of(pid_t pid) {
  std::vector<pid_t> family{pid};
  for (std::size_t i = 0; i < family.size(); ++i)
    for (const std::string& task : entries(proc(family[i], "task"))) {
      std::istringstream children(contents(proc(family[i], "task/" + task + "/children")));
      std::copy(std::istream_iterator<pid_t>(children), {}, std::back_inserter(family));
    }
  return family;
}

std::chrono::nanoseconds cpu_time(const std::vector<pid_t>& pids) { return schedstat(pids, 0); }

std::chrono::nanoseconds run_queue_time(const std::vector<pid_t>& pids) {
  return schedstat(pids, 1);
}

std::size_t open_descriptors(pid_t pid) { return entries(proc(pid, "fd")).size(); }

std::size_t threads(pid_t pid) { return entries(proc(pid, "task")).size(); }

std::size_t resident_bytes(const std::vector<pid_t>& pids) {
  std::size_t pages = 0;
  for (const pid_t pid : pids) {
    std::istringstream line(contents(proc(pid, "statm")));
    std::size_t size = 0;
    std::size_t resident = 0;
    if (line >> size >> resident) pages += resident;
  }
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

char state(pid_t pid) {
  const std::string fields = after_name(pid);
  return fields.empty() ? '\0' : fields.front();
}

pid_t parent(pid_t pid) {
  std::istringstream fields(after_name(pid));
  char letter = 0;
  pid_t result = 0;
  fields >> letter >> result;
  return result;
}

std::optional<std::uint16_t> listening_port(const std::vector<pid_t>& pids) {
  const std::vector<TcpSocket> listeners = tcp_sockets(0, {TcpState::listen});
  for (const pid_t pid : pids) {
    const std::set<std::uint64_t> own = socket_inodes(pid);
    for (const TcpSocket& socket : listeners)
      if (own.count(socket.inode) > 0) return socket.local_port;
  }
  return std::nullopt;
}

}  // namespace pipette
