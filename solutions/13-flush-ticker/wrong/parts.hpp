// The correct parts of the ticker. Each wrong program replaces the one part that it gets wrong.

#pragma once

#include <time.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

using Words = std::vector<std::string>;

inline long long ms_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1'000'000;
}

inline timespec timespec_of(long long ms) {
  timespec time{};
  time.tv_sec = static_cast<time_t>(ms / 1000);
  time.tv_nsec = static_cast<long>(ms % 1000) * 1'000'000;
  return time;
}

// "2026-01-31T09:05:07" and what follows, as strftime writes it.
inline std::string written(const char* form, const tm& parts) {
  char text[64];
  return {text, strftime(text, sizeof text, form, &parts)};
}

inline tm utc_parts(long long ms) {
  const time_t seconds = static_cast<time_t>(ms / 1000);
  tm parts{};
  gmtime_r(&seconds, &parts);
  return parts;
}

inline tm local_parts(long long ms) {
  const time_t seconds = static_cast<time_t>(ms / 1000);
  tm parts{};
  localtime_r(&seconds, &parts);
  return parts;
}

// ".007"
inline std::string fraction(long long ms) {
  char text[16];
  std::snprintf(text, sizeof text, ".%03d", static_cast<int>(ms % 1000));
  return text;
}

class Ticker {
 public:
  virtual ~Ticker() = default;

  virtual int run(const Words& words) {
    if (!is_right(words)) return give_up(2, "usage: ticker COUNT PERIOD");
    count = static_cast<int>(*number_in(words[0]));
    period = *number_in(words[1]);
    prepare_for_signals();
    start = ms_of(CLOCK_MONOTONIC);
    for (int number = first_number(); number < first_number() + count; ++number)
      if (!tick(number)) return give_up(1, "cannot write to standard output");
    finish();
    return 0;
  }

 protected:
  // ---- The call ----

  virtual bool is_right(const Words& words) {
    if (words.size() != 2) return false;
    const auto lines = number_in(words[0]);
    const auto wait = number_in(words[1]);
    return lines && wait && is_in_range(*lines, 1, 1000) && is_in_range(*wait, 0, 5000);
  }

  virtual std::optional<long long> number_in(const std::string& text) {
    long long number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
  }

  virtual bool is_in_range(long long number, long long lowest, long long highest) {
    return number >= lowest && number <= highest;
  }

  virtual int give_up(int code, const char* why) {
    std::fprintf(stderr, "ticker: %s\n", why);
    return code;
  }

  // ---- The lines ----

  virtual int first_number() { return 1; }

  virtual bool tick(int number) {
    wait_for(number);
    return write(line(number)) && push();
  }

  virtual std::string line(int number) {
    return std::to_string(number) + " " + time_text(ms_of(CLOCK_REALTIME)) + "\n";
  }

  virtual std::string time_text(long long now) {
    return written("%Y-%m-%dT%H:%M:%S", utc_parts(now)) + fraction(now) + "Z";
  }

  virtual bool write(const std::string& text) { return std::fputs(text.c_str(), stdout) >= 0; }
  virtual bool push() { return std::fflush(stdout) == 0; }
  virtual void finish() {}

  // ---- Waiting ----

  virtual void prepare_for_signals() { std::signal(SIGUSR1, SIG_IGN); }

  [[nodiscard]] long long due(int number) const { return start + (number - 1) * period; }

  virtual void wait_for(int number) {
    const timespec moment = timespec_of(due(number));
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr) != 0) {
    }
  }

  static void sleep_ms(long long ms) {
    timespec left = timespec_of(std::max(ms, 0LL));
    while (nanosleep(&left, &left) != 0) {
    }
  }

  int count = 0;
  long long period = 0;
  long long start = 0;  // on the clock that nobody can set
};

template <typename OneTicker>
int run_ticker(int argc, char* argv[]) {
  return OneTicker().run(Words(argv + std::min(argc, 1), argv + argc));
}
