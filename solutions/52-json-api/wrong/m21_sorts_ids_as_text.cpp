// fails: JsonApi.OrdersTheListById
// mistake: Keeps notes by the text of their id, so 10 comes before 2.
// misconception: order

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
  std::vector<Note> all() override {
    std::vector<Note> notes = Api::all();
    std::sort(notes.begin(), notes.end(), [](const Note& one, const Note& other) {
      return std::to_string(one.id) < std::to_string(other.id);
    });
    return notes;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
