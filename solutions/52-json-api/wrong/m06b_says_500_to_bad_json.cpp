// fails: JsonApi.RefusesWhatIsNoJson, JsonApi.RefusesBytesThatAreNoText
// mistake: Answers bad JSON with 500, as if the server were to blame.
// misconception: unusable-body

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
    } catch (const Json::parse_error&) {
      throw Refusal{500, "internal error"};
    }
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
