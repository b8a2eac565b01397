// Checks for check_test.cpp that speak HTTP: those named Http and Streams must pass, those whose
// names begin with Fails must not.
#include "check/event_stream.hpp"
#include "check/json.hpp"
#include "facade.hpp"

using namespace pipette;

// Whatever a check sends to this server comes back: so a check writes its responses itself.
struct Mirror : Facade {
  Program server = run("serves_echo", {"0"});
  Connection client = connect(listening(server));

  Response back(const std::string& bytes, std::string_view method = "GET") {
    client.send(bytes);
    return read_response(client, method, kSoon);
  }
};

struct Http : Mirror {};

TEST_F(Http, ReadsResponsesOneAfterTheOther) {
  client.send(
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Who: me\r\n\r\nhi"
      "HTTP/1.1 404 \r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\nrest\n");
  const Response first = read_response(client);
  ASSERT_THAT(first, HasStatus(200));
  ASSERT_THAT(first, HasField("x-who", "me"));
  ASSERT_THAT(first, HasField("X-Who", "ME", Letters::any_case));
  ASSERT_EQ(first.raw, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Who: me\r\n\r\nhi");
  const Response second = read_response(client);
  ASSERT_THAT(second, HasStatus(404));
  ASSERT_THAT(second, HasNoField("X-Who"));
  ASSERT_EQ(second.body, "abc");
  ASSERT_THAT(client.read_line(), IsBytes("rest\n"));
}

TEST_F(Http, ReadsAResponseThatComesInPieces) {
  client.send_byte_by_byte("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
  ASSERT_EQ(read_response(client).body, "hi");
}

TEST_F(Http, PassesOverInterimResponses) {
  ASSERT_THAT(back("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"), HasStatus(204));
}

TEST_F(Http, KnowsResponsesWithoutABody) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD"), HasNoBody());
}

TEST_F(Http, ReadsABodyUpToTheEndOfTheConnection) {
  client.send("HTTP/1.1 200 OK\r\n\r\nall of it");
  client.finish_sending();
  ASSERT_EQ(read_response(client).body, "all of it");
}

TEST_F(Http, JudgesMediaTypesAndLists) {
  const Response response = back(
      "HTTP/1.1 200 OK\r\nContent-Type: Text/Plain ; charset=utf-8\r\nAllow: GET, post\r\n"
      "Content-Length: 0\r\n\r\n");
  ASSERT_THAT(response, HasMediaType("text/plain"));
  ASSERT_THAT(response, testing::Not(HasMediaType("text/html")));
  ASSERT_THAT(response, ListsInField("allow", "POST"));
  ASSERT_THAT(response, testing::Not(ListsInField("Allow", "PUT")));
}

TEST_F(Http, JudgesJson) {
  const std::string body = R"({"a": [{"b": 1, "c": "x"}], "d": 1.0})";
  const Response response =
      back("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  ASSERT_EQ(json_of(response)["a"][0]["c"], "x");
  ASSERT_THAT(response, HasJson(Json::parse(R"({"d": 1, "a": [{"c": "x", "b": 1}]})")));
  ASSERT_THAT(response, ContainsJson(Json::parse(R"({"a": [{"b": 1}]})")));
  ASSERT_THAT(response, testing::Not(HasJson(Json::parse(R"({"a": [{"b": 1}]})"))));
  ASSERT_THAT(response, testing::Not(ContainsJson(Json::parse(R"({"a": []})"))));
}

TEST_F(Http, ReadsJsonThatWasPrinted) {
  Program program = run("says", {"{\"a\": \"\u00e9\"}\n"});
  const JsonOutput output = json_in(program.read_to_end());
  ASSERT_TRUE(output.has_json());
  ASSERT_EQ(output.json, Json({{"a", "\u00e9"}}));
  ASSERT_EQ(testing::PrintToString(output), R"({"a":"\u00e9"})");
  ASSERT_EQ(in_ascii("abcdef", 4), "\"abc...");

  const auto shown = [](const std::string& bytes) {
    return testing::PrintToString(json_in(Received{bytes}));
  };
  ASSERT_THAT(shown("{1}"), testing::HasSubstr("\nthis is no JSON: "));
  ASSERT_THAT(shown("[1"), testing::HasSubstr("\nthis is JSON that does not end"));
  ASSERT_FALSE(json_in(Received{}).has_json());
}

TEST_F(Http, SendsRequests) {
  const Request request{.method = "POST",
                        .target = "/notes",
                        .fields = {{"Content-Type", "application/json"}},
                        .body = "{}"};
  client.send(to_bytes(request, 8080));
  ASSERT_THAT(client.read_until("{}"),
              IsBytes("POST /notes HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Length: 2\r\n"
                      "Content-Type: application/json\r\n\r\n{}"));
}

struct Answers : Facade {
  Connection call(const std::string& answer, bool then_close = false) {
    std::vector<std::string> arguments = {answer};
    if (then_close) arguments.emplace_back("close");
    servers.push_back(run("answers_with", arguments));
    return connect(listening(servers.back()));
  }
  EventStream stream(const std::string& body, bool then_close = false) {
    return EventStream(call(kHead + body, then_close), {.target = "/events"});
  }

  static inline const std::string kHead =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
  static inline const std::string kChunkedHead =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  std::vector<Program> servers;
};

TEST_F(Answers, AreAskedFor) {
  Connection client = call("HTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n");
  ASSERT_THAT(ask(client, {.method = "POST", .target = "/x"}),
              testing::AllOf(IsAResponse(), HasStatus(201)));
}

struct Streams : Answers {};

TEST_F(Streams, GiveEventsAsTheyCome) {
  EventStream events = stream("retry: 10\n\n: hello\nid: 1\nevent: tick\ndata: a\ndata: b\n\n");
  ASSERT_THAT(events.head(), HasMediaType("text/event-stream"));
  ASSERT_EQ(events.read_item().retry->milliseconds, 10U);
  ASSERT_EQ(events.read_item().comment->text, " hello");
  ASSERT_THAT(events.read_event(), IsEvent({.id = "1", .name = "tick", .data = "a\nb"}));
  events.connection().send("data: later\n\n");
  const ReceivedEvent later = events.read_event();
  ASSERT_THAT(later, IsEvent({.name = "message", .data = "later"}));
  ASSERT_THAT(later, testing::Not(IsEvent({.id = "1"})));
  ASSERT_EQ(later.last_id, "1");
}

TEST_F(Streams, ComeOutOfTheirChunks) {
  EventStream events(call(kChunkedHead + "8\r\ndata: on\r\n4\r\ne\n\n:\r\n"), {});
  ASSERT_THAT(events.read_event(), IsEvent({.data = "one"}));
  events.connection().send("1\r\n\n\r\n0\r\n\r\n");
  ASSERT_THAT(events.read_to_end(), IsBytes(""));
}

TEST_F(Streams, EndWithTheConnection) {
  EventStream events = stream("data: one\n\n", true);
  ASSERT_THAT(events.read_to_end(), IsBytes(""));
}

struct FailsHttp : Mirror {};

TEST_F(FailsHttp, ByItsStatus) {
  ASSERT_THAT(back("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"), HasStatus(200));
}

TEST_F(FailsHttp, ByBareLineFeeds) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\nContent-Length: 0\n\n"), HasStatus(200));
}

TEST_F(FailsHttp, ByAMissingEmptyLine) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"), HasStatus(200));
}

TEST_F(FailsHttp, ByAShortBody) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"), HasStatus(200));
}

TEST_F(FailsHttp, ByABodyWithoutALength) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\r\n\r\nhow long?"), HasStatus(200));
}

TEST_F(FailsHttp, ByAMissingLastChunk) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"),
              HasStatus(200));
}

TEST_F(FailsHttp, ByAnEarlyEnd) {
  client.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
  client.finish_sending();
  ASSERT_THAT(read_response(client), HasStatus(200));
}

TEST_F(FailsHttp, ByAField) {
  ASSERT_THAT(back("HTTP/1.1 201 Created\r\nlocation: /notes/2\r\nContent-Length: 0\r\n\r\n"),
              HasField("Location", "/notes/1"));
}

TEST_F(FailsHttp, ByJsonThatDiffers) {
  ASSERT_THAT(back("HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{\"id\":1,\"text\":\"milc\"} "),
              ContainsJson(Json{{"text", "milk"}}));
}

TEST_F(FailsHttp, ByAnotherEndOfALongText) {
  const std::string text(1000, 'a');
  const std::string body = Json{{"text", text + "b"}}.dump();
  ASSERT_THAT(
      back("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body),
      ContainsJson(Json{{"text", text + "c"}}));
}

TEST_F(FailsHttp, ByNoJson) {
  (void)json_of(back("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{'a'}"));
}

TEST_F(FailsHttp, ByALengthThatIsTooSmall) {
  (void)json_of(back("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"a\":\"gr\u00fcn\"}"));
}

struct FailsStreams : Answers {};

TEST_F(FailsStreams, WithoutABlankLine) {
  ASSERT_THAT(stream("data: one\n").read_event(kSoon), IsEvent({.data = "one"}));
}

TEST_F(FailsStreams, ByAnIgnoredLine) {
  ASSERT_THAT(stream("data: one\ntwo\n\n").read_event(kSoon), IsEvent({.data = "one\ntwo"}));
}

TEST_F(FailsStreams, ByAnEventWithoutData) {
  ASSERT_THAT(stream("dat: one\n\n").read_event(kSoon), IsEvent({.data = "one"}));
}

TEST_F(FailsStreams, ByAMissingId) {
  ASSERT_THAT(stream("data: one\n\n").read_event(kSoon), IsEvent({.id = "1", .data = "one"}));
}

TEST_F(FailsStreams, ByABadChunk) {
  EventStream events(call(kChunkedHead + "data: one\n\n"), {});
  ASSERT_THAT(events.read_event(kSoon), IsEvent({.data = "one"}));
}

TEST_F(FailsStreams, ByALength) {
  EventStream events(call("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\ndata: one\n\n"), {});
  ASSERT_THAT(events.read_event(kSoon), IsEvent({.data = "one"}));
  ASSERT_THAT(events.read_event(kSoon), IsEvent({.data = "two"}));
}

TEST_F(FailsStreams, ByAnEventWithoutEnd) {
  EventStream events = stream("data: ");
  events.connection().send_without_waiting(std::string(20 << 20, 'x'));
  ASSERT_THAT(events.read_event(), IsEvent({.data = "one"}));
}

TEST_F(FailsStreams, ByAnEndInAChunk) {
  EventStream events(call(kChunkedHead + "c\r\ndata: one\n\n", true), {});
  ASSERT_THAT(events.read_to_end(), IsBytes(""));
}
