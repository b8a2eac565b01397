// fails: JsonApi.UnderstandsEveryFormOfTheMediaType
// mistake: Compares the whole Content-Type with one text.
// misconception: label

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
  bool is_json(const std::string& label) override { return label == "application/json"; }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
