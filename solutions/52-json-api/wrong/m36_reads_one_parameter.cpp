// fails: JsonApi.CombinesFilters
// mistake: Reads only the first parameter of the query.
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
    return Api::parse_query(query.substr(0, query.find('&')));
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
