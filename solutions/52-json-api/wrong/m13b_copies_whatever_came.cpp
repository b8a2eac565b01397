// fails: JsonApi.ChoosesIdAndTimeItself
// mistake: Takes over every member of the body, also the id and the time.
// misconception: whose-members

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
  Wish wish_in(const std::string& body, const std::string& method) override {
    Wish wish = Api::wish_in(body, method);
    const Json json = parse(body);
    id_ = json.value("id", 0);
    created_ = json.value("created", "");
    return wish;
  }

  std::string render(const Note& note) override {
    Json json = to_json(note);
    if (id_ != 0) json["id"] = id_;
    if (!created_.empty()) json["created"] = created_;
    return json.dump();
  }

 private:
  int id_ = 0;
  std::string created_;
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
