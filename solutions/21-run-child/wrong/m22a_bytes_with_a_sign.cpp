// fails: RunChild.TakesTheFingerprint
// mistake: Takes bytes above 127 for negative numbers when it makes the fingerprint.
// misconception: fingerprint-step

#include "parts.hpp"

std::uint64_t with_signs(const std::string& bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes) hash = (hash ^ static_cast<std::uint64_t>(byte)) * 1099511628211U;
  return hash;
}

int main(int argc, char* argv[]) {
  parts.fingerprint = with_signs;
  return run(argc, argv);
}
