// fails: JsonApi.ChangesOnlyWhatIsNamed
// mistake: PATCH sets done back to false where the body does not name it.
// misconception: absent-members

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
  std::optional<Note> change(int id, const Wish& wish) override {
    Wish complete = wish;
    if (!complete.done) complete.done = false;
    return Api::change(id, complete);
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
