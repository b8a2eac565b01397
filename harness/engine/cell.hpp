// Namespaces of its own for the programs of one check: they see no other process, and of the disk
// only what is listed (namespaces(7), pid_namespaces(7), mount_namespaces(7)).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace pipette {

/// The disk as the programs of a cell see it. Everything keeps its path, so that a program finds
/// the same things inside and outside.
struct CellView {
  std::vector<std::filesystem::path> readable{};  ///< files and folders, read-only
  std::filesystem::path work{};                   ///< becomes an empty folder in memory, writable
  uid_t owner = 0;                                ///< of the work folder
  std::uint64_t work_bytes = std::uint64_t{64} << 20U;
  std::uint64_t work_files = 4096;
};

/// Whether the cell also needs a user and a network namespace, because its maker has none.
enum class CellNetwork { makers, own };

/// Namespaces for process ids, mounts, IPC and the host name, held by a first process of ours that
/// does nothing but reap. When that process is killed, the kernel kills everything in the cell.
class Cell {
 public:
  /// Throws HarnessError with the step that failed.
  Cell(const CellView& view, CellNetwork network);
  /// Kills everything inside and waits until it is gone. Programs that were launched into the cell
  /// must be reaped by whoever launched them, or this waits for ever.
  ~Cell();
  Cell(const Cell&) = delete;
  Cell& operator=(const Cell&) = delete;

  [[nodiscard]] pid_t first_process() const { return pid_; }
  [[nodiscard]] int pidfd() const { return pidfd_; }
  [[nodiscard]] int namespaces() const { return namespaces_; }
  /// How to reach a path inside from outside: "/proc/PID/root/...".
  [[nodiscard]] std::filesystem::path seen_from_outside(const std::filesystem::path& inside) const;

 private:
  struct Plan;
  static int furnish(void* plan);
  void start(Plan& plan);
  void end();

  pid_t pid_ = -1;
  int pidfd_ = -1;
  int alive_ = -1;  ///< the first process ends when this is closed
  int namespaces_ = 0;
};

/// The parts of the system that every program may read: libraries, interpreters, a few files of
/// /etc, and the harmless devices. Folders that are links on this machine are not in it.
[[nodiscard]] const std::vector<std::filesystem::path>& system_files();
[[nodiscard]] const std::vector<std::filesystem::path>& system_devices();

}  // namespace pipette
