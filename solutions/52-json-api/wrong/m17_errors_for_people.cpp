// fails: JsonApi.ExplainsErrorsInJson
// mistake: Sends errors as a page for people.
// misconception: not-every-answer-is-json

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
    kit::Headers headers = refusal.headers;
    headers.emplace_back("Content-Type", "text/html");
    return {refusal.status, headers, "<h1>" + refusal.words + "</h1>"};
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
