#include <algorithm>

#include "core/bytes.hpp"
#include "proto/http.hpp"
#include "proto/http_lines.hpp"

namespace pipette {
namespace {

constexpr std::string_view kTooLong = "the body is longer than any body here may be";

int hex_digit(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

}  // namespace

HttpBodyDecoder::HttpBodyDecoder(HttpFraming framing, std::size_t length)
    : framing_(framing), state_(State::data), size_(length), left_(length), room_(kLongestBody) {
  if (framing == HttpFraming::until_close) left_ = kLongestBody;
  if (framing == HttpFraming::chunked) state_ = State::chunk_size, size_ = left_ = 0;
  if (framing == HttpFraming::none || (framing == HttpFraming::length && length == 0))
    state_ = State::complete;
}

void HttpBodyDecoder::fail(std::string why) { invalid_ = Invalid{taken_, std::move(why)}; }

std::size_t HttpBodyDecoder::push(std::string_view bytes, std::string& data) {
  std::size_t used = 0;
  while (used < bytes.size() && state_ != State::complete && !invalid_) {
    const std::string_view rest = bytes.substr(used);
    std::size_t count = 0;
    if (state_ == State::data || state_ == State::chunk_data) {
      count = take_data(rest, data);
    } else if (state_ == State::trailers) {
      count = take_trailer(rest);
    } else {
      take_byte(rest.front());
      count = invalid_ ? 0 : 1;
      taken_ += count;
    }
    used += count;
  }
  return used;
}

std::size_t HttpBodyDecoder::take_data(std::string_view bytes, std::string& data) {
  const std::size_t count = std::min({bytes.size(), left_, room_});
  if (count == 0) {
    fail(std::string(kTooLong));
    return 0;
  }
  data.append(bytes.substr(0, count));
  taken_ += count;
  left_ -= count;
  room_ -= count;
  if (left_ == 0 && state_ == State::chunk_data) state_ = State::chunk_cr;
  if (left_ == 0 && framing_ == HttpFraming::length) state_ = State::complete;
  return count;
}

void HttpBodyDecoder::take_byte(char byte) {
  if (overhead_ == kLongestHead) return fail("the line of a chunk size never ends");
  ++overhead_;
  switch (state_) {
    case State::chunk_cr:
    case State::chunk_lf:
      if (byte != (state_ == State::chunk_cr ? '\r' : '\n'))
        return fail("the chunk's size is " + std::to_string(size_) +
                    ", so \\r\\n must come after that many bytes; is the size right? It counts "
                    "bytes, and is written in hexadecimal");
      state_ = state_ == State::chunk_cr ? State::chunk_lf : State::chunk_size;
      if (state_ == State::chunk_size) size_ = 0;
      overhead_ = 0;
      return;
    case State::size_end:
      if (byte != '\n') return fail("after \\r comes no \\n; the line of a size ends with \\r\\n");
      return begin_chunk();
    default: return take_size_byte(byte);
  }
}

// One byte of a size line: digits, perhaps blanks, perhaps an extension, CR.
void HttpBodyDecoder::take_size_byte(char byte) {
  const int digit = state_ == State::chunk_size ? hex_digit(byte) : -1;
  if (digit >= 0) {
    line_ += byte;
    size_ = size_ * 16 + static_cast<std::size_t>(digit);
    if (size_ > room_) fail(std::string(kTooLong) + ": a chunk has the size " + visible(line_));
    return;
  }
  if (line_.empty() && (byte == '\r' || byte == '\n'))
    return fail("a chunk begins with its size, but this line is empty");
  if (byte == '\n') return fail("the line of the chunk size ends with \\n alone, not with \\r\\n");
  if (line_.empty() ||
      (state_ == State::chunk_size && byte != '\r' && byte != ';' && byte != ' ' && byte != '\t'))
    return fail("the chunk size " + visible(line_ + byte) +
                " is no hexadecimal number; was the body sent without chunks?");
  if (byte == '\r') state_ = State::size_end;
  else if (byte == ';') state_ = State::extension;
  else if (state_ == State::chunk_size) state_ = State::after_size;
  else if (state_ == State::after_size && byte != ' ' && byte != '\t')
    fail("after a chunk size comes \\r\\n, or a semicolon");
  else if (byte != '\t' && static_cast<unsigned char>(byte) < 0x20)
    fail("the line of a chunk size cannot hold the byte " + visible(std::string_view(&byte, 1)));
}

void HttpBodyDecoder::begin_chunk() {
  left_ = size_;
  state_ = size_ == 0 ? State::trailers : State::chunk_data;
  line_.clear();
  overhead_ = 0;
}

std::size_t HttpBodyDecoder::take_trailer(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const std::size_t count = std::min({bytes.size(), end, kLongestHead - overhead_});
  line_.append(bytes.substr(0, count));
  taken_ += count;
  overhead_ += count;
  if (count == bytes.size()) return count;
  if (overhead_ == kLongestHead) {
    fail("what follows the last chunk never ends; an empty line ends it");
    return count;
  }
  line_ += '\n';
  HttpLines lines(line_);
  const bool is_last = line_ == "\r\n";
  if (!is_last && !lines.field(trailers_)) {
    // The line is whole, so that it cannot just be too short.
    const std::size_t start = taken_ + 1 - line_.size();
    invalid_ =
        Invalid{start + lines.invalid()->offset,
                "after the last chunk comes an empty line, but here: " + lines.invalid()->why};
    return count;
  }
  if (is_last) state_ = State::complete;
  line_.clear();
  ++taken_;
  ++overhead_;
  return count + 1;
}

std::string HttpBodyDecoder::why_unfinished() const {
  const std::string part =
      std::to_string(size_ - left_) + " of " + std::to_string(size_) + " bytes";
  if (invalid_) return invalid_->why;
  if (state_ == State::complete || framing_ == HttpFraming::until_close) return "";
  if (state_ == State::data) return "the body ends after " + part;
  if (state_ == State::chunk_data) return "the body ends in the middle of a chunk, after " + part;
  if (state_ == State::trailers)
    return "the body ends before the empty line that follows the last chunk";
  return "the body ends before its last chunk, the one of size 0";
}

}  // namespace pipette
