// What a program is doing at this moment, in words: for the report of a wait that was in vain.
// Nothing here waits, and nothing is changed.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/deadline.hpp"
#include "core/symptom.hpp"

namespace pipette {

class Process;

/// What one look brought.
struct Activity {
  std::vector<std::string> lines{};  ///< sentences for people, at most 12, printable
  std::vector<Symptom> symptoms{};   ///< each once
};

/// An open connection of the grader to one of the programs. Ports in host byte order.
struct KnownClient {
  std::string lane;  ///< as in the transcript: "client", "client 2"
  std::uint16_t local_port = 0;
  std::uint16_t remote_port = 0;
};

/// How much processor time threads had got at one moment, and how much of it they had to wait for.
struct CpuSample {
  struct Used {
    std::chrono::nanoseconds on_cpu{0};
    std::chrono::nanoseconds in_queue{0};
  };
  Clock::time_point at = Clock::now();
  std::map<pid_t, Used> threads{};
};

/// Of all threads of these processes, now.
[[nodiscard]] CpuSample cpu_sample(const std::vector<pid_t>& pids);

/// The program's standard streams, as the grader holds their other ends. Inodes of pipes; 0 where
/// the grader has closed its end.
struct StandardStreams {
  std::uint64_t input = 0;
  std::uint64_t output = 0;
  std::uint64_t errors = 0;
  std::size_t input_unread = 0;  ///< bytes that were sent and that nobody has read
};

/// Of a program that was started.
[[nodiscard]] StandardStreams standard_streams(Process& process);

/// Whom to look at, and what the caller knows about it.
struct LookAt {
  pid_t pid = 0;
  std::string name = "the program";  ///< as the sentences call it
  StandardStreams streams{};
  std::vector<KnownClient> clients{};
  std::optional<CpuSample> before{};  ///< from a moment of the wait; none: nobody is said to spin
};

/// Looks at a running program and all its descendants; empty when it has ended. Where the kernel
/// lets nobody look inside, a line says so.
[[nodiscard]] Activity activity(const LookAt& at);

/// The same for processes that still run although the program that started them has ended.
[[nodiscard]] Activity activity_of_children_left(const std::vector<pid_t>& pids);

}  // namespace pipette
