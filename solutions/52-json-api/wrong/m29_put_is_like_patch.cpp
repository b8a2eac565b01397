// fails: JsonApi.DemandsAWholeNoteToReplaceOne
// mistake: PUT does not mind when half of the note is missing.
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
  void require_members(const Wish& wish, const std::string& method) override {
    if (method == "POST") Api::require_members(wish, method);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
