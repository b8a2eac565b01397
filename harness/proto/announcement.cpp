#include "proto/announcement.hpp"

#include <algorithm>
#include <charconv>

namespace pipette {

Parsed<std::uint16_t> parse_announcement(std::string_view bytes) {
  constexpr std::string_view kStart = "LISTENING 127.0.0.1:";
  const auto [expected, got] =
      std::mismatch(kStart.begin(), kStart.end(), bytes.begin(), bytes.end());
  if (expected != kStart.end() && got != bytes.end())
    return Invalid{static_cast<std::size_t>(got - bytes.begin()),
                   "the line must begin with \"LISTENING 127.0.0.1:\""};
  if (expected != kStart.end()) return Incomplete{};
  const std::string_view rest = bytes.substr(kStart.size());
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  unsigned port = 0;
  const char* const first = rest.data();
  const auto error = std::from_chars(first, first + digits, port).ec;
  if (error == std::errc::result_out_of_range || port > 65535 || (digits > 0 && rest[0] == '0'))
    return Invalid{kStart.size(), "the port must be 1 to 65535, without leading zeros"};
  if (digits == rest.size()) return Incomplete{};
  const std::size_t after = kStart.size() + digits;
  if (digits == 0 || bytes[after] != '\n')
    return Invalid{after, "the port must be followed by a line feed at once"};
  return Complete<std::uint16_t>{static_cast<std::uint16_t>(port), after + 1};
}

}  // namespace pipette
