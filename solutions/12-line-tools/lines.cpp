// lines COMMAND [TEXT]: one of six small tools for the lines of standard input.
//
// The exit code is 1 if nothing was found or the work could not be done, and 2 if the program is
// called wrongly. Every command keeps one line at a time, however long the input is.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <exception>
#include <functional>
#include <iostream>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

enum ExitCode { kDone = 0, kFailed = 1, kWrongCall = 2 };

constexpr const char* kUsage =
    "usage: lines count | last | last-text | strip | eq TEXT | eqnum NUMBER\n"
    "(a NUMBER has 1 to 15 digits, and may begin with a minus sign)\n";

// ---- Lines ----

bool read_line(std::string& line) {
  if (std::getline(std::cin, line)) return true;
  // Only a clean end of the input is an end. After a failed read, the result would be wrong.
  if (std::cin.bad()) throw std::runtime_error("cannot read standard input");
  return false;
}

void print_line(std::string_view text) { std::cout << text << '\n'; }

// Exactly these six bytes count as blanks. std::isspace would ask the locale, and must not be
// given the bytes of letters beyond ASCII as they come.
std::string_view strip(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> parse_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;  // so every number fits into 64 bits
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// ---- Commands: each returns whether it found what it was asked for ----

bool count(std::string_view) {
  std::size_t lines = 0;
  for (std::string line; read_line(line);) ++lines;
  print_line(std::to_string(lines));
  return true;
}

bool last(std::string_view) {
  // An empty last line is a line, so "no line yet" needs a value of its own.
  std::optional<std::string> newest;
  for (std::string line; read_line(line);) newest = line;
  if (newest) print_line(*newest);
  return newest.has_value();
}

bool last_text(std::string_view) {
  std::string newest;
  for (std::string line; read_line(line);)
    if (const std::string_view text = strip(line); !text.empty()) newest = text;
  if (!newest.empty()) print_line(newest);
  return !newest.empty();
}

bool strip_lines(std::string_view) {
  for (std::string line; read_line(line);) print_line(strip(line));
  return true;
}

// Prints the numbers of all lines that fit, counted from 1.
bool find_lines(const std::function<bool(std::string_view)>& fits) {
  bool found = false;
  std::size_t number = 0;
  for (std::string line; read_line(line);) {
    ++number;
    if (!fits(line)) continue;
    print_line(std::to_string(number));
    found = true;
  }
  return found;
}

bool find_equal(std::string_view text) {
  return find_lines([text](std::string_view line) { return line == text; });
}

bool find_equal_number(std::string_view text) {
  const std::optional<std::int64_t> wanted = parse_number(text);
  return find_lines([wanted](std::string_view line) {
    const std::optional<std::int64_t> number = parse_number(strip(line));
    return number && number == wanted;
  });
}

// ---- The call ----

enum class Takes { nothing, text, number };

struct Command {
  std::string_view name;
  Takes takes;
  bool (*run)(std::string_view text);
};

constexpr std::array kCommands = {
    Command{"count", Takes::nothing, count},
    Command{"last", Takes::nothing, last},
    Command{"last-text", Takes::nothing, last_text},
    Command{"strip", Takes::nothing, strip_lines},
    Command{"eq", Takes::text, find_equal},
    Command{"eqnum", Takes::number, find_equal_number},
};

// Returns the command that the words ask for, or nullptr if they do not make a right call.
const Command* understand(std::span<char* const> words) {
  if (words.empty()) return nullptr;
  const std::string_view name = words[0];
  const auto* const command = std::find_if(kCommands.begin(), kCommands.end(),
                                           [&](const Command& c) { return c.name == name; });
  if (command == kCommands.end()) return nullptr;
  if (words.size() != (command->takes == Takes::nothing ? 1 : 2)) return nullptr;
  if (command->takes == Takes::number && !parse_number(words[1])) return nullptr;
  return command;
}

}  // namespace

int main(int argc, char* argv[]) {
  // Word 0 is the name of the program. A caller may leave out even that.
  const std::span<char* const> all(argv, static_cast<std::size_t>(argc));
  const std::span<char* const> words = all.subspan(all.empty() ? 0 : 1);

  const Command* const command = understand(words);
  if (command == nullptr) {
    std::cerr << kUsage;
    return kWrongCall;
  }

  std::ios::sync_with_stdio(false);  // large inputs are read in large portions
  try {
    const bool found = command->run(words.size() > 1 ? words[1] : "");
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("cannot write to standard output");
    if (found) return kDone;
    std::cerr << "lines: " << command->name << " found nothing\n";
  } catch (const std::exception& error) {
    std::cerr << "lines: " << error.what() << '\n';
  }
  return kFailed;
}
