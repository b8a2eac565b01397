// fails: JsonApi.RefusesTheWrongShape
// mistake: Makes a text of whatever stands in the place of the text.
// misconception: text-for-value

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
    return json.is_string() ? Api::text_in(json) : json.dump();
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
