// TCP connections that the grader opens to a student's server.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/loop.hpp"
#include "engine/pump.hpp"

namespace pipette {

using SocketPump = Pump<boost::asio::ip::tcp::socket>;

/// Where and how to connect.
struct ConnectOptions {
  std::uint16_t port = 0;
  std::string address = "127.0.0.1";
  int receive_buffer = 0;  ///< SO_RCVBUF in bytes, set before connecting; 0: the system's choice
  std::string lane = "client";
};

/// A connection being opened, then open, then closed.
class TcpClient {
 public:
  TcpClient(Loop& loop, Transcript& transcript, const ConnectOptions& options);
  ~TcpClient();
  TcpClient(const TcpClient&) = delete;
  TcpClient& operator=(const TcpClient&) = delete;

  /// The attempt is over: connected, or error() is set.
  [[nodiscard]] bool settled() const { return state_->settled; }
  [[nodiscard]] std::error_code error() const { return state_->error; }

  [[nodiscard]] SocketPump& stream() { return *pump_; }
  [[nodiscard]] std::uint16_t local_port() const { return local_port_; }
  [[nodiscard]] std::uint16_t remote_port() const { return remote_port_; }

  /// Sends FIN: nothing more will come from here, but answers are still read.
  void finish_sending();
  /// Closes plainly: FIN, as long as nothing lies unread here.
  void close();
  /// Closes with RST, dropping what is under way (SO_LINGER with time 0, socket(7)).
  void reset();

 private:
  struct State {
    bool settled = false;
    std::error_code error;
  };
  void on_connected();

  Transcript* transcript_;
  std::string lane_;
  std::shared_ptr<State> state_ = std::make_shared<State>();
  std::shared_ptr<SocketPump> pump_;
  std::uint16_t local_port_ = 0;
  std::uint16_t remote_port_ = 0;
};

/// Whether the server has read all that it was sent: nothing waits here or in its own queue
/// (tcp(7), SIOCOUTQ).
[[nodiscard]] bool all_taken(TcpClient& client);

/// A port on 127.0.0.1 that nobody uses and where no closed connection lingers, below the range
/// from which the system gives out ports by itself, so that no outgoing connection takes it
/// meanwhile. `random` chooses.
[[nodiscard]] std::uint16_t unused_port(std::uint64_t random);

}  // namespace pipette
