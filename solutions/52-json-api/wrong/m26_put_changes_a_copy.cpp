// fails: JsonApi.ReplacesANote
// mistake: PUT changes a copy of the note, and answers with it.
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
  std::optional<Note> replace(int id, const Wish& wish) override {
    Note note = find(id).value_or(Note{});
    note.text = wish.text.value_or("");
    note.done = wish.done.value_or(false);
    return note;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
