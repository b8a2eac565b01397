// fails: JsonApi.GivesANoteBack
// mistake: GET of one note leaves the id out, because it stands in the path.
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
  Response one(int id) override {
    Json note = Json::parse(Api::one(id).body);
    note.erase("id");
    return with_json(200, note.dump());
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
