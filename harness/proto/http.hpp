// HTTP/1.1 messages as they travel (RFC 9112). Nothing is normalised: header fields keep their
// order and case, and every value keeps the raw bytes it was read from.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/parsed.hpp"

namespace pipette {

/// A header field: the name as it was written, the value without the blanks around it.
struct HttpField {
  std::string name;
  std::string value;
};

/// Fields in the order in which they came.
struct HttpFields {
  std::vector<HttpField> all{};

  /// The first value of a field; the case of letters in `name` does not count (RFC 9110, 5.1).
  [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
  /// Every value of a field, in order.
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
  /// Whether a comma-separated list field holds `token` in any case, as in "Connection: close".
  [[nodiscard]] bool lists(std::string_view name, std::string_view token) const;
};

/// How the length of a body is told (RFC 9112, 6.3).
enum class HttpFraming {
  none,        ///< there is no body
  length,      ///< Content-Length
  chunked,     ///< Transfer-Encoding: chunked
  until_close  ///< responses only: the body ends where the connection ends
};

/// Status line and header fields. `raw` ends with the empty line.
struct HttpResponseHead {
  int status = 0;      ///< 100 to 999
  int minor = 1;       ///< of the version HTTP/1.x
  std::string reason;  ///< may be empty
  HttpFields fields;
  HttpFraming framing = HttpFraming::none;
  std::size_t length = 0;  ///< of the body, where framing is `length`
  std::string raw;
};

/// Request line and header fields.
struct HttpRequestHead {
  std::string method;
  std::string target;
  int minor = 1;
  HttpFields fields;
  HttpFraming framing = HttpFraming::none;
  std::size_t length = 0;
  std::string raw;
};

struct HttpResponse {
  HttpResponseHead head;
  std::string body;     ///< without its framing
  HttpFields trailers;  ///< that followed the last chunk
  std::string raw;      ///< head and framed body, byte for byte
};

struct HttpRequest {
  HttpRequestHead head;
  std::string body;
  HttpFields trailers;
  std::string raw;
};

/// A head, or a part of a chunked body that is no data, may have this many bytes; more is Invalid.
inline constexpr std::size_t kLongestHead = std::size_t{64} << 10U;
/// No body, and no chunk, may be longer.
inline constexpr std::size_t kLongestBody = std::size_t{256} << 20U;

/// Where a response comes from decides whether it has a body.
struct HttpContext {
  std::string_view method = "GET";  ///< of the request that it answers: HEAD has no body
  bool ended = false;               ///< no byte follows `bytes`: the connection is closed
};

/// Lines end in CRLF; a bare LF or CR in a head is Invalid, and `why` says so in a student's words.
[[nodiscard]] Parsed<HttpResponseHead> parse_http_response_head(std::string_view bytes,
                                                                std::string_view method = "GET");
[[nodiscard]] Parsed<HttpRequestHead> parse_http_request_head(std::string_view bytes);

/// A whole message. With `ended`, an unfinished message is Invalid at its end instead of Incomplete
/// ("the body ends after 3 of 5 bytes"), and a body until close is Complete.
[[nodiscard]] Parsed<HttpResponse> parse_http_response(std::string_view bytes,
                                                       const HttpContext& context = {});
[[nodiscard]] Parsed<HttpRequest> parse_http_request(std::string_view bytes);

/// Takes the framing away from a body that comes bit by bit. Data is handed on as soon as it is
/// there, also from within a chunk. However the bytes are cut, the result is the same.
class HttpBodyDecoder {
 public:
  HttpBodyDecoder(HttpFraming framing, std::size_t length);

  /// Takes what belongs to the body and appends its data to `data`; returns how many of `bytes`
  /// that were. Fewer than all: the body has ended, or is invalid.
  std::size_t push(std::string_view bytes, std::string& data);

  /// The whole body has come. Never true for until_close.
  [[nodiscard]] bool complete() const { return state_ == State::complete; }
  /// Why no further byte can help; the offset counts from the start of the body.
  [[nodiscard]] const std::optional<Invalid>& invalid() const { return invalid_; }
  /// What is wrong if the connection ends now ("the body ends after 3 of 5 bytes"); empty when the
  /// body may end here.
  [[nodiscard]] std::string why_unfinished() const;
  [[nodiscard]] const HttpFields& trailers() const { return trailers_; }

 private:
  enum class State {
    data,        // of a body without chunks
    chunk_size,  // the digits
    after_size,  // blanks behind the digits
    extension,   // from the semicolon on
    size_end,    // the LF of the size line
    chunk_data,  // bytes of a chunk
    chunk_cr,    // the CR after a chunk's data
    chunk_lf,    // its LF
    trailers,    // up to the empty line
    complete
  };

  void take_byte(char byte);
  void take_size_byte(char byte);
  void begin_chunk();
  std::size_t take_data(std::string_view bytes, std::string& data);
  std::size_t take_trailer(std::string_view bytes);
  void fail(std::string why);

  HttpFraming framing_;
  State state_;
  std::size_t size_;          // of the body or of the chunk under way
  std::size_t left_;          // bytes of it that are still to come
  std::size_t room_;          // bytes of data that may come before the body is too long
  std::size_t taken_ = 0;     // all bytes so far
  std::size_t overhead_ = 0;  // bytes of the size line, or of all trailers
  std::string line_{};        // a size or trailer that is not whole yet
  HttpFields trailers_{};
  std::optional<Invalid> invalid_{};
};

}  // namespace pipette
