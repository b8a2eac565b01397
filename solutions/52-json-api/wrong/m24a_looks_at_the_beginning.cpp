// fails: JsonApi.RefusesUnknownPaths
// mistake: Looks only at the beginning of the path.
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
  bool is_list(const std::string& path) override {
    return path.starts_with("/notes") && !path.starts_with("/notes/");
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
