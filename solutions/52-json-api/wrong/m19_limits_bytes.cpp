// fails: JsonApi.CountsCharactersNotBytes
// mistake: The longest text is counted in bytes.
// misconception: characters-are-bytes

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
  std::size_t length_of(const std::string& text) override { return text.size(); }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
