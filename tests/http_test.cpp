// Heads of HTTP messages: what RFC 9112 allows is read, everything else is refused in plain words,
// and nothing depends on how many bytes have come.
#include "proto/http.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pipette {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

HttpResponseHead response_head(std::string_view bytes, std::string_view method = "GET") {
  const auto parsed = parse_http_response_head(bytes, method);
  if (const auto* complete = std::get_if<Complete<HttpResponseHead>>(&parsed))
    return complete->value;
  const auto* invalid = std::get_if<Invalid>(&parsed);
  ADD_FAILURE() << (invalid ? invalid->why : "more is needed") << " for " << bytes;
  return {};
}

HttpRequestHead request_head(std::string_view bytes) {
  const auto parsed = parse_http_request_head(bytes);
  if (const auto* complete = std::get_if<Complete<HttpRequestHead>>(&parsed))
    return complete->value;
  const auto* invalid = std::get_if<Invalid>(&parsed);
  ADD_FAILURE() << (invalid ? invalid->why : "more is needed") << " for " << bytes;
  return {};
}

// "more", "whole" or "wrong at 3: why".
template <typename T>
std::string result(const Parsed<T>& parsed) {
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return "wrong at " + std::to_string(invalid->offset) + ": " + invalid->why;
  return std::holds_alternative<Incomplete>(parsed) ? "more" : "whole";
}

std::string of_response(std::string_view bytes) { return result(parse_http_response_head(bytes)); }
std::string of_request(std::string_view bytes) { return result(parse_http_request_head(bytes)); }
std::string with_field(const std::string& line) {
  return of_response("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\n");
}

constexpr std::size_t kField = 17;  // where the line of with_field begins

std::string wrong_field(std::size_t offset) {
  return "wrong at " + std::to_string(kField + offset);
}

TEST(HttpResponseHead, HasVersionStatusAndReason) {
  const HttpResponseHead head = response_head("HTTP/1.1 404 Not Found\r\n\r\nrest");
  EXPECT_EQ(head.status, 404);
  EXPECT_EQ(head.minor, 1);
  EXPECT_EQ(head.reason, "Not Found");
  EXPECT_THAT(head.fields.all, IsEmpty());
  EXPECT_EQ(head.raw, "HTTP/1.1 404 Not Found\r\n\r\n");
  EXPECT_EQ(response_head("HTTP/1.0 200 OK\r\n\r\n").minor, 0);
  EXPECT_EQ(response_head("HTTP/1.1 999 \tSo\xc3\xa9 \r\n\r\n").reason, "\tSo\xc3\xa9 ");
}

TEST(HttpResponseHead, TheReasonMayBeEmpty) {
  EXPECT_EQ(response_head("HTTP/1.1 200 \r\n\r\n").reason, "");
  EXPECT_EQ(response_head("HTTP/1.1 200\r\n\r\n").reason, "");
}

TEST(HttpResponseHead, WrongStatusLines) {
  EXPECT_THAT(of_response("hello"), HasSubstr("wrong at 0: a response begins with"));
  EXPECT_THAT(of_response("http/1.1"), HasSubstr("wrong at 0"));
  EXPECT_THAT(of_response("\r\nHTTP/1.1"), HasSubstr("wrong at 0"));
  EXPECT_THAT(of_response("HTTP/2"), HasSubstr("wrong at 5: the version here is HTTP/1.1"));
  EXPECT_THAT(of_response("HTTP/1.2"), HasSubstr("wrong at 7: the version"));
  EXPECT_THAT(of_response("HTTP/1.1200"), HasSubstr("wrong at 8"));
  EXPECT_THAT(of_response("HTTP/1.1  200"), HasSubstr("wrong at 9: the status is a number"));
  EXPECT_THAT(of_response("HTTP/1.1 099"), HasSubstr("wrong at 9"));
  EXPECT_THAT(of_response("HTTP/1.1 20 OK"), HasSubstr("wrong at 11: the status is a number"));
  EXPECT_THAT(of_response("HTTP/1.1 2000 OK"), HasSubstr("wrong at 12: the status is a number"));
  EXPECT_THAT(of_response("HTTP/1.1 200OK"), HasSubstr("wrong at 12: a response begins"));
  EXPECT_THAT(of_response("HTTP/1.1 200 O\x01"), HasSubstr("wrong at 14: a head cannot hold"));
}

TEST(HttpResponseHead, LinesEndInCrLf) {
  EXPECT_THAT(of_response("HTTP/1.1 200 OK\n"), HasSubstr("wrong at 15: the line ends with \\n"));
  EXPECT_THAT(of_response("HTTP/1.1 200\n"), HasSubstr("wrong at 12: the line ends with \\n"));
  EXPECT_THAT(of_response("HTTP/1.1 200 OK\rX"), HasSubstr("wrong at 16: after \\r comes no \\n"));
  EXPECT_THAT(of_response("HTTP/1.1 200 OK\r\nA: b\n"), HasSubstr("wrong at 21: the line ends"));
  EXPECT_THAT(of_response("HTTP/1.1 200 OK\r\n\n"), HasSubstr("wrong at 17: the line ends"));
  EXPECT_THAT(of_response("HTTP/1.1 200 OK\r\n\r\r"), HasSubstr("wrong at 18: after \\r"));
}

TEST(HttpFields, KeepOrderCaseAndRepetition) {
  const HttpFields fields =
      response_head("HTTP/1.1 200 OK\r\nB: 1\r\na:2\r\nb: \t 3 \t\r\nc:\r\n\r\n").fields;
  ASSERT_EQ(fields.all.size(), 4U);
  EXPECT_EQ(fields.all[0].name, "B");
  EXPECT_EQ(fields.all[1].value, "2");
  EXPECT_EQ(fields.all[2].name, "b");
  EXPECT_EQ(fields.all[3].value, "");
  EXPECT_THAT(fields.find("b"), Optional(std::string("1")));
  EXPECT_THAT(fields.values("B"), ElementsAre("1", "3"));
  EXPECT_EQ(fields.find("bb"), std::nullopt);
}

TEST(HttpFields, ListsAreReadInAnyCase) {
  const HttpFields fields{{{"Connection", "keep-alive, ,Close"}, {"connection", "Upgrade ,x"}}};
  for (const char* token : {"close", "UPGRADE", "keep-alive", "x"})
    EXPECT_TRUE(fields.lists("CONNECTION", token)) << token;
  for (const char* token : {"", "keep", "closed"})
    EXPECT_FALSE(fields.lists("Connection", token)) << token;
}

TEST(HttpFields, ValuesMayHoldAnyText) {
  const auto head = response_head("HTTP/1.1 200 OK\r\nA: a:b \t c\xff\r\n\r\n");
  EXPECT_EQ(head.fields.all.at(0).value, "a:b \t c\xff");
}

TEST(HttpFields, WrongNames) {
  EXPECT_THAT(with_field("A : b"), HasSubstr(wrong_field(1) + ": a blank follows a header name"));
  EXPECT_THAT(with_field("A\t: b"), HasSubstr(wrong_field(1) + ": a blank"));
  EXPECT_THAT(with_field(": b"), HasSubstr(wrong_field(0) + ": the name before the colon"));
  EXPECT_THAT(with_field("(a): b"),
              HasSubstr(wrong_field(0) + ": a header name cannot hold \"(\""));
  EXPECT_THAT(with_field("caf\xc3\xa9: b"), HasSubstr(wrong_field(3) + ": a header name cannot"));
  EXPECT_THAT(with_field("hello"), HasSubstr(wrong_field(5) + ": the line has no colon"));
}

TEST(HttpFields, AForgottenEmptyLineIsNamed) {
  for (const char* body : {"hello", "hello\n", "hello world", "{\"id\":1}"})
    EXPECT_THAT(with_field(body), HasSubstr("is the empty line after the headers missing?"));
}

TEST(HttpFields, WrongValues) {
  EXPECT_THAT(with_field(std::string("A: b\0c", 6)), HasSubstr(wrong_field(4) + ": a head cannot"));
  EXPECT_THAT(with_field("A: b\x7f"), HasSubstr(wrong_field(4) + ": a head cannot hold"));
  EXPECT_THAT(with_field("A: b\rc"), HasSubstr(wrong_field(5) + ": after \\r comes no \\n"));
}

TEST(HttpFields, AreNotFolded) {
  for (const char* fold : {"A: b\r\n c", "A: b\r\n\tc"})
    EXPECT_THAT(with_field(fold),
                HasSubstr(wrong_field(6) + ": a header line begins with a blank"));
  EXPECT_THAT(with_field(" A: b"), HasSubstr(wrong_field(0) + ": a header line begins"));
  EXPECT_THAT(of_request("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"), HasSubstr("wrong at 22"));
}

TEST(HttpRequestHead, HasMethodTargetAndVersion) {
  const HttpRequestHead head = request_head("GET /echo?m=%20 HTTP/1.1\r\nHost: a:1\r\n\r\nrest");
  EXPECT_EQ(head.method, "GET");
  EXPECT_EQ(head.target, "/echo?m=%20");
  EXPECT_EQ(head.minor, 1);
  EXPECT_EQ(head.framing, HttpFraming::none);
  EXPECT_THAT(head.fields.find("host"), Optional(std::string("a:1")));
  EXPECT_EQ(head.raw, "GET /echo?m=%20 HTTP/1.1\r\nHost: a:1\r\n\r\n");
  EXPECT_EQ(request_head("M-SEARCH * HTTP/1.0\r\n\r\n").minor, 0);
}

TEST(HttpRequestHead, WrongRequestLines) {
  EXPECT_THAT(of_request(" GET / HTTP/1.1"), HasSubstr("wrong at 0: a request begins with a line"));
  EXPECT_THAT(of_request("\r\nGET / HTTP/1.1"), HasSubstr("wrong at 0"));
  EXPECT_THAT(of_request("GET\r\n"), HasSubstr("wrong at 3"));
  EXPECT_THAT(of_request("GET  / HTTP/1.1"), HasSubstr("wrong at 4"));
  EXPECT_THAT(of_request("GET /\r\n"), HasSubstr("wrong at 5"));
  EXPECT_THAT(of_request("GET /a b HTTP/1.1"), HasSubstr("wrong at 7: after the target comes"));
  EXPECT_THAT(of_request("GET /a\x7f"), HasSubstr("wrong at 6"));
  EXPECT_THAT(of_request("GET / http/1.1"), HasSubstr("wrong at 6"));
  EXPECT_THAT(of_request("GET / HTTP/2.0"), HasSubstr("wrong at 11: the version here is"));
  EXPECT_THAT(of_request("GET / HTTP/1.1 \r\n"), HasSubstr("wrong at 14"));
  EXPECT_THAT(of_request("GET / HTTP/1.1\n"), HasSubstr("wrong at 14: the line ends with \\n"));
}

TEST(HttpFraming, OfResponses) {
  const auto framing = [](const std::string& fields) {
    return response_head("HTTP/1.1 200 OK\r\n" + fields + "\r\n").framing;
  };
  EXPECT_EQ(framing(""), HttpFraming::until_close);
  EXPECT_EQ(framing("Content-Length: 5\r\n"), HttpFraming::length);
  EXPECT_EQ(framing("Transfer-Encoding: chunked\r\n"), HttpFraming::chunked);
  EXPECT_EQ(framing("TRANSFER-encoding: gzip,CHUNKED\r\n"), HttpFraming::chunked);
  EXPECT_EQ(framing("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
            HttpFraming::chunked);
  EXPECT_EQ(framing("Transfer-Encoding: chunked, gzip\r\n"), HttpFraming::until_close);
  EXPECT_EQ(framing("Transfer-Encoding: gzip\r\n"), HttpFraming::until_close);
}

TEST(HttpFraming, SomeResponsesHaveNoBody) {
  for (const char* status : {"100", "101", "103", "204", "304"})
    for (const char* field : {"", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"}) {
      const auto head =
          response_head("HTTP/1.1 " + std::string(status) + " x\r\n" + field + "\r\n");
      EXPECT_EQ(head.framing, HttpFraming::none) << status << field;
      EXPECT_EQ(head.length, 0U) << status << field;
    }
  const std::string large = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
  EXPECT_EQ(response_head(large, "HEAD").framing, HttpFraming::none);
  EXPECT_EQ(response_head("HTTP/1.1 200 OK\r\n\r\n", "HEAD").framing, HttpFraming::none);
  EXPECT_EQ(response_head("HTTP/1.1 200 OK\r\n\r\n", "CONNECT").framing, HttpFraming::none);
  EXPECT_EQ(response_head("HTTP/1.1 405 No\r\n\r\n", "CONNECT").framing, HttpFraming::until_close);
}

TEST(HttpFraming, OfRequests) {
  const auto framing = [](const std::string& fields) {
    return request_head("POST / HTTP/1.1\r\n" + fields + "\r\n").framing;
  };
  EXPECT_EQ(framing(""), HttpFraming::none);
  EXPECT_EQ(framing("Content-Length: 0\r\n"), HttpFraming::length);
  EXPECT_EQ(framing("Transfer-Encoding: chunked\r\n"), HttpFraming::chunked);
  for (const char* codings : {"gzip", "chunked, gzip", "", ","})
    EXPECT_THAT(
        of_request("POST / HTTP/1.1\r\nTransfer-Encoding: " + std::string(codings) + "\r\n\r\n"),
        HasSubstr("does not end in chunked"));
}

TEST(HttpFraming, TheLengthIsANumber) {
  const auto length = [](const std::string& fields) {
    return response_head("HTTP/1.1 200 OK\r\n" + fields + "\r\n").length;
  };
  EXPECT_EQ(length("Content-Length: 5\r\n"), 5U);
  EXPECT_EQ(length("content-length:007\r\n"), 7U);
  EXPECT_EQ(length("Content-Length: 5, 5\r\nContent-Length: 05\r\n"), 5U);
  EXPECT_EQ(length("Content-Length: 268435456\r\n"), kLongestBody);
  for (const char* wrong : {"", "-1", "+1", "0x10", "5 5", "5.0", "ten", "1e3", ","})
    EXPECT_THAT(with_field("Content-Length: " + std::string(wrong)),
                HasSubstr("it must be a number of bytes"));
  for (const char* large : {"268435457", "18446744073709551616", "99999999999999999999999999"})
    EXPECT_THAT(with_field("Content-Length: " + std::string(large)), HasSubstr("says more than"));
}

TEST(HttpFraming, ContradictionsAreWrong) {
  EXPECT_THAT(with_field("Content-Length: 5\r\nContent-Length: 6"), HasSubstr("different numbers"));
  EXPECT_THAT(with_field("Content-Length: 5, 6"), HasSubstr("different numbers"));
  EXPECT_THAT(with_field("Transfer-Encoding: chunked\r\nContent-Length: 5"),
              HasSubstr("both Content-Length and Transfer-Encoding"));
  EXPECT_THAT(with_field("Transfer-Encoding: chunked, chunked"), HasSubstr("chunked twice"));
  EXPECT_THAT(of_response("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
              HasSubstr("HTTP/1.0 knows no Transfer-Encoding"));
}

TEST(HttpLimits, AHeadMayHaveSoManyBytes) {
  const std::string start = "HTTP/1.1 200 OK\r\nA: ";
  const std::string longest =
      start + std::string(kLongestHead - start.size() - 4, 'a') + "\r\n\r\n";
  EXPECT_EQ(response_head(longest + "rest").raw.size(), kLongestHead);
  const std::string longer = start + std::string(kLongestHead - start.size() - 3, 'a') + "\r\n\r\n";
  EXPECT_THAT(of_response(longer), HasSubstr("wrong at 65536: the head has more than 65536 bytes"));
  EXPECT_EQ(of_response(longer.substr(0, kLongestHead)), "more");
}

TEST(HttpLimits, ALineThatNeverEndsIsWrong) {
  for (const char* start : {"HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nA", "HTTP/1.1 200 OK\r\nA:"}) {
    const std::string endless = start + std::string(kLongestHead, 'a');
    EXPECT_THAT(of_response(endless), HasSubstr("wrong at 65536"));
    EXPECT_THAT(of_response(endless + std::string(1U << 20U, 'a')), HasSubstr("wrong at 65536"));
  }
  EXPECT_THAT(of_request(std::string(kLongestHead + 1, 'A')), HasSubstr("wrong at 65536"));
}

TEST(HttpHeads, EveryBeginningIsIncomplete) {
  for (const std::string bytes :
       {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nA:\r\n\r\n", "HTTP/1.0 204\r\n\r\n"})
    for (std::size_t length = 0; length < bytes.size(); ++length)
      EXPECT_EQ(of_response(std::string_view(bytes).substr(0, length)), "more") << length;
  for (const std::string bytes :
       {"POST /a?b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "A * HTTP/1.0\r\n\r\n"})
    for (std::size_t length = 0; length < bytes.size(); ++length)
      EXPECT_EQ(of_request(std::string_view(bytes).substr(0, length)), "more") << length;
}

TEST(HttpHeads, NoFurtherByteChangesWhatIsWrong) {
  for (const std::string bytes : {"HTTP/1.1 200 OK\nA: b\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
                                  "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
                                  "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nbody", "hello\n"}) {
    std::string before = "more";
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
      const std::string now = of_response(std::string_view(bytes).substr(0, length));
      EXPECT_TRUE(before == "more" || before == now) << length << " bytes of " << bytes;
      before = now;
    }
    EXPECT_THAT(before, HasSubstr("wrong at "));
  }
}

}  // namespace
}  // namespace pipette
