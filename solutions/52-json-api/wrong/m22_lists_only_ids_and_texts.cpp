// fails: JsonApi.ListsEveryNote
// mistake: The list leaves done and created out.
// misconception: many-forms

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
  Response list(const std::string& query) override {
    Json notes = Json::parse(Api::list(query).body);
    for (Json& note : notes) {
      note.erase("done");
      note.erase("created");
    }
    return with_json(200, notes.dump());
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
