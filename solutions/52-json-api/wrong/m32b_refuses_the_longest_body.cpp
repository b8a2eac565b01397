// fails: JsonApi.RefusesBodiesThatAreTooLong
// mistake: Refuses a body of exactly the greatest length.
// misconception: body-limit

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
  bool is_too_long(std::size_t bytes) override { return bytes >= 1'048'576; }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
