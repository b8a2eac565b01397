// fails: JsonApi.NeverGivesAnIdTwice
// mistake: The next id is the number of notes and one.
// misconception: id-is-a-place

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
  Note add(const Wish& wish) override {
    const std::lock_guard lock(mutex_);
    const int id = static_cast<int>(notes_.size()) + 1;
    notes_[id] = {id, wish.text.value_or(""), wish.done.value_or(false), now()};
    return notes_[id];
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
