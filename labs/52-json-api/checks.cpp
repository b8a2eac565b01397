#include "check/check.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <regex>

#include "check/http.hpp"
#include "check/json.hpp"

using namespace pipette;
using testing::AllOf;
using testing::AnyOf;
using testing::Ne;
using testing::Not;

namespace {

// ---- What is said about notes ----

MATCHER(IsANoteWithAnId, "a note: an object with a whole number \"id\"") {
  return arg.is_object() && arg.contains("id") && arg["id"].is_number_integer();
}

MATCHER(SaysWhy, "an object with \"error\", a text that is not empty") {
  if (!arg.is_object() || !arg.contains("error") || !arg["error"].is_string()) return false;
  return !arg["error"].template get<std::string>().empty();
}

MATCHER(AreAllDifferent, "ids that are all different") {
  auto sorted = arg;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end()) return true;
  *result_listener << "the id " << *twice << " was given to more than one note";
  return false;
}

// The form sorts like the time itself, so texts can be compared.
MATCHER_P2(IsATimeBetween, from, to,
           "a time like \"2024-02-29T12:00:00Z\" in UTC, from " + from + " to " + to) {
  static const std::regex kForm(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)");
  const std::string text = arg.is_string() ? arg.template get<std::string>() : "";
  return std::regex_match(text, kForm) && from <= text && text <= to;
}

std::string in_utc(std::time_t time) {
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

// ---- Requests ----

const std::string kAll = "/notes";

std::string path_of(const Json& note) { return "/notes/" + note["id"].dump(); }

Request get(const std::string& target) { return {.target = target}; }

Request send_body(const std::string& method, const std::string& target, const std::string& body,
                  const std::string& type = "application/json") {
  return {.method = method,
          .target = target,
          .fields = {{.name = "Content-Type", .value = type}},
          .body = body};
}

Request send_json(const std::string& method, const std::string& target, const Json& body) {
  return send_body(method, target, body.dump());
}

Request delete_at(const std::string& target) { return {.method = "DELETE", .target = target}; }

}  // namespace

struct JsonApi : Check {
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

  // One request on a connection of its own, so that an answer cannot disturb the next one.
  Response fetch(Port port, const Request& request, Location at = Location::current()) {
    Connection client = connect(port, at);
    return ask(client, request, kPromptly, at);
  }

  // A note that the server has taken. Status and Location have their own checks.
  Json note_in(const Response& response, Location at = Location::current()) {
    const Json note = json_of(response, at);
    require_id(note);
    return note;
  }
  void require_id(const Json& note) { ASSERT_THAT(note, IsANoteWithAnId()); }

  Json add(Port port, const std::string& text, bool done = false,
           Location at = Location::current()) {
    Json wish = {{"text", text}};
    if (done) wish["done"] = true;
    return note_in(fetch(port, send_json("POST", kAll, wish), at), at);
  }

  // These notes are listed, in this order. Their other members have a check of their own.
  void lists(Port port, const std::string& target, const std::vector<Json>& notes) {
    Json ids = Json::array();
    for (const Json& note : notes) ids.push_back({{"id", note["id"]}});
    ASSERT_THAT(fetch(port, get(target)), AllOf(HasStatus(200), ContainsJson(ids)));
  }

  void refuses(Port port, const Request& request, int status) {
    ASSERT_THAT(fetch(port, request), HasStatus(status));
  }

  // What came in as a note comes out again, at once and later.
  void keeps_text(Port port, const std::string& text) {
    const Json note = add(port, text);
    ASSERT_THAT(fetch(port, get(path_of(note))), ContainsJson(Json{{"text", text}}));
  }

  // Lets the clock of the machine go on to the next second.
  static void let_a_second_begin(Program& server) {
    using namespace std::chrono;
    const auto now = system_clock::now();
    const auto rest = ceil<milliseconds>(floor<seconds>(now) + seconds(1) - now);
    (void)server.idle_cpu(rest + milliseconds(50));
  }
};

TEST_F(JsonApi, ListsNothingAtFirst) {
  requirement(
      "GET /notes is answered with 200 and the JSON array of all notes; at first it is [].",
      "The list is the first thing that every client asks for, and an empty list is a list too.");
  hint({.look = "the way from the request's target to your answer, and its headers",
        .think = "What does the client need to know before it can read your body?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes"});

  auto [server, port] = serve();
  const Response list = fetch(port, get(kAll));
  ASSERT_THAT(list, HasStatus(200));
  ASSERT_THAT(list, HasMediaType("application/json"));
  ASSERT_THAT(list, HasJson(Json::array()));
}

TEST_F(JsonApi, AnswersANewNote) {
  requirement(
      "POST /notes with a text is answered with 201 and the new note; the first id is 1, and a "
      "note is not done unless the client says so.",
      "201 means \"made\", 200 means only \"fine\". A client can tell them apart without reading "
      "the body.");
  hint({.look = "the status of your answer to POST, and the members of the note",
        .think = "What happened: was something found, or was something made?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"milk\"}'"});

  auto [server, port] = serve();
  const std::string text = random_word(8);
  const Response first = fetch(port, send_json("POST", kAll, {{"text", text}, {"colour", "red"}}));
  ASSERT_THAT(first, HasStatus(201));
  ASSERT_THAT(first, HasMediaType("application/json"));
  ASSERT_THAT(first, ContainsJson(Json{{"id", 1}, {"text", text}, {"done", false}}));
  const Json wish = {{"text", "bread"}, {"done", true}};
  ASSERT_THAT(fetch(port, send_json("POST", kAll, wish)),
              AllOf(HasStatus(201), ContainsJson(wish)));
}

TEST_F(JsonApi, SaysWhereANewNoteIs) {
  requirement("The answer to POST has the header Location with the new note's path.",
              "Who has made something wants to know where it is now. Nobody should have to build "
              "that path from pieces.");
  hint({.look = "the headers of your answer to POST",
        .think = "Where is the note now? Does the client have to guess?",
        .experiment = "curl -si http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"milk\"}' | grep -i location"});

  auto [server, port] = serve();
  for (const char* text : {"milk", "bread"}) {
    const Response made = fetch(port, send_json("POST", kAll, {{"text", text}}));
    ASSERT_THAT(made, HasField("Location", path_of(note_in(made))));
  }
}

TEST_F(JsonApi, GivesANoteBack) {
  requirement("GET /notes/<id> is answered with 200 and the note, as it was made.",
              "A server that only takes is a hole. Each note has a place of its own.");
  hint({.look = "how the path becomes an id, and how the id finds its note",
        .think = "Is the note still there when the next request comes, on another connection?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes/1"});

  auto [server, port] = serve();
  const Json first = add(port, random_word(8));
  const Json second = add(port, random_word(8));
  for (const Json& note : {first, second}) {
    const Response found = fetch(port, get(path_of(note)));
    ASSERT_THAT(found, AllOf(HasStatus(200), ContainsJson(note)));
    ASSERT_THAT(found, HasMediaType("application/json"));
  }
}

TEST_F(JsonApi, ListsEveryNote) {
  requirement("GET /notes lists every note whole, with all of its members.",
              "Most clients show a list first. They should not have to fetch each note alone.");
  hint({.look = "the loop that makes an array of your notes",
        .think = "Is each item a whole note, or only a part of it?",
        .experiment = "curl http://127.0.0.1:PORT/notes    # after two POSTs"});

  auto [server, port] = serve();
  const Json first = add(port, random_word(8));
  const Json second = add(port, random_word(8), true);
  ASSERT_THAT(fetch(port, get(kAll)), ContainsJson(Json::array({first, second})));
}

TEST_F(JsonApi, OrdersTheListById) {
  requirement("GET /notes lists the notes by their id, the smallest first.",
              "A list that jumps about is a new list each time. Here, 10 comes after 9.");
  hint({.look = "the order in which you walk through your notes",
        .think = "Do you sort numbers, or the letters in which they are written?",
        .experiment = "make twelve notes, then curl http://127.0.0.1:PORT/notes"});

  auto [server, port] = serve();
  std::vector<Json> notes;
  for (int i = 0; i < 12; ++i) notes.push_back(add(port, random_word(8)));
  std::sort(notes.begin(), notes.end(),
            [](const Json& one, const Json& other) { return one["id"] < other["id"]; });
  lists(port, kAll, notes);
}

TEST_F(JsonApi, RefusesUnknownPaths) {
  requirement("Every path but /notes and /notes/<id> is answered with 404, also with a / too many.",
              "An answer at a wrong address hides a mistake in the client.");
  hint({.look = "how you compare the path, and how much of it",
        .think = "Does the path begin like this, or is it this?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes/    # with the / at the end"});

  auto [server, port] = serve();
  const std::string known = path_of(add(port, "milk"));
  for (const std::string& path : {std::string("/"), std::string("/note"), std::string("/notes/"),
                                  std::string("/notesandmore"), known + "/", known + "/text"})
    refuses(port, get(path), 404);
  ASSERT_THAT(fetch(port, get(known)), ContainsJson(Json{{"text", "milk"}}));
}

TEST_F(JsonApi, RefusesAbsentNotes) {
  requirement("GET, PUT, PATCH and DELETE for an id that no note has are answered with 404.",
              "\"There is none\" is an answer too. A note out of nowhere is not.");
  hint({.look = "every place where you look for a note by its id",
        .think = "What does your search return where there is nothing? Does looking make a note?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes/999999999"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  const Json wish = {{"text", "bread"}, {"done", true}};
  for (const char* absent : {"/notes/999", "/notes/999999999"}) {
    refuses(port, get(absent), 404);
    refuses(port, send_json("PUT", absent, wish), 404);
    refuses(port, send_json("PATCH", absent, wish), 404);
    refuses(port, delete_at(absent), 404);
  }
  lists(port, kAll, {note});
}

TEST_F(JsonApi, TakesOnlyPlainNumbersAsIds) {
  requirement(
      "An id is written with 1 to 9 digits and does not begin with 0; anything else in its place "
      "is answered with 404.",
      "One note, one address. With /notes/1, /notes/01 and /notes/1abc it would have three.");
  hint({.look = "how the text after /notes/ becomes a number",
        .think = "Did the conversion use the whole text? What else does it take for a number?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes/1abc"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  const std::string id = note["id"].dump();
  for (const std::string& text :
       {std::string("0"), "0" + id, std::string("abc"), id + "abc", "+" + id, "-" + id, id + ".0",
        std::string("1000000000"), std::string("18446744073709551617")})
    refuses(port, get("/notes/" + text), 404);
  ASSERT_THAT(fetch(port, get(path_of(note))), ContainsJson(Json{{"text", "milk"}}));
}

TEST_F(JsonApi, ReplacesANote) {
  requirement(
      "PUT /notes/<id> with text and done replaces both, and is answered with 200 and the note as "
      "it is now.",
      "PUT says: this is the whole note now. The answer shows that it was understood.");
  hint({.look = "where PUT stores what it was given",
        .think = "Did you change the note itself, or a copy of it?",
        .experiment = "curl -i -X PUT http://127.0.0.1:PORT/notes/1 -H 'Content-Type: "
                      "application/json' -d '{\"text\":\"bread\",\"done\":true}'"});

  auto [server, port] = serve();
  const Json note = add(port, random_word(8));
  Json now = {{"text", random_word(9)}, {"done", true}};
  const Response replaced = fetch(port, send_json("PUT", path_of(note), now));
  ASSERT_THAT(replaced, AllOf(HasStatus(200), ContainsJson(now)));
  ASSERT_THAT(fetch(port, get(path_of(note))), ContainsJson(now));
}

TEST_F(JsonApi, ChangesOnlyWhatIsNamed) {
  requirement(
      "PATCH /notes/<id> changes the members that are in its body and no others, and is answered "
      "with 200 and the note.",
      "Two people may edit the same note: one ticks it off, the other mends the text. Neither "
      "should undo the other.");
  hint({.look = "what PATCH does with a member that is not in the body",
        .think = "Absent: does that mean empty, or leave it alone?",
        .experiment = "curl -X PATCH http://127.0.0.1:PORT/notes/1 -H 'Content-Type: "
                      "application/json' -d '{\"done\":true}'"});

  auto [server, port] = serve();
  const Json note = add(port, "milk", true);
  Json expected = {{"text", "bread"}, {"done", true}};
  for (const Json& wish : {Json{{"text", "bread"}}, Json::object(), Json{{"done", false}}}) {
    expected.update(wish);
    ASSERT_THAT(fetch(port, send_json("PATCH", path_of(note), wish)),
                AllOf(HasStatus(200), ContainsJson(expected)));
    ASSERT_THAT(fetch(port, get(path_of(note))), ContainsJson(expected));
  }
}

TEST_F(JsonApi, DeletesANote) {
  requirement(
      "DELETE /notes/<id> is answered with 204, and the note is gone; a second DELETE is answered "
      "with 404.",
      "Gone means gone: from its own place and from the list.");
  hint({.look = "what DELETE does to your notes, and what it says when there is nothing to delete",
        .think = "Can the note still be reached in any way?",
        .experiment = "curl -i -X DELETE http://127.0.0.1:PORT/notes/1    # twice"});

  auto [server, port] = serve();
  const Json other = add(port, "bread");
  const Json note = add(port, "milk");
  refuses(port, delete_at(path_of(note)), 204);
  refuses(port, get(path_of(note)), 404);
  refuses(port, delete_at(path_of(note)), 404);
  lists(port, kAll, {other});
}

TEST_F(JsonApi, AddsNothingToNoContent) {
  requirement(
      "An answer with status 204 ends after its headers; the next answer on the connection follows "
      "at once.",
      "The client reads not one byte of a body after 204. Whatever comes there, it takes for the "
      "next answer.");
  hint({.look = "every byte that leaves after the headers of a 204",
        .think = "\"No content\": how many bytes are that?",
        .experiment = "curl -i -X DELETE http://127.0.0.1:PORT/notes/1 --next "
                      "http://127.0.0.1:PORT/notes    # two requests, one connection"});

  auto [server, port] = serve();
  (void)add(port, "bread");
  const Json note = add(port, "milk");
  Connection client = connect(port);
  const Response deleted = ask(client, delete_at(path_of(note)));
  ASSERT_THAT(deleted, AllOf(HasStatus(204),
                             AnyOf(HasNoField("Content-Length"), HasField("Content-Length", "0"))));
  ASSERT_THAT(ask(client, get(kAll)),
              AllOf(HasStatus(200), ContainsJson(Json::array({{{"text", "bread"}}}))));
}

TEST_F(JsonApi, RefusesWhatIsNoJson) {
  requirement("A body that is not JSON is answered with 400.",
              "Who can send you bad text? Everyone. The server says no and goes on.");
  hint({.look = "what your JSON parser does with text that it cannot read",
        .think = "Does it throw? Who catches that?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":'"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  for (const char* body : {R"({"text":"mi)", R"({"text":"milk",})", R"({'text':'milk'})", "milk",
                           R"({"text":"milk"} and bread)"}) {
    refuses(port, send_body("POST", kAll, body), 400);
    refuses(port, send_body("PATCH", path_of(note), body), 400);
  }
  lists(port, kAll, {note});
}

TEST_F(JsonApi, RefusesTheWrongShape) {
  requirement(
      "JSON that is not an object, or has no text or one that is no string or empty, is answered "
      "with 422.",
      "\"I cannot read it\" and \"I can read it, but no\" are different news for whoever looks for "
      "the mistake.");
  hint({.look = "what you ask about the JSON before you use it",
        .think = "It is JSON. Is it an object? Is the text there, and is it a text?",
        .experiment =
            "curl -i http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d '[]'"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  for (const char* body : {"[]", R"("text")", "17", "null", "{}", R"({"text":17})",
                           R"({"text":null})", R"({"text":["milk"]})", R"({"text":""})"})
    refuses(port, send_body("POST", kAll, body), 422);
  for (const char* body : {"[]", R"({"text":17})", R"({"text":null})", R"({"text":""})"})
    refuses(port, send_body("PATCH", path_of(note), body), 422);
  lists(port, kAll, {note});
}

TEST_F(JsonApi, TakesOnlyTrueOrFalseAsDone) {
  requirement("A done that is neither true nor false is answered with 422.",
              "\"false\" in quotes is a text, and many languages take a text for true.");
  hint({.look = "what you ask about done before you use it",
        .think = "Is it a truth value, or a text that looks like one?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"milk\",\"done\":\"true\"}'"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  for (const Json& done : {Json("true"), Json(1), Json(nullptr)}) {
    const Json wish = {{"text", "bread"}, {"done", done}};
    refuses(port, send_json("POST", kAll, wish), 422);
    refuses(port, send_json("PUT", path_of(note), wish), 422);
    refuses(port, send_json("PATCH", path_of(note), wish), 422);
  }
  lists(port, kAll, {note});
}

TEST_F(JsonApi, DemandsAWholeNoteToReplaceOne) {
  requirement("PUT without text or without done is answered with 422, and changes nothing.",
              "PUT brings the whole note. Half a note is what PATCH is for.");
  hint({.look = "what PUT asks of its body, and what PATCH asks",
        .think = "Which members must be there for which method?",
        .experiment = "curl -i -X PUT http://127.0.0.1:PORT/notes/1 -H 'Content-Type: "
                      "application/json' -d '{\"text\":\"bread\"}'"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  for (const Json& wish : {Json{{"text", "bread"}}, Json{{"done", true}}, Json::object()})
    refuses(port, send_json("PUT", path_of(note), wish), 422);
  lists(port, kAll, {note});
}

TEST_F(JsonApi, RefusesOtherMediaTypes) {
  requirement(
      "A POST, PUT or PATCH whose body is not labelled application/json is answered with 415.",
      "The label says how the bytes are meant. Guessing has opened many a server to strangers.");
  hint({.look = "the request's Content-Type, and when you look at it",
        .think = "Do you read the letter before its label?",
        .experiment =
            "curl -i http://127.0.0.1:PORT/notes -d '{\"text\":\"milk\"}'    # curl's own label"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  const std::string body = R"({"text":"bread","done":true})";
  for (const char* type :
       {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "text/json"}) {
    refuses(port, send_body("POST", kAll, body, type), 415);
    refuses(port, send_body("PUT", path_of(note), body, type), 415);
    refuses(port, send_body("PATCH", path_of(note), body, type), 415);
  }
  lists(port, kAll, {note});
}

TEST_F(JsonApi, RefusesOtherMethods) {
  requirement(
      "A method that a path does not know is answered with 405, and the header Allow names those "
      "that it knows.",
      "The address is right, only the verb is wrong. That is another mistake than a wrong "
      "address.");
  hint({.look = "what happens when path and method do not fit together",
        .think = "The thing is there. What may be done with it?",
        .experiment = "curl -i -X DELETE http://127.0.0.1:PORT/notes"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  const auto allows = [&](const Request& request, const std::vector<std::string>& methods) {
    const Response refused = fetch(port, request);
    ASSERT_THAT(refused, HasStatus(405));
    for (const std::string& method : methods) ASSERT_THAT(refused, ListsInField("Allow", method));
    ASSERT_THAT(refused, Not(ListsInField("Allow", request.method)));
  };
  const Json wish = {{"text", "bread"}, {"done", true}};
  allows(delete_at(kAll), {"GET", "POST"});
  allows(send_json("PUT", kAll, wish), {"GET", "POST"});
  allows(send_json("PATCH", kAll, wish), {"GET", "POST"});
  allows(send_json("POST", path_of(note), wish), {"GET", "PUT", "PATCH", "DELETE"});
  lists(port, kAll, {note});
}

TEST_F(JsonApi, RefusesBodiesThatAreTooLong) {
  requirement(
      "A body of more than 1 MiB (1 048 576 bytes) is answered with 413; one of exactly that "
      "length is fine.",
      "Without a limit, one client can fill the memory for all.");
  hint({.look = "the place where you learn how long the body is",
        .think = "How much will you take from a stranger? And may the last byte still come in?",
        .experiment = "head -c 1048577 /dev/zero | curl -i http://127.0.0.1:PORT/notes -H "
                      "'Content-Type: application/json' --data-binary @-"});

  constexpr std::size_t kLongest = std::size_t{1} << 20U;
  auto [server, port] = serve();
  std::string body = R"({"text":"milk"})";
  body.resize(kLongest, ' ');
  const Json note = note_in(fetch(port, send_body("POST", kAll, body)));
  refuses(port, send_body("POST", kAll, body + ' '), 413);
  lists(port, kAll, {note});
}

TEST_F(JsonApi, KeepsQuotesAndLineFeeds) {
  requirement(
      "Quotes, backslashes, line feeds and other control characters in a text come back as they "
      "were.",
      "JSON uses some characters as a fence. Inside a text they must be written in another way.");
  hint({.look = "how your answer becomes JSON: by a library, or by gluing texts together",
        .think = "What if the text contains the character that ends a text?",
        .experiment = "curl http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"say \\\"hi\\\"\\n\"}'"});

  auto [server, port] = serve();
  keeps_text(port, random_word(4) + R"( says "hi" \ / \n {"a":[1]} )");
  keeps_text(port, "two\nlines\r\n\tand\b\f\x1f\x7f");
}

TEST_F(JsonApi, KeepsOtherAlphabets) {
  requirement(
      "Letters of every alphabet come back as they were, however the client has written them.",
      "One letter may be several bytes. Content-Length counts bytes.");
  hint({.look = "what you count for Content-Length, and how you write letters that are not ASCII",
        .think = "How many bytes has an é? How many do you announce, and how many do you send?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"é\"}'"});

  auto [server, port] = serve();
  const std::string text = "Gr\u00fc\u00dfe, \u03b1\u03b2\u03b3, \u4e16\u754c, \U0001f600";
  keeps_text(port, text);
  const std::string escaped = Json{{"text", text}}.dump(-1, ' ', true);
  const Response made = fetch(port, send_body("POST", kAll, escaped));
  ASSERT_THAT(made, ContainsJson(Json{{"text", text}}));
}

TEST_F(JsonApi, KeepsTheZeroCharacter) {
  requirement("The character \\u0000 in a text is a character like any other.",
              "In JSON a text knows its length. It does not end at a zero.");
  hint({.look = "every place where a text passes through a char pointer",
        .think = "Who decides where a text ends: its length, or a zero byte?",
        .experiment = "curl http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"a\\u0000b\"}'"});

  auto [server, port] = serve();
  keeps_text(port, std::string("milk\0bread", 10));
}

TEST_F(JsonApi, CountsCharactersNotBytes) {
  requirement(
      "A text has 1 to 1000 characters, however many bytes they take; one more is answered with "
      "422.",
      "A limit in bytes is unfair: an é would count twice, a \u4e16 three times.");
  hint({.look = "what size() counts",
        .think = "Which bytes begin a character, and which ones only continue it?",
        .experiment = "printf '\u4e16' | wc -c -m    # characters, then bytes"});

  auto [server, port] = serve();
  for (const char* character : {"x", "\u00e9", "\u4e16", "\U0001f600"}) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += character;
    const Json note = add(port, text);
    const Json longer = {{"text", text + character}, {"done", false}};
    refuses(port, send_json("POST", kAll, longer), 422);
    refuses(port, send_json("PUT", path_of(note), longer), 422);
  }
}

TEST_F(JsonApi, RefusesBytesThatAreNoText) {
  requirement("A body that is not valid UTF-8 is not JSON: it is answered with 400.",
              "Some bytes are no text at all. Whoever passes them on, breaks the next program.");
  hint({.look = "what becomes of the bad bytes, also in your own message about them",
        .think = "If you quote what you could not read, can the client read your answer?",
        .experiment = "printf '{\"text\":\"\\377\"}' | curl -i http://127.0.0.1:PORT/notes -H "
                      "'Content-Type: application/json' --data-binary @-"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  for (const char* bytes : {"\xff", "caf\xe9", "\xc3", "\xc0\xaf"}) {
    const std::string body = std::string(R"({"text":")") + bytes + R"("})";
    refuses(port, send_body("POST", kAll, body), 400);
  }
  lists(port, kAll, {note});
}

TEST_F(JsonApi, FiltersByDone) {
  requirement(
      "GET /notes?done=true lists only the notes that are done, ?done=false only the others.",
      "What follows the ? narrows the list. The path stays the same.");
  hint({.look = "what you do with the part of the target after the ?",
        .think = "Is the value a text or a truth value? Which notes fit?",
        .experiment = "curl 'http://127.0.0.1:PORT/notes?done=true'"});

  auto [server, port] = serve();
  const Json open = add(port, "milk");
  const Json done = add(port, "bread", true);
  lists(port, "/notes?done=true", {done});
  lists(port, "/notes?done=false", {open});
}

TEST_F(JsonApi, FiltersByText) {
  requirement(
      "GET /notes?q=T lists only the notes whose text contains T; every text contains the empty T.",
      "Nobody reads a thousand notes to find one.");
  hint({.look = "how you compare q with each text",
        .think = "Contains, equals, begins with: which of them is asked?",
        .experiment = "curl 'http://127.0.0.1:PORT/notes?q=milk'"});

  auto [server, port] = serve();
  const Json first = add(port, "milk, bread");
  const Json second = add(port, "Milk");
  const Json third = add(port, "bread");
  lists(port, "/notes?q=milk", {first});
  lists(port, "/notes?q=rea", {first, third});
  lists(port, "/notes?q=butter", {});
  lists(port, "/notes?q=", {first, second, third});
}

TEST_F(JsonApi, DecodesTheSearchedText) {
  requirement(
      "In q, %XX stands for the byte with this hexadecimal number, and + for a blank; & and = "
      "divide the query before that.",
      "A & between parameters is a fence, a %26 is a & that belongs to the text.");
  hint({.look = "the order of your steps: cutting at & and =, replacing %XX and +",
        .think = "What if a decoded text contains the character at which you cut?",
        .experiment = "curl 'http://127.0.0.1:PORT/notes?q=a%26b'"});

  auto [server, port] = serve();
  const Json amp = add(port, "a&b");
  const Json blank = add(port, "a b");
  const Json plus = add(port, "a+b=c");
  const Json cafe = add(port, "caf\u00e9");
  lists(port, "/notes?q=a%26b", {amp});
  lists(port, "/notes?q=a+b", {blank});
  lists(port, "/notes?q=a%20b", {blank});
  lists(port, "/notes?q=a%2Bb%3dc", {plus});
  lists(port, "/notes?q=caf%C3%A9", {cafe});
}

TEST_F(JsonApi, CombinesFilters) {
  requirement(
      "With done and q, in any order, a note must fit both; unknown parameters change nothing.",
      "Each filter narrows the list a little more.");
  hint({.look = "how you cut the query into parameters",
        .think = "Does your program read them all, in any order?",
        .experiment = "curl 'http://127.0.0.1:PORT/notes?q=milk&done=true'"});

  auto [server, port] = serve();
  const Json open = add(port, "milk");
  const Json done = add(port, "milk", true);
  const Json bread = add(port, "bread", true);
  lists(port, "/notes?q=milk&done=true", {done});
  lists(port, "/notes?page=2&done=true&q=milk", {done});
  lists(port, "/notes?page=2", {open, done, bread});
}

TEST_F(JsonApi, RefusesOtherValuesOfDone) {
  requirement("GET /notes with a done that is neither true nor false is answered with 400.",
              "A filter that is misspelled and ignored shows too much, and nobody notices.");
  hint({.look = "what happens when done is neither of the two words",
        .think = "Is \"not true\" the same as \"false\"?",
        .experiment = "curl -i 'http://127.0.0.1:PORT/notes?done=maybe'"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  for (const char* value : {"maybe", "", "True", "1"})
    refuses(port, get(std::string("/notes?done=") + value), 400);
  lists(port, kAll, {note});
}

TEST_F(JsonApi, WritesTheTimeInUtc) {
  requirement(
      "created is the time when the note was made, as YYYY-MM-DDTHH:MM:SSZ, in UTC and not in "
      "local time.",
      "The Z promises the time of Greenwich. A clock of any other place is a lie then.");
  hint({.look = "the function that turns seconds into a date",
        .think = "Whose clock do you show? Would it be the same in Tokyo?",
        .experiment = "TZ=Asia/Tokyo ./api PORT    # compare created with date -u"});

  leave_utc();
  auto [server, port] = serve();
  const std::time_t before = std::time(nullptr);
  const Json note = add(port, "milk");
  const std::time_t after = std::time(nullptr);
  ASSERT_THAT(note.value("created", Json()), IsATimeBetween(in_utc(before - 1), in_utc(after + 1)));
}

TEST_F(JsonApi, KeepsTheTimeOfCreation) {
  requirement("PUT and PATCH do not change id and created.",
              "created says when the note was made. Changing a note does not make it anew.");
  hint({.look = "what PUT puts in the place of the old note",
        .think = "Which members belong to the client, and which to the server?",
        .experiment = "make a note, wait two seconds, send a PUT, compare created"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  let_a_second_begin(server);
  const Json created = {{"created", note.value("created", Json())}};
  Json kept = created;
  kept["id"] = note["id"];
  const Json wish = {{"text", "bread"}, {"done", true}};
  for (const char* method : {"PUT", "PATCH"})
    ASSERT_THAT(fetch(port, send_json(method, path_of(note), wish)), ContainsJson(kept));
  ASSERT_THAT(fetch(port, get(path_of(note))), ContainsJson(created));
}

TEST_F(JsonApi, ChoosesIdAndTimeItself) {
  requirement("id and created in a client's body are ignored.",
              "If clients chose the ids, two of them would choose the same.");
  hint({.look = "which members you take over from the body",
        .think = "Do you copy what you need, or everything that came?",
        .experiment = "curl http://127.0.0.1:PORT/notes -H 'Content-Type: application/json' -d "
                      "'{\"text\":\"milk\",\"id\":77}'"});

  auto [server, port] = serve();
  const Json first = add(port, "milk");
  const Json wish = {
      {"text", "bread"}, {"done", true}, {"id", 77}, {"created", "2001-01-01T00:00:00Z"}};
  const Json second = note_in(fetch(port, send_json("POST", kAll, wish)));
  ASSERT_THAT(second["id"], Ne(Json(77)));
  ASSERT_THAT(second.value("created", Json()), Ne(wish["created"]));
  const Json kept = {{"id", first["id"]}, {"created", first["created"]}};
  for (const char* method : {"PUT", "PATCH"})
    ASSERT_THAT(fetch(port, send_json(method, path_of(first), wish)), ContainsJson(kept));
}

TEST_F(JsonApi, NeverGivesAnIdTwice) {
  requirement(
      "An id belongs to its note for ever: others keep theirs when a note is deleted, and no new "
      "note gets its id.",
      "Somebody may still hold the old address. It must not lead to a stranger's note.");
  hint({.look = "where the id of a new note comes from",
        .think = "Is a name the same as a seat number? What happens when a seat becomes free?",
        .experiment = "make three notes, delete the last and the first, make one more; then look "
                      "at the list"});

  auto [server, port] = serve();
  const Json first = add(port, "milk");
  const Json second = add(port, "bread");
  const Json third = add(port, "butter");
  for (const Json& note : {third, first}) (void)fetch(port, delete_at(path_of(note)));
  ASSERT_THAT(fetch(port, get(path_of(second))), ContainsJson(Json{{"text", "bread"}}));
  const std::vector<Json> ids = {first["id"], second["id"], third["id"], add(port, "tea")["id"]};
  ASSERT_THAT(ids, AreAllDifferent());
}

TEST_F(JsonApi, CountsInARush) {
  requirement("When many clients make notes at the same time, each note gets an id of its own.",
              "Two threads that read the same number and both add one have counted only once.");
  hint({.look = "everything that happens between looking at the last id and storing the next one",
        .think = "Two clerks, one number stamp: what if both look at it before either turns it?",
        .experiment = "for i in $(seq 99); do curl -s http://127.0.0.1:PORT/notes -H "
                      "'Content-Type: application/json' -d '{\"text\":\"x\"}' & done; wait"});

  // While the server is stopped the requests pile up, and then all of its threads begin at once.
  constexpr int kRounds = 10;
  constexpr int kClients = 20;
  auto [server, port] = serve();
  Request post = send_json("POST", kAll, {{"text", "milk"}});
  post.fields.push_back({.name = "Connection", .value = "close"});
  std::vector<Json> ids;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Connection> clients;
    for (int i = 0; i < kClients; ++i) clients.push_back(connect(port));
    server.pause();
    for (Connection& client : clients) client.send(to_bytes(post, port));
    server.resume();
    for (Connection& client : clients) ids.push_back(note_in(read_response(client, "POST"))["id"]);
    ASSERT_THAT(ids, AreAllDifferent());
  }
}

TEST_F(JsonApi, TakesABodyInPieces) {
  requirement(
      "A body may arrive in pieces, and long after its headers; the server waits for all of it.",
      "The network cuts where it likes. Content-Length says when the body is complete.");
  hint({.look = "when you begin to parse the body",
        .think = "Have as many bytes come as were announced?",
        .experiment = "strace -f -e trace=network ./api 0    # and count what each recv brings"});

  auto [server, port] = serve();
  const std::string body = Json{{"text", random_word(8)}, {"done", true}}.dump();
  const std::string request = to_bytes(send_body("POST", kAll, body), port);
  const std::size_t head = request.size() - body.size();
  Connection client = connect(port);
  client.send(request.substr(0, head - 1));
  client.send_byte_by_byte(request.substr(head - 1, 4));
  client.send(request.substr(head + 3));
  ASSERT_THAT(read_response(client, "POST"), ContainsJson(Json::parse(body)));
}

TEST_F(JsonApi, UnderstandsEveryFormOfTheMediaType) {
  requirement(
      "Content-Type may be written with small and capital letters, and a ; and parameters may "
      "follow the media type.",
      "Many clients add the character set. It is a footnote: the label stays the same.");
  hint({.look = "how you compare the value of Content-Type",
        .think = "The label may carry a footnote. Where does the label end?",
        .experiment = "curl -i http://127.0.0.1:PORT/notes -H 'Content-Type: Application/JSON; "
                      "charset=utf-8' -d '{\"text\":\"milk\"}'"});

  auto [server, port] = serve();
  for (const char* type : {"Application/JSON; charset=utf-8", "application/json;charset=UTF-8"}) {
    const std::string body = R"({"text":"milk"})";
    ASSERT_THAT(fetch(port, send_body("POST", kAll, body, type)),
                ContainsJson(Json{{"text", "milk"}}));
  }
}

TEST_F(JsonApi, ExplainsErrorsInJson) {
  requirement("The body of every error is a JSON object with error, a text for people.",
              "The client parses what you send. A page for people in its place breaks it.");
  hint({.look = "every way in which your program refuses a request",
        .think = "Can the client read your refusal in the same way as your answers?",
        .experiment = "curl -i http://127.0.0.1:PORT/nothing"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  const std::vector<Request> wrong = {
      get("/nothing"),
      get("/notes/999"),
      get("/notes/abc"),
      get("/notes?done=maybe"),
      delete_at(kAll),
      send_json("POST", path_of(note), {{"text", "bread"}}),
      send_body("POST", kAll, "{", "application/json"),
      send_body("POST", kAll, R"({"text":"bread"})", "text/plain"),
      send_json("POST", kAll, Json::object()),
      send_json("PATCH", path_of(note), {{"done", 1}}),
  };
  for (const Request& request : wrong) {
    const Response refused = fetch(port, request);
    ASSERT_THAT(refused, IsAResponse());
    if (refused.status() < 400) continue;  // Another check tells what should have been refused.
    ASSERT_THAT(refused, HasMediaType("application/json"));
    ASSERT_THAT(json_of(refused), SaysWhy());
  }
}

TEST_F(JsonApi, KeepsTheConnectionAfterErrors) {
  requirement(
      "After an answer with 400, 404, 405, 415 or 422 the connection goes on, and the next request "
      "is understood.",
      "A refused letter was delivered too. If its body stays in the letter box, it is taken for "
      "the next letter.");
  hint({.look = "what becomes of the body of a request that you refuse",
        .think = "Whose bytes are these? Who takes them out of the connection?",
        .experiment = "curl -i http://127.0.0.1:PORT/nothing -d 'some body' --next "
                      "http://127.0.0.1:PORT/notes    # two requests, one connection"});

  auto [server, port] = serve();
  const Json note = add(port, "milk");
  const std::vector<Request> wrong = {
      send_json("POST", "/nothing", {{"text", "bread"}}),
      send_json("PATCH", "/notes/999", {{"text", "bread"}}),
      send_json("PUT", kAll, {{"text", "bread"}}),
      send_body("POST", kAll, R"({"text":"bread"})", "text/plain"),
      send_body("POST", kAll, R"({"text":"bread")"),
      send_json("POST", kAll, {{"text", 17}}),
      get("/notes?done=maybe"),
  };
  Connection client = connect(port);
  for (const Request& request : wrong) {
    ASSERT_THAT(ask(client, request), IsAResponse());
    ASSERT_THAT(ask(client, get(path_of(note))), ContainsJson(Json{{"text", "milk"}}));
  }
}
