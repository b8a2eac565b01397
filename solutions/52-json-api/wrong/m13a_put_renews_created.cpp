// fails: JsonApi.KeepsTheTimeOfCreation
// mistake: PUT puts a new note in the place of the old one, with a new time.
// misconception: whose-members

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
  std::optional<Note> replace(int id, const Wish& wish) override {
    const std::lock_guard lock(mutex_);
    notes_[id] = {id, wish.text.value_or(""), wish.done.value_or(false), now()};
    return notes_[id];
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
