// fails: JsonApi.DecodesTheSearchedText
// mistake: Decodes %XX, but leaves a + as it is.
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
    std::string kept;
    for (const char c : query) kept += c == '+' ? std::string("%2B") : std::string(1, c);
    return Api::parse_query(kept);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
