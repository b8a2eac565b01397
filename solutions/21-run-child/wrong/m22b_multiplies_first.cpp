// fails: RunChild.TakesTheFingerprint, RunChild.WritesSixteenDigits
// mistake: Multiplies before it mixes the byte in: that is FNV-1, not FNV-1a.
// misconception: fingerprint-step

#include "parts.hpp"

std::uint64_t the_other_order(const std::string& bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes) hash = (hash * 1099511628211U) ^ static_cast<unsigned char>(byte);
  return hash;
}

int main(int argc, char* argv[]) {
  parts.fingerprint = the_other_order;
  return run(argc, argv);
}
