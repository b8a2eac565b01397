// fails: JsonApi.KeepsQuotesAndLineFeeds, JsonApi.KeepsTheZeroCharacter
// mistake: Makes JSON by gluing texts together, so a quote or a line feed breaks it.
// misconception: glued-json

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
  std::string render(const Note& note) override {
    return "{\"id\":" + std::to_string(note.id) + ",\"text\":\"" + note.text +
           "\",\"done\":" + (note.done ? "true" : "false") + ",\"created\":\"" + note.created +
           "\"}";
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
