// fails: RunChild.WritesSixteenDigits
// mistake: Writes the fingerprint with as many digits as the number needs.
// misconception: number-has-no-width

#include "parts.hpp"

std::string short_digits(std::uint64_t hash) {
  char text[17];
  std::snprintf(text, sizeof text, "%llx", static_cast<unsigned long long>(hash));
  return text;
}

int main(int argc, char* argv[]) {
  parts.digits = short_digits;
  return run(argc, argv);
}
