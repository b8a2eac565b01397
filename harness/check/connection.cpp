#include "check/connection.hpp"

#include "check/run.hpp"
#include "engine/session.hpp"
#include "engine/socket.hpp"

namespace pipette {

Connection::Connection(std::unique_ptr<TcpClient> client) : client_(std::move(client)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;

Inbox& Connection::inbox() { return client_->stream().inbox(); }

void Connection::expect(std::size_t bytes) { client_->stream().expect(bytes); }

void Connection::send(std::string_view bytes, Within within, Location at) {
  const auto since = Clock::now();
  send_without_waiting(bytes);
  if (session().wait([&] { return client_->stream().written(); }, within)) return;
  fail_waiting("the server reads what it is sent", since,
               "the server did not read what it was sent", at);
}

void Connection::send_without_waiting(std::string_view bytes) { client_->stream().write(bytes); }

void Connection::send_byte_by_byte(std::string_view bytes, Location at) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    send(bytes.substr(i, 1), kPromptly, at);
    const auto since = Clock::now();
    const auto taken = [&] { return all_taken(*client_) || inbox().ended; };
    if (session().wait(taken, kPromptly, std::chrono::milliseconds(1))) continue;
    fail_waiting("the server reads each byte that it is sent", since,
                 "the server did not read the next byte", at);
  }
}

void Connection::finish_sending() { client_->finish_sending(); }
void Connection::close() { client_->close(); }
void Connection::reset() { client_->reset(); }
void Connection::pause_reading() { client_->stream().pause_reading(); }
void Connection::resume_reading() { client_->stream().start_reading(); }
std::size_t Connection::unread() const { return client_->stream().inbox().unread.size(); }
Port Connection::port() const { return client_->remote_port(); }

}  // namespace pipette
