// Lab 52, json-api: keeps notes, and serves them as JSON over HTTP.

#include <iostream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "http.hpp"

int main([[maybe_unused]] int argc, [[maybe_unused]] char* argv[]) {
  // TODO: Start here. First answer GET /notes with an empty list; then keep your first note. The
  // headers in labs/kit do the HTTP for you. README.md says exactly what is asked.
  std::cerr << "api: nothing is built yet\n";
  return 1;
}
