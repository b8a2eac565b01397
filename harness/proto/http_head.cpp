#include <algorithm>
#include <charconv>

#include "core/bytes.hpp"
#include "proto/http.hpp"
#include "proto/http_lines.hpp"

namespace pipette {
namespace {

constexpr std::string_view kStatusLine =
    "a response begins with \"HTTP/1.1 \" and a status such as 200, and a blank between them";
constexpr std::string_view kRequestLine =
    "a request begins with a line such as \"GET / HTTP/1.1\": three parts, one blank between them";

struct Framed {
  HttpFraming framing = HttpFraming::none;
  std::size_t length = 0;
  std::string wrong{};  // empty: nothing is
};

// The one length that all Content-Length fields name. A number that is too large for a size_t
// becomes the largest one: that is too long in any case.
Framed content_length(const HttpFields& fields) {
  Framed framed{.framing = HttpFraming::length};
  bool first = true;
  for (const std::string& value : fields.values("Content-Length")) {
    auto members = list_members(value);
    if (members.empty()) members.push_back(value);
    for (const std::string_view member : members) {
      if (member.empty() || member.find_first_not_of("0123456789") != std::string_view::npos) {
        framed.wrong = "Content-Length says " + visible(member) + "; it must be a number of bytes";
        return framed;
      }
      std::size_t length = 0;
      const auto end = member.data() + member.size();
      if (std::from_chars(member.data(), end, length).ec != std::errc()) length = SIZE_MAX;
      if (!first && length != framed.length)
        framed.wrong = "Content-Length is there twice, with different numbers";
      framed.length = length;
      first = false;
    }
  }
  return framed;
}

// Whether the last coding is chunked. A coding that is chunked twice is wrong.
Framed transfer_encoding(const HttpFields& fields, bool is_response) {
  std::vector<std::string> codings;
  for (const std::string& value : fields.values("Transfer-Encoding"))
    for (const std::string_view member : list_members(value)) codings.emplace_back(member);
  const auto is_chunked = [](const std::string& coding) { return same_letters(coding, "chunked"); };
  if (std::count_if(codings.begin(), codings.end(), is_chunked) > 1)
    return {.wrong = "Transfer-Encoding says chunked twice"};
  if (!codings.empty() && is_chunked(codings.back())) return {.framing = HttpFraming::chunked};
  if (is_response) return {.framing = HttpFraming::until_close};
  return {.wrong = "Transfer-Encoding does not end in chunked: nobody knows where the body ends"};
}

// RFC 9112, 6.3. What is wrong in these fields is wrong even where there is no body.
Framed frame(const HttpFields& fields, int minor, bool is_response, bool has_body) {
  const bool has_length = fields.find("Content-Length").has_value();
  const bool has_coding = fields.find("Transfer-Encoding").has_value();
  Framed framed;
  if (has_length && has_coding)
    framed.wrong = "there are both Content-Length and Transfer-Encoding; only one may be";
  else if (has_coding && minor == 0) framed.wrong = "HTTP/1.0 knows no Transfer-Encoding";
  else if (has_coding) framed = transfer_encoding(fields, is_response);
  else if (has_length) framed = content_length(fields);
  else if (is_response) framed.framing = HttpFraming::until_close;
  if (framed.wrong.empty() && !has_body) return {};
  if (framed.wrong.empty() && framed.length > kLongestBody)
    framed.wrong = "Content-Length says more than " + std::to_string(kLongestBody) +
                   " bytes; no body here is that long";
  return framed;
}

bool read_version(HttpLines& lines, int& minor, std::string_view why) {
  if (!lines.literal("HTTP/", why) ||
      !lines.literal("1.", "the version here is HTTP/1.1 or HTTP/1.0") ||
      !lines.digit('0', '1', "the version here is HTTP/1.1 or HTTP/1.0"))
    return false;
  minor = lines.from(lines.at() - 1) == "1" ? 1 : 0;
  return true;
}

bool read_start(HttpLines& lines, HttpResponseHead& head) {
  constexpr std::string_view kThreeDigits = "the status is a number of three digits, such as 200";
  if (!read_version(lines, head.minor, kStatusLine) || !lines.literal(" ", kStatusLine))
    return false;
  const std::size_t start = lines.at();
  if (!lines.digit('1', '9', kThreeDigits) || !lines.digit('0', '9', kThreeDigits) ||
      !lines.digit('0', '9', kThreeDigits))
    return false;
  for (const char digit : lines.from(start)) head.status = head.status * 10 + (digit - '0');
  if (lines.ended()) return false;
  // Some servers leave the blank away when there is no reason. Nobody is confused by that.
  if (lines.next() == '\r' || lines.next() == '\n') return lines.line_end();
  std::string_view reason;
  if (!lines.literal(" ",
                     lines.next() >= '0' && lines.next() <= '9' ? kThreeDigits : kStatusLine) ||
      !lines.rest_of_line(reason))
    return false;
  head.reason = reason;
  return true;
}

bool read_start(HttpLines& lines, HttpRequestHead& head) {
  lines.skip(is_token_char);
  head.method = lines.from(0);
  if (lines.ended()) return false;
  if (head.method.empty()) return lines.fail(kRequestLine);
  if (!lines.literal(" ", kRequestLine)) return false;
  const std::size_t start = lines.at();
  lines.skip([](char byte) { return static_cast<unsigned char>(byte) > 0x20 && byte != 0x7f; });
  head.target = lines.from(start);
  if (lines.ended()) return false;
  if (head.target.empty()) return lines.fail(kRequestLine);
  return lines.literal(" ", kRequestLine) &&
         read_version(
             lines, head.minor,
             "after the target comes \"HTTP/1.1\"; a blank in the target is sent as %20") &&
         lines.line_end();
}

// `has_body` says, for the head as it came, whether a body can follow.
template <typename Head, typename HasBody>
Parsed<Head> parse_head(std::string_view bytes, bool is_response, HasBody has_body) {
  HttpLines lines(bytes.substr(0, kLongestHead));
  Head head;
  if (!read_start(lines, head) || !lines.fields(head.fields)) {
    if (lines.invalid()) return *lines.invalid();
    if (bytes.size() > kLongestHead)
      return Invalid{kLongestHead, "the head has more than " + std::to_string(kLongestHead) +
                                       " bytes, and the empty line that ends it has not come"};
    return Incomplete{};
  }
  Framed framed = frame(head.fields, head.minor, is_response, has_body(head));
  // The empty line is where it became certain.
  if (!framed.wrong.empty()) return Invalid{lines.at() - 2, std::move(framed.wrong)};
  head.framing = framed.framing;
  head.length = framed.length;
  head.raw = lines.from(0);
  return Complete<Head>{std::move(head), lines.at()};
}

}  // namespace

Parsed<HttpResponseHead> parse_http_response_head(std::string_view bytes, std::string_view method) {
  return parse_head<HttpResponseHead>(bytes, true, [method](const HttpResponseHead& head) {
    const bool opens_tunnel = method == "CONNECT" && head.status / 100 == 2;
    return head.status / 100 != 1 && head.status != 204 && head.status != 304 && method != "HEAD" &&
           !opens_tunnel;
  });
}

Parsed<HttpRequestHead> parse_http_request_head(std::string_view bytes) {
  return parse_head<HttpRequestHead>(bytes, false, [](const HttpRequestHead&) { return true; });
}

}  // namespace pipette
