// ticker COUNT PERIOD: writes COUNT lines, one every PERIOD milliseconds, each with the time.
//
// Every line leaves the program at once. The exit code is 1 if nothing can be written, and 2 if the
// program is started wrongly.

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace {

namespace chrono = std::chrono;

constexpr unsigned kMostLines = 1000;
constexpr unsigned kLongestPeriod = 5000;

struct Task {
  unsigned count;
  chrono::milliseconds period;
};

// The whole text has to be a number from `lowest` to `highest`, not just its beginning.
std::optional<unsigned> parse_number(std::string_view text, unsigned lowest, unsigned highest) {
  unsigned number = 0;  // A type without negative numbers: so a minus sign is refused, too.
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  if (number < lowest || number > highest) return std::nullopt;
  return number;
}

std::optional<Task> parse_task(int argc, char* argv[]) {
  if (argc != 3) return std::nullopt;
  const std::optional<unsigned> count = parse_number(argv[1], 1, kMostLines);
  const std::optional<unsigned> period = parse_number(argv[2], 0, kLongestPeriod);
  if (!count || !period) return std::nullopt;
  return Task{*count, chrono::milliseconds(*period)};
}

// "2026-01-31T09:05:07.042Z". The system's clock counts in UTC: without a conversion to local time,
// no time zone can come in. All parts are taken from one and the same moment.
std::string iso_time(chrono::system_clock::time_point moment) {
  const auto now = chrono::floor<chrono::milliseconds>(moment);
  const auto midnight = chrono::floor<chrono::days>(now);
  const chrono::year_month_day date(midnight);
  const chrono::hh_mm_ss time(now - midnight);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                static_cast<int>(time.subseconds().count()));
  return text;
}

// Returns false if the line cannot be written.
bool write_line(unsigned number) {
  const std::string time = iso_time(chrono::system_clock::now());
  // Without the flush the line would stay in this process while it sleeps.
  std::cout << number << ' ' << time << '\n' << std::flush;
  return std::cout.good();
}

bool tick(const Task& task) {
  // The steady clock is for waiting: nobody can set it while we sleep.
  const auto start = chrono::steady_clock::now();
  for (unsigned number = 1; number <= task.count; ++number) {
    // Every due time is reckoned from the start, so that a delay of one line moves no other line.
    std::this_thread::sleep_until(start + (number - 1) * task.period);
    if (!write_line(number)) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char* argv[]) {
  const std::optional<Task> task = parse_task(argc, argv);
  if (!task) {
    std::cerr << "usage: ticker COUNT PERIOD (1 to 1000 lines, every 0 to 5000 ms)\n";
    return 2;
  }

  // Without this, the signal would end the program. An ignored signal disturbs no sleep either.
  std::signal(SIGUSR1, SIG_IGN);

  if (!tick(*task)) {
    std::cerr << "ticker: cannot write to standard output\n";
    return 1;
  }
  return 0;
}
