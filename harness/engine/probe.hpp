// What the kernel tells about a running program: /proc and sock_diag(7). Nothing here waits.
// A process that has gone counts as zero in every sum.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace pipette {

/// The process itself and all its living descendants. Source: proc(5), task/TID/children.
[[nodiscard]] std::vector<pid_t> family_of(pid_t pid);

/// Time on a CPU so far, all threads of all `pids`. Source: proc(5), schedstat.
[[nodiscard]] std::chrono::nanoseconds cpu_time(const std::vector<pid_t>& pids);
/// Time spent ready to run without getting a CPU, likewise.
[[nodiscard]] std::chrono::nanoseconds run_queue_time(const std::vector<pid_t>& pids);

/// Open file descriptors of one process.
[[nodiscard]] std::size_t open_descriptors(pid_t pid);
/// Threads of one process.
[[nodiscard]] std::size_t threads(pid_t pid);
/// Resident memory in bytes, all `pids` together.
[[nodiscard]] std::size_t resident_bytes(const std::vector<pid_t>& pids);
/// Its parent; 0 when it has none here, or is gone.
[[nodiscard]] pid_t parent(pid_t pid);
/// The state letter of proc(5), stat: R running, S sleeping, T stopped, Z zombie; 0 when gone.
[[nodiscard]] char state(pid_t pid);

/// TCP states as the kernel numbers them (linux/tcp.h).
enum class TcpState : std::uint8_t {
  established = 1,
  syn_sent,
  syn_received,
  fin_wait1,
  fin_wait2,
  time_wait,
  close,
  close_wait,
  last_ack,
  listen,
  closing,
};

/// One IPv4 TCP socket as sock_diag(7) reports it. Ports in host byte order.
struct TcpSocket {
  TcpState state{};
  std::uint16_t local_port = 0;
  std::uint16_t remote_port = 0;
  std::uint32_t receive_queue =
      0;                         ///< bytes not read yet; for a listener: clients not accepted yet
  std::uint32_t send_queue = 0;  ///< bytes not acknowledged yet
  std::uint64_t inode = 0;       ///< 0 when no process holds it
};

/// The sockets whose local port is `port` (0: any) in one of `states`. Falls back to
/// /proc/net/tcp where sock_diag is not to be had. Includes IPv6 sockets, which may serve IPv4.
[[nodiscard]] std::vector<TcpSocket> tcp_sockets(std::uint16_t port,
                                                 const std::vector<TcpState>& states);

/// The same, always from /proc/net/tcp and /proc/net/tcp6; the send queue of a listener is 0 there.
[[nodiscard]] std::vector<TcpSocket> tcp_sockets_from_proc(std::uint16_t port,
                                                           const std::vector<TcpState>& states);

/// The port on which one of `pids` listens, if any.
[[nodiscard]] std::optional<std::uint16_t> listening_port(const std::vector<pid_t>& pids);

}  // namespace pipette
