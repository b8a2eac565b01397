// The facade: all that a lab's checks.cpp includes.
//
// A check says what the contract requires, acts with verbs (they do I/O, each with a deadline), and
// judges with ASSERT_THAT and matchers. It has no sleeps and no clean-up of its own.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "check/connection.hpp"
#include "check/matchers.hpp"
#include "check/program.hpp"
#include "core/verdict.hpp"

namespace pipette {

class Session;

/// Whether the program's standard input is open or at its end from the start.
enum class Stdin { open, at_end };

/// The base of every lab's fixture. One object per check: it owns the working directory, the
/// transcript and every process, and nothing survives it.
class Check : public testing::Test {
 protected:
  Check();
  ~Check() override;

  /// First line of a check: what the contract says, and why that matters.
  void requirement(std::string_view sentence, std::string_view why);
  /// Second line: the three levels that `pipette hint` gives away one by one.
  void hint(Hint hint);

  /// Starts the program that is being graded. Ends the check when it cannot be started.
  Program student(const std::vector<std::string>& arguments = {}, Stdin input = Stdin::open,
                  Location at = Location::current());

  /// The same, with a file of the programs' working folder as standard input.
  Program student_reading(const std::string& file, const std::vector<std::string>& arguments = {},
                          Location at = Location::current());

  /// Puts a file into the programs' working folder. `name` has no slash, and is new there.
  void write_file(const std::string& name, std::string_view bytes);
  /// A file that a program has left in its working folder. That there is none, or that it is no
  /// plain file, is trouble.
  [[nodiscard]] Received read_file(const std::string& path);

  /// Programs that are started from now on have a clock far from UTC (TZ). Without this, chance
  /// decides between that and UTC.
  void leave_utc();

  /// The port on which the server can be called: from its LISTENING line, or, where the line is
  /// missing or wrong, from the kernel, so that one mistake does not fail every check. Ends the
  /// check when no port opens.
  Port listening(Program& server, Location at = Location::current());
  /// The port that the LISTENING line names. Ends the check when the line does not come.
  Port announced(Program& server, Location at = Location::current());

  /// Opens a connection; ends the check when nobody answers there.
  Connection connect(const ConnectTo& to, Location at = Location::current());
  Connection connect(Port port, Location at = Location::current()) {
    return connect(ConnectTo{.port = port}, at);
  }
  /// Whether a connection to this address and port is accepted.
  [[nodiscard]] Reached reach(const ConnectTo& to);

  /// A port on 127.0.0.1 that nobody uses.
  Port unused_port();
  /// Waits until a closed connection lingers on `port` (TIME_WAIT or FIN_WAIT). A check that needs
  /// that and does not get it is not run.
  void require_lingering(Port port);

  /// A word of `length` small letters, from the seed of this run.
  std::string random_word(std::size_t length);

 private:
  Program start(const std::vector<std::string>& arguments, Stdin input, const std::string& file,
                Location at);

  std::unique_ptr<Session> session_;
};

}  // namespace pipette
