// fails: JsonApi.DecodesTheSearchedText
// mistake: Compares the words of the query as they stand in the target.
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
    const auto pairs = pairs_of(query);
    return {pairs.begin(), pairs.end()};
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
