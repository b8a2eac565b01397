// fails: JsonApi.RefusesOtherValuesOfDone
// mistake: Takes every done but true for false.
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
  void check_done(const std::string&) override {}
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
