// fails: JsonApi.RefusesOtherMethods
// mistake: Answers a method that the path does not know with 404.
// misconception: path-and-method

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
  [[noreturn]] void refuse_method(const std::string&) override {
    throw Refusal{404, "there is nothing like this"};
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
