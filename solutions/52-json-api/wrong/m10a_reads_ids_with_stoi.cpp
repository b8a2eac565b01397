// fails: JsonApi.RefusesUnknownPaths, JsonApi.TakesOnlyPlainNumbersAsIds
// mistake: Reads ids with stoi, which takes the digits that it finds and does not mind the rest.
// misconception: address-roughly

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
  std::optional<int> id_in(const std::string& path) override {
    if (!path.starts_with("/notes/")) return std::nullopt;
    try {
      return std::stoi(path.substr(7));
    } catch (const std::exception&) {
      return std::nullopt;
    }
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
