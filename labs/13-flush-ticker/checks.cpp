#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>

#include "check/check.hpp"

using namespace pipette;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// ---- Times --------------------------------------------------------------------------------------

// What programs read, too: both sides of every comparison are times of one and the same clock.
using Wall = std::chrono::system_clock;
using Moment = Wall::time_point;

static long in_ms(Wall::duration time) {
  return static_cast<long>(std::chrono::floor<milliseconds>(time).count());
}

// "5 h 45 min": how far apart two times are, in the words of people.
static std::string in_words(Wall::duration time) {
  const Wall::duration length = time < Wall::duration::zero() ? -time : time;
  const auto text = [&](auto unit, const char* name) {
    return std::to_string(length / unit) + " " + name;
  };
  if (length >= hours(48)) return text(hours(24), "days");
  if (length >= hours(1))
    return text(hours(1), "h ") + std::to_string(length % hours(1) / minutes(1)) + " min";
  return length >= seconds(2) ? text(seconds(1), "s") : text(milliseconds(1), "ms");
}

// The milliseconds behind the seconds. Each wrong way to write them has a check of its own: here
// ".7" is 7 ms, because that is what its writer means.
static milliseconds fraction_in(const std::string& text) {
  if (text.empty() || (text[0] != '.' && text[0] != ',')) return milliseconds(0);
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  const std::string digits = text.substr(1, std::min<std::size_t>(end - 1, 3));
  return milliseconds(digits.empty() ? 0 : std::stoi(digits));
}

// The time in a line, however it is written, as long as it can be understood: in any zone, without
// a mark of the zone, with any number of digits.
static std::optional<Moment> stamp_in(const std::string& line) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int end = 0;
  char between = 0;
  if (std::sscanf(line.c_str(), "%*9d %4d-%2d-%2d%c%2d:%2d:%2d%n", &year, &month, &day, &between,
                  &hour, &minute, &second, &end) != 7)
    return std::nullopt;
  const bool possible = year > 1700 && year < 2200 && month >= 0 && month <= 12 && day >= 0 &&
                        hour >= 0 && minute >= 0 && second >= 0;
  if (!possible) return std::nullopt;
  // Whoever counts months from 0 has a month 0, too.
  const auto months =
      std::chrono::year(year) / std::chrono::January + std::chrono::months(month - 1);
  return std::chrono::sys_days(months / 1) + std::chrono::days(day - 1) + hours(hour) +
         minutes(minute) + seconds(second) +
         fraction_in(line.substr(static_cast<std::size_t>(end)));
}

// The same without what a wrong zone, or a wrong date, adds: that has checks of its own. What is
// left lies near the moment when the line came.
static std::optional<Moment> local_stamp_in(const Received& line) {
  const auto stamp = stamp_in(line.bytes);
  if (!stamp) return std::nullopt;
  using QuarterHours = std::chrono::duration<long, std::ratio<900>>;
  return *stamp - std::chrono::round<QuarterHours>(*stamp - line.arrived);
}

// When the line was made, by its own word, but not later than it came. The grader's own delays
// change nothing here.
static Moment made(const Received& line) {
  return std::min(local_stamp_in(line).value_or(line.arrived), line.arrived);
}

// The middle one of some numbers: a moment in which the whole machine stands still cannot move it.
static double middle(std::vector<long> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return static_cast<double>(numbers.at((numbers.size() - 1) / 2));
}

// ---- Lines --------------------------------------------------------------------------------------

static std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
    lines.push_back(text.substr(from, end - from));
    from = end;
  }
  return lines;
}

static bool is_line(const std::string& text, int number) {
  const std::string start = std::to_string(number) + " ";
  return text.starts_with(start) && text.size() > start.size() + 1 && text.ends_with('\n');
}

// What is the matter with a text that is not line `number`.
static std::string not_line(const std::string& text, int number) {
  int found = 0;
  if (std::sscanf(text.c_str(), "%9d", &found) == 1 && is_line(text, found))
    return "this is line " + std::to_string(found) + ", and line " + std::to_string(number) +
           " was due";
  return "this is no line of a ticker";
}

struct IsLine {
  using is_gtest_matcher = void;
  int number;

  bool MatchAndExplain(const Received& line, testing::MatchResultListener* listener) const {
    if (line.bytes.empty() || line.trouble) return false;
    if (is_line(line.bytes, number)) return true;
    *listener << "\n" << not_line(line.bytes, number);
    return false;
  }
  void DescribeTo(std::ostream* out) const {
    *out << "line " << number << ": \"" << number << " \", the time and a line feed";
  }
  void DescribeNegationTo(std::ostream* out) const { *out << "anything but line " << number; }
};

// Lines 1 to `count`, each once and in order.
struct CountsTo {
  using is_gtest_matcher = void;
  int count;

  bool MatchAndExplain(const Received& all, testing::MatchResultListener* listener) const {
    if (all.bytes.empty() || all.trouble) return false;
    const std::vector<std::string> lines = lines_of(all.bytes);
    for (int number = 1; number <= static_cast<int>(lines.size()); ++number) {
      const std::string& line = lines.at(static_cast<std::size_t>(number) - 1);
      if (number <= count && is_line(line, number)) continue;
      *listener << "\nafter " << number - 1 << (number == 2 ? " good line" : " good lines")
                << " came " << testing::PrintToString(Received{line});
      if (number <= count) *listener << ": " << not_line(line, number);
      else *listener << ", and that was one too many";
      return false;
    }
    if (static_cast<int>(lines.size()) == count) return true;
    *listener << "\nonly " << lines.size() << " lines came";
    return false;
  }
  void DescribeTo(std::ostream* out) const {
    if (count == 1) *out << "line 1 alone";
    else *out << "lines 1 to " << count << ", each once";
  }
  void DescribeNegationTo(std::ostream* out) const { *out << "other lines"; }
};

// The time in the format that was asked for. How many digits the milliseconds have is graded by
// another check.
struct HasAnIsoTime {
  using is_gtest_matcher = void;

  static bool fits(char wanted, char c) {
    return wanted == '0' ? c >= '0' && c <= '9' : wanted == c;
  }

  bool MatchAndExplain(const Received& line, testing::MatchResultListener* listener) const {
    if (line.trouble || line.bytes.find(' ') == std::string::npos) return false;
    const std::string time = line.bytes.substr(line.bytes.find(' ') + 1);
    const std::string wanted = "0000-00-00T00:00:00.0";
    std::size_t at = 0;
    while (at < wanted.size() && at < time.size() && fits(wanted[at], time[at])) ++at;
    if (at == wanted.size()) at = std::min(time.find_first_not_of("0123456789", at), time.size());
    if (at >= wanted.size() && time.substr(at) == "Z\n") return true;
    *listener << "\nthe time fits as far as " << testing::PrintToString(time.substr(0, at))
              << ", and what follows does not";
    return false;
  }
  void DescribeTo(std::ostream* out) const {
    *out << "\"1 YYYY-MM-DDTHH:MM:SS.mmmZ\" and a line feed, with digits for the letters but T, Z";
  }
  void DescribeNegationTo(std::ostream* out) const { *out << "another format"; }
};

struct HasThreeDigitsOfMilliseconds {
  using is_gtest_matcher = void;

  static bool fits(const std::string& line) {
    const std::size_t point = line.find_first_of(".,");
    if (point == std::string::npos) return false;
    const std::size_t end = std::min(line.find_first_not_of("0123456789", point + 1), line.size());
    return end == point + 4;
  }

  bool MatchAndExplain(const Received& all, testing::MatchResultListener* listener) const {
    if (all.bytes.empty() || all.trouble) return false;
    for (const std::string& line : lines_of(all.bytes)) {
      if (fits(line)) continue;
      *listener << "\nnot so in the line " << testing::PrintToString(Received{line});
      return false;
    }
    return true;
  }
  void DescribeTo(std::ostream* out) const { *out << "three digits behind the point in each line"; }
  void DescribeNegationTo(std::ostream* out) const { *out << "other digits"; }
};

// The time in the line is not before `earliest` and not after `latest`.
struct IsStamped {
  using is_gtest_matcher = void;
  std::string when;
  Moment earliest;
  Moment latest;
  bool in_any_zone = false;

  bool MatchAndExplain(const Received& line, testing::MatchResultListener* listener) const {
    if (line.bytes.empty() || line.trouble) return false;
    const auto stamp = in_any_zone ? local_stamp_in(line) : stamp_in(line.bytes);
    if (!stamp) *listener << "\nthere is no date and time that can be read";
    else if (*stamp < earliest)
      *listener << "\nthis time is " << in_words(earliest - *stamp) << " too early";
    else if (*stamp > latest)
      *listener << "\nthis time is " << in_words(*stamp - latest) << " too late";
    return stamp && *stamp >= earliest && *stamp <= latest;
  }
  void DescribeTo(std::ostream* out) const { *out << when; }
  void DescribeNegationTo(std::ostream* out) const { *out << "another time"; }
};

// The line came not before this moment: the grader can only have read it later than it was there.
struct CameNotBefore {
  using is_gtest_matcher = void;
  int number;
  Moment due;

  bool MatchAndExplain(const Received& line, testing::MatchResultListener* listener) const {
    if (line.arrived >= due) return true;
    *listener << "\nit came " << in_words(due - line.arrived) << " too early";
    return false;
  }
  void DescribeTo(std::ostream* out) const { *out << "line " << number << " when it is due"; }
  void DescribeNegationTo(std::ostream* out) const { *out << "an early line"; }
};

// Before the grader acted, or before another line was due: no limit, but an order of events.
struct CameBefore {
  using is_gtest_matcher = void;
  std::string event;
  Moment moment;

  bool MatchAndExplain(const Received& line, testing::MatchResultListener* listener) const {
    if (line.arrived < moment) return true;
    *listener << "\nit came " << in_words(line.arrived - moment) << " after that";
    return false;
  }
  void DescribeTo(std::ostream* out) const { *out << "this before " << event; }
  void DescribeNegationTo(std::ostream* out) const { *out << "this after " << event; }
};

// ---- The ticker ---------------------------------------------------------------------------------

// How much earlier than due a line may come, and how much a stamp may lie behind the real time: its
// milliseconds are cut off, and some clocks move every 10 ms only.
constexpr milliseconds kEarly(5);
constexpr milliseconds kCoarse(20);

struct FlushTicker : Check {
  // A ticker under way, and what is known for certain of its times: no line is due before `began`,
  // and all due times are at the latest reckoned from `first`.
  struct Ticker {
    Moment began;
    milliseconds period;
    Program program;
    Moment first{};
    int next = 1;

    [[nodiscard]] Moment not_due_before(int number) const {
      return began + (number - 1) * period - kEarly;
    }
    [[nodiscard]] Moment surely_due(int number) const { return first + (number - 1) * period; }
  };

  Ticker start(int count, milliseconds period, Stdin input = Stdin::open) {
    const Moment began = Wall::now();
    return {began, period, student({std::to_string(count), std::to_string(period.count())}, input)};
  }

  // The next line, which must not come before it is due.
  Received next_line(Ticker& ticker, Within within = kPromptly) {
    const int number = ticker.next++;
    const Received line = ticker.program.read_line(within);
    hold_to_be(line, IsLine{number});
    if (number == 1) ticker.first = line.arrived;
    hold_to_be(line, CameNotBefore{number, ticker.not_due_before(number)});
    return line;
  }

  // Stops the ticker right now, and lets it go on when it is `late` behind with the last of `count`
  // lines. Returns the number of the first of them: it cannot have begun any of these before.
  int hold_up(Ticker& ticker, int count, milliseconds late) {
    ticker.program.pause();
    const Moment stopped = Wall::now();
    int first = ticker.next;
    while (ticker.not_due_before(first) <= stopped) ++first;
    let_pass(ticker, ticker.surely_due(first + count - 1) + late - stopped);
    return first;
  }

  // Nothing is expected meanwhile.
  static void let_pass(Ticker& ticker, Wall::duration time) {
    (void)ticker.program.idle_cpu(std::max(time, Wall::duration(0)));
  }

  void read_up_to(Ticker& ticker, int number) {
    while (ticker.next <= number) (void)next_line(ticker);
  }

  void refuses(const std::vector<std::vector<std::string>>& wrong) {
    for (const auto& arguments : wrong) {
      Program ticker = student(arguments, Stdin::at_end);
      ASSERT_THAT(ticker.wait_for_exit(), ExitedWith(2));
      ASSERT_THAT(ticker.read_to_end(), IsBytes(""));
      ASSERT_THAT(ticker.stderr_so_far(), SaysSomething());
    }
  }

 private:
  template <typename Matcher>
  static void hold_to_be(const Received& line, const Matcher& matcher) {
    ASSERT_THAT(line, matcher);
  }
};

TEST_F(FlushTicker, WritesOneLine) {
  requirement(
      "With 1 as COUNT, the program writes one line, \"1 <time>\", and ends with exit code 0.",
      "The smallest job shows whether the shape is right: so many lines, and then the end.");
  hint({.look = "the loop that writes the lines: with which number does it begin and end?",
        .think = "How many times does the loop turn when COUNT is 1? And is there a moment at "
                 "which two processes hold the same text?",
        .experiment =
            "./ticker 1 10 | od -An -c; ./ticker 1 10 > /dev/null; echo \"exit code $?\""});

  Ticker ticker = start(1, milliseconds(10), Stdin::at_end);
  ASSERT_THAT(ticker.program.read_to_end(), CountsTo{1});
  ASSERT_THAT(ticker.program.wait_for_exit(), ExitedWith(0));
}

TEST_F(FlushTicker, WritesTheTimeInIsoFormat) {
  requirement("The time has the form YYYY-MM-DDTHH:MM:SS.mmmZ.",
              "Every language can read this form, it sorts like text, and Z says which zone is "
              "meant.");
  hint({.look = "the text that is put together for the time",
        .think = "Which sign stands between the parts, and which one at the end? What does the "
                 "last one promise?",
        .experiment = "./ticker 1 10; date -u +'1 %Y-%m-%dT%H:%M:%S.%3NZ'    # the same form?"});

  Ticker ticker = start(1, milliseconds(10), Stdin::at_end);
  ASSERT_THAT(ticker.program.read_line(), HasAnIsoTime());
}

TEST_F(FlushTicker, RefusesAWrongCountOfArguments) {
  requirement(
      "With fewer or more than two arguments: a message on standard error, nothing on "
      "standard output, exit code 2.",
      "Who forgets a word must be told so, and not see a crash.");
  hint({.look = "the first lines of main",
        .think = "What does the program read when an argument is not there?",
        .experiment = "./ticker; echo \"exit code $?\"; ./ticker 3 100 x; echo \"exit code $?\""});

  refuses({{}, {"1"}, {"1", "10", "1"}});
}

TEST_F(FlushTicker, RefusesTextThatIsNoNumber) {
  requirement(
      "COUNT and PERIOD are written in digits only: anything else is refused with a "
      "message on standard error, nothing on standard output, exit code 2.",
      "3s may mean three seconds to somebody. A guess would be worse than a question.");
  hint({.look = "how an argument becomes a number",
        .think = "Does the conversion tell you how much of the text it has used?",
        .experiment =
            "for n in '' abc 3x '1 0'; do ./ticker \"$n\" 1; echo \"exit code $?\"; done"});

  refuses({{"abc", "10"},
           {"1", "abc"},
           {"", "10"},
           {"1", ""},
           {"1x", "10"},
           {"1", "10ms"},
           {"1", "1.5"}});
}

TEST_F(FlushTicker, RefusesNumbersOutOfRange) {
  requirement(
      "COUNT is 1 to 1000 and PERIOD 0 to 5000: any other number is refused with a "
      "message on standard error, nothing on standard output, exit code 2.",
      "A limit that nobody checks is only a wish.");
  hint({.look = "what happens between reading a number and using it",
        .think = "Which numbers are just outside? And what becomes of a number that is too large "
                 "for its type?",
        .experiment = "for n in 0 1001 -1 4294967297; do ./ticker $n 1; echo \"exit code $?\"; "
                      "done"});

  refuses({{"0", "10"},
           {"1001", "0"},
           {"1", "5001"},
           {"-1", "10"},
           {"1", "-1"},
           {"4294967297", "10"},
           {"99999999999999999999", "10"}});
}

TEST_F(FlushTicker, FlushesTheFirstLine) {
  requirement("Line 1 can be read at once, while the program has most of its work before it.",
              "A line that is still inside your program helps nobody. Many a log has been empty "
              "when it was needed most.");
  hint({.look = "the way of a line from the call that prints it to the pipe",
        .think = "Who may be holding a line that you have already printed? When does it let go, "
                 "and does a terminal make a difference?",
        .experiment =
            "timeout 2 ./ticker 1000 5000 | cat    # is line 1 there? And without | cat?"});

  Ticker ticker = start(1000, milliseconds(5000));
  const Received line = next_line(ticker);
  ASSERT_THAT(line, (CameBefore{"line 2 is due", ticker.began + ticker.period}));
}

TEST_F(FlushTicker, StartsAtOnce) {
  requirement("Line 1 is due at the start. No PERIOD passes before it.",
              "A clock that strikes only after an hour does not say when it was started.");
  hint({.look = "the order of waiting and writing inside the loop",
        .think = "What comes first when the loop turns for the first time?",
        .experiment = "time ./ticker 1 5000    # does the line come at once, or after 5 s?"});

  Ticker ticker = start(1, milliseconds(5000));
  const Received line = next_line(ticker);
  ASSERT_THAT(line, (CameBefore{"a period is over", ticker.began + ticker.period}));
}

TEST_F(FlushTicker, KeepsThePeriod) {
  requirement("Each line comes PERIOD milliseconds after the line before it was due.",
              "Whoever reads can rely on the beat, and notices when something stops.");
  hint({.look = "how the waiting time is calculated, and in which unit",
        .think = "Is it a span of time, or a moment? Are these milliseconds, seconds or "
                 "microseconds? And has each line left the program before the next one is due?",
        .experiment = "./ticker 8 200 | cat    # count along: five lines in a second"});

  Ticker ticker = start(1000, milliseconds(200));
  std::vector<long> late;
  (void)next_line(ticker);
  while (ticker.next <= 7) {
    const Moment due = ticker.surely_due(ticker.next);
    late.push_back(in_ms(made(next_line(ticker)) - due));
  }
  ASSERT_THAT(middle(late), AtMost(500, "ms late (the middle one of lines 2 to 7)"));
}

TEST_F(FlushTicker, EndsAfterTheLastLine) {
  requirement(
      "After the last line the program ends at once with exit code 0. Nothing is waited "
      "for any more.",
      "The one who started it waits for its end. A pause that leads to no line is time "
      "lost.");
  hint({.look = "everything that happens behind the last line",
        .think = "For which line is the program still waiting? Or does it wait for somebody?",
        .experiment = "time ./ticker 1 5000    # is the prompt back at once?"});

  Ticker ticker = start(1, milliseconds(5000));
  ASSERT_THAT(ticker.program.wait_for_exit(), ExitedWith(0));
  const double lasted = std::chrono::duration<double>(Wall::now() - ticker.began).count();
  ASSERT_THAT(lasted, AtMost(5, "s from its start to its end, less than a period"));
}

TEST_F(FlushTicker, IgnoresItsInput) {
  requirement("Standard input does not matter. Here it is at its end from the start.",
              "Programs that run by themselves often have no input at all.");
  hint({.look = "every place where the program waits: does it also listen to its input?",
        .think = "What does a wait for input do when the input has ended?",
        .experiment = "./ticker 4 500 < /dev/null    # is there half a second between the lines?"});

  Ticker ticker = start(3, milliseconds(300), Stdin::at_end);
  read_up_to(ticker, 3);
  ASSERT_THAT(ticker.program.wait_for_exit(), ExitedWith(0));
}

TEST_F(FlushTicker, TellsTodaysDate) {
  requirement("The date in a line is the date of today.",
              "The parts of a date come from the system in a form of its own: months may begin "
              "with 0, and years with 1900.");
  hint({.look = "how year, month and day get into the text",
        .think = "Which number does your way to take a date apart give to January?",
        .experiment = "./ticker 1 10; date -u +%F    # the same date?"});

  Ticker ticker = start(1, milliseconds(10), Stdin::at_end);
  const Received line = ticker.program.read_line();
  constexpr hours kOtherZones(26);
  ASSERT_THAT(line, (IsStamped{"today, in any time zone", ticker.began - kOtherZones,
                               line.arrived + kOtherZones}));
}

TEST_F(FlushTicker, TellsTheTimeInUtc) {
  requirement("The time is UTC. Here the program runs in a zone that is 5 h 45 min ahead of it.",
              "Z is a promise about the zone. A wrong zone moves every line by hours, and nobody "
              "sees that it is wrong.");
  hint({.look = "the call that makes hours and minutes out of the clock",
        .think = "Z is a promise about the zone. Does the zone of the machine come in somewhere?",
        .experiment = "TZ=XYZ-5:45 ./ticker 1 10; date -u +%T    # the same hour and minute?"});

  leave_utc();
  Ticker ticker = start(1, milliseconds(10), Stdin::at_end);
  const Received line = ticker.program.read_line();
  constexpr seconds kMore(1);
  ASSERT_THAT(line, (IsStamped{"the time in UTC, at most 1 s wrong", ticker.began - kMore,
                               line.arrived + kMore}));
}

TEST_F(FlushTicker, WritesThreeDigitsOfMilliseconds) {
  requirement("The milliseconds have three digits in every line, also when they are few.",
              "As a fraction, .7 is seven tenths of a second, and .007 is seven thousandths.");
  hint({.look = "how the milliseconds become text",
        .think = "How wide is \"seven\" in three places?",
        .experiment = "./ticker 55 20 | cut -d . -f 2 | sort    # is every one of them as wide?"});

  // Longer than a second, with several lines in each tenth of it: few milliseconds come, too.
  Ticker ticker = start(55, milliseconds(20));
  ASSERT_THAT(ticker.program.read_to_end(seconds(5)), HasThreeDigitsOfMilliseconds());
}

TEST_F(FlushTicker, TakesTheTimeFromOneClock) {
  requirement(
      "From line to line the time never goes back, and no line has a time before it was "
      "due or after it came.",
      "Seconds and milliseconds are one number. Taken from two clocks, they do not fit "
      "together.");
  hint({.look = "where the seconds come from, and where the milliseconds do",
        .think = "Did both parts come from the same clock, at the same instant?",
        .experiment = "./ticker 55 20    # watch the moment when the seconds go on by one"});

  Ticker ticker = start(55, milliseconds(20));
  ASSERT_THAT(ticker.program.wait_for_exit(seconds(5)), ExitedWith(0));
  Moment before = ticker.began - kCoarse;
  while (ticker.next <= 55) {
    const Moment due = ticker.not_due_before(ticker.next) + kEarly - kCoarse;
    const Received line = next_line(ticker);
    constexpr milliseconds kRounded(2);
    ASSERT_THAT(line, (IsStamped{"a time between the moments when it was due and when it came", due,
                                 line.arrived + kRounded, true}));
    ASSERT_THAT(line, (IsStamped{"a time that is not before that of the last line", before,
                                 line.arrived + kRounded, true}));
    before = *local_stamp_in(line);
  }
}

TEST_F(FlushTicker, CatchesUpAfterAPause) {
  requirement(
      "Due times are reckoned from the start: after the program was held up, all lines "
      "that are overdue come at once.",
      "Small delays add up. A ticker that is late once and stays late shows another time "
      "every day.");
  hint({.look = "how the program finds out how long to wait for the next line",
        .think = "Where should line 20 be? Compute it from the start, not from line 19.",
        .experiment = "./ticker 10 500 & sleep 1; kill -STOP $!; sleep 3; kill -CONT $!; wait    # "
                      "do the late lines come at once?"});

  constexpr int kLines = 5;
  Ticker ticker = start(1000, milliseconds(200));
  read_up_to(ticker, 2);
  const int first = hold_up(ticker, kLines, milliseconds(20));
  ticker.program.resume();
  read_up_to(ticker, first - 1);
  std::vector<long> gaps;
  for (Moment before = made(next_line(ticker)); ticker.next < first + kLines;) {
    const Moment now = made(next_line(ticker));
    gaps.push_back(in_ms(now - std::exchange(before, now)));
  }
  ASSERT_THAT(middle(gaps), AtMost(100, "ms from one overdue line to the next (the middle one)"));
}

TEST_F(FlushTicker, StampsTheMomentOfWriting) {
  requirement(
      "The time in a line is the moment at which it is written, also when the line is "
      "late.",
      "Who reads the line wants to know when it was, not when it should have been.");
  hint({.look = "the moment that you put into the line",
        .think = "Is it read from a clock, or calculated? What is the difference when the program "
                 "was held up?",
        .experiment = "./ticker 4 500 & sleep 0.7; kill -STOP $!; sleep 3; kill -CONT $!; wait    "
                      "# which time do the late lines tell?"});

  Ticker ticker = start(1000, milliseconds(200));
  read_up_to(ticker, 2);
  const int late = hold_up(ticker, 1, milliseconds(1500));
  const Moment resumed = Wall::now();
  ticker.program.resume();
  read_up_to(ticker, late - 1);
  const Received line = next_line(ticker);
  ASSERT_THAT(line, (IsStamped{"a time after the program went on, at most 1 s wrong",
                               resumed - seconds(1), line.arrived + seconds(1), true}));
}

TEST_F(FlushTicker, WritesAThousandLinesAtOnce) {
  requirement("With 0 as PERIOD, no line waits: 1000 lines come within 5 seconds, each once.",
              "The smallest legal value is a value like all others.");
  hint({.look = "everything that is done with PERIOD: is it used to divide, or to set a timer?",
        .think = "Try the smallest legal value. What does your way of waiting do with 0?",
        .experiment = "time ./ticker 1000 0 | wc -l"});

  Ticker ticker = start(1000, milliseconds(0), Stdin::at_end);
  ASSERT_THAT(ticker.program.read_to_end(seconds(5)), CountsTo{1000});
  ASSERT_THAT(ticker.program.wait_for_exit(), ExitedWith(0));
}

TEST_F(FlushTicker, RestsBetweenTheLines) {
  requirement(
      "While the program waits for the next line, it uses at most 0.02 s of processor "
      "time per second.",
      "A program that asks the clock again and again keeps a whole processor busy, and "
      "empties a battery.");
  hint({.look = "the way in which the program waits",
        .think = "Who could wake you, instead of you asking all the time?",
        .experiment = "time timeout 4 ./ticker 1000 5000    # user and sys: how much of the 4 s?"});

  Ticker ticker = start(1000, milliseconds(5000));
  ticker.program.settle();
  constexpr double kMost = 0.02;
  // A second look, where the first one may have met the end of a long start.
  double used = ticker.program.idle_cpu();
  if (used > kMost) used = std::min(used, ticker.program.idle_cpu());
  ASSERT_THAT(used, AtMost(kMost, "s of processor time per second"));
}

TEST_F(FlushTicker, SurvivesASignal) {
  requirement("The signal SIGUSR1 changes nothing: the program goes on, and writes nothing for it.",
              "Others may send signals at any time. What nobody handles ends the program.");
  hint({.look = "what the program says about SIGUSR1 before it writes line 1",
        .think = "What does a signal do to a program that has said nothing about it?",
        .experiment = "./ticker 5 500 & sleep 0.7; kill -USR1 $!; wait $!; echo \"exit code $?\""});

  Ticker ticker = start(1000, milliseconds(200));
  (void)next_line(ticker);
  ticker.program.signal(SIGUSR1);
  ASSERT_THAT(ticker.program.read_line(), IsLine{2});
  ASSERT_THAT(ticker.program.read_line(), IsLine{3});
}

TEST_F(FlushTicker, KeepsTimeThroughSignals) {
  requirement(
      "Three signals SIGUSR1 in the middle of a wait: the next line still comes when it "
      "is due, not earlier and not later.",
      "A signal may cut a sleep short. Interrupted is not finished.");
  hint({.look = "what the waiting call tells you when it comes back",
        .think = "The sleep told you that it was interrupted. How much of it was left?",
        .experiment =
            "./ticker 3 2000 & for i in 1 2 3; do sleep 0.5; kill -USR1 $!; done; wait    "
            "# are there 2 s between the lines?"});

  Ticker ticker = start(1000, milliseconds(2000));
  (void)next_line(ticker, kStartUp);
  Moment last_signal{};
  for (int i = 0; i < 3; ++i) {
    let_pass(ticker, milliseconds(500));
    last_signal = Wall::now();
    ticker.program.signal(SIGUSR1);
  }
  const Received line = next_line(ticker, kStartUp);
  const auto since = std::chrono::duration<double>(made(line) - last_signal).count();
  ASSERT_THAT(since, AtMost(1.9, "s after the last signal, less than a period"));
}

TEST_F(FlushTicker, EndsWhenNobodyReads) {
  requirement("When nobody reads the output any more, the program ends soon.",
              "Programs that go on talking to nobody pile up and eat the processor.");
  hint({.look = "what a write tells you when nobody reads any more, and what you do then",
        .think = "Line 3 went nowhere. How could the program notice that?",
        .experiment = "time ./ticker 100 100 | head -n 2    # 0.3 s, or 10 s?"});

  Ticker ticker = start(1000, milliseconds(100));
  read_up_to(ticker, 2);
  ticker.program.close_stdout();
  ASSERT_THAT(ticker.program.wait_for_exit(), HasEnded());
}
