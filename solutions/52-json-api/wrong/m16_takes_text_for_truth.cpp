// fails: JsonApi.TakesOnlyTrueOrFalseAsDone
// mistake: Takes the text "true" for true.
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
  bool done_in(const Json& json) override {
    if (json.is_string()) return json == "true";
    return Api::done_in(json);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
