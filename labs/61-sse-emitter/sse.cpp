// Lab 61, sse-emitter: sends what is posted to /publish to everybody who listens to /mcp-stream.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <iostream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "http.hpp"
#include "page.hpp"
#include "server_socket.hpp"

namespace {

// Answers one client's requests, one after the other.
void serve(const kit::Socket& client) {
  kit::RequestReader requests(client);
  while (const auto request = requests.next()) {
    kit::Response response{.status = 501, .body = "sse is not finished yet\n"};
    if (request->target == "/") {
      response = {.status = 200,
                  .headers = {{"Content-Type", "text/html; charset=utf-8"}},
                  .body = std::string(kit::kPage)};
    }
    // TODO: Start here. First answer GET /mcp-stream with a head that the browser understands, and
    // with one event. Then let POST /publish decide what the events are. README.md says exactly
    // what is asked.
    if (!kit::send_response(client, *request, response)) return;
  }
}

}  // namespace

int main(int argc, char* argv[]) {
  std::cerr << "sse: this program is not finished yet\n";
  const kit::ServerSocket server(kit::port_argument(argc, argv));
  for (;;) std::thread([client = server.accept()] { serve(client); }).detach();
}
