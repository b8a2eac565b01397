// fails: JsonApi.DecodesTheSearchedText
// mistake: Decodes the whole query before it cuts it, so a %26 becomes a fence.
// misconception: query-steps

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
  Parameters parse_query(const std::string& query) override {
    Parameters parameters;
    for (const auto& [name, value] : pairs_of(decoded(query))) parameters.emplace(name, value);
    return parameters;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
