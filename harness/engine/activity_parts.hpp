// Inside activity*.cpp only: the facts of one look, and the words for them.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/symptom.hpp"
#include "engine/activity.hpp"
#include "engine/probe.hpp"

namespace pipette {

/// A system call that has not returned yet. Source: proc(5), syscall.
struct SystemCall {
  long number = -1;  ///< -1: blocked outside of every call
  std::array<std::uint64_t, 6> arguments{};
};

/// For what a system call waits.
enum class Wait { bytes, room, client, peer, events, child, one_child, thread, time, signal, lock };

struct KnownCall {
  long number = 0;
  std::string_view name;  ///< as a C++ program knows it
  Wait wait{};
};

/// nullptr for a call that seldom keeps anybody waiting.
[[nodiscard]] const KnownCall* known_call(long number);

/// An open file descriptor.
struct OpenFile {
  enum class Kind { pipe, socket, epoll, other };
  Kind kind = Kind::other;
  std::string target{};      ///< "pipe:[4711]", "/dev/null"
  std::uint64_t inode = 0;   ///< of a pipe or a socket
  bool writes = false;       ///< for a pipe: this is its writing end
  std::vector<int> watched;  ///< for an epoll instance: descriptors
};

struct SeenThread {
  pid_t tid = 0;
  pid_t own_tid = 0;  ///< its number as it knows it itself (pid_namespaces(7))
  char state = 0;     ///< as state() in probe.hpp
  std::optional<SystemCall> call{};
  std::string kernel_function{};  ///< where it waits, when `call` is not to be had; mostly empty
  std::string denied{};           ///< why `call` is not to be had
};

struct SeenProcess {
  pid_t pid = 0;
  pid_t own_pid = 0;
  pid_t parent = 0;
  char state = 0;
  std::string name{};                 ///< in quotes, printable
  std::size_t thread_count = 0;       ///< `threads` holds the first ones only
  std::vector<SeenThread> threads{};  ///< in order of their numbers
  std::map<int, OpenFile> files{};
};

/// Everything that the sentences are made from.
struct Scene {
  const LookAt* asked = nullptr;
  std::vector<SeenProcess> processes{};  ///< the program first, then its descendants
  std::vector<TcpSocket> sockets{};      ///< of the whole network
};

[[nodiscard]] SeenProcess see_process(pid_t pid);

/// Descriptors for which a thread waits in epoll, poll or select; nothing when that is not known.
[[nodiscard]] std::optional<std::vector<int>> awaited(const SeenProcess& process,
                                                      const SeenThread& thread);

/// The thread of this process, by its own number, that a mutex at this address names as its owner;
/// 0 when there is none. Knows the mutex of glibc (struct __pthread_mutex_s: lock, count, owner).
[[nodiscard]] pid_t owner_of_mutex(const SeenProcess& process, std::uint64_t address);

/// What somebody does, without the somebody: "waits in read() on its standard input".
struct Phrase {
  std::string words{};
  std::vector<Symptom> symptoms{};
  bool blind = false;  ///< the kernel did not let us look
};

[[nodiscard]] Phrase phrase(const Scene& scene, const SeenProcess& process,
                            const SeenThread& thread);

/// The words for the kernel function in which a thread waits; empty where unknown.
[[nodiscard]] std::string_view words_for_kernel_function(std::string_view function);

/// The socket that holds this inode, or nullptr.
[[nodiscard]] const TcpSocket* socket_of(const Scene& scene, std::uint64_t inode);
/// "client 2"; "the client" for the one that has no number; "a client" for an unknown one.
[[nodiscard]] std::string client_name(const Scene& scene, const TcpSocket& server_side);
/// "1 byte", "4 bytes"; likewise for other things.
[[nodiscard]] std::string counted(std::size_t count, const std::string& thing);

}  // namespace pipette
