// fails: JsonApi.FiltersByDone
// mistake: Lists what is done whenever the query has a done, also for done=false.
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
    Parameters changed = parameters;
    if (const auto done = changed.find("done"); done != changed.end()) done->second = "true";
    return Api::fits(note, changed);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
