// fails: JsonApi.RefusesBytesThatAreNoText
// mistake: Quotes the message of the parser, and with it bytes that no JSON can hold.
// misconception: quotes-bad-bytes

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
  Json parse(const std::string& body) override {
    try {
      return Json::parse(body);
    } catch (const Json::parse_error& error) {
      throw Refusal{400, error.what()};
    }
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
