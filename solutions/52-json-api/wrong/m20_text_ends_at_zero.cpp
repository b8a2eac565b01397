// fails: JsonApi.KeepsTheZeroCharacter
// mistake: Passes texts on as C strings, which end at a zero.
// misconception: text-ends-at-zero

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
  std::string text_in(const Json& json) override {
    const std::string text = Api::text_in(json);
    return text.c_str();
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
