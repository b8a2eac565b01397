// The facts for activity.hpp. Source: proc(5).
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <sstream>
#include <system_error>

#include "core/bytes.hpp"
#include "engine/activity_parts.hpp"
#include "engine/descriptor.hpp"
#include "engine/process.hpp"

namespace pipette {
namespace {

// A look must not take long, however many of these a program has.
constexpr std::size_t kMostThreads = 64;
constexpr std::size_t kMostFiles = 256;
constexpr std::size_t kMostPolled = 256;

struct Text {
  std::string text{};
  int error = 0;
};

Text contents(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return {{}, errno};
  Text result;
  std::array<char, 4096> portion{};
  ssize_t count = 0;
  while ((count = read(file.get(), portion.data(), portion.size())) > 0)
    result.text.append(portion.data(), static_cast<std::size_t>(count));
  if (count < 0) result.error = errno;
  return result;
}

// The numbers that are names of entries, in order.
std::vector<int> numbers(const std::string& directory) {
  std::vector<int> found;
  const std::unique_ptr<DIR, int (*)(DIR*)> dir(opendir(directory.c_str()), closedir);
  if (!dir) return found;
  while (const dirent* entry = readdir(dir.get()))
    if (entry->d_name[0] != '.') found.push_back(std::atoi(entry->d_name));
  std::sort(found.begin(), found.end());
  return found;
}

std::string proc(pid_t pid) { return "/proc/" + std::to_string(pid); }

char state_in(const std::string& stat) {
  const std::size_t end = stat.rfind(") ");
  return end == std::string::npos || end + 2 >= stat.size() ? '\0' : stat[end + 2];
}

// The number by which the innermost namespace knows a process or a thread.
pid_t own_number(const std::string& folder, pid_t otherwise) {
  const std::string status = contents(folder + "/status").text;
  const std::size_t line = status.find("\nNSpid:");
  if (line == std::string::npos) return otherwise;
  const std::size_t end = status.find('\n', line + 1);
  const std::string values = status.substr(line, end == std::string::npos ? end : end - line);
  return std::atoi(values.c_str() + values.find_last_of("\t ") + 1);
}

// "0 0x3 0x7f... ... sp pc", "-1 sp pc" or "running".
std::optional<SystemCall> parse_call(const std::string& text) {
  std::istringstream fields(text);
  SystemCall call;
  if (!(fields >> call.number)) return std::nullopt;
  if (call.number < 0) return call;
  for (std::uint64_t& argument : call.arguments) {
    std::string word;
    fields >> word;
    argument = std::strtoull(word.c_str(), nullptr, 16);
  }
  return call;
}

SeenThread see_thread(pid_t pid, pid_t tid) {
  const std::string folder = proc(pid) + "/task/" + std::to_string(tid);
  SeenThread thread{.tid = tid, .own_tid = own_number(folder, tid)};
  thread.state = state_in(contents(folder + "/stat").text);
  const Text call = contents(folder + "/syscall");
  if (call.error == 0) {
    thread.call = parse_call(call.text);
  } else {
    thread.denied = std::generic_category().message(call.error);
    thread.kernel_function = contents(folder + "/wchan").text;
    if (thread.kernel_function == "0") thread.kernel_function.clear();
  }
  return thread;
}

OpenFile see_file(pid_t pid, int number) {
  const std::string name = std::to_string(number);
  std::array<char, 256> target{};
  const auto length =
      readlink((proc(pid) + "/fd/" + name).c_str(), target.data(), target.size() - 1);
  OpenFile file;
  if (length > 0) file.target.assign(target.data(), static_cast<std::size_t>(length));
  const auto inode_behind = [&file](std::string_view prefix) {
    if (!file.target.starts_with(prefix)) return false;
    file.inode = std::strtoull(file.target.c_str() + prefix.size(), nullptr, 10);
    return true;
  };
  if (inode_behind("pipe:[")) file.kind = OpenFile::Kind::pipe;
  else if (inode_behind("socket:[")) file.kind = OpenFile::Kind::socket;
  else if (file.target == "anon_inode:[eventpoll]") file.kind = OpenFile::Kind::epoll;
  if (file.kind != OpenFile::Kind::pipe && file.kind != OpenFile::Kind::epoll) return file;
  std::istringstream info(contents(proc(pid) + "/fdinfo/" + name).text);
  for (std::string word; info >> word;) {
    if (word == "tfd:" && info >> word) file.watched.push_back(std::atoi(word.c_str()));
    if (word == "flags:" && info >> word)
      file.writes = (std::strtoul(word.c_str(), nullptr, 8) & O_ACCMODE) != O_RDONLY;
  }
  return file;
}

bool read_memory(pid_t pid, std::uint64_t address, void* into, std::size_t bytes) {
  const Descriptor memory(open((proc(pid) + "/mem").c_str(), O_RDONLY | O_CLOEXEC));
  return memory.is_open() && pread(memory.get(), into, bytes, static_cast<off_t>(address)) ==
                                 static_cast<ssize_t>(bytes);
}

std::optional<std::vector<int>> polled(pid_t pid, std::uint64_t address, std::uint64_t count) {
  std::vector<pollfd> entries(std::min<std::uint64_t>(count, kMostPolled));
  if (!entries.empty() &&
      !read_memory(pid, address, entries.data(), entries.size() * sizeof(pollfd)))
    return std::nullopt;
  std::vector<int> found;
  for (const pollfd& entry : entries)
    if (entry.fd >= 0) found.push_back(entry.fd);
  return found;
}

std::optional<std::vector<int>> selected(pid_t pid, const SystemCall& call) {
  const int count = static_cast<int>(std::min<std::uint64_t>(call.arguments[0], FD_SETSIZE));
  std::vector<int> found;
  for (const std::uint64_t address : {call.arguments[1], call.arguments[2]}) {
    fd_set set;
    FD_ZERO(&set);
    constexpr int kWord = 64;  // bits: the kernel reads whole words only
    const std::size_t bytes = static_cast<std::size_t>((count + kWord - 1) / kWord) * sizeof(long);
    if (address == 0 || bytes == 0) continue;
    if (!read_memory(pid, address, &set, bytes)) return std::nullopt;
    for (int fd = 0; fd < count; ++fd)
      if (FD_ISSET(fd, &set) && std::find(found.begin(), found.end(), fd) == found.end())
        found.push_back(fd);
  }
  return found;
}

std::uint64_t inode(PipePump& pump) {
  struct stat facts {};
  if (!pump.stream().is_open() || fstat(pump.stream().native_handle(), &facts) != 0) return 0;
  return facts.st_ino;
}

}  // namespace

StandardStreams standard_streams(Process& process) {
  StandardStreams streams{
      .input = inode(process.in()), .output = inode(process.out()), .errors = inode(process.err())};
  int unread = 0;
  if (streams.input != 0 && ioctl(process.in().stream().native_handle(), FIONREAD, &unread) == 0)
    streams.input_unread = static_cast<std::size_t>(unread);
  return streams;
}

SeenProcess see_process(pid_t pid) {
  SeenProcess process{.pid = pid, .own_pid = own_number(proc(pid), pid), .parent = parent(pid)};
  process.state = state(pid);
  std::string name = contents(proc(pid) + "/comm").text;
  if (name.ends_with('\n')) name.pop_back();
  process.name = visible(name);
  const std::vector<int> tids = numbers(proc(pid) + "/task");
  process.thread_count = tids.size();
  for (std::size_t i = 0; i < tids.size() && i < kMostThreads; ++i)
    process.threads.push_back(see_thread(pid, tids[i]));
  const std::vector<int> fds = numbers(proc(pid) + "/fd");
  for (std::size_t i = 0; i < fds.size() && i < kMostFiles; ++i)
    process.files[fds[i]] = see_file(pid, fds[i]);
  return process;
}

std::optional<std::vector<int>> awaited(const SeenProcess& process, const SeenThread& thread) {
  if (!thread.call) return std::nullopt;
  const SystemCall& call = *thread.call;
  switch (call.number) {
#ifdef SYS_poll
    case SYS_poll:
#endif
    case SYS_ppoll: return polled(process.pid, call.arguments[0], call.arguments[1]);
#ifdef SYS_select
    case SYS_select:
#endif
    case SYS_pselect6: return selected(process.pid, call);
    default: break;
  }
  const auto epoll = process.files.find(static_cast<int>(call.arguments[0]));
  if (epoll == process.files.end() || epoll->second.kind != OpenFile::Kind::epoll)
    return std::nullopt;
  return epoll->second.watched;
}

pid_t owner_of_mutex(const SeenProcess& process, std::uint64_t address) {
  std::array<std::int32_t, 3> mutex{};
  if (!read_memory(process.pid, address, mutex.data(), sizeof mutex)) return 0;
  const auto owns = [&](const SeenThread& thread) { return thread.own_tid == mutex[2]; };
  return std::any_of(process.threads.begin(), process.threads.end(), owns) ? mutex[2] : 0;
}

CpuSample cpu_sample(const std::vector<pid_t>& pids) {
  CpuSample sample;
  for (const pid_t pid : pids)
    for (const int tid : numbers(proc(pid) + "/task")) {
      std::istringstream line(
          contents(proc(pid) + "/task/" + std::to_string(tid) + "/schedstat").text);
      std::uint64_t on_cpu = 0;
      std::uint64_t in_queue = 0;
      if (line >> on_cpu >> in_queue)
        sample.threads[tid] = {std::chrono::nanoseconds(on_cpu),
                               std::chrono::nanoseconds(in_queue)};
    }
  return sample;
}

}  // namespace pipette
