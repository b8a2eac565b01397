// The kit's HTTP: requests are read the same way however they arrive, and what is no HTTP is
// refused in a way that the client can read.
#include "http.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <thread>

namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::size_t kMebibyte = 1'048'576;

// Both ends of one connection.
struct Line {
  Line() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    client = kit::Socket(ends[0]);
    server = kit::Socket(ends[1]);
  }
  kit::Socket client{-1};
  kit::Socket server{-1};
};

void hang_up(const kit::Socket& socket) { ::shutdown(socket.descriptor(), SHUT_WR); }

std::string read_to_end(const kit::Socket& socket) {
  std::string all;
  while (socket.receive(all)) continue;
  return all;
}

// Waits until the other side has taken every byte out of the connection.
void wait_until_taken(const kit::Socket& socket) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  for (int waiting = 1; waiting > 0 && std::chrono::steady_clock::now() < end;) {
    ASSERT_EQ(::ioctl(socket.descriptor(), SIOCOUTQ, &waiting), 0);
    std::this_thread::yield();
  }
}

std::string text_of(const kit::Request& request) {
  std::string text = request.method + " " + request.target;
  for (const auto& [name, value] : request.headers) text.append(" ").append(name + "=" + value);
  return text + " [" + request.body + "]";
}

struct Conversation {
  std::vector<std::string> requests;  // that the reader handed out
  std::string answer;                 // all bytes that the client got
};

// The client sends these pieces, each when the one before has been taken, and then hangs up. Every
// request is answered with 204, so that the answers show what the kit has said by itself.
Conversation talk(const std::vector<std::string>& pieces) {
  Line line;
  std::thread client([&] {
    for (const std::string& piece : pieces) {
      line.client.send(piece);
      if (pieces.size() > 1) wait_until_taken(line.client);
    }
    hang_up(line.client);
  });
  Conversation result;
  std::thread listener([&] { result.answer = read_to_end(line.client); });
  kit::RequestReader reader(line.server);
  while (const auto request = reader.next()) {
    result.requests.push_back(text_of(*request));
    kit::send_response(line.server, *request, {204, {}, ""});
  }
  EXPECT_EQ(reader.next(), std::nullopt) << "after the end there is nothing";
  ::shutdown(line.server.descriptor(), SHUT_RDWR);
  client.join();
  listener.join();
  return result;
}

std::vector<std::string> requests_in(const std::string& bytes) { return talk({bytes}).requests; }

// The line of the answer to a request that cannot be understood.
std::string refusal(const std::string& bytes) {
  const Conversation result = talk({bytes});
  EXPECT_THAT(result.requests, IsEmpty());
  EXPECT_THAT(result.answer, HasSubstr("\r\nConnection: close\r\n"));
  EXPECT_THAT(result.answer, HasSubstr("\r\nContent-Length: 0\r\n"));
  return result.answer.substr(0, 12);
}

const std::string kPost =
    "POST /notes?done=true HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nb\r\n\r\n";
const std::string kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string kPostRead = "POST /notes?done=true content-length=5 host=x [b\r\n\r\n]";
const std::string kGetRead = "GET / host=x []";

std::string get(const std::string& headers) {
  return "GET / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

// ---- Reading ------------------------------------------------------------------------------------

TEST(RequestReader, ReadsTheWholeRequest) {
  EXPECT_THAT(requests_in(kPost), ElementsAre(kPostRead));
  EXPECT_THAT(requests_in(kGet), ElementsAre(kGetRead));
}

TEST(RequestReader, ReadsTheSameHoweverTheBytesAreCut) {
  const std::string bytes = kPost + kGet + kPost;
  for (std::size_t i = 1; i < bytes.size(); ++i)
    EXPECT_THAT(talk({bytes.substr(0, i), bytes.substr(i)}).requests,
                ElementsAre(kPostRead, kGetRead, kPostRead))
        << "cut after " << i;
}

TEST(RequestReader, ReadsBytesThatComeOneByOne) {
  std::vector<std::string> pieces;
  for (const char c : kPost + kGet) pieces.emplace_back(1, c);
  EXPECT_THAT(talk(pieces).requests, ElementsAre(kPostRead, kGetRead));
}

TEST(RequestReader, AnswersManyRequestsInOnePieceInTheirOrder) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i)
    bytes += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  const auto requests = requests_in(bytes);
  ASSERT_THAT(requests, SizeIs(5000));
  for (std::size_t i = 0; i < 5000; ++i)
    EXPECT_EQ(requests[i], "GET /" + std::to_string(i) + " host=x []");
}

TEST(RequestReader, KeepsEveryByteOfABody) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kMebibyte, 8 * kMebibyte}) {
    std::string body(size, '\0');
    for (std::size_t i = 0; i < size; ++i) body[i] = static_cast<char>(i % 251);
    const auto length = std::to_string(size);
    const auto requests = requests_in(get("Content-Length: " + length + "\r\n") + body + kGet);
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_TRUE(requests[0] == "GET / content-length=" + length + " host=x [" + body + "]");
    EXPECT_EQ(requests[1], kGetRead);
  }
}

TEST(RequestReader, DoesNotCareHowHeadersAreWritten) {
  EXPECT_THAT(requests_in("GET / HTTP/1.1\r\nHOST:x\r\nA:\r\nb-C: \t1 2\t \r\n\r\n"),
              ElementsAre("GET / a= b-c=1 2 host=x []"));
  EXPECT_THAT(requests_in(get("Via: a:1\r\nvia: \xc3\xa9\r\n")),
              ElementsAre("GET / host=x via=a:1, \xc3\xa9 []"));
}

TEST(RequestReader, TakesLinesWithoutCarriageReturnAndEmptyLinesBefore) {
  EXPECT_THAT(requests_in("\n\r\nGET / HTTP/1.1\nHost: x\n\n\r\n" + kGet),
              ElementsAre(kGetRead, kGetRead));
}

TEST(RequestReader, SaysThatABodyMayCome) {
  const std::string head = get("Expect: 100-Continue\r\nContent-Length: 2\r\n");
  const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  EXPECT_THAT(talk({head, "ab"}).answer, StartsWith(go_on + "HTTP/1.1 204 "));
  EXPECT_THAT(talk({head + "ab"}).answer, StartsWith("HTTP/1.1 204 "));
  EXPECT_THAT(talk({get("Expect: 100-continue\r\n")}).answer, StartsWith("HTTP/1.1 204 "));
}

// ---- The end of a connection --------------------------------------------------------------------

TEST(RequestReader, StopsAfterTheLastRequestOfAClient) {
  for (const std::string& last :
       {"GET / HTTP/1.0\r\n\r\n"s, get("Connection: close\r\n"), get("connection: TE , CLOSE\r\n"),
        get("Connection: te\r\nConnection: close\r\n")}) {
    const Conversation result = talk({kGet + last + kGet});
    EXPECT_THAT(result.requests, SizeIs(2)) << last;
    EXPECT_THAT(result.answer, EndsWith("\r\nConnection: close\r\n\r\n")) << last;
  }
}

TEST(RequestReader, GoesOnWhereTheClientDidNotSayGoodbye) {
  for (const char* header : {"", "Connection: keep-alive\r\n", "Connection: foreclose\r\n"}) {
    const Conversation result = talk({get(header) + kGet});
    EXPECT_THAT(result.requests, SizeIs(2)) << header;
    EXPECT_THAT(result.answer, Not(HasSubstr("Connection"))) << header;
  }
}

TEST(RequestReader, IsSilentWhenTheClientEndsInTheMiddle) {
  for (std::size_t i = 0; i < kPost.size(); ++i) {
    const Conversation result = talk({kPost.substr(0, i)});
    EXPECT_THAT(result.requests, IsEmpty()) << i;
    EXPECT_THAT(result.answer, IsEmpty()) << i;
  }
}

TEST(RequestReader, IsNotStoppedByALostConnection) {
  Line line;
  line.client.send(kGet);
  line.server.send("This is never read, so closing the other end is a reset.");
  line.client = kit::Socket(-1);
  kit::RequestReader reader(line.server);
  while (const auto request = reader.next())
    EXPECT_FALSE(kit::send_response(line.server, *request, {}));
}

// ---- What is no HTTP ----------------------------------------------------------------------------

TEST(RequestReader, RefusesWhatIsNoRequest) {
  for (const std::string& bytes :
       {"hello\r\n\r\n"s, "GET /\r\n\r\n"s, "GET  HTTP/1.1\r\nHost: x\r\n\r\n"s,
        "GET / HTP/1.1\r\nHost: x\r\n\r\n"s, "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n"s,
        " GET / HTTP/1.1\r\nHost: x\r\n\r\n"s, "G(T / HTTP/1.1\r\nHost: x\r\n\r\n"s,
        "GET /\tHTTP/1.1\r\nHost: x\r\n\r\n"s, "GET /\t HTTP/1.1\r\nHost: x\r\n\r\n"s,
        "GET / HTTP/1.1\r\n\r\n"s, "\x16\x03\x01\x02\x00\x01\n"s})
    EXPECT_EQ(refusal(bytes), "HTTP/1.1 400") << testing::PrintToString(bytes);
  EXPECT_EQ(refusal("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "HTTP/1.1 505");
}

TEST(RequestReader, RefusesBadHeaders) {
  for (const std::string& header :
       {"no colon\r\n"s, ": no name\r\n"s, "Name : a\r\n"s, " Folded: a\r\n"s, "N\xc3\xa9: a\r\n"s,
        "A: b\rc\r\n"s, "A: \0\r\n"s, "A: \x7f\r\n"s})
    EXPECT_EQ(refusal(get(header)), "HTTP/1.1 400") << testing::PrintToString(header);
}

TEST(RequestReader, RefusesLengthsThatAreNoNumbers) {
  for (const char* length : {"", "x", "-1", "+1", "1 2", "0x1", "1.0", "5, 5"})
    EXPECT_EQ(refusal(get("Content-Length: "s + length + "\r\n")), "HTTP/1.1 400") << length;
  EXPECT_EQ(refusal(get("Content-Length: 1\r\nContent-Length: 2\r\n") + "ab"), "HTTP/1.1 400");
}

TEST(RequestReader, RefusesBodiesInChunks) {
  EXPECT_EQ(refusal(get("Transfer-Encoding: chunked\r\n") + "0\r\n\r\n"), "HTTP/1.1 501");
  EXPECT_EQ(refusal(get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + "0\r\n\r\n"),
            "HTTP/1.1 400");
}

TEST(RequestReader, RefusesAHeadThatIsTooLong) {
  const std::string longest(16 * 1024 - get("A: \r\n").size(), 'a');
  EXPECT_THAT(requests_in(get("A: " + longest + "\r\n") + kGet), SizeIs(2));
  EXPECT_EQ(refusal(get("A: " + longest + "a\r\n")), "HTTP/1.1 431");
  EXPECT_EQ(refusal(std::string(kMebibyte, 'a')), "HTTP/1.1 431");
  std::string headers;
  for (int i = 0; i < 100'000; ++i) headers += "A: b\r\n";
  EXPECT_EQ(refusal(get(headers)), "HTTP/1.1 431");
  EXPECT_EQ(refusal(std::string(kMebibyte, '\n')), "HTTP/1.1 431");
}

TEST(RequestReader, RefusesABodyThatIsTooLong) {
  const std::string body(9 * kMebibyte, 'b');
  EXPECT_EQ(refusal(get("Content-Length: " + std::to_string(body.size()) + "\r\n") + body),
            "HTTP/1.1 413");
  EXPECT_EQ(refusal(get("Content-Length: 8388609\r\nExpect: 100-continue\r\n")), "HTTP/1.1 413");
  EXPECT_EQ(refusal(get("Content-Length: 99999999999999999999999\r\n")), "HTTP/1.1 413");
}

// ---- Responses ----------------------------------------------------------------------------------

std::string sent(const kit::Request& request, const kit::Response& response) {
  Line line;
  EXPECT_TRUE(kit::send_response(line.server, request, response));
  hang_up(line.server);
  return read_to_end(line.client);
}

TEST(Response, HasStatusHeadersAndBody) {
  EXPECT_EQ(sent({}, {200, {{"Content-Type", "text/plain"}, {"A", "b"}}, "caf\xc3\xa9"}),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nA: b\r\nContent-Length: 5\r\n\r\n"
            "caf\xc3\xa9");
  EXPECT_EQ(sent({}, {404}), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(sent({}, {299, {}, "\0"s}), "HTTP/1.1 299 \r\nContent-Length: 1\r\n\r\n\0"s);
}

TEST(Response, HasNoBodyWhereNoneBelongs) {
  EXPECT_EQ(sent({.method = "HEAD"}, {200, {}, "hello"}),
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
  EXPECT_EQ(sent({}, {204, {}, "ignored"}), "HTTP/1.1 204 No Content\r\n\r\n");
  EXPECT_EQ(sent({}, {304, {}, "ignored"}), "HTTP/1.1 304 \r\n\r\n");
  EXPECT_EQ(sent({}, {100, {}, "ignored"}), "HTTP/1.1 100 Continue\r\n\r\n");
}

TEST(Response, CannotBeSplitByAHeader) {
  EXPECT_EQ(sent({}, {201, {{"Location", "/a\r\nEvil: 1\0"s}}, ""}),
            "HTTP/1.1 201 Created\r\nLocation: /a  Evil: 1 \r\nContent-Length: 0\r\n\r\n");
}

TEST(Response, SaysWhenItIsTheLast) {
  EXPECT_EQ(sent({.keep_alive = false}, {200, {}, "a"}),
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na");
  EXPECT_EQ(kit::response_head(200, {{"Content-Type", "text/event-stream"}}),
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
}

}  // namespace
