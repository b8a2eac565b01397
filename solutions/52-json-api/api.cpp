// api PORT: keeps notes, and serves them as JSON over HTTP on 127.0.0.1.
//
// Each client is served by a thread of its own. The notes live in memory, and are gone when the
// program ends.

#include <algorithm>
#include <charconv>
#include <ctime>
#include <iomanip>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http.hpp"

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestText = 1000;  // characters
constexpr std::size_t kLongestBody = 1'048'576;

// ---- Notes --------------------------------------------------------------------------------------

struct Note {
  int id = 0;
  std::string text;
  bool done = false;
  std::string created;
};

Json to_json(const Note& note) {
  return {{"id", note.id}, {"text", note.text}, {"done", note.done}, {"created", note.created}};
}

// What a client wants a note to be. Absent means "leave it alone".
struct Wish {
  std::optional<std::string> text;
  std::optional<bool> done;
};

// The time in Greenwich, as in "2024-02-29T12:00:00Z". The Z promises that it is not local time.
std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::ostringstream text;
  text << std::put_time(&parts, "%Y-%m-%dT%H:%M:%SZ");
  return text.str();
}

// All notes. Many threads may use it at once: every member function holds the lock from its first
// look to its last change, and hands out copies, which nobody else can change.
class Notes {
 public:
  Note add(const Wish& wish) {
    const std::lock_guard lock(mutex_);
    // The number goes up only. The id of a deleted note never comes back.
    const int id = ++last_id_;
    notes_[id] = {id, wish.text.value_or(""), wish.done.value_or(false), now()};
    return notes_[id];
  }

  // In the order of their ids, because a map keeps its keys in order.
  std::vector<Note> all() const {
    const std::lock_guard lock(mutex_);
    std::vector<Note> found;
    for (const auto& [id, note] : notes_) found.push_back(note);
    return found;
  }

  std::optional<Note> find(int id) const {
    const std::lock_guard lock(mutex_);
    const auto place = notes_.find(id);
    if (place == notes_.end()) return std::nullopt;
    return place->second;
  }

  // The changed note, or nothing where there is none.
  std::optional<Note> change(int id, const Wish& wish) {
    const std::lock_guard lock(mutex_);
    const auto place = notes_.find(id);
    if (place == notes_.end()) return std::nullopt;
    Note& note = place->second;
    note.text = wish.text.value_or(note.text);
    note.done = wish.done.value_or(note.done);
    return note;
  }

  bool remove(int id) {
    const std::lock_guard lock(mutex_);
    return notes_.erase(id) > 0;
  }

 private:
  mutable std::mutex mutex_;
  std::map<int, Note> notes_;
  int last_id_ = 0;
};

// ---- Requests -----------------------------------------------------------------------------------

// Thrown where a request cannot be granted. It becomes a response in answer_to().
struct Refusal {
  int status;
  std::string words;
  kit::Headers headers{};
};

std::size_t characters(std::string_view utf8) {
  // Bytes of the form 10xxxxxx continue a character. All others begin one.
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

void check_size_and_type(const kit::Request& request) {
  if (request.body.size() > kLongestBody) throw Refusal{413, "the body is longer than 1 MiB"};
  // What follows the semicolon, such as the character set, is only a remark.
  const std::string label = request.header("content-type");
  const std::string type = kit::to_lower(kit::trimmed(label.substr(0, label.find(';'))));
  if (type != "application/json") throw Refusal{415, "the body must be application/json"};
}

Wish read_wish(const std::string& body) {
  // The parser also refuses text that is no UTF-8. Its message would quote the bad bytes, and bad
  // bytes cannot be put into our JSON. So the words are our own.
  const Json json = Json::parse(body, nullptr, false);
  if (json.is_discarded()) throw Refusal{400, "the body is not JSON"};
  if (!json.is_object()) throw Refusal{422, "the body must be an object"};

  Wish wish;
  if (const auto text = json.find("text"); text != json.end()) {
    if (!text->is_string()) throw Refusal{422, "\"text\" must be a string"};
    wish.text = text->get<std::string>();
    if (wish.text->empty() || characters(*wish.text) > kLongestText)
      throw Refusal{422, "\"text\" must have 1 to 1000 characters"};
  }
  if (const auto done = json.find("done"); done != json.end()) {
    if (!done->is_boolean()) throw Refusal{422, "\"done\" must be true or false"};
    wish.done = done->get<bool>();
  }
  return wish;
}

void require_text(const Wish& wish) {
  if (!wish.text) throw Refusal{422, "\"text\" is missing"};
}

void require_done(const Wish& wish) {
  if (!wish.done) throw Refusal{422, "\"done\" is missing"};
}

// ---- Paths and queries --------------------------------------------------------------------------

// The id in "/notes/17". Only the usual way to write a number counts.
std::optional<int> id_in(std::string_view path) {
  constexpr std::string_view kFront = "/notes/";
  if (!path.starts_with(kFront)) return std::nullopt;
  const std::string_view digits = path.substr(kFront.size());
  if (digits.empty() || digits.size() > 9 || digits.front() == '0') return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int id = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), id);
  return id;
}

// "a%26b+c" means "a&b c".
std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    const char* const digits = text.data() + i + 1;
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    if (escape) i += 2;
    else byte = static_cast<unsigned char>(text[i] == '+' ? ' ' : text[i]);
    result += static_cast<char>(byte);
  }
  return result;
}

// "done=true&q=milk" as a table. It is cut into pieces first and decoded then: a decoded piece may
// hold a '&' of its own.
std::map<std::string, std::string> parse_query(std::string_view query) {
  std::map<std::string, std::string> parameters;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::string_view name = pair.substr(0, pair.find('='));
    const std::string_view value = pair.substr(std::min(name.size() + 1, pair.size()));
    parameters.emplace(decoded(name), decoded(value));
  }
  return parameters;
}

// ---- Answers ------------------------------------------------------------------------------------

kit::Response with_json(int status, const Json& body, kit::Headers headers = {}) {
  headers.emplace_back("Content-Type", "application/json");
  return {status, std::move(headers), body.dump()};
}

kit::Response list(const Notes& notes, std::string_view query) {
  const auto parameters = parse_query(query);
  const auto done = parameters.find("done");
  const bool by_done = done != parameters.end();
  if (by_done && done->second != "true" && done->second != "false")
    throw Refusal{400, "done must be true or false"};
  const auto word = parameters.find("q");

  Json found = Json::array();
  for (const Note& note : notes.all()) {
    if (by_done && note.done != (done->second == "true")) continue;
    if (word != parameters.end() && note.text.find(word->second) == std::string::npos) continue;
    found.push_back(to_json(note));
  }
  return with_json(200, found);
}

kit::Response answer_for_all(Notes& notes, const kit::Request& request, std::string_view query) {
  if (request.method == "GET") return list(notes, query);
  if (request.method != "POST")
    throw Refusal{405, "use GET or POST here", {{"Allow", "GET, POST"}}};

  check_size_and_type(request);
  const Wish wish = read_wish(request.body);
  require_text(wish);
  const Note note = notes.add(wish);
  return with_json(201, to_json(note), {{"Location", "/notes/" + std::to_string(note.id)}});
}

kit::Response answer_for_one(Notes& notes, const kit::Request& request, int id) {
  const Refusal absent{404, "there is no such note"};
  if (request.method == "GET") {
    const auto note = notes.find(id);
    if (!note) throw absent;
    return with_json(200, to_json(*note));
  }
  if (request.method == "DELETE") {
    if (!notes.remove(id)) throw absent;
    return {204, {}, ""};
  }
  if (request.method != "PUT" && request.method != "PATCH")
    throw Refusal{405, "use GET, PUT, PATCH or DELETE", {{"Allow", "GET, PUT, PATCH, DELETE"}}};

  check_size_and_type(request);
  if (!notes.find(id)) throw absent;
  const Wish wish = read_wish(request.body);
  if (request.method == "PUT") {
    require_text(wish);
    require_done(wish);
  }
  // It was there a moment ago. Meanwhile another client may have deleted it.
  const auto note = notes.change(id, wish);
  if (!note) throw absent;
  return with_json(200, to_json(*note));
}

kit::Response answer_to(Notes& notes, const kit::Request& request) try {
  const std::string_view target = request.target;
  const std::string_view path = target.substr(0, target.find('?'));
  const std::string_view query = target.substr(std::min(path.size() + 1, target.size()));
  if (path == "/notes") return answer_for_all(notes, request, query);
  if (const auto id = id_in(path)) return answer_for_one(notes, request, *id);
  throw Refusal{404, "there is nothing at this path"};
} catch (const Refusal& refusal) {
  return with_json(refusal.status, {{"error", refusal.words}}, refusal.headers);
}

void serve(Notes& notes, const kit::Socket& client) {
  kit::RequestReader requests(client);
  while (const auto request = requests.next())
    if (!kit::send_response(client, *request, answer_to(notes, *request))) return;
}

}  // namespace

int main(int argc, char* argv[]) {
  const kit::ServerSocket server(kit::port_argument(argc, argv));
  Notes notes;
  for (;;) {
    // The thread owns its client, and nobody waits for its end. The notes outlive it, because this
    // loop never ends.
    std::thread([&notes, client = server.accept()] { serve(notes, client); }).detach();
  }
}
