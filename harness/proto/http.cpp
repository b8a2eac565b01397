#include "proto/http.hpp"

namespace pipette {
namespace {

// Whether more must come, as can be told without reading the body: while a large one comes, this is
// asked again and again.
template <typename Head>
bool is_short(const Head& head, std::size_t body) {
  return (head.framing == HttpFraming::length && body < head.length) ||
         (head.framing == HttpFraming::until_close && body <= kLongestBody);
}

// Whole messages: a head, and the body that it announces.
template <typename Message, typename Head>
Parsed<Message> parse_message(std::string_view bytes, const Parsed<Head>& parsed, bool ended) {
  if (const auto* invalid = std::get_if<Invalid>(&parsed)) return *invalid;
  const auto* head = std::get_if<Complete<Head>>(&parsed);
  if (head == nullptr && !ended) return Incomplete{};
  if (head == nullptr)
    return Invalid{bytes.size(),
                   bytes.empty() ? "not one byte came" : "the head ends before its empty line"};
  if (!ended && is_short(head->value, bytes.size() - head->length)) return Incomplete{};
  Message message;
  message.head = head->value;
  HttpBodyDecoder decoder(head->value.framing, head->value.length);
  const std::size_t length = head->length + decoder.push(bytes.substr(head->length), message.body);
  if (decoder.invalid())
    return Invalid{head->length + decoder.invalid()->offset, decoder.invalid()->why};
  if (!decoder.complete()) {
    if (!ended) return Incomplete{};
    if (std::string why = decoder.why_unfinished(); !why.empty())
      return Invalid{bytes.size(), std::move(why)};
  }
  message.trailers = decoder.trailers();
  message.raw = bytes.substr(0, length);
  return Complete<Message>{std::move(message), length};
}

}  // namespace

Parsed<HttpResponse> parse_http_response(std::string_view bytes, const HttpContext& context) {
  return parse_message<HttpResponse>(bytes, parse_http_response_head(bytes, context.method),
                                     context.ended);
}

Parsed<HttpRequest> parse_http_request(std::string_view bytes) {
  return parse_message<HttpRequest>(bytes, parse_http_request_head(bytes), false);
}

}  // namespace pipette
