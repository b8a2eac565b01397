// fails: JsonApi.FiltersByText
// mistake: Finds only notes whose whole text is q.
// misconception: simpler-question

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
  bool fits(const Note& note, const Parameters& parameters) override {
    const auto word = parameters.find("q");
    if (word != parameters.end() && !word->second.empty() && note.text != word->second)
      return false;
    return Api::fits(note, parameters);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
