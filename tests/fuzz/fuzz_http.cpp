// Whatever comes: the HTTP parsers end, stay inside the bytes, and do not depend on how the bytes
// were cut.
#include "fuzz.hpp"
#include "proto/http.hpp"

namespace pipette::fuzz {
namespace {

constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "CONNECT"};

std::string tell(const HttpFields& fields) {
  std::string text;
  for (const HttpField& field : fields.all) text += field.name + '\1' + field.value + '\2';
  return text;
}

template <typename Head>
std::string tell_framed(const Head& head) {
  return std::to_string(head.minor) + '\3' + tell(head.fields) + '\3' +
         std::to_string(static_cast<int>(head.framing)) + '\3' + std::to_string(head.length) +
         '\3' + head.raw;
}

std::string tell(const HttpResponseHead& head) {
  return std::to_string(head.status) + '\3' + head.reason + '\3' + tell_framed(head);
}

std::string tell(const HttpRequestHead& head) {
  return head.method + '\3' + head.target + '\3' + tell_framed(head);
}

template <typename Message>
std::string tell_message(const Message& message) {
  return tell(message.head) + '\3' + message.body + '\3' + tell(message.trailers) + '\3' +
         message.raw;
}

std::string tell(const HttpResponse& message) { return tell_message(message); }
std::string tell(const HttpRequest& message) { return tell_message(message); }

template <typename T>
std::string told(const Parsed<T>& parsed) {
  return fuzz::told(parsed, [](const T& value) { return tell(value); });
}

// Holds for every parser of the start of a byte stream; returns what it made of the bytes.
template <typename Parse>
auto judge(const Input& input, Parse parse) {
  const std::string_view bytes = input.bytes();
  const auto parsed = parse(bytes);
  const std::string all = told(parsed);
  const std::string part = told(parse(bytes.substr(0, input.cut())));
  input.demand(part == "more" || part == all, "a result is final");
  if (const auto* invalid = std::get_if<Invalid>(&parsed)) {
    input.demand(invalid->offset <= bytes.size(), "the wrong byte lies inside");
    input.demand(!invalid->why.empty(), "it says why");
    input.demand(told(parse(bytes.substr(0, invalid->offset))) == "more",
                 "up to the wrong byte nothing is wrong");
  } else if (all != "more") {
    const auto& complete = std::get<2>(parsed);
    input.demand(complete.length > 0 && complete.length <= bytes.size(), "the length fits");
    const std::string_view own = bytes.substr(0, complete.length);
    input.demand(complete.value.raw == own, "raw is what was read");
    input.demand(told(parse(own)) == all, "it does not depend on what follows");
    input.demand(told(parse(own.substr(0, own.size() - 1))) == "more", "its last byte counts");
  }
  return parsed;
}

struct Decoded {
  std::string data{};
  std::size_t taken = 0;
  std::string end{};
};

// The body in pieces of at most `step` bytes.
Decoded decode(const Input& input, const HttpResponseHead& head, std::string_view body,
               std::size_t step) {
  HttpBodyDecoder decoder(head.framing, head.length);
  Decoded decoded;
  while (decoded.taken < body.size()) {
    const std::string_view piece = body.substr(decoded.taken, step);
    const std::size_t taken = decoder.push(piece, decoded.data);
    decoded.taken += taken;
    input.demand(taken <= piece.size(), "it takes what is there");
    if (taken == piece.size()) continue;
    input.demand(decoder.complete() || decoder.invalid(), "it takes all, or has ended");
    break;
  }
  decoded.end = tell(decoder.trailers()) + '\3' + decoder.why_unfinished();
  if (decoder.invalid()) decoded.end += " at " + std::to_string(decoder.invalid()->offset);
  input.demand(decoded.data.size() <= decoded.taken, "data comes from bytes");
  return decoded;
}

void judge_body(const Input& input, const Complete<HttpResponseHead>& head) {
  const std::string_view body = input.bytes().substr(head.length);
  const Decoded all = decode(input, head.value, body, body.size());
  for (const std::size_t step : {std::size_t{1}, std::size_t{1} + input.cut()}) {
    const Decoded pieces = decode(input, head.value, body, step);
    input.demand(pieces.data == all.data, "the data is the same in pieces");
    input.demand(pieces.taken == all.taken, "as many bytes are taken in pieces");
    input.demand(pieces.end == all.end, "the end is the same in pieces");
  }
}

// What is put into chunks comes out again.
void judge_chunks(const Input& input) {
  std::string framed;
  for (std::size_t i = 0; i < input.bytes().size(); i += 1 + input.mode()) {
    const std::string_view chunk = input.bytes().substr(i, 1 + input.mode());
    char size[16];
    std::snprintf(size, sizeof size, input.mode() % 2 == 0 ? "%zx\r\n" : "%03zX\r\n", chunk.size());
    framed += size + std::string(chunk) + "\r\n";
  }
  framed += "0\r\n\r\n";
  HttpBodyDecoder decoder(HttpFraming::chunked, 0);
  std::string data;
  input.demand(decoder.push(framed, data) == framed.size(), "all chunks are taken");
  input.demand(decoder.complete() && data == input.bytes(), "chunks hold the data");
}

// The connection has ended after these bytes.
void judge_ended(const Input& input, std::string_view method, const std::string& open) {
  const std::size_t size = input.bytes().size();
  const auto parsed = parse_http_response(input.bytes(), {.method = method, .ended = true});
  if (open != "more") return input.demand(told(parsed) == open, "a whole message stays the same");
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return input.demand(invalid->offset == size, "the end is what is wrong");
  const auto* complete = std::get_if<Complete<HttpResponse>>(&parsed);
  input.demand(complete != nullptr, "nothing more can come");
  input.demand(complete->value.head.framing == HttpFraming::until_close &&
                   complete->length == size && complete->value.raw == input.bytes(),
               "only a body until close ends with the connection");
}

void test(const Input& input) {
  const std::string_view method = kMethods[input.mode() % 4];
  const auto head = judge(
      input, [method](std::string_view bytes) { return parse_http_response_head(bytes, method); });
  if (const auto* complete = std::get_if<Complete<HttpResponseHead>>(&head))
    judge_body(input, *complete);
  const auto response = judge(input, [method](std::string_view bytes) {
    return parse_http_response(bytes, {.method = method});
  });
  judge_ended(input, method, told(response));
  judge(input, parse_http_request_head);
  judge(input, parse_http_request);
  judge_chunks(input);
}

// The same with so much inside that it passes the limit of a head.
std::string lengthened(const Input& input) {
  std::string bytes(input.bytes());
  bytes.insert(input.cut(), kLongestHead, 'a');
  return "\x80\xfc" + bytes;
}

}  // namespace

std::vector<std::string> corpus() {
  return {
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00A;x=y\r\n0123456789\r\n"
      "0\r\nExpires: never\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, Chunked\r\n\r\n1 ;a\r\nx\r\n0\r\n\r\n",
      "HTTP/1.0 404 Not Found\r\nConnection: close\r\n\r\nuntil the end",
      "HTTP/1.1 204\r\n\r\nHTTP/1.1 304 \r\nETag: \"1\"\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nLocation: /notes/1\r\n"
      "content-length:  2 \r\n\r\n{}",
      "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nContent-Length: 0\r\n"
      "Content-Length: 0\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\r\n"
      "data: 1\n\n",
      "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n",
      "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n",
      "POST /upper HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n"
      "0\r\n\r\n",
      "HEAD /echo?m=%C3%A9 HTTP/1.0\r\nAccept: */*\r\nX-Empty:\r\n\r\n",
  };
}

std::vector<std::string> words() {
  return {"\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          " ",
          "\t",
          ":",
          ",",
          ";",
          "0\r\n\r\n",
          "chunked",
          "Content-Length: 5\r\n",
          "Content-Length: 18446744073709551616\r\n",
          "Transfer-Encoding: chunked\r\n",
          "HTTP/1.1 ",
          "HTTP/1.0 ",
          "GET ",
          "ffffffff",
          "10000000\r\n",
          std::string(1, '\0'),
          "\xff"};
}

}  // namespace pipette::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pipette::fuzz;
  const Input input(data, size);
  test(input);
  // Rarely, because it takes long.
  if (input.mode() == 255) {
    const std::string more = lengthened(input);
    test(Input(reinterpret_cast<const std::uint8_t*>(more.data()), more.size()));
  }
  return 0;
}
