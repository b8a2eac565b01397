// Bodies of HTTP messages, with their framing taken away bit by bit, and whole messages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/http.hpp"

namespace pipette {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Decoded {
  std::string data{};
  std::size_t taken = 0;
  bool complete = false;
  std::string wrong{};  // "wrong at 3: why"
  std::vector<std::pair<std::string, std::string>> trailers{};
  bool operator==(const Decoded&) const = default;
};

// What becomes of these pieces, one after the other.
Decoded decode(HttpBodyDecoder decoder, const std::vector<std::string_view>& pieces) {
  Decoded decoded;
  for (const std::string_view piece : pieces) {
    // A copy of just the right size, so that a sanitizer sees every byte read too far.
    const std::vector<char> exact(piece.begin(), piece.end());
    const std::size_t taken = decoder.push({exact.data(), exact.size()}, decoded.data);
    decoded.taken += taken;
    if (taken < piece.size()) break;
  }
  decoded.complete = decoder.complete();
  if (const auto& invalid = decoder.invalid())
    decoded.wrong = "wrong at " + std::to_string(invalid->offset) + ": " + invalid->why;
  for (const HttpField& field : decoder.trailers().all)
    decoded.trailers.emplace_back(field.name, field.value);
  return decoded;
}

HttpBodyDecoder chunks() { return {HttpFraming::chunked, 0}; }

// The body in one piece; in every two pieces and byte by byte it must be the same.
Decoded decode(const HttpBodyDecoder& decoder, std::string_view bytes) {
  const Decoded all = decode(decoder, std::vector{bytes});
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
    EXPECT_EQ(decode(decoder, {bytes.substr(0, cut), bytes.substr(cut)}), all) << "cut at " << cut;
  std::vector<std::string_view> single;
  for (std::size_t i = 0; i < bytes.size(); ++i) single.push_back(bytes.substr(i, 1));
  EXPECT_EQ(decode(decoder, single), all) << "byte by byte";
  return all;
}

std::string wrong(std::string_view bytes) { return decode(chunks(), bytes).wrong; }

TEST(HttpBody, OfALength) {
  const Decoded body = decode({HttpFraming::length, 5}, "hello, rest");
  EXPECT_EQ(body.data, "hello");
  EXPECT_EQ(body.taken, 5U);
  EXPECT_TRUE(body.complete);
  EXPECT_FALSE(decode({HttpFraming::length, 6}, "hello").complete);
}

TEST(HttpBody, OfNothing) {
  for (const HttpBodyDecoder& decoder :
       {HttpBodyDecoder(HttpFraming::none, 0), HttpBodyDecoder(HttpFraming::length, 0)}) {
    EXPECT_TRUE(decoder.complete());
    EXPECT_EQ(decode(decoder, "rest").taken, 0U);
  }
}

TEST(HttpBody, UntilCloseIsNeverComplete) {
  const Decoded body = decode({HttpFraming::until_close, 0}, "hello");
  EXPECT_EQ(body.data, "hello");
  EXPECT_FALSE(body.complete);
}

TEST(HttpBody, OfChunks) {
  const Decoded body = decode(chunks(), "5\r\nhello\r\n1\r\n\n\r\n0\r\n\r\nrest");
  EXPECT_EQ(body.data, "hello\n");
  EXPECT_EQ(body.taken, 21U);
  EXPECT_TRUE(body.complete);
  EXPECT_EQ(decode(chunks(), "0\r\n\r\n").data, "");
  EXPECT_EQ(decode(chunks(), "00A\r\n0123456789\r\n000\r\n\r\n").data, "0123456789");
  EXPECT_EQ(decode(chunks(), "a\r\n0123456789\r\n0\r\n\r\n").data, "0123456789");
  EXPECT_EQ(decode(chunks(), "10\r\n0123456789abcdef\r\n0\r\n\r\n").data, "0123456789abcdef");
}

TEST(HttpBody, ExtensionsAreIgnored) {
  const Decoded body = decode(chunks(), "2;a=b;c=\"d e\"\r\nhi\r\n1 ; x\r\n!\r\n0 \r\n\r\n");
  EXPECT_EQ(body.data, "hi!");
  EXPECT_TRUE(body.complete);
}

TEST(HttpBody, TrailersAreKept) {
  const Decoded body = decode(chunks(), "1\r\nx\r\n0\r\nA: b\r\nc:d \r\n\r\nrest");
  EXPECT_TRUE(body.complete);
  EXPECT_EQ(body.taken, 23U);
  ASSERT_EQ(body.trailers.size(), 2U);
  EXPECT_EQ(body.trailers[1], std::pair(std::string("c"), std::string("d")));
}

TEST(HttpBody, DataIsHandedOnAtOnce) {
  HttpBodyDecoder decoder = chunks();
  std::string data;
  EXPECT_EQ(decoder.push("5\r\nhe", data), 5U);
  EXPECT_EQ(data, "he");
  EXPECT_EQ(decoder.push("l", data), 1U);
  EXPECT_EQ(data, "hel");
}

TEST(HttpBody, WrongSizes) {
  EXPECT_THAT(wrong("12x\r\n"), StartsWith("wrong at 2: the chunk size \"12x\" is no hexadecimal"));
  EXPECT_THAT(wrong("hello\n"), HasSubstr("wrong at 0: the chunk size \"h\" is no hexadecimal"));
  EXPECT_THAT(wrong("data: 1\n\n"), HasSubstr("was the body sent without chunks?"));
  EXPECT_THAT(wrong("\r\n"), StartsWith("wrong at 0: a chunk begins with its size"));
  EXPECT_THAT(wrong(" 5\r\n"), StartsWith("wrong at 0"));
  EXPECT_THAT(wrong("-1\r\n"), StartsWith("wrong at 0"));
  EXPECT_THAT(wrong("0x5\r\n"), StartsWith("wrong at 1"));
  EXPECT_THAT(wrong("5 6\r\n"), StartsWith("wrong at 2: after a chunk size comes"));
  EXPECT_THAT(wrong("5\n"),
              StartsWith("wrong at 1: the line of the chunk size ends with \\n alone"));
  EXPECT_THAT(wrong("5;a\n"), StartsWith("wrong at 3: the line of the chunk size ends"));
  EXPECT_THAT(wrong("5\rh"), StartsWith("wrong at 2: after \\r comes no \\n"));
  EXPECT_THAT(wrong(std::string("5;a\0", 4)), StartsWith("wrong at 3: the line of a chunk size"));
}

TEST(HttpBody, ASizeThatDoesNotFitItsData) {
  const std::string why = "the chunk's size is 3, so \\r\\n must come after that many bytes";
  EXPECT_THAT(wrong("3\r\nhello\r\n"), StartsWith("wrong at 6: " + why));
  EXPECT_THAT(wrong("3\r\nabc\n"), StartsWith("wrong at 6: " + why));
  EXPECT_THAT(wrong("3\r\nabc\r\r"), StartsWith("wrong at 7: " + why));
}

TEST(HttpBody, WrongTrailers) {
  const std::string why = "after the last chunk comes an empty line, but here: ";
  EXPECT_THAT(wrong("0\r\nHTTP/1.1 200 OK\r\n"), StartsWith("wrong at 7: " + why));
  EXPECT_THAT(wrong("0\r\n\n"), StartsWith("wrong at 3: " + why + "the line ends with \\n alone"));
  EXPECT_THAT(wrong("0\r\nA: b\r\nc: d\n"), StartsWith("wrong at 13: " + why));
  EXPECT_THAT(wrong("0\r\n\rx\n"), StartsWith("wrong at 3: " + why));
}

TEST(HttpBody, HasLimits) {
  EXPECT_EQ(decode(chunks(), "10000000\r\n").wrong, "");
  EXPECT_THAT(wrong("10000001\r\n"), StartsWith("wrong at 7: the body is longer"));
  EXPECT_THAT(wrong("fffffffffffffffffffff\r\n"), StartsWith("wrong at 7: the body is longer"));
  EXPECT_THAT(wrong("1\r\na\r\n10000000\r\n"), StartsWith("wrong at 13: the body is longer"));
  const std::string endless = std::string(kLongestHead + 1, '0');
  EXPECT_THAT(decode(chunks(), std::vector<std::string_view>{endless}).wrong,
              StartsWith("wrong at 65536: the line of a chunk size never ends"));
  const std::string trailers = "0\r\nA:" + std::string(kLongestHead, 'a');
  EXPECT_THAT(decode(chunks(), std::vector<std::string_view>{trailers}).wrong,
              StartsWith("wrong at 65539: what follows the last chunk never ends"));
}

TEST(HttpBody, UntilCloseHasALimit) {
  HttpBodyDecoder decoder(HttpFraming::until_close, 0);
  const std::string piece(std::size_t{1} << 24U, 'x');
  std::string data;
  for (std::size_t left = kLongestBody; left > 0; left -= piece.size(), data.clear())
    EXPECT_EQ(decoder.push(piece, data), piece.size());
  EXPECT_FALSE(decoder.invalid());
  EXPECT_EQ(decoder.push("x", data), 0U);
  ASSERT_TRUE(decoder.invalid());
  EXPECT_EQ(decoder.invalid()->offset, kLongestBody);
}

TEST(HttpBody, SaysWhatIsUnfinished) {
  const auto unfinished = [](HttpBodyDecoder decoder, std::string_view bytes) {
    std::string data;
    decoder.push(bytes, data);
    return decoder.why_unfinished();
  };
  EXPECT_EQ(unfinished({HttpFraming::length, 5}, "abc"), "the body ends after 3 of 5 bytes");
  EXPECT_EQ(unfinished({HttpFraming::length, 3}, "abc"), "");
  EXPECT_EQ(unfinished({HttpFraming::until_close, 0}, "abc"), "");
  EXPECT_THAT(unfinished(chunks(), "5\r\nabc"), HasSubstr("of a chunk, after 3 of 5 bytes"));
  EXPECT_THAT(unfinished(chunks(), "1\r\na\r\n"), HasSubstr("before its last chunk"));
  EXPECT_THAT(unfinished(chunks(), "0\r\n"), HasSubstr("before the empty line"));
}

// The result in one text: "more", "wrong at 3: why", or status, body and length.
std::string response(std::string_view bytes, const HttpContext& context = {}) {
  const auto parsed = parse_http_response(bytes, context);
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return "wrong at " + std::to_string(invalid->offset) + ": " + invalid->why;
  const auto* complete = std::get_if<Complete<HttpResponse>>(&parsed);
  if (complete == nullptr) return "more";
  EXPECT_EQ(complete->value.raw, bytes.substr(0, complete->length));
  return std::to_string(complete->value.head.status) + " " + complete->value.body + " +" +
         std::to_string(complete->length);
}

std::string request(std::string_view bytes) {
  const auto parsed = parse_http_request(bytes);
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return "wrong at " + std::to_string(invalid->offset) + ": " + invalid->why;
  const auto* complete = std::get_if<Complete<HttpRequest>>(&parsed);
  if (complete == nullptr) return "more";
  EXPECT_EQ(complete->value.raw, bytes.substr(0, complete->length));
  return complete->value.head.method + " " + complete->value.body + " +" +
         std::to_string(complete->length);
}

constexpr HttpContext kEnded{.method = "GET", .ended = true};

TEST(HttpResponses, AreReadWhole) {
  EXPECT_EQ(response("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhiHTTP/1.1 "), "200 hi +40");
  EXPECT_EQ(response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"),
            "200 hi +59");
  EXPECT_EQ(response("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nHTTP", {.method = "HEAD"}),
            "200  +38");
}

TEST(HttpResponses, WhatFollows204IsNotTaken) {
  EXPECT_EQ(response("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nHTTP/1.1 200"),
            "204  +46");
  EXPECT_EQ(response("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), "100  +25");
}

TEST(HttpResponses, UntilCloseEndsWithTheConnection) {
  const std::string bytes = "HTTP/1.1 200 OK\r\n\r\nhello";
  EXPECT_EQ(response(bytes), "more");
  EXPECT_EQ(response(bytes, kEnded), "200 hello +24");
}

TEST(HttpResponses, TheEndOfTheConnectionCanComeTooSoon) {
  EXPECT_EQ(response("", kEnded), "wrong at 0: not one byte came");
  EXPECT_THAT(response("HTTP/1.1 200 OK\r\n", kEnded), HasSubstr("17: the head ends before"));
  EXPECT_EQ(response("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc", kEnded),
            "wrong at 41: the body ends after 3 of 5 bytes");
  EXPECT_THAT(response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", kEnded),
              HasSubstr("wrong at 47: the body ends before its last chunk"));
}

TEST(HttpResponses, AWrongBodyIsCountedFromTheStart) {
  EXPECT_THAT(response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello"),
              StartsWith("wrong at 47: the chunk size \"h\""));
}

TEST(HttpRequests, AreReadWhole) {
  EXPECT_EQ(request("GET / HTTP/1.1\r\n\r\nGET "), "GET  +18");
  EXPECT_EQ(request("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhiPOST"), "POST hi +40");
  EXPECT_EQ(request("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"),
            "PUT hi +58");
}

TEST(HttpMessages, EveryBeginningIsIncomplete) {
  for (const std::string bytes :
       {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x\r\nhello\r\n0\r\nA: b\r\n\r\n",
        "HTTP/1.0 304 Not Modified\r\nETag: \"1\"\r\n\r\n"}) {
    for (std::size_t length = 0; length < bytes.size(); ++length) {
      EXPECT_EQ(response(std::string_view(bytes).substr(0, length)), "more") << length;
      EXPECT_THAT(response(std::string_view(bytes).substr(0, length), kEnded),
                  StartsWith("wrong at " + std::to_string(length) + ":"));
    }
    EXPECT_EQ(response(bytes, kEnded), response(bytes));
  }
  const std::string post = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
  for (std::size_t length = 0; length < post.size(); ++length)
    EXPECT_EQ(request(std::string_view(post).substr(0, length)), "more") << length;
}

}  // namespace
}  // namespace pipette
