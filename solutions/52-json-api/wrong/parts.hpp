// The correct parts of a small API server. Each wrong program replaces the one part it gets wrong.

#pragma once

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <iostream>
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

using Json = nlohmann::json;
using kit::Request;
using kit::Response;

struct Note {
  int id = 0;
  std::string text;
  bool done = false;
  std::string created;
};

// What a client wants a note to be. Absent means "leave it alone".
struct Wish {
  std::optional<std::string> text;
  std::optional<bool> done;
};

struct Refusal {
  int status;
  std::string words;
  kit::Headers headers{};
};

using Parameters = std::map<std::string, std::string>;

inline std::string formatted(const std::tm& time) {
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &time)};
}

inline Json to_json(const Note& note) {
  return {{"id", note.id}, {"text", note.text}, {"done", note.done}, {"created", note.created}};
}

inline Response with_json(int status, const std::string& body, kit::Headers headers = {}) {
  headers.emplace_back("Content-Type", "application/json");
  return {status, std::move(headers), body};
}

inline std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

inline std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned byte = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ec == std::errc{}) {
      result += static_cast<char>(byte);
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

// Cuts at '&' and '=', and leaves the pieces as they are.
inline std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::string_view name = pair.substr(0, pair.find('='));
    pairs.emplace_back(name, pair.substr(std::min(name.size() + 1, pair.size())));
  }
  return pairs;
}

class Api {
 public:
  Api() = default;
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;
  virtual ~Api() = default;

  [[noreturn]] void run(int argc, char* argv[]) {
    const kit::ServerSocket server(kit::port_argument(argc, argv));
    for (;;) std::thread([this, client = server.accept()] { serve(client); }).detach();
  }

 protected:
  // ---- One client ----

  virtual void serve(const kit::Socket& client) {
    kit::RequestReader requests(client);
    while (const auto request = requests.next())
      if (!send(client, *request, answer(*request))) return;
  }

  virtual bool send(const kit::Socket& client, const Request& request, const Response& response) {
    return kit::send_response(client, request, response);
  }

  Response answer(const Request& request) {
    try {
      const std::string_view target = request.target;
      const std::string path(target.substr(0, target.find('?')));
      const std::string query(target.substr(std::min(path.size() + 1, target.size())));
      if (is_list(path)) return answer_for_all(request, query);
      if (const auto id = id_in(path)) return answer_for_one(request, *id);
      throw Refusal{404, "there is nothing at this path"};
    } catch (const Refusal& refusal) {
      return refuse(refusal);
    }
  }

  virtual Response refuse(const Refusal& refusal) {
    return with_json(refusal.status, Json{{"error", refusal.words}}.dump(), refusal.headers);
  }

  // ---- Paths and queries ----

  virtual bool is_list(const std::string& path) { return path == "/notes"; }

  virtual std::optional<int> id_in(const std::string& path) {
    if (!path.starts_with("/notes/")) return std::nullopt;
    const std::string digits = path.substr(7);
    if (digits.empty() || digits.size() > 9 || digits[0] == '0' ||
        digits.find_first_not_of("0123456789") != std::string::npos)
      return std::nullopt;
    return std::stoi(digits);
  }

  virtual Parameters parse_query(const std::string& query) {
    Parameters parameters;
    for (const auto& [name, value] : pairs_of(query))
      parameters.emplace(decoded(name), decoded(value));
    return parameters;
  }

  // ---- Methods ----

  Response answer_for_all(const Request& request, const std::string& query) {
    if (request.method == "GET") return list(query);
    if (request.method != "POST") refuse_method("GET, POST");
    check_body(request);
    return made(add(wish_in(request.body, "POST")));
  }

  Response answer_for_one(const Request& request, int id) {
    if (request.method == "GET") return one(id);
    if (request.method == "DELETE") return deleted(id);
    if (request.method != "PUT" && request.method != "PATCH")
      refuse_method("GET, PUT, PATCH, DELETE");
    check_body(request);
    if (!find(id)) throw Refusal{404, "there is no such note"};
    const Wish wish = wish_in(request.body, request.method);
    const auto note = request.method == "PUT" ? replace(id, wish) : change(id, wish);
    return with_json(200, render(note.value_or(Note{})));
  }

  virtual Response list(const std::string& query) {
    const Parameters parameters = parse_query(query);
    const auto done = parameters.find("done");
    if (done != parameters.end()) check_done(done->second);
    std::string items;
    for (const Note& note : all())
      if (fits(note, parameters)) items += (items.empty() ? "" : ",") + render(note);
    return with_json(200, "[" + items + "]");
  }

  virtual void check_done(const std::string& value) {
    if (value != "true" && value != "false") throw Refusal{400, "done must be true or false"};
  }

  virtual bool fits(const Note& note, const Parameters& parameters) {
    const auto done = parameters.find("done");
    const auto word = parameters.find("q");
    return (done == parameters.end() || note.done == (done->second == "true")) &&
           (word == parameters.end() || note.text.find(word->second) != std::string::npos);
  }

  virtual Response made(const Note& note) {
    return with_json(201, render(note), {{"Location", "/notes/" + std::to_string(note.id)}});
  }

  virtual Response one(int id) {
    const auto note = find(id);
    if (!note) throw Refusal{404, "there is no such note"};
    return with_json(200, render(*note));
  }

  virtual Response deleted(int id) {
    if (!remove(id)) throw Refusal{404, "there is no such note"};
    return {204, {}, ""};
  }

  [[noreturn]] virtual void refuse_method(const std::string& allowed) {
    throw Refusal{405, "this method does not work here", {{"Allow", allowed}}};
  }

  // ---- Bodies ----

  virtual bool is_too_long(std::size_t bytes) { return bytes > 1'048'576; }

  virtual bool is_json(const std::string& label) {
    return kit::to_lower(kit::trimmed(label.substr(0, label.find(';')))) == "application/json";
  }

  void check_body(const Request& request) {
    if (is_too_long(request.body.size())) throw Refusal{413, "the body is too long"};
    if (!is_json(request.header("content-type")))
      throw Refusal{415, "the body must be application/json"};
  }

  virtual Json parse(const std::string& body) {
    Json json = Json::parse(body, nullptr, false);
    if (json.is_discarded()) throw Refusal{400, "the body is not JSON"};
    return json;
  }

  virtual std::size_t length_of(const std::string& text) { return characters(text); }

  virtual Wish wish_in(const std::string& body, const std::string& method) {
    const Json json = parse(body);
    if (!json.is_object()) throw Refusal{422, "the body must be an object"};
    Wish wish;
    if (json.contains("text")) wish.text = text_in(json["text"]);
    if (json.contains("done")) wish.done = done_in(json["done"]);
    require_members(wish, method);
    return wish;
  }

  virtual std::string text_in(const Json& json) {
    if (!json.is_string()) throw Refusal{422, "text must be a string"};
    std::string text = json.get<std::string>();
    if (text.empty() || length_of(text) > 1000)
      throw Refusal{422, "text must have 1 to 1000 characters"};
    return text;
  }

  virtual bool done_in(const Json& json) {
    if (!json.is_boolean()) throw Refusal{422, "done must be true or false"};
    return json.get<bool>();
  }

  virtual void require_members(const Wish& wish, const std::string& method) {
    if (!wish.text && method != "PATCH") throw Refusal{422, "text is missing"};
    if (!wish.done && method == "PUT") throw Refusal{422, "done is missing"};
  }

  virtual std::string render(const Note& note) { return to_json(note).dump(); }

  virtual std::string now() {
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return formatted(parts);
  }

  // ---- The notes ----

  virtual Note add(const Wish& wish) {
    const std::lock_guard lock(mutex_);
    const int id = ++last_id_;
    notes_[id] = {id, wish.text.value_or(""), wish.done.value_or(false), now()};
    return notes_[id];
  }

  virtual std::vector<Note> all() {
    const std::lock_guard lock(mutex_);
    std::vector<Note> found;
    for (const auto& [id, note] : notes_) found.push_back(note);
    return found;
  }

  virtual std::optional<Note> find(int id) {
    const std::lock_guard lock(mutex_);
    const auto place = notes_.find(id);
    if (place == notes_.end()) return std::nullopt;
    return place->second;
  }

  virtual std::optional<Note> change(int id, const Wish& wish) {
    const std::lock_guard lock(mutex_);
    const auto place = notes_.find(id);
    if (place == notes_.end()) return std::nullopt;
    Note& note = place->second;
    note.text = wish.text.value_or(note.text);
    note.done = wish.done.value_or(note.done);
    return note;
  }

  virtual std::optional<Note> replace(int id, const Wish& wish) { return change(id, wish); }

  virtual bool remove(int id) {
    const std::lock_guard lock(mutex_);
    return notes_.erase(id) > 0;
  }

  std::mutex mutex_;
  std::map<int, Note> notes_;
  std::atomic<int> last_id_ = 0;
};

// Reads head and body of a request one after the other, for programs that do something in between.
class Wire {
 public:
  explicit Wire(const kit::Socket& client) : client_(client) {}

  // False: the client has gone.
  bool read_head(Request& request) {
    std::size_t end = 0;
    while ((end = bytes_.find("\r\n\r\n")) == std::string::npos)
      if (!client_.receive(bytes_)) return false;
    std::istringstream head(bytes_.substr(0, end + 2));
    bytes_.erase(0, end + 4);
    std::string line;
    std::getline(head, line);
    std::istringstream(line) >> request.method >> request.target;
    while (std::getline(head, line)) {
      const std::size_t colon = std::min(line.find(':'), line.size());
      line.pop_back();
      request.headers[kit::to_lower(line.substr(0, colon))] =
          kit::trimmed(line.substr(std::min(colon + 1, line.size())));
    }
    request.keep_alive = request.header("connection") != "close";
    return true;
  }

  static std::size_t length_of(const Request& request) {
    return std::strtoul(request.header("content-length").c_str(), nullptr, 10);
  }

  bool read_body(Request& request) {
    while (bytes_.size() < length_of(request))
      if (!client_.receive(bytes_)) return false;
    take_body(request);
    return true;
  }

  // One more read, and then as much of the body as has come.
  void take_what_comes(Request& request) {
    if (bytes_.empty()) (void)client_.receive(bytes_);
    take_body(request);
  }

 private:
  void take_body(Request& request) {
    request.body = bytes_.substr(0, length_of(request));
    bytes_.erase(0, request.body.size());
  }

  const kit::Socket& client_;
  std::string bytes_{};
};
