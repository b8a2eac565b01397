// fails: JsonApi.RefusesOtherMethods
// mistake: Answers 405 without Allow.
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
    throw Refusal{405, "this method does not work here"};
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
