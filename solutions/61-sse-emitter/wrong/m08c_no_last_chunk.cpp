// fails: SseEmitter.EndsCleanlyWhenTold
// mistake: Sends chunks, but no last chunk when it is told to end.
// misconception: chunks

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

#include "parts.hpp"

bool send_chunk(const kit::Socket& client, const std::string& text) {
  if (text.rfind("HTTP/", 0) == 0) return client.send(text);
  std::ostringstream size;
  size << std::hex << text.size();
  return client.send(size.str() + "\r\n" + text + "\r\n");
}

int main(int argc, char* argv[]) {
  parts.head.emplace_back("Transfer-Encoding", "chunked");
  parts.send = send_chunk;
  return run(argc, argv);
}
