#include "engine/socket.hpp"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include "core/error.hpp"
#include "engine/probe.hpp"

namespace pipette {

using boost::asio::ip::tcp;

namespace {

// The system gives out ports by itself from here on (ip_local_port_range, ip(7)).
constexpr std::uint16_t kEphemeral = 32768;

// A port that is another one in the wrong byte order, and that one, too, may be used by everybody
// and is not given out by the system. So this mistake always shows, and always in the same way.
bool is_plain(std::uint16_t port) {
  const auto mirrored = static_cast<std::uint16_t>((port & 0xFFU) << 8U | port >> 8U);
  return mirrored != port && mirrored >= 1024 && mirrored < kEphemeral;
}

// Whether any socket has to do with the port, also one that only lingers (TIME_WAIT): a server that
// cannot restart there could not start there either.
bool is_known(std::uint16_t port) {
  using enum TcpState;
  return !tcp_sockets(port, {established, syn_sent, syn_received, fin_wait1, fin_wait2, time_wait,
                             close_wait, last_ack, listen, closing})
              .empty();
}

}  // namespace

TcpClient::TcpClient(Loop& loop, Transcript& transcript, const ConnectOptions& options)
    : transcript_(&transcript), lane_(options.lane), remote_port_(options.port) {
  tcp::socket socket(loop.context());
  socket.open(tcp::v4());
  if (options.receive_buffer > 0)
    socket.set_option(boost::asio::socket_base::receive_buffer_size(options.receive_buffer));
  pump_ = std::make_shared<SocketPump>(std::move(socket), transcript, PumpOptions{.lane = lane_});
  pump_->inbox().is_connection = true;
  const tcp::endpoint endpoint(boost::asio::ip::make_address(options.address), options.port);
  const std::string where = options.address + ":" + std::to_string(options.port);
  pump_->stream().async_connect(
      endpoint, [this, state = std::weak_ptr<State>(state_), where](auto error) {
        const auto alive = state.lock();
        if (!alive) return;
        alive->settled = true;
        alive->error = error;
        transcript_->life(lane_,
                          error ? "could not connect to " + where + ": " + error.message()
                                : "connected to " + where,
                          error ? Act::refused : Act::connect, remote_port_);
        if (!error) on_connected();
      });
}

TcpClient::~TcpClient() { pump_->close(); }

void TcpClient::on_connected() {
  boost::system::error_code error;
  local_port_ = pump_->stream().local_endpoint(error).port();
  // Small pieces must leave at once: how the bytes are cut is part of many checks.
  pump_->stream().set_option(tcp::no_delay(true), error);
  pump_->start_reading();
}

void TcpClient::finish_sending() {
  boost::system::error_code error;
  pump_->stream().shutdown(tcp::socket::shutdown_send, error);
  transcript_->life(lane_, "grader finished sending (half-close)", Act::half_close);
}

void TcpClient::close() {
  pump_->close();
  transcript_->life(lane_, "grader closed the connection", Act::close);
}

void TcpClient::reset() {
  boost::system::error_code error;
  pump_->stream().set_option(boost::asio::socket_base::linger(true, 0), error);
  pump_->close();
  transcript_->life(lane_, "grader reset the connection", Act::reset);
}

std::uint16_t unused_port(std::uint64_t random) {
  constexpr std::uint16_t kFirst = 10000;
  constexpr std::uint16_t kCount = 20000;
  boost::asio::io_context context;
  for (std::uint16_t tries = 0; tries < kCount; ++tries) {
    const auto port = static_cast<std::uint16_t>(kFirst + (random + tries) % kCount);
    if (!is_plain(port) || is_known(port)) continue;
    tcp::acceptor probe(context, tcp::v4());
    // Without this option the probe itself would keep the port busy for a while.
    probe.set_option(boost::asio::socket_base::reuse_address(true));
    boost::system::error_code error;
    probe.bind({boost::asio::ip::address_v4::loopback(), port}, error);
    if (!error) return port;
  }
  throw HarnessError("find an unused port: all are taken");
}

bool all_taken(TcpClient& client) {
  int unsent = 0;
  ioctl(client.stream().stream().native_handle(), SIOCOUTQ, &unsent);
  if (unsent > 0) return false;
  for (const TcpSocket& socket :
       tcp_sockets(client.remote_port(), {TcpState::established, TcpState::close_wait}))
    if (socket.remote_port == client.local_port()) return socket.receive_queue == 0;
  return true;
}

}  // namespace pipette
