// fails: JsonApi.KeepsOtherAlphabets, JsonApi.CountsCharactersNotBytes, JsonApi.DecodesTheSearchedText
// mistake: Content-Length counts characters, so the end of the body is missing.
// misconception: characters-are-bytes

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
    if (response.status == 204) return Api::send(client, request, response);
    kit::Headers headers = response.headers;
    headers.emplace_back("Content-Length", std::to_string(characters(response.body)));
    if (!request.keep_alive) headers.emplace_back("Connection", "close");
    return client.send(kit::head_of(response.status, headers) + response.body);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
