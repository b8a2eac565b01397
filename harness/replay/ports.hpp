// Which port of a recording is which port now. Only ports of the program itself are ever called.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/session.hpp"
#include "report/recording.hpp"

namespace pipette {

class PortMap {
 public:
  PortMap(const Script& script, Session& session);

  /// The arguments of a start, with ports that are free now; the program may open them.
  [[nodiscard]] std::vector<std::string> arguments(const Event& start);

  /// The port to call instead of the recorded one, as far as that is known yet: the one that was
  /// given as an argument, or on which the program that had announced it listens by now.
  /// Where the recorded call was refused, the announced one will do although nobody listens there.
  [[nodiscard]] std::optional<std::uint16_t> find(std::uint16_t recorded, bool refused);

 private:
  [[nodiscard]] Started* owner(std::uint16_t recorded) const;
  [[nodiscard]] std::optional<std::uint16_t> port_of(Started& program, bool announced,
                                                     bool refused);
  [[nodiscard]] bool is_ours(std::uint16_t port) const;

  Session& session_;
  std::map<std::uint16_t, std::size_t> announced_;   // recorded port, number of the program
  std::map<std::uint16_t, std::uint16_t> given_;     // as an argument
  std::map<std::uint16_t, std::uint16_t> found_;     // all that were looked at
  std::optional<Clock::time_point> without_line_{};  // it listens, and has not said so
};

}  // namespace pipette
