// fails: JsonApi.ListsNothingAtFirst, JsonApi.FiltersByText
// mistake: A JSON value that nothing was put into is null, not an empty list.
// misconception: nothing-there

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
  Response list(const std::string& query) override {
    const Json notes = Json::parse(Api::list(query).body);
    Json found;
    for (const Json& note : notes) found.push_back(note);
    return with_json(200, found.dump());
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
