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

static double in_ms(Wall::duration time) {
  return static_cast<double>(std::chrono::floor<milliseconds>(time).count());
}

// "5 h 45 min": how far apart two times are, in the words of people.
static std::string in_words(Wall::duration time) {
  const auto text = [&](auto unit, const char* name) {
    return std::to_string(time / unit) + " " + name;
  };
  if (time >= hours(48)) return text(hours(24), "days");
  time = time >= hours(1) ? std::chrono::round<minutes>(time) : time;
  if (time >= hours(1))
    return text(hours(1), "h ") + std::to_string(time % hours(1) / minutes(1)) + " min";
  return time >= seconds(2) ? text(seconds(1), "s") : text(milliseconds(1), "ms");
}

// The time in a line, however it is written, as long as it can be understood: in any zone, without
// a mark of the zone. Milliseconds have a check of their own: here ".7" is 7 ms, as its writer
// means.
static std::optional<Moment> stamp_in(const std::string& line) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0;
  const int read = std::sscanf(line.c_str(), "%*9d %4d-%2d-%2d%*c%2d:%2d:%2d%*1[.,]%3d", &year,
                               &month, &day, &hour, &minute, &second, &ms);
  // Whoever counts months from 0 has a month 0, too.
  if (read < 6 || year < 1700 || year > 2200 || month < 0 || month > 12) return std::nullopt;
  const auto first_day =
      (std::chrono::year(year) / std::chrono::January + std::chrono::months(month - 1)) / 1;
  return std::chrono::sys_days(first_day) + std::chrono::days(day - 1) + hours(hour) +
         minutes(minute) + seconds(second) + milliseconds(ms);
}

// The same without what a wrong zone, or a wrong date, adds: that has checks of its own. What is
// left lies near the moment when the line came.
static std::optional<Moment> local_stamp_in(const Received& line) {
  const auto stamp = stamp_in(line.bytes);
  if (!stamp) return std::nullopt;
  using QuarterHours = std::chrono::duration<long, std::ratio<900>>;
  return *stamp - std::chrono::round<QuarterHours>(*stamp - line.arrived);
}

// When the line was made, by its own word, but neither before it can have been nor after it came:
// the grader's own delays change nothing here. Wrong stamps have checks of their own.
static Moment made(const Received& line, Moment earliest, Moment otherwise) {
  return std::clamp(local_stamp_in(line).value_or(otherwise), std::min(earliest, line.arrived),
                    line.arrived);
}

// The middle one of some numbers: a moment in which the whole machine stands still cannot move it.
static double middle(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers.at((numbers.size() - 1) / 2);
}

// ---- Lines --------------------------------------------------------------------------------------

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

MATCHER_P(IsLine, number,
          "line " + std::to_string(number) + ": the number, a blank, the time and a line feed") {
  if (arg.bytes.empty() || arg.trouble) return false;
  if (is_line(arg.bytes, number)) return true;
  *result_listener << "\n" << not_line(arg.bytes, number);
  return false;
}

MATCHER_P(CountsTo, count,
          count == 1 ? "line 1 alone" : "lines 1 to " + std::to_string(count) + ", each once") {
  if (arg.bytes.empty() || arg.trouble) return false;
  int good = 0;
  for (std::size_t from = 0; from < arg.bytes.size(); ++good) {
    const std::size_t end = std::min(arg.bytes.find('\n', from), arg.bytes.size() - 1) + 1;
    const std::string line = arg.bytes.substr(from, end - from);
    if (good == count || !is_line(line, good + 1)) {
      *result_listener << "\nafter " << good << (good == 1 ? " good line" : " good lines")
                       << " came " << testing::PrintToString(Received{line}) << ": "
                       << (good == count ? "one too many" : not_line(line, good + 1));
      return false;
    }
    from = end;
  }
  *result_listener << "\n" << good << " good lines came";
  return good == count;
}

// The time in the format that was asked for. How many digits the milliseconds have is graded by
// another check.
MATCHER(HasAnIsoTime,
        "\"1 YYYY-MM-DDTHH:MM:SS.mmmZ\" and a line feed, with digits for the letters but T, Z") {
  if (arg.trouble || arg.bytes.find(' ') == std::string::npos) return false;
  const std::string time = arg.bytes.substr(arg.bytes.find(' ') + 1);
  const std::string wanted = "0000-00-00T00:00:00.0";
  const auto form = [](char c) { return c >= '0' && c <= '9' ? '0' : c; };
  std::size_t at = 0;
  while (at < wanted.size() && at < time.size() && form(time[at]) == wanted[at]) ++at;
  if (at == wanted.size()) at = std::min(time.find_first_not_of("0123456789", at), time.size());
  if (at >= wanted.size() && time.substr(at) == "Z\n") return true;
  *result_listener << "\nthe time fits as far as " << testing::PrintToString(time.substr(0, at))
                   << ", and what follows does not";
  return false;
}

MATCHER(HasThreeDigitsOfMilliseconds, "three digits behind the point") {
  const std::size_t point = arg.bytes.find_first_of(".,");
  if (arg.trouble || point == std::string::npos) return false;
  return arg.bytes.find_first_not_of("0123456789", point + 1) == point + 4;
}

// The time in the line is not before `earliest` and not after `latest`, give or take some time.
struct Between {
  std::string when;
  Moment earliest;
  Moment latest;
  Wall::duration give;
  bool in_any_zone = true;
};

MATCHER_P(IsStamped, between, between.when) {
  if (arg.bytes.empty() || arg.trouble) return false;
  const auto stamp = between.in_any_zone ? local_stamp_in(arg) : stamp_in(arg.bytes);
  if (!stamp) *result_listener << "\nthere is no date and time that can be read";
  else if (*stamp < between.earliest)
    *result_listener << "\nthis time is " << in_words(between.earliest - *stamp) << " too early";
  else if (*stamp > between.latest)
    *result_listener << "\nthis time is " << in_words(*stamp - between.latest) << " too late";
  return stamp && *stamp >= between.earliest - between.give &&
         *stamp <= between.latest + between.give;
}

// The line came not before this moment: the grader can only have read it later than it was there.
MATCHER_P2(CameNotBefore, number, due, "line " + std::to_string(number) + " when it is due") {
  if (arg.arrived >= due) return true;
  *result_listener << "\nit came " << in_words(due - arg.arrived) << " too early";
  return false;
}

// ---- The ticker ---------------------------------------------------------------------------------

// How much earlier than due a line may come, and how wrong a stamp may be: some clocks move every
// 10 ms only.
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
    hold_to_be(line, IsLine(number));
    if (number == 1) ticker.first = line.arrived;
    hold_to_be(line, CameNotBefore(number, ticker.not_due_before(number)));
    return line;
  }

  void read_up_to(Ticker& ticker, int number) {
    while (ticker.next <= number) (void)next_line(ticker);
  }

  // Nothing is expected meanwhile.
  static void let_pass(Ticker& ticker, Wall::duration time) {
    (void)ticker.program.idle_cpu(std::max(time, Wall::duration(0)));
  }

  // Stops the ticker right now, and lets it go on when it is `late` behind with the last of `count`
  // lines. It cannot have begun any of them before: all lines before them are taken away.
  Moment hold_up(Ticker& ticker, int count, milliseconds late) {
    ticker.program.pause();
    const Moment stopped = Wall::now();
    int last_before = ticker.next - 1;
    while (ticker.not_due_before(last_before + 1) <= stopped) ++last_before;
    let_pass(ticker, ticker.surely_due(last_before + count) + late - stopped);
    const Moment resumed = Wall::now();
    ticker.program.resume();
    read_up_to(ticker, last_before);
    return resumed;
  }

  void refuses(const std::vector<std::string>& arguments) {
    Program ticker = student(arguments, Stdin::at_end);
    ASSERT_THAT(ticker.wait_for_exit(), ExitedWith(2));
    ASSERT_THAT(ticker.read_to_end(), IsBytes(""));
    ASSERT_THAT(ticker.stderr_so_far(), SaysSomething());
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
        .experiment = "./ticker 1 10; echo \"exit code $?\""});

  Ticker ticker = start(1, milliseconds(10), Stdin::at_end);
  ASSERT_THAT(ticker.program.read_to_end(), CountsTo(1));
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

  refuses({});
  refuses({"1"});
  refuses({"1", "10", "1"});
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

  for (const std::string text : {"abc", "", "1x", "1.5"}) {
    refuses({text, "10"});
    refuses({"1", text});
  }
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

  for (const std::string count : {"0", "1001", "-1", "4294967297", "99999999999999999999"})
    refuses({count, "0"});
  for (const std::string period : {"5001", "-1", "4294967297"}) refuses({"1", period});
}

TEST_F(FlushTicker, FlushesEachLine) {
  requirement(
      "Each line can be read half a second after the time that it tells, at the latest. It does "
      "not "
      "stay inside while the program waits for the next one.",
      "A line that is still inside your program helps nobody. Many a log has been empty when it "
      "was "
      "needed most.");
  hint({.look = "the way of a line from the call that prints it to the pipe",
        .think = "Who may be holding a line that you have already printed? When does it let go, "
                 "and does a terminal make a difference?",
        .experiment =
            "timeout 2 ./ticker 9 5000 | cat    # does line 1 come? And without the | cat?"});

  constexpr int kLines = 3;
  Ticker ticker = start(kLines, milliseconds(550));
  std::vector<double> kept_back;
  while (ticker.next <= kLines) {
    const Moment due = ticker.not_due_before(ticker.next);
    const Received line = next_line(ticker);
    kept_back.push_back(in_ms(line.arrived - made(line, due, due)));
  }
  ASSERT_THAT(middle(kept_back), AtMost(500, "ms from the time in a line until it came"));
}

TEST_F(FlushTicker, StartsAtOnce) {
  requirement("Line 1 is due at the start. No PERIOD passes before it.",
              "A clock that strikes only after an hour does not say when it was started.");
  hint({.look = "the order of waiting and writing inside the loop",
        .think = "What comes first when the loop turns for the first time?",
        .experiment = "time ./ticker 1 5000    # does the line come at once, or after 5 s?"});

  Ticker ticker = start(1, milliseconds(3000));
  const Received line = next_line(ticker);
  ASSERT_THAT(in_ms(line.arrived - ticker.began),
              AtMost(2900, "ms until line 1, less than a period"));
}

TEST_F(FlushTicker, KeepsThePeriod) {
  requirement("Each line comes PERIOD milliseconds after the line before it was due.",
              "Whoever reads can rely on the beat, and notices when something stops.");
  hint({.look = "how the waiting time is calculated, and in which unit",
        .think = "Is it a span of time, or a moment? Are these milliseconds, seconds or "
                 "microseconds?",
        .experiment = "./ticker 8 200 | cat    # count along: five lines in a second"});

  constexpr int kLines = 4;
  Ticker ticker = start(kLines, milliseconds(300));
  std::vector<double> late;
  (void)next_line(ticker);
  while (ticker.next <= kLines) {
    const Moment due = ticker.surely_due(ticker.next);
    const Received line = next_line(ticker);
    late.push_back(in_ms(made(line, ticker.began, line.arrived) - due));
  }
  ASSERT_THAT(middle(late), AtMost(500, "ms late (the middle one of lines 2 to 4)"));
}

TEST_F(FlushTicker, EndsAfterTheLastLine) {
  requirement(
      "After the last line the program ends at once with exit code 0. Nothing is waited for.",
      "The one who started it waits for its end. A pause that leads to no line is lost time.");
  hint({.look = "everything that happens behind the last line",
        .think = "For which line is the program still waiting? Or does it wait for somebody?",
        .experiment = "time ./ticker 1 5000    # is the prompt back at once?"});

  Ticker ticker = start(1, milliseconds(2500));
  const Received line = next_line(ticker, kStartUp);
  ASSERT_THAT(ticker.program.wait_for_exit(), ExitedWith(0));
  ASSERT_THAT(in_ms(Wall::now() - line.arrived),
              AtMost(2000, "ms until its end, less than a period"));
}

TEST_F(FlushTicker, IgnoresItsInput) {
  requirement("Standard input does not matter. Here it is at its end from the start.",
              "Programs that run by themselves often have no input at all.");
  hint({.look = "every place where the program waits: does it also listen to its input?",
        .think = "What does a wait for input do when the input has ended?",
        .experiment = "./ticker 4 500 < /dev/null    # is there half a second between the lines?"});

  Ticker ticker = start(2, milliseconds(200), Stdin::at_end);
  read_up_to(ticker, 2);
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
  ASSERT_THAT(
      line, IsStamped(Between{"today, in any zone", ticker.began, line.arrived, hours(26), false}));
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
  ASSERT_THAT(line, IsStamped(Between{"the time in UTC, at most 1 s wrong", ticker.began,
                                      line.arrived, seconds(1), false}));
}

TEST_F(FlushTicker, WritesThreeDigitsOfMilliseconds) {
  requirement("The milliseconds have three digits in every line, also when they are few.",
              "As a fraction, .7 is seven tenths of a second, and .007 is seven thousandths.");
  hint({.look = "how the milliseconds become text",
        .think = "How wide is \"seven\" in three places?",
        .experiment = "./ticker 55 20 | cut -d . -f 2 | sort    # are all of them equally wide?"});

  // Until a second is over, and the first line of the next one: that one has few milliseconds.
  constexpr int kLines = 25;
  Ticker ticker = start(kLines, milliseconds(50));
  const auto second_in = [](const Received& line) {
    return std::chrono::floor<seconds>(local_stamp_in(line).value_or(line.arrived));
  };
  Received line = next_line(ticker);
  for (const auto second = second_in(line); second_in(line) == second && ticker.next <= kLines;) {
    ASSERT_THAT(line, HasThreeDigitsOfMilliseconds());
    line = next_line(ticker);
  }
  ASSERT_THAT(line, HasThreeDigitsOfMilliseconds());
}

TEST_F(FlushTicker, TakesTheTimeFromOneClock) {
  requirement(
      "From line to line the time never goes back. It lies between the moment when the line was "
      "due "
      "and the moment when it came.",
      "Seconds and milliseconds are one number. Taken from two clocks, they do not fit together.");
  hint({.look = "where the seconds come from, and where the milliseconds do",
        .think = "Did both parts come from the same clock, at the same instant?",
        .experiment = "./ticker 55 20    # watch the moment when the seconds go on by one"});

  constexpr int kLines = 3;
  Ticker ticker = start(kLines, milliseconds(150));
  for (Moment last = ticker.began; ticker.next <= kLines;) {
    const Moment due = ticker.not_due_before(ticker.next);
    const Received line = next_line(ticker);
    ASSERT_THAT(line, IsStamped(Between{"a time from when it was due until it came", due,
                                        line.arrived, kCoarse}));
    ASSERT_THAT(line, IsStamped(Between{"a time not before that of the last line", last,
                                        line.arrived, kCoarse}));
    last = *local_stamp_in(line) + kCoarse;
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

  constexpr int kLines = 4;
  Ticker ticker = start(1000, milliseconds(150));
  read_up_to(ticker, 2);
  const Moment resumed = hold_up(ticker, kLines, milliseconds(20));
  std::vector<double> gaps;
  for (Moment before = resumed; gaps.size() < kLines;) {
    const Received line = next_line(ticker);
    const Moment now = made(line, resumed, line.arrived);
    gaps.push_back(in_ms(now - std::exchange(before, now)));
  }
  ASSERT_THAT(middle({gaps.begin() + 1, gaps.end()}),
              AtMost(75, "ms from one overdue line to the next (the middle one)"));
}

TEST_F(FlushTicker, StampsTheMomentOfWriting) {
  requirement(
      "The time in a line is the moment at which it is written, also when the line is late.",
      "Who reads the line wants to know when it was, not when it should have been.");
  hint({.look = "the moment that you put into the line",
        .think = "Is it read from a clock, or calculated? What is the difference when the program "
                 "was held up?",
        .experiment = "./ticker 4 500 & sleep 0.7; kill -STOP $!; sleep 3; kill -CONT $!; wait    "
                      "# which time do the late lines tell?"});

  Ticker ticker = start(1000, milliseconds(150));
  read_up_to(ticker, 2);
  ticker.program.settle();
  const Moment resumed = hold_up(ticker, 1, milliseconds(1150));
  const Received line = next_line(ticker);
  ASSERT_THAT(line, IsStamped(Between{"the time at which it came, at most 1 s wrong", resumed,
                                      line.arrived, seconds(1)}));
}

TEST_F(FlushTicker, WritesAThousandLinesAtOnce) {
  requirement("With 0 as PERIOD, no line waits: 1000 lines come within 2 seconds, each once.",
              "The smallest legal value is a value like all others.");
  hint({.look = "everything that is done with PERIOD: is it used to divide, or to set a timer?",
        .think = "Try the smallest legal value. What does your way of waiting do with 0?",
        .experiment = "time ./ticker 1000 0 | wc -l"});

  Ticker ticker = start(1000, milliseconds(0), Stdin::at_end);
  ASSERT_THAT(ticker.program.read_to_end(), CountsTo(1000));
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

  Ticker ticker = start(2, milliseconds(300));
  (void)next_line(ticker);
  ticker.program.signal(SIGUSR1);
  ASSERT_THAT(ticker.program.read_line(), IsLine(2));
  ASSERT_THAT(ticker.program.wait_for_exit(), ExitedWith(0));
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

  Ticker ticker = start(4, milliseconds(800));
  (void)next_line(ticker);
  Moment last_signal{};
  for (int i = 0; i < 3; ++i) {
    let_pass(ticker, milliseconds(200));
    last_signal = Wall::now();
    ticker.program.signal(SIGUSR1);
  }
  const Received line = next_line(ticker);
  ASSERT_THAT(in_ms(made(line, ticker.began, line.arrived) - last_signal),
              AtMost(700, "ms after the last signal, less than a period"));
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
