// fails: JsonApi.RefusesAbsentNotes, JsonApi.DeletesANote
// mistake: Answers every DELETE with 204.
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
  Response deleted(int id) override {
    remove(id);
    return {204, {}, ""};
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
