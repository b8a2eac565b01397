// The words of activity.hpp: what a thread that waits in the kernel is waiting for.
#include <linux/futex.h>
#include <sys/wait.h>

#include <algorithm>

#include "core/bytes.hpp"
#include "engine/activity_parts.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShownPath = 60;

bool is_the_program(const Scene& scene, const SeenProcess& process) {
  return &process == scene.processes.data();
}

std::string owner_of_streams(const Scene& scene, const SeenProcess& process) {
  return is_the_program(scene, process) ? "its" : scene.asked->name + "'s";
}

const OpenFile* file(const SeenProcess& process, int number) {
  const auto found = process.files.find(number);
  return found == process.files.end() ? nullptr : &found->second;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  return text;
}

// "; its writing end is open in the program and in process "cat"": who keeps a pipe from ending.
std::string other_ends(const Scene& scene, const SeenProcess& asking, const OpenFile& pipe,
                       bool writing) {
  std::vector<std::string> holders;
  for (const SeenProcess& process : scene.processes) {
    const auto is_that_end = [&](const auto& entry) {
      const OpenFile& other = entry.second;
      return other.kind == OpenFile::Kind::pipe && other.inode == pipe.inode &&
             other.writes == writing;
    };
    const bool holds = std::any_of(process.files.begin(), process.files.end(), is_that_end);
    if (!holds) continue;
    if (&process == &asking) holders.emplace_back("in this process itself");
    else if (is_the_program(scene, process)) holders.push_back("in " + scene.asked->name);
    else holders.push_back("in process " + process.name);
  }
  constexpr std::size_t kMost = 3;
  if (holders.size() > kMost) holders.resize(kMost);
  if (holders.empty()) return {};
  return std::string("; its ") + (writing ? "writing" : "reading") + " end is open " +
         joined(holders);
}

std::string other_target(const OpenFile* open, int number) {
  if (open == nullptr || open->target.empty()) return "descriptor " + std::to_string(number);
  if (open->kind == OpenFile::Kind::socket) return "a socket";
  constexpr std::string_view kInode = "anon_inode:";
  return visible(
      open->target.starts_with(kInode) ? open->target.substr(kInode.size()) : open->target,
      kShownPath);
}

Phrase reading(const Scene& scene, const SeenProcess& process, std::string_view name, int number) {
  const std::string begin = "waits in " + std::string(name) + " on ";
  const OpenFile* open = file(process, number);
  if (open != nullptr && open->kind == OpenFile::Kind::pipe) {
    const StandardStreams& streams = scene.asked->streams;
    if (open->inode != streams.input || open->inode == 0)
      return {begin + "a pipe" + other_ends(scene, process, *open, true)};
    std::string words = begin + owner_of_streams(scene, process) + " standard input";
    if (streams.input_unread == 0) words += " (nothing has been sent that it has not read)";
    return {words, {Symptom::waiting_for_input}};
  }
  if (const TcpSocket* socket = open != nullptr ? socket_of(scene, open->inode) : nullptr)
    return {begin + "the connection of " + client_name(scene, *socket),
            {Symptom::waiting_for_peer}};
  return {begin + other_target(open, number)};
}

// Bytes that a program has sent and that its peer, where it is on this machine, has not read.
std::size_t not_taken(const Scene& scene, const TcpSocket& socket) {
  std::size_t bytes = socket.send_queue;
  for (const TcpSocket& other : scene.sockets)
    if (other.local_port == socket.remote_port && other.remote_port == socket.local_port)
      bytes += other.receive_queue;
  return bytes;
}

Phrase writing(const Scene& scene, const SeenProcess& process, std::string_view name, int number) {
  const std::string begin = "waits in " + std::string(name) + " on ";
  const OpenFile* open = file(process, number);
  if (open != nullptr && open->kind == OpenFile::Kind::pipe) {
    const StandardStreams& streams = scene.asked->streams;
    const std::string own = owner_of_streams(scene, process);
    if (open->inode != 0 && open->inode == streams.output)
      return {begin + own + " standard output: the pipe is full"};
    if (open->inode != 0 && open->inode == streams.errors)
      return {begin + own + " standard error: the pipe is full"};
    return {begin + "a pipe that is full" + other_ends(scene, process, *open, false)};
  }
  if (const TcpSocket* socket = open != nullptr ? socket_of(scene, open->inode) : nullptr)
    return {begin + "the connection of " + client_name(scene, *socket) +
                ", which is full: nobody has read " + counted(not_taken(scene, *socket), "byte") +
                " of what it wrote",
            {Symptom::waiting_for_peer}};
  return {begin + other_target(open, number)};
}

Phrase accepting(const Scene& scene, const SeenProcess& process, int number) {
  const OpenFile* open = file(process, number);
  const TcpSocket* socket = open != nullptr ? socket_of(scene, open->inode) : nullptr;
  std::string words = "waits in accept()";
  if (socket != nullptr) words += " on port " + std::to_string(socket->local_port);
  return {words, {Symptom::waiting_for_client}};
}

Phrase events(const Scene& scene, const SeenProcess& process, const SeenThread& thread,
              std::string_view name) {
  const auto descriptors = awaited(process, thread);
  const bool epoll = name == "epoll_wait";
  if (descriptors && descriptors->empty() && !epoll)
    return {"sleeps (" + std::string(name) + ")", {Symptom::sleeping}};
  std::vector<std::string> parts;
  std::size_t connections = 0;
  std::size_t others = 0;
  Phrase result;
  for (const int number : descriptors.value_or(std::vector<int>{})) {
    const OpenFile* open = file(process, number);
    const TcpSocket* socket = open != nullptr ? socket_of(scene, open->inode) : nullptr;
    if (socket != nullptr && socket->state == TcpState::listen) {
      parts.push_back("port " + std::to_string(socket->local_port));
      result.symptoms.push_back(Symptom::waiting_for_client);
    } else if (socket != nullptr) ++connections;
    else if (open != nullptr && open->inode != 0 && open->inode == scene.asked->streams.input) {
      parts.push_back(owner_of_streams(scene, process) + " standard input");
      result.symptoms.push_back(Symptom::waiting_for_input);
    } else ++others;
  }
  if (connections > 0) parts.push_back(counted(connections, "connection"));
  if (connections > 0 && result.symptoms.empty())
    result.symptoms.push_back(Symptom::waiting_for_peer);
  if (others > 0)
    parts.push_back(counted(others, parts.empty() ? "descriptor" : "other descriptor"));
  if (descriptors && parts.empty()) parts.emplace_back("nothing");
  result.words = "waits for events (" + std::string(name) +
                 (parts.empty() ? "" : " on " + joined(parts)) + ")";
  return result;
}

Phrase for_child(const Scene& scene, const SeenProcess& process, std::string_view name, int child) {
  std::string whom = "one of its children";
  for (const SeenProcess& other : scene.processes)
    if (child > 0 && other.parent == process.pid && other.own_pid == child)
      whom = "its child (process " + other.name + ")";
  return {"waits for " + whom + " to end (" + std::string(name) + ")",
          {Symptom::waiting_for_child}};
}

// As the sentences count threads, from 1; 0 where there is none of this number.
std::size_t position(const SeenProcess& process, pid_t own_tid) {
  for (std::size_t i = 0; i < process.threads.size(); ++i)
    if (process.threads[i].own_tid == own_tid) return i + 1;
  return 0;
}

// glibc: a contended mutex has the value 2 and is waited for with FUTEX_WAIT; pthread_join waits
// with FUTEX_WAIT_BITSET until the number of the thread becomes 0.
Phrase for_thread(const SeenProcess& process, const SeenThread& thread) {
  const auto& arguments = thread.call->arguments;  // address, operation, value
  const int command = static_cast<int>(arguments[1]) & FUTEX_CMD_MASK;
  const auto value = static_cast<pid_t>(arguments[2]);
  constexpr pid_t kContended = 2;
  if ((command == FUTEX_WAIT && value == kContended) || command == FUTEX_LOCK_PI) {
    const pid_t owner = owner_of_mutex(process, arguments[0]);
    std::string whose;
    if (owner == thread.own_tid) whose = " that it holds itself";
    else if (owner != 0)
      whose = " that thread " + std::to_string(position(process, owner)) + " holds";
    return {"waits for a lock" + whose + " (futex)", {Symptom::waiting_for_lock}};
  }
  const std::size_t joined_one = position(process, value);
  if (command == FUTEX_WAIT_BITSET && joined_one > 0)
    return {"waits for thread " + std::to_string(joined_one) + " to end (join)"};
  const bool alone = process.thread_count == 1;
  return {alone ? "waits for another thread (futex), although it has only one"
                : "waits for another thread (futex)"};
}

// Without the system call: what the kernel shows everybody.
Phrase from_outside(const SeenThread& thread) {
  if (const auto words = words_for_kernel_function(thread.kernel_function); !words.empty())
    return {std::string(words)};
  if (thread.denied.empty()) return {"is working at this moment"};
  if (thread.state == 'D') return {"waits for the disk or for memory", {}, true};
  return {"waits for something", {}, true};
}

}  // namespace

Phrase phrase(const Scene& scene, const SeenProcess& process, const SeenThread& thread) {
  if (thread.state == 'T' || thread.state == 't')
    return {"is stopped (as by SIGSTOP)", {Symptom::stopped}};
  if (thread.state == 'Z' || thread.state == 'X') return {"has ended"};
  if (thread.state == 'R') return {"is working at this moment"};
  if (!thread.call) return from_outside(thread);
  if (thread.call->number < 0) return {"waits for the disk or for memory"};
  const KnownCall* known = known_call(thread.call->number);
  if (known == nullptr)
    return {"waits in the system call with number " + std::to_string(thread.call->number)};
  const auto first = static_cast<int>(thread.call->arguments[0]);
  const auto second = static_cast<int>(thread.call->arguments[1]);
  switch (known->wait) {
    case Wait::bytes: return reading(scene, process, known->name, first);
    case Wait::room: return writing(scene, process, known->name, first);
    case Wait::client: return accepting(scene, process, first);
    case Wait::peer: return {"waits in connect()", {Symptom::waiting_for_peer}};
    case Wait::events: return events(scene, process, thread, known->name);
    case Wait::child: return for_child(scene, process, known->name, first);
    case Wait::one_child:
      return for_child(scene, process, known->name, first == P_PID ? second : 0);
    case Wait::thread: return for_thread(process, thread);
    case Wait::time: return {"sleeps (nanosleep)", {Symptom::sleeping}};
    case Wait::signal: return {"waits for a signal (" + std::string(known->name) + ")"};
    case Wait::lock: break;
  }
  return {"waits for a lock on a file (flock)"};
}

}  // namespace pipette
