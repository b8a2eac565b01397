// fails: JsonApi.ListsNothingAtFirst
// mistake: Sends the list without a Content-Type.
// misconception: not-every-answer-is-json

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
  Response list(const std::string& query) override { return {200, {}, Api::list(query).body}; }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
