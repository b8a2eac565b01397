// fails: JsonApi.AddsNothingToNoContent
// mistake: Ends a 204 like a body in chunks, so five bytes stand before the next answer.
// misconception: body-after-204

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

#include "parts.hpp"

struct Wrong : Api {
  bool send(const kit::Socket& client, const Request& request, const Response& response) override {
    const std::string more = response.status == 204 ? "0\r\n\r\n" : "";
    return Api::send(client, request, response) && client.send(more);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
