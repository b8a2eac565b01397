// fails: JsonApi.RefusesUnknownPaths
// mistake: Does not mind a slash at the end of the path.
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
  bool is_list(const std::string& path) override { return Api::is_list(without_slash(path)); }
  std::optional<int> id_in(const std::string& path) override {
    return Api::id_in(without_slash(path));
  }

 private:
  static std::string without_slash(const std::string& path) {
    return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
