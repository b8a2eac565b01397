// fails: JsonApi.RefusesWhatIsNoJson, JsonApi.RefusesBytesThatAreNoText, JsonApi.ExplainsErrorsInJson, JsonApi.KeepsTheConnectionAfterErrors
// mistake: Nobody catches what the JSON parser throws, so bad text ends the program.
// misconception: unusable-body

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
  Json parse(const std::string& body) override { return Json::parse(body); }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
