// fails: JsonApi.RefusesOtherMediaTypes
// mistake: Does not look at Content-Type.
// misconception: label

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
  bool is_json(const std::string&) override { return true; }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
