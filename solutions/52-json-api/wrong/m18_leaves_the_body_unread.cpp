// fails: JsonApi.KeepsTheConnectionAfterErrors
// mistake: Refuses unknown paths before it reads the body, which is then taken for a request.
// misconception: after-a-refusal

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
  void serve(const kit::Socket& client) override {
    Wire wire(client);
    for (Request request; wire.read_head(request); request = {}) {
      const bool known = request.target.starts_with("/notes");
      if (known && !wire.read_body(request)) return;
      if (!send(client, request, answer(request))) return;
    }
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
