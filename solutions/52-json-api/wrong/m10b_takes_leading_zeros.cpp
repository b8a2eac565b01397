// fails: JsonApi.TakesOnlyPlainNumbersAsIds
// mistake: Takes every row of digits for an id, so one note has many addresses.
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
    if (!path.starts_with("/notes/") || path.size() == 7) return std::nullopt;
    int id = 0;
    const char* const end = path.data() + path.size();
    const auto [stop, error] = std::from_chars(path.data() + 7, end, id);
    if (error != std::errc{} || stop != end || id < 0) return std::nullopt;
    return id;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
