// fails: JsonApi.WritesTheTimeInUtc
// mistake: Writes the local time, and a Z behind it.
// misconception: local-time

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
  std::string now() override {
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    localtime_r(&seconds, &parts);
    return formatted(parts);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
