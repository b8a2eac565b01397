// A TCP connection that a check opens to the student's server.
#pragma once

#include <cstdint>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>

#include "check/readable.hpp"
#include "core/deadline.hpp"

namespace pipette {

class TcpClient;
using Location = std::source_location;
using Port = std::uint16_t;

/// Where and how to connect; see ConnectOptions in the engine.
struct ConnectTo {
  Port port = 0;
  std::string address = "127.0.0.1";
  int receive_buffer = 0;  ///< bytes; small ones let the server feel a slow reader sooner
};

/// An open connection. The destructor closes it plainly. Raw bytes in both directions.
class Connection : public Readable {
 public:
  explicit Connection(std::unique_ptr<TcpClient> client);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) = delete;

  /// Sends all bytes in one go while answers are being read. A server that has gone is not an error
  /// here: what it answered tells the story.
  void send(std::string_view bytes, Within within = kPromptly, Location at = Location::current());
  /// Starts to send and returns at once: for servers whose answers nobody reads yet.
  void send_without_waiting(std::string_view bytes);
  /// One byte at a time, each only after the server has taken the one before.
  void send_byte_by_byte(std::string_view bytes, Location at = Location::current());
  /// Half-close: nothing more will be sent, answers are still read.
  void finish_sending();
  /// Closes plainly.
  void close();
  /// Closes with a reset (RST): the server's next read or write fails.
  void reset();

  /// Stops reading, so that answers pile up and in the end fill the server's side.
  void pause_reading();
  void resume_reading();

  /// Bytes that came and were not read by a verb yet.
  [[nodiscard]] std::size_t unread() const;
  /// The server's port.
  [[nodiscard]] Port port() const;

  [[nodiscard]] Inbox& inbox() override;

 private:
  void expect(std::size_t bytes) override;

  std::unique_ptr<TcpClient> client_;
};

}  // namespace pipette
