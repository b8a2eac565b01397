// fails: JsonApi.RefusesBodiesThatAreTooLong, JsonApi.TakesABodyInPieces
// mistake: Takes for the body what one more read brings, whatever Content-Length says.
// misconception: one-read-is-all

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
      if (Wire::length_of(request) > 0) wire.take_what_comes(request);
      if (!send(client, request, answer(request))) return;
    }
  }
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
