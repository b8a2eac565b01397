// fails: JsonApi.SaysWhereANewNoteIs
// mistake: Answers POST without a Location.
// misconception: new-note-like-any

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
  Response made(const Note& note) override { return with_json(201, render(note)); }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
