// HTTP for servers: reads requests, writes responses.
//
//   void serve(const kit::Socket& client) {
//     kit::RequestReader requests(client);
//     while (const auto request = requests.next())
//       kit::send_response(client, *request,
//                          {200, {{"Content-Type", "text/plain"}}, "You asked for " +
//                          request->target});
//   }
#pragma once

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "server_socket.hpp"

namespace kit {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method{};                          ///< "GET"
  std::string target{};                          ///< "/notes?done=true", just as it came
  std::map<std::string, std::string> headers{};  ///< names in small letters, values without blanks
  std::string body{};
  bool keep_alive = true;  ///< the client may ask for more on this connection

  /// The value of a header; `name` is in small letters. "" where there is none.
  [[nodiscard]] std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

/// The kit adds Content-Length and Connection to the headers by itself.
struct Response {
  int status = 200;
  Headers headers{};
  std::string body{};
};

/// Small letters, for the letters that HTTP knows (A to Z).
inline std::string to_lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// The text without blanks and tabs at both ends.
inline std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The words that stand for a status. They are for people: programs read the number only.
inline std::string reason_of(int status) {
  static const std::map<int, std::string> reasons{
      {100, "Continue"},
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {400, "Bad Request"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {409, "Conflict"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {422, "Unprocessable Content"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  const auto found = reasons.find(status);
  return found == reasons.end() ? "" : found->second;
}

/// Status line, headers, and the empty line after them.
inline std::string head_of(int status, const Headers& headers) {
  std::string head = "HTTP/1.1 " + std::to_string(status) + " " + reason_of(status) + "\r\n";
  for (auto [name, value] : headers) {
    // A line end inside a value would begin a header that nobody meant to send.
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; },
        ' ');
    head.append(name).append(": ").append(value).append("\r\n");
  }
  return head + "\r\n";
}

/// The head of an answer whose end is the end of the connection, such as a stream.
inline std::string response_head(int status, Headers headers) {
  headers.emplace_back("Connection", "close");
  return head_of(status, headers);
}

/// Sends the response to a request. False: the client is lost.
inline bool send_response(const Socket& socket, const Request& request, const Response& response) {
  Headers headers = response.headers;
  // These never have a body, so they have no length either.
  const bool empty = response.status < 200 || response.status == 204 || response.status == 304;
  if (!empty) headers.emplace_back("Content-Length", std::to_string(response.body.size()));
  if (!request.keep_alive) headers.emplace_back("Connection", "close");
  std::string bytes = head_of(response.status, headers);
  // HEAD asks for the envelope only.
  if (!empty && request.method != "HEAD") bytes += response.body;
  return socket.send(bytes);
}

/// Reads one request after the other from a connection.
class RequestReader {
 public:
  static constexpr std::size_t kLongestHead = 16 * 1024;
  static constexpr std::size_t kLongestBody = 8 * 1024 * 1024;

  /// The socket must live, at the same place, as long as the reader.
  explicit RequestReader(const Socket& socket) : socket_(socket) {}

  /// Waits for the next whole request. Nothing: no more requests will come, because the client has
  /// finished, or is lost, or has sent what is no HTTP (then it has been told so).
  [[nodiscard]] std::optional<Request> next() {
    if (finished_) return std::nullopt;
    finished_ = true;  // until we know better
    try {
      Request request;
      read_head(request);
      read_body(request);
      finished_ = !request.keep_alive;
      // What is left over belongs to the next request.
      bytes_ = bytes_.substr(used_);
      used_ = 0;
      return request;
    } catch (const Refusal& refusal) {
      Request unreadable;
      unreadable.keep_alive = false;
      send_response(socket_, unreadable, {refusal.status, {}, ""});
      socket_.finish();
    } catch (const Lost&) {
      // There is nobody left to talk to.
    }
    return std::nullopt;
  }

 private:
  // Thrown where a request cannot be understood, and where the client ends in the middle of one.
  // Both are caught in next().
  struct Refusal {
    int status;
  };
  struct Lost {};

  void receive_more() {
    if (!socket_.receive(bytes_)) throw Lost{};
  }

  // The next line of the head, without its end. The connection is a stream: a line may come in many
  // pieces, and one piece may hold many lines.
  std::string read_line() {
    for (;;) {
      const std::size_t end = bytes_.find('\n', used_);
      if (std::min(end, bytes_.size()) >= kLongestHead) throw Refusal{431};
      if (end == std::string::npos) {
        receive_more();
        continue;
      }
      std::string line = bytes_.substr(used_, end - used_);
      used_ = end + 1;
      if (line.ends_with('\r')) line.pop_back();
      if (std::any_of(line.begin(), line.end(), is_control)) throw Refusal{400};
      return line;
    }
  }

  void read_head(Request& request) {
    std::string line = read_line();
    while (line.empty()) line = read_line();  // Some clients send an empty line too many.
    const bool old = read_request_line(line, request);
    for (line = read_line(); !line.empty(); line = read_line()) read_header(line, request);
    if (!old && !request.headers.contains("host")) throw Refusal{400};
    request.keep_alive = !old && !lists(request.header("connection"), "close");
  }

  // "GET /notes HTTP/1.1". True: it is HTTP/1.0, which knows less.
  static bool read_request_line(const std::string& line, Request& request) {
    const std::size_t first = line.find(' ');
    const std::size_t second = line.rfind(' ');
    if (first == second) throw Refusal{400};
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, second - first - 1);
    const std::string version = line.substr(second + 1);
    if (!is_name(request.method) || request.target.empty()) throw Refusal{400};
    if (request.target.find_first_of(" \t") != std::string::npos) throw Refusal{400};
    if (!version.starts_with("HTTP/")) throw Refusal{400};
    if (version != "HTTP/1.0" && version != "HTTP/1.1") throw Refusal{505};
    return version == "HTTP/1.0";
  }

  static void read_header(const std::string& line, Request& request) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) throw Refusal{400};
    const std::string name = to_lower(line.substr(0, colon));
    if (!is_name(name)) throw Refusal{400};
    const auto [place, is_new] = request.headers.try_emplace(name, trimmed(line.substr(colon + 1)));
    // The same header twice means one list.
    if (!is_new) place->second += ", " + trimmed(line.substr(colon + 1));
  }

  void read_body(Request& request) {
    const std::size_t length = body_length(request);
    // A polite client asks before it sends much. It need not wait if its body is already here.
    if (bytes_.size() - used_ < length && to_lower(request.header("expect")) == "100-continue")
      socket_.send(head_of(100, {}));
    while (bytes_.size() - used_ < length) receive_more();
    request.body = bytes_.substr(used_, length);
    used_ += length;
  }

  static std::size_t body_length(const Request& request) {
    const auto length = request.headers.find("content-length");
    const bool has_length = length != request.headers.end();
    // There is a second way to mark the end of a body. This kit does not know it.
    if (request.headers.contains("transfer-encoding")) throw Refusal{has_length ? 400 : 501};
    if (!has_length) return 0;
    const std::string& text = length->second;
    if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos)
      throw Refusal{400};
    std::size_t count = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), count);
    if (result.ec != std::errc{} || count > kLongestBody) throw Refusal{413};
    return count;
  }

  static bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  }

  // Methods and header names consist of these characters. A blank is not among them.
  static bool is_name(const std::string& text) {
    return !text.empty() && text.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789!#$%&'*+-.^_`|~") == std::string::npos;
  }

  // Whether `word` stands in a list like "Close, Upgrade". Capital letters do not count.
  static bool lists(const std::string& list, const std::string& word) {
    std::istringstream items(to_lower(list));
    for (std::string item; std::getline(items, item, ',');)
      if (trimmed(item) == word) return true;
    return false;
  }

  const Socket& socket_;
  std::string bytes_{};    // what came of this request, and perhaps of the next ones
  std::size_t used_ = 0;   // so many of them are already read
  bool finished_ = false;  // no further request will come
};

}  // namespace kit
