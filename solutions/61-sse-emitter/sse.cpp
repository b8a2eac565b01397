// sse PORT: what is posted to /publish is sent to everybody who listens to /mcp-stream.
//
// All events stand in one diary. A listener is a bookmark in it: it is sent what stands behind the
// bookmark, first the old, then the new as it comes. So there is no moment between "what you
// missed" and "what comes now" at which an event could be lost or sent twice, and nothing piles up
// for a listener that does not read.

#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "http.hpp"
#include "page.hpp"
#include "server_socket.hpp"

namespace {

using namespace std::chrono_literals;
using Id = std::uint64_t;

constexpr std::size_t kKept = 1000;                  // events, for listeners that come back
constexpr std::size_t kRoom = std::size_t{2} << 20;  // bytes, at least, for listeners that are slow
constexpr auto kLongestSilence = 1s;
constexpr auto kLongestGoodbye = 1s;

// ---- The text of an event -----------------------------------------------------------------------

// CR LF, CR and LF end a line, and nothing else does. After the last end there is one more line,
// and be it empty: "a\n" has two.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
  }
}

std::string event_text(Id id, const std::string& name, std::string_view data) {
  std::string text = "id: " + std::to_string(id) + "\n";
  if (!name.empty()) text += "event: " + name + "\n";
  for (const std::string_view line : lines_of(data)) text.append("data: ").append(line) += '\n';
  return text += '\n';
}

// ---- The diary ----------------------------------------------------------------------------------

// Shared, because many listeners send the same text while the diary may already have dropped it.
using Text = std::shared_ptr<const std::string>;

class Diary {
 public:
  // Writes an event down, wakes all listeners, and returns the event's id.
  Id add(const std::string& name, std::string_view data) {
    const std::lock_guard lock(mutex_);
    const Id id = newest() + 1;
    kept_.push_back(std::make_shared<const std::string>(event_text(id, name, data)));
    bytes_ += kept_.back()->size();
    while (kept_.size() > kKept && bytes_ > kRoom) drop_the_oldest();
    changed_.notify_all();
    return id;
  }

  // Where a listener begins that knows all events up to `last_known`, or that knows none.
  Id bookmark(std::optional<Id> last_known) const {
    const std::lock_guard lock(mutex_);
    const Id next = newest() + 1;
    if (!last_known || *last_known >= next) return next;
    return std::max(*last_known + 1, next - std::min(next - oldest_, Id{kKept}));
  }

  struct Pages {
    std::vector<Text> texts{};  // empty when nothing came within the time
    bool last = false;          // there will be no more for this listener
  };

  // Waits for events from `bookmark` on, and moves it behind them.
  Pages read(Id& bookmark, std::chrono::milliseconds longest) const {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, longest, [&] { return closed_ || bookmark <= newest(); });
    // This listener has slept for so long that there is a gap. When it comes back it will know.
    if (bookmark < oldest_) return {.last = true};
    Pages pages{.last = closed_};
    const auto first = kept_.begin() + static_cast<std::ptrdiff_t>(bookmark - oldest_);
    pages.texts.assign(first, kept_.end());
    bookmark = newest() + 1;
    return pages;
  }

  // Ends all streams, and waits shortly until they have ended.
  void close() {
    std::unique_lock lock(mutex_);
    closed_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, kLongestGoodbye, [this] { return readers_ == 0; });
  }

  void enter() {
    const std::lock_guard lock(mutex_);
    ++readers_;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    --readers_;
    changed_.notify_all();
  }

 private:
  [[nodiscard]] Id newest() const { return oldest_ + kept_.size() - 1; }

  void drop_the_oldest() {
    bytes_ -= kept_.front()->size();
    kept_.pop_front();
    ++oldest_;
  }

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::deque<Text> kept_;
  std::size_t bytes_ = 0;  // of all that is kept
  Id oldest_ = 1;          // the id of kept_.front()
  int readers_ = 0;
  bool closed_ = false;
};

// Counts a listener for as long as it is sent something.
class Reading {
 public:
  explicit Reading(Diary& diary) : diary_(diary) { diary_.enter(); }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() { diary_.leave(); }

 private:
  Diary& diary_;
};

// ---- Who may ask --------------------------------------------------------------------------------

// A browser says which page is asking. Only pages from this machine may: otherwise any page in the
// world could listen in through the browser of somebody who works here.
bool is_local(std::string_view origin) {
  for (const std::string_view host : {"http://127.0.0.1", "http://localhost"}) {
    if (!origin.starts_with(host)) continue;
    const std::string_view rest = origin.substr(host.size());
    if (rest.empty()) return true;
    if (rest.size() > 1 && rest[0] == ':' &&
        rest.find_first_not_of("0123456789", 1) == std::string_view::npos)
      return true;
  }
  return false;
}

kit::Headers permission(const kit::Request& request) {
  const std::string origin = request.header("origin");
  if (origin.empty()) return {};
  return {{"Access-Control-Allow-Origin", origin}, {"Vary", "Origin"}};
}

// ---- POST /publish ------------------------------------------------------------------------------

bool is_event_name(const nlohmann::json& value) {
  if (!value.is_string()) return false;
  const auto& name = value.get_ref<const std::string&>();
  return !name.empty() && name.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

kit::Response publish(const std::string& body, Diary& diary) {
  const auto message = nlohmann::json::parse(body, nullptr, false);
  if (message.is_discarded()) return {400, {}, "This is no JSON.\n"};
  if (!message.is_object() || !message.contains("data") || !message["data"].is_string())
    return {422, {}, "An object is needed, and in it \"data\" with a text.\n"};
  if (message.contains("event") && !is_event_name(message["event"]))
    return {422, {}, "\"event\" must be one line of text, and not empty.\n"};
  const Id id =
      diary.add(message.value("event", ""), message["data"].get_ref<const std::string&>());
  const nlohmann::json answer{{"id", id}};
  return {202, {{"Content-Type", "application/json"}}, answer.dump()};
}

// ---- GET /mcp-stream ----------------------------------------------------------------------------

std::optional<Id> last_event_id(const kit::Request& request) {
  const std::string text = request.header("last-event-id");
  Id id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return id;
}

kit::Headers stream_headers(const kit::Request& request) {
  kit::Headers headers = permission(request);
  headers.emplace_back("Content-Type", "text/event-stream");
  headers.emplace_back("Cache-Control", "no-cache");
  return headers;
}

// Sends events for as long as the listener is there.
void stream(const kit::Socket& client, const kit::Request& request, Diary& diary) {
  const Reading reading(diary);
  // Before the head: whoever has read the head can be sure to get what is published from then on.
  Id bookmark = diary.bookmark(last_event_id(request));
  if (!client.send(kit::response_head(200, stream_headers(request)))) return;
  if (request.method == "HEAD" || !client.send("retry: 2000\n\n")) return;
  for (;;) {
    const auto [texts, last] = diary.read(bookmark, kLongestSilence);
    for (const Text& text : texts)
      if (!client.send(*text)) return;
    if (last) return;
    // Nobody hears a comment, but only who sends something learns that nobody is there.
    if (texts.empty() && !client.send(":\n")) return;
  }
}

// ---- The server ---------------------------------------------------------------------------------

bool only_reads(const kit::Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

kit::Response answer(const kit::Request& request, const std::string& path, Diary& diary) {
  if (path == "/publish") {
    if (request.method == "POST") return publish(request.body, diary);
    return {405, {{"Allow", "POST"}}, "Publishing is done with POST.\n"};
  }
  if (path == "/mcp-stream")
    return {405, {{"Allow", "GET, HEAD"}}, "Listening is done with GET.\n"};
  if (path == "/" && only_reads(request))
    return {200, {{"Content-Type", "text/html; charset=utf-8"}}, std::string(kit::kPage)};
  return {404, {}, "There is nothing here.\n"};
}

void serve(const kit::Socket& client, Diary& diary) {
  kit::RequestReader requests(client);
  while (const auto request = requests.next()) {
    if (request->headers.contains("origin") && !is_local(request->header("origin"))) {
      kit::send_response(client, *request, {403, {}, "Pages from elsewhere may not ask.\n"});
      continue;
    }
    const std::string path = request->target.substr(0, request->target.find('?'));
    // The end of a stream is the end of the connection.
    if (path == "/mcp-stream" && only_reads(*request)) return stream(client, *request, diary);
    kit::Response response = answer(*request, path, diary);
    for (const auto& header : permission(*request)) response.headers.push_back(header);
    if (!kit::send_response(client, *request, response)) return;
  }
}

void serve_in_a_thread(kit::Socket client, Diary& diary) {
  try {
    std::thread([client = std::move(client), &diary] { serve(client, diary); }).detach();
  } catch (const std::system_error& error) {
    std::cerr << "No thread for one more client: " << error.what() << '\n';
  }
}

sigset_t signals_to_stop() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// A signal handler could interrupt the program anywhere, and may do next to nothing. A thread that
// waits for the signal may do everything.
void wait_for_the_signal_to_stop(Diary& diary) {
  const sigset_t signals = signals_to_stop();
  int number = 0;
  sigwait(&signals, &number);
  diary.close();
  // Threads are still waiting for clients. They would not come to an end by themselves.
  std::_Exit(0);
}

}  // namespace

int main(int argc, char* argv[]) {
  const int port = kit::port_argument(argc, argv);
  // Threads inherit this, so it comes before the first one: the signals are left to sigwait.
  const sigset_t signals = signals_to_stop();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const kit::ServerSocket server(port);
  Diary diary;
  std::thread(wait_for_the_signal_to_stop, std::ref(diary)).detach();
  for (;;) serve_in_a_thread(server.accept(), diary);
}
