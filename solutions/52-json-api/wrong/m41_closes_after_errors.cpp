// fails: JsonApi.KeepsTheConnectionAfterErrors
// mistake: Hangs up after every error.
// misconception: after-a-refusal

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
    return Api::send(client, request, response) && response.status < 400;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
