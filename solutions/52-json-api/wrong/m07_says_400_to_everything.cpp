// fails: JsonApi.RefusesTheWrongShape, JsonApi.TakesOnlyTrueOrFalseAsDone, JsonApi.DemandsAWholeNoteToReplaceOne, JsonApi.RefusesOtherMediaTypes, JsonApi.CountsCharactersNotBytes
// mistake: Answers every bad body with 400, whatever is wrong with it.
// misconception: one-status-for-all

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
  Response refuse(const Refusal& refusal) override {
    const bool bad_body = refusal.status == 415 || refusal.status == 422;
    return Api::refuse({bad_body ? 400 : refusal.status, refusal.words, refusal.headers});
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
