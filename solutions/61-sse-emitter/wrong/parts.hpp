// The correct parts of a small event server. Each wrong program replaces the one part that it gets
// wrong: it sets a member of `parts`, and calls run().

#pragma once

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <list>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http.hpp"
#include "server_socket.hpp"

using namespace std::chrono_literals;
using Id = std::uint64_t;
using Json = nlohmann::json;

struct Event {
  Id id;
  std::string name;
  std::string data;
};

using Text = std::shared_ptr<const std::string>;

// ---- The text of an event -----------------------------------------------------------------------

using Lines = std::vector<std::string>;

inline Lines lines_of(const std::string& data) {
  Lines lines;
  std::size_t start = 0;
  for (;;) {
    const std::size_t end = data.find_first_of("\r\n", start);
    lines.push_back(data.substr(start, end - start));
    if (end == std::string::npos) return lines;
    start = end + (data.compare(end, 2, "\r\n") == 0 ? 2 : 1);
  }
}

inline std::string text_with(const Event& event, const Lines& lines) {
  std::string text = "id: " + std::to_string(event.id) + "\n";
  if (!event.name.empty()) text += "event: " + event.name + "\n";
  for (const std::string& line : lines) text += "data: " + line + "\n";
  return text + "\n";
}

inline std::string event_text(const Event& event) { return text_with(event, lines_of(event.data)); }

// ---- What can be replaced -----------------------------------------------------------------------

inline bool is_local(const std::string& origin) {
  for (const std::string host : {"http://127.0.0.1", "http://localhost"}) {
    if (origin == host) return true;
    if (origin.rfind(host + ":", 0) == 0 && origin.size() > host.size() + 1 &&
        origin.find_first_not_of("0123456789", host.size() + 1) == std::string::npos)
      return true;
  }
  return false;
}

inline kit::Headers allow_origin(const std::string& origin) {
  return {{"Access-Control-Allow-Origin", origin}};
}

// The id after which a listener wants to go on; `newest` where it wants nothing old.
inline Id last_seen(const std::string& bookmark, Id newest) {
  Id id = 0;
  const char* const end = bookmark.data() + bookmark.size();
  const auto [stop, error] = std::from_chars(bookmark.data(), end, id);
  const bool good = error == std::errc{} && stop == end && id <= newest;
  return good ? id : newest;
}

// The text of a member, or nothing where it is none.
inline const std::string* text_of(const Json& message, const char* name) {
  const auto member = message.find(name);
  return member == message.end() ? nullptr : member->get_ptr<const std::string*>();
}

inline bool is_name(const std::string* name) {
  return name != nullptr && !name->empty() &&
         name->find_first_of(std::string("\r\n\0", 3)) == std::string::npos;
}

// 0: the message may be published.
inline int refusal(const Json& message) {
  if (message.is_discarded()) return 400;
  if (!message.is_object() || text_of(message, "data") == nullptr) return 422;
  return message.contains("event") && !is_name(text_of(message, "event")) ? 422 : 0;
}

inline kit::Response publish(const kit::Request& request);
inline void stream(const kit::Socket& client, const kit::Request& request);
inline void after_publishing(const Text&) {}

inline bool send_to(const kit::Socket& client, const std::string& text) {
  return client.send(text);
}

inline struct Parts {
  std::string (*text)(const Event&) = event_text;
  kit::Headers head = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-cache"}};
  std::string beginning = "retry: 2000\n\n";
  std::string comment = ":\n";
  std::chrono::microseconds silence = 400ms;
  std::size_t kept = 1000;
  bool (*is_allowed)(const std::string& origin) = is_local;
  kit::Headers (*permission)(const std::string& origin) = allow_origin;
  Id (*last_seen)(const std::string& bookmark, Id newest) = ::last_seen;
  int (*refusal)(const Json& message) = ::refusal;
  kit::Response (*publish)(const kit::Request&) = ::publish;
  void (*after_publishing)(const Text&) = ::after_publishing;  // while the history is locked
  void (*stream)(const kit::Socket&, const kit::Request&) = ::stream;
  bool (*send)(const kit::Socket&, const std::string&) = send_to;
  int not_found = 404;
  bool checks_origin_first = true;
  bool streams_to_head = false;
  bool closes_after_answers = false;
} parts;

// ---- What was published -------------------------------------------------------------------------

struct History {
  std::mutex mutex{};
  std::condition_variable changed{};
  std::deque<Text> texts{};
  Id oldest = 1;  // the id of texts.front()
  bool closed = false;
  int streams = 0;

  Id newest() const { return oldest + texts.size() - 1; }

  Id add(const std::string& name, const std::string& data) {
    const std::lock_guard lock(mutex);
    const Id id = newest() + 1;
    texts.push_back(std::make_shared<const std::string>(parts.text({id, name, data})));
    if (texts.size() > parts.kept) {
      texts.pop_front();
      ++oldest;
    }
    parts.after_publishing(texts.back());
    changed.notify_all();
    return id;
  }

  // All that is kept and comes after `id`. The history must be locked.
  std::vector<Text> after(Id id) const {
    const Id skipped = id + 1 < oldest ? 0 : id + 1 - oldest;
    if (skipped >= texts.size()) return {};
    return {texts.begin() + static_cast<std::ptrdiff_t>(skipped), texts.end()};
  }
};

inline History history;

inline kit::Response publish_text(const std::string& name, const std::string& data) {
  const Id id = history.add(name, data);
  return {202, {{"Content-Type", "application/json"}}, "{\"id\":" + std::to_string(id) + "}"};
}

inline kit::Response publish(const kit::Request& request) {
  const Json message = Json::parse(request.body, nullptr, false);
  const int status = parts.refusal(message);
  if (status != 0) return {status, {}, "This cannot be published.\n"};
  const std::string* const name = text_of(message, "event");
  return publish_text(name != nullptr ? *name : "", *text_of(message, "data"));
}

// ---- One stream ---------------------------------------------------------------------------------

// Counts a stream for as long as it is open.
struct Open {
  Open() {
    const std::lock_guard lock(history.mutex);
    ++history.streams;
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
  ~Open() {
    const std::lock_guard lock(history.mutex);
    --history.streams;
    history.changed.notify_all();
  }
};

inline std::string head_for(const kit::Request& request) {
  kit::Headers headers = parts.head;
  if (!request.header("origin").empty())
    for (const auto& header : parts.permission(request.header("origin"))) headers.push_back(header);
  return kit::response_head(200, headers);
}

inline bool send_all(const kit::Socket& client, const std::vector<Text>& texts) {
  return std::all_of(texts.begin(), texts.end(),
                     [&](const Text& text) { return parts.send(client, *text); });
}

// Sends events for as long as `send` works, from the one after `seen` on.
inline void stream_from(const kit::Socket& client, Id seen) {
  for (;;) {
    std::unique_lock lock(history.mutex);
    const bool woken = history.changed.wait_for(
        lock, parts.silence, [&] { return history.closed || history.newest() > seen; });
    const bool last = history.closed;
    if (seen + 1 < history.oldest) return;
    const std::vector<Text> texts = history.after(seen);
    seen = std::max(seen, history.newest());
    lock.unlock();
    if (!send_all(client, texts) || last) return;
    if (!woken && !parts.send(client, parts.comment)) return;
  }
}

inline void stream(const kit::Socket& client, const kit::Request& request) {
  std::unique_lock lock(history.mutex);
  const Id seen = std::max(parts.last_seen(request.header("last-event-id"), history.newest()),
                           history.oldest - 1);
  lock.unlock();
  if (parts.send(client, head_for(request)) && parts.send(client, parts.beginning))
    stream_from(client, seen);
}

// ---- The server ---------------------------------------------------------------------------------

inline kit::Response answer_to(const kit::Request& request) {
  if (request.target == "/publish" && request.method == "POST") return parts.publish(request);
  if (request.target == "/mcp-stream") return {405, {}, ""};
  return {parts.not_found, {}, ""};
}

inline bool is_stream(const kit::Request& request) {
  return request.target == "/mcp-stream" && (request.method == "GET" || request.method == "HEAD");
}

// Returns whether the connection is still good for another request.
inline bool serve_one(const kit::Socket& client, const kit::Request& request) {
  const std::string origin = request.header("origin");
  const bool forbidden = !origin.empty() && !parts.is_allowed(origin);
  const bool known = request.target == "/publish" || request.target == "/mcp-stream";
  if (forbidden && (parts.checks_origin_first || known))
    return kit::send_response(client, request, {403, {}, ""});
  if (is_stream(request) && request.method == "HEAD" && !parts.streams_to_head)
    return client.send(head_for(request)) && false;
  if (is_stream(request)) {
    const Open open;
    parts.stream(client, request);
    return false;
  }
  kit::Response response = answer_to(request);
  if (!origin.empty())
    for (const auto& header : parts.permission(origin)) response.headers.push_back(header);
  return kit::send_response(client, request, response) && !parts.closes_after_answers;
}

inline void serve(const kit::Socket& client) {
  kit::RequestReader requests(client);
  while (const auto request = requests.next())
    if (!serve_one(client, *request)) return;
}

inline void serve_clients(int port) {
  const kit::ServerSocket server(port);
  for (;;) std::thread([client = server.accept()] { serve(client); }).detach();
}

// Ends on SIGTERM: the streams first, and then the program.
[[noreturn]] inline void end_when_told() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  int number = 0;
  sigwait(&signals, &number);
  std::unique_lock lock(history.mutex);
  history.closed = true;
  history.changed.notify_all();
  history.changed.wait_for(lock, 1s, [] { return history.streams == 0; });
  std::_Exit(0);
}

inline int run(int argc, char* argv[]) {
  const int port = kit::port_argument(argc, argv);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::thread([port] { serve_clients(port); }).detach();
  end_when_told();
}
