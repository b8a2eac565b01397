// fails: JsonApi.KeepsOtherAlphabets
// mistake: Escapes each byte of a letter as if it were a letter.
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
  std::string render(const Note& note) override {
    std::string result;
    for (const char c : Api::render(note)) {
      constexpr char kDigits[] = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) result += c;
      else result += std::string("\\u00") + kDigits[byte / 16] + kDigits[byte % 16];
    }
    return result;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
