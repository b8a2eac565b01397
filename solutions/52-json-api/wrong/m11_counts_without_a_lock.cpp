// fails: JsonApi.CountsInARush
// mistake: Reads the last id, works, and stores the next one: meanwhile others read the same.
// misconception: no-lock

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
    const int id = last_id_ + 1;
    const Note note{id, wish.text.value_or(""), wish.done.value_or(false), now()};
    std::string copy;
    for (const Note& before : all()) copy += render(before) + '\n';
    const std::lock_guard lock(mutex_);
    backup_ = copy + render(note);
    notes_[id] = note;
    last_id_ = id;
    return note;
  }

 private:
  std::string backup_;
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
