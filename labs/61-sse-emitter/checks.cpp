#include <signal.h>

#include <chrono>
#include <vector>

#include "check/check.hpp"
#include "check/event_stream.hpp"
#include "check/http.hpp"
#include "check/json.hpp"

using namespace pipette;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::AnyOf;

// Times of the contract. Where a check is about something else, it waits longer: a late head is one
// mistake, not thirty.
constexpr Within kAtOnce = 500ms;
constexpr Within kLateHead = 3s;
constexpr Within kSilence = 2500ms;
constexpr Within kGone = 5s;

MATCHER(IsComment, "a comment: a line that begins with a colon") {
  return !arg.trouble && arg.comment.has_value();
}

MATCHER_P(IsRetry, milliseconds, "the field retry: " + testing::PrintToString(milliseconds)) {
  return !arg.trouble && arg.retry && arg.retry->milliseconds == milliseconds;
}

struct SseEmitter : Check {
  // A server on a port that the system chose, ready for clients.
  struct Running {
    Program program;
    Port port;
  };

  Running serve() {
    Program program = student({"0"}, Stdin::at_end);
    const Port port = listening(program);
    return {std::move(program), port};
  }

  // A listener. Once its head has come, whatever is published is for it too.
  EventStream listen(Port port, const std::vector<HttpField>& fields = {}) {
    return EventStream(connect(port), {.target = "/mcp-stream", .fields = fields}, kLateHead);
  }
  EventStream come_back(Port port, const std::string& last_id) {
    return listen(port, {{"Last-Event-ID", last_id}});
  }

  static Request post(const std::string& body, const std::vector<HttpField>& fields = {}) {
    Request request{.method = "POST", .target = "/publish", .fields = fields, .body = body};
    request.fields.push_back({"Content-Type", "application/json"});
    return request;
  }
  static std::string event(const std::string& data) { return Json{{"data", data}}.dump(); }

  // Each on a connection of its own: only one check is about connections that stay open.
  Response answer_to(Port port, const Request& request) {
    Connection client = connect(port);
    return ask(client, request);
  }
  void publish(Port port, const std::string& data) {
    ASSERT_THAT(answer_to(port, post(event(data))), HasStatus(202));
  }
  void publish_named(Port port, const std::string& name, const std::string& data) {
    const Json message{{"event", name}, {"data", data}};
    ASSERT_THAT(answer_to(port, post(message.dump())), HasStatus(202));
  }

  static void next_is(EventStream& stream, const std::string& data) {
    ASSERT_THAT(stream.read_event(), IsEvent({.data = data}));
  }

  // What is published arrives as `data`, and nothing else comes before the next event.
  void arrives_as(Port port, EventStream& stream, const std::string& published,
                  const std::string& data) {
    publish(port, published);
    publish(port, "a line between");
    next_is(stream, data);
    next_is(stream, "a line between");
  }
  void arrives_unchanged(Port port, EventStream& stream, const std::string& data) {
    arrives_as(port, stream, data, data);
  }

  // Refused requests, one after the other; then the next event is the first one, with id 1.
  void nothing_was_published(Port port, EventStream& stream) {
    ASSERT_THAT(answer_to(port, post("{\"data\":\"first\",\"colour\":\"unknown\"}")),
                AllOf(HasStatus(202), ContainsJson(Json{{"id", 1}})));
    next_is(stream, "first");
  }

  // Lets time pass until the server holds at most so many descriptors, and for 5 s at most. On the
  // quiet connection nobody says anything.
  static std::size_t descriptors_at_last(Program& server, Connection& quiet, std::size_t most) {
    constexpr Within kLook = 100ms;
    for (Within waited{0}; waited < kGone; waited += kLook) {
      if (server.open_descriptors() <= most) break;
      (void)quiet.read_exactly(1, kLook);
    }
    return server.open_descriptors();
  }
};

TEST_F(SseEmitter, SendsTheHeadAtOnce) {
  requirement(
      "GET /mcp-stream is answered with status 200 at once: the head arrives within half a second, "
      "also when there is no event yet.",
      "The browser must learn that it got through. Otherwise it waits in front of a silent line.");
  hint(
      {.look = "the place where the head leaves your program",
       .think = "Nothing has happened yet. Is anybody still waiting for your hello?",
       .experiment = "curl -siN -m 1 http://127.0.0.1:8080/mcp-stream    # does the head appear?"});

  auto [server, port] = serve();
  const EventStream stream(connect(port), {.target = "/mcp-stream"}, kAtOnce);
  ASSERT_THAT(stream.head(), HasStatus(200));
}

TEST_F(SseEmitter, NamesTheKindOfAnswer) {
  requirement(
      "The head says Content-Type: text/event-stream and Cache-Control: no-cache or no-store; it "
      "has no Content-Length.",
      "A browser looks at the label first. With another label it does not even look inside.");
  hint({.look = "the fields of your head",
        .think = "What kind of text is this, may anybody keep a copy, and how long is a river?",
        .experiment = "curl -siN -m 1 http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  const EventStream stream = listen(port);
  ASSERT_THAT(stream.head(), HasStatus(200));
  ASSERT_THAT(stream.head(), HasMediaType("text/event-stream"));
  ASSERT_THAT(stream.head(), AnyOf(ListsInField("Cache-Control", "no-cache"),
                                   ListsInField("Cache-Control", "no-store")));
  ASSERT_THAT(stream.head(), HasNoField("Content-Length"));
}

TEST_F(SseEmitter, DeliversAnEvent) {
  requirement("POST /publish is answered with 202, and the listener gets an event with the data.",
              "This is the whole idea: one program speaks, and another one hears it at once.");
  hint({.look = "the bytes of one event, from its first line to its end",
        .think = "How does the reader know that an event is complete?",
        .experiment = "curl -sN http://127.0.0.1:8080/mcp-stream | cat -A    # publish meanwhile"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  const std::string word = random_word(9);
  publish(port, word);
  next_is(stream, word);
}

TEST_F(SseEmitter, NumbersItsEvents) {
  requirement(
      "Events get the ids 1, 2, 3 and so on: {\"id\":1} in the answer to the POST, and a line id: "
      "1 in the event.",
      "The id is the reader's bookmark. When the line breaks, it says how far it has read.");
  hint({.look = "where the number stands in the answer, and where in the event",
        .think = "Where does a browser look for its bookmark?",
        .experiment = "curl -s -d '{\"data\":\"x\"}' http://127.0.0.1:8080/publish    # while "
                      "another curl listens"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (int id = 1; id <= 3; ++id) {
    const Response response = answer_to(port, post(event("x")));
    ASSERT_THAT(response, HasStatus(202));
    ASSERT_THAT(response, ContainsJson(Json{{"id", id}}));
    ASSERT_THAT(stream.read_event(), IsEvent({.id = std::to_string(id), .data = "x"}));
  }
}

TEST_F(SseEmitter, DeliversEventsWithoutDelay) {
  requirement("A published event reaches the listener within half a second.",
              "News that comes together with the next news is old news.");
  hint(
      {.look = "everything between your program and the network that may hold bytes back",
       .think = "You have written the event. Has it left? You met this in the lab with the ticker.",
       .experiment = "strace -f -e trace=network ./sse 8080    # when does the event leave?"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  // Right after a comment, so that the next one does not carry the event along.
  ReceivedItem item = stream.read_item(kSilence);
  while (item.retry || item.nothing) item = stream.read_item(kSilence);
  publish(port, "news");
  ASSERT_THAT(stream.read_event(kAtOnce), IsEvent({.data = "news"}));
}

TEST_F(SseEmitter, SendsOneEventAfterTheOther) {
  requirement("After an event the stream stays open, and more events follow in their order.",
              "A browser that must call again for every event has no stream, but a queue.");
  hint({.look = "what happens right after an event was sent",
        .think = "Who said goodbye? And how long is a river?",
        .experiment =
            "curl -sN http://127.0.0.1:8080/mcp-stream    # publish three times meanwhile"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  publish(port, "one");
  next_is(stream, "one");
  publish(port, "two");
  publish(port, "three");
  next_is(stream, "two");
  next_is(stream, "three");
}

TEST_F(SseEmitter, SendsEveryLineOfTheData) {
  requirement(
      "Data of several lines arrives with all its lines. LF, CR and CR LF all end a line, and "
      "arrive as LF.",
      "On the stream a line end is a sign of its own. Data with a naked line end tears the event.");
  hint({.look = "an event whose data has two lines, byte by byte",
        .think = "Every line of the message needs its own label. Which signs end a line?",
        .experiment = "curl -s -d '{\"data\":\"a\\nb\"}' http://127.0.0.1:8080/publish    # while "
                      "curl -sN ... | cat -A listens"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  arrives_unchanged(port, stream, "one\ntwo");
  arrives_unchanged(port, stream, "one\n\n\ntwo");
  arrives_unchanged(port, stream, "one\ndata: two\nid: 77\nevent: three");
  arrives_as(port, stream, "one\r\ntwo", "one\ntwo");
  arrives_as(port, stream, "one\rtwo", "one\ntwo");
  arrives_as(port, stream, "one\r\r\n\n\rtwo", "one\n\n\n\ntwo");
}

TEST_F(SseEmitter, KeepsTheLastLineEnd) {
  requirement(
      "A line end at the end of the data arrives as well: \"a\\n\" is \"a\", and an empty line.",
      "A text that comes back shorter than it was is another text.");
  hint({.look = "what becomes of the text behind the last line end",
        .think = "How many lines has \"a\\n\"? The reader removes one line end. Which one?",
        .experiment = "curl -s -d '{\"data\":\"a\\n\"}' http://127.0.0.1:8080/publish    # count "
                      "the data lines"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  arrives_unchanged(port, stream, "a\n");
  arrives_unchanged(port, stream, "a\n\n");
  arrives_unchanged(port, stream, "\n");
  arrives_as(port, stream, "a\r\n", "a\n");
}

TEST_F(SseEmitter, DeliversAnEmptyText) {
  requirement("Data that is an empty text arrives as an event with an empty text.",
              "An empty message is still a message: somebody rang the bell.");
  hint({.look = "how many data lines you write for an empty text",
        .think = "An event without any data line: does a browser show it?",
        .experiment = "curl -s -d '{\"data\":\"\"}' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  arrives_unchanged(port, stream, "");
}

TEST_F(SseEmitter, LeavesTheTextAlone) {
  requirement(
      "The data is not changed: blanks at the beginning, colons, words like data: and text that "
      "looks like JSON arrive as they were.",
      "What the text means is the listener's business. The server is only the postman.");
  hint({.look = "what you do with the text before you send it",
        .think = "The reader takes one blank away after the colon. Whose blank should that be?",
        .experiment = "curl -s -d '{\"data\":\"  two blanks\"}' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (const std::string text : {" one blank", "  two blanks ", ":", ": no comment", "data: x",
                                 "retry: 1", "a:b", "{\"list\":[1,2],\"text\":\"x\"}", "[1, 2]"})
    arrives_unchanged(port, stream, text);
}

TEST_F(SseEmitter, KnowsOnlyThreeLineEnds) {
  requirement(
      "Only LF, CR and CR LF end a line. All other signs are data like any other.",
      "Many libraries know more line ends than the stream does, and then a sign is missing.");
  hint({.look = "the function that splits the data into lines",
        .think = "Which signs does it take for a line end? Only three count here.",
        .experiment = "curl -s -d '{\"data\":\"a\\u2028b\"}' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (const std::string text : {"a\vb", "a\fb",
                                 "a\x1C\x1D\x1E"
                                 "b",
                                 "a\xC2\x85"
                                 "b",
                                 "a\xE2\x80\xA8"
                                 "b",
                                 "a\xE2\x80\xA9"
                                 "b"})
    arrives_unchanged(port, stream, text);
}

TEST_F(SseEmitter, SendsTheNameOfAnEvent) {
  requirement(
      "An event that was published with \"event\" carries that name. One without is called "
      "message.",
      "With names, one page can listen to the weather, and another one to the clock.");
  hint(
      {.look = "the line event: of an event, and of the one after it",
       .think = "Whom does the name belong to: this event, or all that follow?",
       .experiment =
           "curl -s -d '{\"data\":\"rain\",\"event\":\"weather\"}' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  publish_named(port, "weather", "rain");
  publish(port, "no name");
  publish_named(port, "größe: 9 ☀", "sunshine");
  ASSERT_THAT(stream.read_event(), IsEvent({.name = "weather", .data = "rain"}));
  ASSERT_THAT(stream.read_event(), IsEvent({.name = "message", .data = "no name"}));
  ASSERT_THAT(stream.read_event(), IsEvent({.name = "größe: 9 ☀", .data = "sunshine"}));
}

TEST_F(SseEmitter, ReachesEveryListener) {
  requirement("Every listener gets every event.",
              "A radio station does not speak to one radio only.");
  hint({.look = "the place where your program keeps its listeners",
        .think = "One takes the event out. What is left for the others?",
        .experiment = "start curl -sN http://127.0.0.1:8080/mcp-stream in three terminals, and "
                      "publish in a fourth"});

  auto [server, port] = serve();
  std::vector<EventStream> listeners;
  for (int i = 0; i < 3; ++i) listeners.push_back(listen(port));
  for (const char* text : {"one", "two", "three"}) publish(port, text);
  for (EventStream& listener : listeners)
    for (const char* text : {"one", "two", "three"}) next_is(listener, text);
}

TEST_F(SseEmitter, StartsNewListenersWithNews) {
  requirement("A listener that calls for the first time gets only what is published from then on.",
              "Whoever switches the radio on hears what is said now, not the whole day again.");
  hint({.look = "what you send to a new listener first",
        .think = "It brought no bookmark. Did it miss anything?",
        .experiment = "publish twice, then curl -sN -m 3 http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  EventStream early = listen(port);
  publish(port, "old");
  next_is(early, "old");
  EventStream late = listen(port);
  publish(port, "new");
  next_is(late, "new");
  next_is(early, "new");
}

TEST_F(SseEmitter, SendsCommentsInSilence) {
  requirement(
      "While no event comes, a comment comes at least every 2 seconds: a line that begins with a "
      "colon. It is no event.",
      "On a line where nothing moves, nobody can tell silence from a broken line.");
  hint({.look = "what your program does while it waits for the next event",
        .think = "Who wakes you when the time is over? And is a sign of life a piece of news?",
        .experiment = "curl -sN -m 7 http://127.0.0.1:8080/mcp-stream | cat -A"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (int comments = 0; comments < 2;) {
    const ReceivedItem item = stream.read_item(kSilence);
    if (!item.trouble && (item.retry || item.nothing)) continue;
    ASSERT_THAT(item, IsComment());
    ++comments;
  }
}

TEST_F(SseEmitter, SaysWhenToCallAgain) {
  requirement("The stream begins with the field retry: 2000, within half a second.",
              "It tells the browser how many milliseconds to wait before it calls again.");
  hint({.look = "what you send right after the head",
        .think = "When must the browser know it: before or after the line breaks?",
        .experiment = "curl -sN -m 1 http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  // Some comments may stand before it; more than 20 in a second never come.
  ReceivedItem item = stream.read_item(kAtOnce);
  for (int comments = 0; item.comment && comments < 10; ++comments)
    item = stream.read_item(kAtOnce);
  ASSERT_THAT(item, IsRetry(2000U));
}

TEST_F(SseEmitter, SendsWhatWasMissed) {
  requirement(
      "A listener with Last-Event-ID: k first gets all events with an id above k, in order, and "
      "then what is new.",
      "Lines break all the time. With the bookmark, nobody notices.");
  hint({.look = "what you do with the field Last-Event-ID",
        .think = "Which events has it seen? Which is the first one that it has not?",
        .experiment = "publish three times, then curl -sN -m 3 -H 'Last-Event-ID: 1' "
                      "http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  for (const char* text : {"one", "two", "three", "four"}) publish(port, text);
  EventStream from_the_start = come_back(port, "0");
  EventStream from_the_middle = come_back(port, "3");
  publish(port, "five");
  for (const char* text : {"one", "two", "three", "four", "five"}) next_is(from_the_start, text);
  for (const char* text : {"four", "five"}) next_is(from_the_middle, text);
}

TEST_F(SseEmitter, SendsNothingTwice) {
  requirement("A listener whose Last-Event-ID is the newest id gets only what is new.",
              "The id names the last event that was read. That one is known already.");
  hint({.look = "the comparison with Last-Event-ID",
        .think = "Has the listener seen event k, or not?",
        .experiment = "publish once, then curl -sN -m 3 -H 'Last-Event-ID: 1' "
                      "http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  for (const char* text : {"one", "two"}) publish(port, text);
  EventStream stream = come_back(port, "2");
  publish(port, "three");
  next_is(stream, "three");
}

TEST_F(SseEmitter, IgnoresABadBookmark) {
  requirement(
      "A Last-Event-ID that is no number in digits, or is larger than the newest id, counts as if "
      "it was not there.",
      "A listener may come back after your server was started anew. Its bookmark is from another "
      "book.");
  hint({.look = "how the text of the field becomes a number",
        .think = "Did the conversion use the whole text? And what if the number is too large?",
        .experiment = "curl -sN -m 3 -H 'Last-Event-ID: 99' http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  for (const char* text : {"one", "two"}) publish(port, text);
  std::vector<EventStream> listeners;
  for (const char* bad : {"abc", "1x", "-1", "1.0", "0x1", "3", "99", "99999999999999999999999"})
    listeners.push_back(come_back(port, bad));
  publish(port, "three");
  for (EventStream& listener : listeners) next_is(listener, "three");
}

TEST_F(SseEmitter, KeepsAThousandEvents) {
  requirement(
      "The newest 1000 events are kept for listeners that come back. Whoever missed more gets all "
      "that are kept.",
      "A server cannot remember everything. But it should say how much it remembers.");
  hint({.look = "where old events leave your memory",
        .think = "The first event that it wants is gone. What can it still have?",
        .experiment = "publish 1100 times in a loop; then curl with Last-Event-ID: 1, and count"});

  auto [server, port] = serve();
  Connection publisher = connect(port);
  for (int i = 1; i <= 1010; ++i)
    ASSERT_THAT(ask(publisher, post(event(std::to_string(i)))), HasStatus(202));
  EventStream stream = come_back(port, "2");
  // A server that keeps some more than it must is right, too.
  ReceivedEvent event = stream.read_event();
  for (int id = 3; id <= 10 && !event.trouble && event.data == std::to_string(id); ++id)
    event = stream.read_event();
  ASSERT_THAT(event, IsEvent({.data = "11"}));
  for (int id = 12; id <= 1010; ++id) next_is(stream, std::to_string(id));
}

TEST_F(SseEmitter, LosesNothingInAStorm) {
  requirement(
      "While many clients publish at once, a listener that comes back gets every event once, in "
      "the order of the ids.",
      "Between sending the old and waiting for the new there must be no moment in which an event "
      "can slip through.");
  hint({.look = "your steps when a listener comes back: send the old ones, note it for new ones",
        .think = "What if an event comes exactly between these two steps? Does another order help?",
        .experiment =
            "for i in $(seq 500); do curl -s -d '{\"data\":\"x\"}' "
            "http://127.0.0.1:8080/publish & done    # and listen with Last-Event-ID: 0"});

  constexpr int kRounds = 12;
  constexpr int kPublishers = 50;
  constexpr int kPostsBeforeAGet = 10;
  auto [server, port] = serve();
  std::vector<Connection> publishers;
  for (int i = 0; i < kPublishers; ++i) publishers.push_back(connect(port));
  // Long enough that the server is still at work on some of them when a listener comes in.
  const std::string bytes = to_bytes(post(event(std::string(2000, '.'))), port);
  for (int round = 0; round < kRounds; ++round) {
    const int before = round * (kPublishers + 1);
    std::vector<EventStream> listeners;
    std::vector<int> next;
    for (int i = 0; i < kPublishers; ++i) {
      publishers[static_cast<std::size_t>(i)].send_without_waiting(bytes);
      if (i % kPostsBeforeAGet != kPostsBeforeAGet - 1) continue;
      // Some have missed everything, and some only what comes right now.
      next.push_back(listeners.size() % 2 == 0 ? 1 : before + 1);
      listeners.push_back(come_back(port, std::to_string(next.back() - 1)));
    }
    for (Connection& publisher : publishers)
      ASSERT_THAT(read_response(publisher, "POST"), HasStatus(202));
    publish(port, "calm");
    for (std::size_t i = 0; i < listeners.size(); ++i)
      for (int id = next[i]; id <= before + kPublishers + 1; ++id)
        ASSERT_THAT(listeners[i].read_event(), IsEvent({.id = std::to_string(id)}));
  }
}

TEST_F(SseEmitter, CarriesEveryLanguage) {
  requirement("Text in any script arrives unchanged, in UTF-8, however JSON has written it.",
              "One sign may be several bytes long, and JSON may write it with a backslash and u.");
  hint({.look = "the way of a text from the JSON to the stream",
        .think = "How many bytes does é take? And \\u00e9, when the JSON has been read?",
        .experiment = "curl -s -d '{\"data\":\"\\u00e9 é 😀\"}' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (const std::string text :
       {"é ü ß", "Привет, 世界", "😀👩‍🚀 ok", "\xEF\xBB\xBF text", "tab\there"}) {
    arrives_unchanged(port, stream, text);
    const std::string escaped = Json{{"data", text}}.dump(-1, ' ', true);
    ASSERT_THAT(answer_to(port, post(escaped)), HasStatus(202));
    next_is(stream, text);
  }
}

TEST_F(SseEmitter, CarriesAMebibyte) {
  requirement("Data may be 1 MiB long. It reaches the listener, and also one that comes back.",
              "Whoever reads all the time must never be dropped, however long the text is.");
  hint({.look = "the limits in your program: for a body, for an event, for what waits",
        .think = "Does the event that is just being sent count as \"waiting\"?",
        .experiment = "(printf '{\"data\":\"'; head -c 1000000 /dev/zero | tr '\\0' x; printf "
                      "'\"}') | curl -s --data-binary @- http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  const std::string text =
      random_word(1000) + std::string((1 << 20) - 2000, '-') + random_word(1000);
  for (int i = 0; i < 2; ++i) {
    publish(port, text);
    next_is(stream, text);
  }
  EventStream back = come_back(port, "0");
  for (int i = 0; i < 2; ++i) next_is(back, text);
  publish(port, "short");
  next_is(stream, "short");
  next_is(back, "short");
}

TEST_F(SseEmitter, CarriesAZeroCharacter) {
  requirement("A zero character (\\u0000) in the data arrives like any other.",
              "It is a sign like others. Only C takes it for the end of a text.");
  hint({.look = "how your program knows how long a text is",
        .think = "Did you use its length, or did somebody look for a zero?",
        .experiment = "curl -s -d '{\"data\":\"a\\u0000b\"}' http://127.0.0.1:8080/publish    # "
                      "while curl -sN ... | cat -A listens"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  arrives_unchanged(port, stream, std::string("a\0b", 3));
  arrives_unchanged(port, stream, std::string("\0", 1));
}

TEST_F(SseEmitter, SurvivesAListenerThatVanishes) {
  requirement("A listener that is suddenly gone ends neither the server nor the other streams.",
              "People close pages all day long. Nobody says goodbye.");
  hint({.look = "the result of every send, and the signals of your program",
        .think = "You write to somebody who has gone. Must you die? And must the others?",
        .experiment = "start two curl -sN, kill -9 one of them, publish several times"});

  auto [server, port] = serve();
  EventStream other = listen(port);
  std::vector<EventStream> gone;
  for (int i = 0; i < 2; ++i) gone.push_back(listen(port));
  std::vector<Connection> publishers;
  for (int i = 0; i < 4; ++i) publishers.push_back(connect(port));
  server.pause();
  gone[0].connection().close();
  gone[1].connection().reset();
  for (Connection& publisher : publishers)
    publisher.send_without_waiting(to_bytes(post(event("news")), port));
  server.resume();
  for (Connection& publisher : publishers)
    ASSERT_THAT(read_response(publisher, "POST"), HasStatus(202));
  for (int i = 0; i < 4; ++i) next_is(other, "news");
  for (int i = 0; i < 4; ++i) arrives_unchanged(port, other, "more news");
}

TEST_F(SseEmitter, ForgetsListenersThatLeft) {
  requirement(
      "When a listener has left, its connection is closed within 5 seconds, also when nothing is "
      "published meanwhile.",
      "Every forgotten listener keeps a descriptor. After some hundreds nobody can call any more.");
  hint({.look = "how the code for one listener comes to its end",
        .think = "How do you notice that nobody is listening any more, when there is no news?",
        .experiment = "start and stop some curl -sN; then ls /proc/$(pidof sse)/fd"});

  auto [server, port] = serve();
  Connection quiet = connect(port);
  EventStream other = listen(port);
  for (int i = 0; i < 5; ++i) publish(port, "warm-up");
  server.settle();
  const std::size_t before = server.open_descriptors();
  {
    std::vector<EventStream> guests;
    for (int i = 0; i < 12; ++i) guests.push_back(listen(port));
    for (std::size_t i = 0; i < guests.size(); i += 2) guests[i].connection().reset();
  }
  const std::size_t after = descriptors_at_last(server, quiet, before + 4);
  ASSERT_THAT(static_cast<double>(after) - static_cast<double>(before),
              AtMost(4, "more open descriptors than before 12 listeners came and left"));
  for (int i = 0; i < 5; ++i) next_is(other, "warm-up");
  arrives_unchanged(port, other, "still here");
}

TEST_F(SseEmitter, IsNotHeldUpByASilentListener) {
  requirement(
      "A listener that does not read holds up nobody: publishers get their answers, and the others "
      "their events.",
      "One page that hangs must not stop the radio for everybody.");
  hint({.look = "who waits when send waits",
        .think = "One letter box is full. Must the whole street wait until it is emptied?",
        .experiment = "curl -sN http://127.0.0.1:8080/mcp-stream, stop it with Ctrl-Z, and publish "
                      "some megabytes"});

  auto [server, port] = serve();
  EventStream other = listen(port);
  EventStream silent(connect({.port = port, .receive_buffer = 4096}), {.target = "/mcp-stream"},
                     kLateHead);
  silent.connection().pause_reading();
  // The system itself takes up to four megabytes for somebody who does not read.
  constexpr int kEvents = 96;
  const std::string text = random_word(1000) + std::string(64 * 1024, '-');
  Connection publisher = connect(port);
  for (int i = 0; i < kEvents; ++i) {
    ASSERT_THAT(ask(publisher, post(event(text))), HasStatus(202));
    next_is(other, text);
  }
}

TEST_F(SseEmitter, DoesNotCollectForASilentListener) {
  requirement(
      "What a listener does not read must not pile up without end: at most 4 MiB may wait for it, "
      "besides the 1000 newest events.",
      "Otherwise one page that hangs eats the memory of the whole machine.");
  hint({.look = "the place where events wait for a slow listener, and who limits it",
        .think = "It has not read for an hour. How much will you keep for it?",
        .experiment = "curl -sN http://127.0.0.1:8080/mcp-stream, stop it with Ctrl-Z, publish "
                      "some hundred megabytes in a loop, and look at top"});

  auto [server, port] = serve();
  EventStream silent(connect({.port = port, .receive_buffer = 4096}), {.target = "/mcp-stream"},
                     kLateHead);
  silent.connection().pause_reading();
  // The long events fill what the system takes and what may wait; the short ones push them out of
  // what is kept for everybody. So nobody can still have all of them.
  constexpr int kLong = 128;
  constexpr int kAll = kLong + 1010;
  const std::string text(64 * 1024, '-');
  Connection publisher = connect(port);
  for (int i = 0; i < kAll; ++i)
    ASSERT_THAT(ask(publisher, post(event(i < kLong ? text : "short"))), HasStatus(202));
  publish(port, "the last one");
  silent.connection().resume_reading();
  int kept = 0;
  for (ReceivedEvent got = silent.read_event(); !got.trouble && got.data != "the last one";
       got = silent.read_event())
    ++kept;
  ASSERT_THAT(kept, AtMost(kAll - 1, "events kept for a listener that did not read"));
}

TEST_F(SseEmitter, RefusesBrokenJson) {
  requirement("What is no JSON, or no UTF-8, is refused with status 400, and not published.",
              "Whoever sends nonsense should learn it at once, and nobody else should hear it.");
  hint({.look = "what happens when the body cannot be read as JSON",
        .think = "Did you give the nonsense a number before you looked at it?",
        .experiment = "curl -si -d '{\"data\":' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (const std::string body : {"{\"data\":", "hello", "{'data':'x'}", "{\"data\":\"x\"} x",
                                 "{\"data\":\"\xFF\"}", "{\"data\":\"x\",}"})
    ASSERT_THAT(answer_to(port, post(body)), HasStatus(400));
  nothing_was_published(port, stream);
}

TEST_F(SseEmitter, RefusesWrongShapes) {
  requirement(
      "JSON without a text in \"data\", or with an \"event\" that is no text of one line, or "
      "empty, is refused with 422, and not published.",
      "The letters are right, but it is not the form that was asked for. And a name with a line "
      "end would write lines of its own into the stream.");
  hint({.look = "what you check before you publish",
        .think = "Which members must be there, of which type? What may a name not contain?",
        .experiment = "curl -si -d '{\"data\":7}' http://127.0.0.1:8080/publish"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  const std::string zero("a\0b", 3);
  const std::vector<Json> wrong = {Json::array(),
                                   "x",
                                   7,
                                   nullptr,
                                   Json::object(),
                                   {{"data", 1}},
                                   {{"data", nullptr}},
                                   {{"data", Json::array({"x"})}},
                                   {{"event", "x"}},
                                   {{"data", "x"}, {"event", 1}},
                                   {{"data", "x"}, {"event", nullptr}},
                                   {{"data", "x"}, {"event", ""}},
                                   {{"data", "x"}, {"event", "a\nb"}},
                                   {{"data", "x"}, {"event", "a\rb"}},
                                   {{"data", "x"}, {"event", zero}}};
  for (const Json& message : wrong)
    ASSERT_THAT(answer_to(port, post(message.dump())), HasStatus(422));
  nothing_was_published(port, stream);
}

TEST_F(SseEmitter, KnowsPathsAndMethods) {
  requirement(
      "Unknown paths get 404. On /mcp-stream, HEAD gets 200 without a body, and other methods but "
      "GET get 405.",
      "A clear no is worth more than a line that stays silent.");
  hint(
      {.look = "the place where you decide by method and path",
       .think = "Which of the two is wrong: the path, or the method? And what does HEAD leave out?",
       .experiment = "curl -si -X DELETE http://127.0.0.1:8080/mcp-stream; curl -sI "
                     "http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  ASSERT_THAT(answer_to(port, {.target = "/nothing"}), HasStatus(404));
  ASSERT_THAT(answer_to(port, {.target = "/mcp-stream/more"}), HasStatus(404));
  for (const char* method : {"POST", "PUT", "DELETE"})
    ASSERT_THAT(answer_to(port, {.method = method, .target = "/mcp-stream", .body = "x"}),
                HasStatus(405));
  ASSERT_THAT(answer_to(port, {.target = "/publish"}), AnyOf(HasStatus(404), HasStatus(405)));
  Connection client = connect(port);
  const Request head{
      .method = "HEAD", .target = "/mcp-stream", .fields = {{"Connection", "close"}}};
  ASSERT_THAT(ask(client, head), HasStatus(200));
  ASSERT_THAT(client.read_to_end(), IsBytes(""));
}

TEST_F(SseEmitter, RefusesForeignPages) {
  requirement(
      "A request with an Origin other than http://127.0.0.1 or http://localhost, with or without a "
      "port, gets 403, on every path; and nothing is published.",
      "The browser names the page that asks. A page from anywhere in the world must not listen to "
      "your machine.");
  hint({.look = "the field Origin, before you do anything else",
        .think = "Which pages may listen to your computer? Does the name only begin like yours?",
        .experiment = "curl -si -H 'Origin: http://example.com' http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  for (const char* origin : {"http://example.com", "https://127.0.0.1", "null", "http://127.0.0.10",
                             "http://127.0.0.1.example.com", "http://localhost.example.com:80",
                             "http://example.com/http://localhost"}) {
    const std::vector<HttpField> fields = {{"Origin", origin}};
    ASSERT_THAT(answer_to(port, {.target = "/mcp-stream", .fields = fields}), HasStatus(403));
    ASSERT_THAT(answer_to(port, post("{\"data\":\"x\"}", fields)), HasStatus(403));
    ASSERT_THAT(answer_to(port, {.target = "/nothing", .fields = fields}), HasStatus(403));
  }
  nothing_was_published(port, stream);
}

TEST_F(SseEmitter, WelcomesLocalPages) {
  requirement(
      "A request with an allowed Origin is served, and the answer repeats it in "
      "Access-Control-Allow-Origin.",
      "Without this field the browser gets the answer, and does not show it to the page.");
  hint({.look = "the head of your answers, when the request has an Origin",
        .think = "Whom do you allow: everybody, or the one who asked?",
        .experiment =
            "curl -siN -m 1 -H 'Origin: http://localhost:3000' http://127.0.0.1:8080/mcp-stream"});

  auto [server, port] = serve();
  std::vector<EventStream> streams;
  for (const std::string origin :
       {"http://127.0.0.1", "http://127.0.0.1:8080", "http://localhost", "http://localhost:3000"}) {
    streams.push_back(listen(port, {{"Origin", origin}}));
    ASSERT_THAT(streams.back().head(), HasStatus(200));
    ASSERT_THAT(streams.back().head(), HasField("Access-Control-Allow-Origin", origin));
    const Response response = answer_to(port, post("{\"data\":\"x\"}", {{"Origin", origin}}));
    ASSERT_THAT(response, HasStatus(202));
    ASSERT_THAT(response, HasField("Access-Control-Allow-Origin", origin));
    next_is(streams.back(), "x");
  }
}

TEST_F(SseEmitter, KeepsConnectionsForMorePosts) {
  requirement(
      "A client may publish several times on one connection, while streams are open, and after a "
      "refused POST as well.",
      "A new call for every sentence takes time. Clients stay on the line.");
  hint({.look = "what you do when a request has been answered",
        .think = "Who said goodbye? And have you read all of the request that you refused?",
        .experiment = "curl -sv -d '{\"data\":\"a\"}' http://127.0.0.1:8080/publish --next -d "
                      "'{\"data\":\"b\"}' http://127.0.0.1:8080/publish    # \"Re-using\"?"});

  auto [server, port] = serve();
  EventStream stream = listen(port);
  Connection client = connect(port);
  ASSERT_THAT(ask(client, post(event("one"))), HasStatus(202));
  ASSERT_THAT(ask(client, post("no JSON")), HasStatus(400));
  ASSERT_THAT(ask(client, {.method = "POST", .target = "/nothing", .body = "some body"}),
              HasStatus(404));
  ASSERT_THAT(ask(client, post(event("two"))), HasStatus(202));
  next_is(stream, "one");
  next_is(stream, "two");
}

TEST_F(SseEmitter, EndsCleanlyWhenTold) {
  requirement(
      "SIGTERM ends the program within 2 seconds with exit code 0. Streams whose listeners have "
      "read everything end cleanly.",
      "That is how a server is stopped every day. It may finish its sentence first.");
  hint({.look = "what your program does about SIGTERM, and who ends the streams",
        .think = "Who can wait for the signal, and still do all that must be done then?",
        .experiment = "./sse 8080 & curl -sN http://127.0.0.1:8080/mcp-stream & sleep 1; kill %1; "
                      "wait %1; echo $?"});

  auto [server, port] = serve();
  std::vector<EventStream> listeners;
  for (int i = 0; i < 2; ++i) listeners.push_back(listen(port));
  publish(port, "the last one");
  for (EventStream& listener : listeners) next_is(listener, "the last one");
  server.signal(SIGTERM);
  for (EventStream& listener : listeners) ASSERT_THAT(listener.read_to_end(), IsBytes(""));
  ASSERT_THAT(server.wait_for_exit(), ExitedWith(0));
}

TEST_F(SseEmitter, RestsWhileStreamsAreOpen) {
  requirement(
      "While streams are open and nothing happens, the server uses at most 0.1 s of processor time "
      "per second, and sends at most 20 comments per second.",
      "A server waits most of its life. Asking \"is it time?\" without a pause eats a processor.");
  hint({.look = "the loop that waits for the next event or the next comment",
        .think = "Who could wake you when the time is over?",
        .experiment = "start some curl -sN, and look at top"});

  auto [server, port] = serve();
  std::vector<EventStream> listeners;
  for (int i = 0; i < 5; ++i) listeners.push_back(listen(port));
  const auto since = std::chrono::steady_clock::now();
  server.settle();
  ASSERT_THAT(server.idle_cpu(1s), AtMost(0.1, "s of processor time per second"));
  publish(port, "end");
  int comments = 0;
  for (ReceivedItem item = listeners[0].read_item(); !item.trouble && !item.event;
       item = listeners[0].read_item())
    comments += item.comment ? 1 : 0;
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - since;
  ASSERT_THAT(comments, AtMost(20 * (time.count() + 1), "comments"));
}
