// fails: JsonApi.AnswersANewNote
// mistake: Answers POST with 200, as if the note had been there before.
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
  Response made(const Note& note) override {
    Response response = Api::made(note);
    response.status = 200;
    return response;
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
