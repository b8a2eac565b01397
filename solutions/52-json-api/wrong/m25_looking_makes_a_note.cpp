// fails: JsonApi.RefusesAbsentNotes, JsonApi.DeletesANote
// mistake: Looks notes up with [], which makes one where there is none.
// misconception: nothing-there

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
  std::optional<Note> find(int id) override {
    const std::lock_guard lock(mutex_);
    return notes_[id];
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
