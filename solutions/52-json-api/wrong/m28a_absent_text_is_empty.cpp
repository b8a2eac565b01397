// fails: JsonApi.RefusesTheWrongShape
// mistake: Takes an absent or empty text for an empty text, and keeps it.
// misconception: absent-members

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
  std::string text_in(const Json& json) override { return json == "" ? "" : Api::text_in(json); }

  void require_members(const Wish& wish, const std::string& method) override {
    if (method == "PUT") Api::require_members(wish, method);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
