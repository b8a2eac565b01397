// Reads an Asio stream whenever it has something, so that no pipe is ever full because of us.
#pragma once

#include <array>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <utility>

#include "engine/stream.hpp"

namespace pipette {

/// Keeps an unlimited text bounded: the first and the last 8 KiB.
inline void keep_head_and_tail(std::string& text) {
  constexpr std::size_t kKept = std::size_t{8} << 10U;
  constexpr std::string_view kMark = "\n[...]\n";
  if (text.size() <= 4 * kKept) return;
  text = text.substr(0, kKept) + std::string(kMark) + text.substr(text.size() - kKept);
}

/// Owns a stream (pipe end or socket). Reads all the time unless paused, and writes what it is
/// given. Pending operations keep it alive, so it may be dropped at any moment after close().
template <typename Stream>
class Pump : public std::enable_shared_from_this<Pump<Stream>> {
 public:
  Pump(Stream stream, Transcript& transcript, PumpOptions options)
      : stream_(std::move(stream)), transcript_(&transcript), options_(std::move(options)) {}

  void start_reading() {
    reading_wanted_ = true;
    if (!read_under_way_ && !inbox_.ended && stream_.is_open()) read();
  }
  /// The read under way may still deliver one portion.
  void pause_reading() {
    reading_wanted_ = false;
    // Only the read: a write that is under way goes on.
    if (read_under_way_) stop_reading_.emit(boost::asio::cancellation_type::all);
  }

  /// Queues bytes; written() tells when the operating system has taken them all.
  void write(std::string_view bytes) {
    queued_ += bytes;
    if (!write_under_way_) write_queued();
  }
  [[nodiscard]] bool written() const { return !write_under_way_; }
  [[nodiscard]] std::error_code write_error() const { return write_error_; }

  void close() {
    closed_ = true;
    boost::system::error_code ignored;
    if (stream_.is_open()) stream_.close(ignored);
  }

  /// Nothing more will be read.
  [[nodiscard]] bool finished() const { return inbox_.ended || closed_; }

  [[nodiscard]] Stream& stream() { return stream_; }
  [[nodiscard]] Inbox& inbox() { return inbox_; }
  [[nodiscard]] const std::string& lane() const { return options_.lane; }
  /// Lets `count` more bytes pile up before it counts as a flood.
  void expect(std::size_t count) { cap_ = std::max(cap_, count + options_.cap); }

 private:
  void read() {
    read_under_way_ = true;
    auto handler = [self = this->shared_from_this()](auto error, std::size_t count) {
      self->on_read(error, count);
    };
    stream_.async_read_some(
        boost::asio::buffer(portion_),
        boost::asio::bind_cancellation_slot(stop_reading_.slot(), std::move(handler)));
  }

  void write_queued() {
    outgoing_ = std::exchange(queued_, {});
    write_error_.clear();
    write_under_way_ = true;
    boost::asio::async_write(stream_, boost::asio::buffer(outgoing_),
                             [self = this->shared_from_this()](auto error, std::size_t count) {
                               self->on_written(error, count);
                             });
  }

  void on_read(const boost::system::error_code& error, std::size_t count) {
    read_under_way_ = false;
    if (count > 0) take({portion_.data(), count});
    if (error == boost::asio::error::operation_aborted) {
      if (reading_wanted_ && !closed_) read();
      return;
    }
    if (error) return end(error);
    if (reading_wanted_ && !inbox_.flooded && stream_.is_open()) read();
  }

  void take(std::string_view bytes) {
    transcript_->bytes(EventKind::received, options_.lane, bytes);
    inbox_.unread += bytes;
    inbox_.total += bytes.size();
    note_portion();
    if (!options_.keep_all) return keep_head_and_tail(inbox_.unread);
    inbox_.flooded = inbox_.unread.size() > std::max(cap_, options_.cap);
    if (inbox_.flooded)
      transcript_->life(options_.lane, "too many bytes: the grader stops reading");
  }

  void note_portion() {
    constexpr std::size_t kMost = 4096;  // a program decides how many portions there are
    if (inbox_.portions.size() >= kMost) inbox_.portions.pop_front();
    inbox_.portions.push_back({inbox_.total, std::chrono::system_clock::now()});
  }

  void end(const boost::system::error_code& error) {
    if (closed_) return;
    inbox_.ended = true;
    const bool plain = error == boost::asio::error::eof;
    if (!plain) inbox_.error = error;
    transcript_->life(options_.lane, plain ? "end of data" : "broken: " + error.message(),
                      plain ? Act::end : Act::broken);
  }

  void on_written(const boost::system::error_code& error, std::size_t count) {
    write_under_way_ = false;
    write_error_ = error;
    if (count > 0)
      transcript_->bytes(EventKind::sent, options_.lane,
                         std::string_view(outgoing_).substr(0, count));
    if (error && !closed_)
      transcript_->life(options_.lane, "the grader could not send: " + error.message());
    if (error) queued_.clear();
    if (!queued_.empty()) write_queued();
  }

  Stream stream_;
  Transcript* transcript_;
  PumpOptions options_;
  Inbox inbox_;
  std::array<char, 65536> portion_{};
  boost::asio::cancellation_signal stop_reading_;
  std::string queued_;    // not handed over yet
  std::string outgoing_;  // under way
  std::error_code write_error_;
  std::size_t cap_ = 0;
  bool reading_wanted_ = false;
  bool read_under_way_ = false;
  bool write_under_way_ = false;
  bool closed_ = false;
};

}  // namespace pipette
