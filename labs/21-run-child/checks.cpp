#include "check/check.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>

#include "check/json.hpp"

using namespace pipette;
using std::chrono::milliseconds;
using std::chrono::seconds;

// ---- The report ---------------------------------------------------------------------------------

namespace {

// What is wrong with the first member that is not as expected.
std::string difference_in(const Json& got, const Json& expected) {
  if (!got.is_object()) return "it is no JSON object";
  for (const auto& [name, value] : expected.items()) {
    if (!got.contains(name)) return "there is no member \"" + name + "\"";
    if (got.at(name) != value)
      return "\"" + name + "\" is " + in_ascii(got.at(name)) + ", not " + in_ascii(value);
  }
  return {};
}

// The report has these members; others are not looked at.
MATCHER_P(Tells, members, "a report with " + in_ascii(members, 240)) {
  if (!arg.has_json()) return false;
  const std::string words = difference_in(arg.json, members);
  if (!words.empty()) *result_listener << "\n" << words;
  return words.empty();
}

MATCHER(IsOneLine, "one line: the report, and a line feed at its end") {
  if (!arg.has_json()) return false;
  const std::string& bytes = arg.received.bytes;
  const auto count = std::count(bytes.begin(), bytes.end(), '\n');
  if (!bytes.ends_with('\n')) *result_listener << "\nthere is no line feed at its end";
  else if (count > 1) *result_listener << "\nit has " << count << " lines, not one";
  return bytes.ends_with('\n') && count == 1;
}

// FNV-1a with 64 bits.
std::uint64_t fnv(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return hash;
}

std::string sixteen_digits(std::uint64_t hash) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

// ---- When a child is collected ------------------------------------------------------------------

enum class Collected { before_the_report, after_it, never };

void PrintTo(Collected collected, std::ostream* out) {
  if (collected == Collected::before_the_report) *out << "it was collected before the report";
  else if (collected == Collected::after_it)
    *out << "until the report came, nobody was seen to collect the child";
  else *out << "the child has got its line, but its end does not come, nor does a report";
}

MATCHER(IsCollectedAtOnce, "the child is collected when it ends, before the report") {
  return arg == Collected::before_the_report;
}

}  // namespace

// ---- The checks ---------------------------------------------------------------------------------

struct RunChild : Check {
  // 1.9 MiB, which no pipe holds. Slow languages get their time to work through it.
  static constexpr const char* kMuch = "300000";
  static constexpr std::size_t kBytesOfMuch = 1988895;
  static constexpr Within kForMuch = seconds(3);
  static constexpr Within kWindow = milliseconds(250);
  static constexpr const char* kOfProcessorTime = "s of processor time per second";

  // A run whose input is at its end from the start.
  Program run(const std::vector<std::string>& words) { return student(words, Stdin::at_end); }

  // The child is a shell that does what the script says.
  Program run_script(const std::string& script, Stdin input = Stdin::at_end) {
    return student({"/bin/sh", "-c", script}, input);
  }

  static JsonOutput report_of(Program& program, Within within = kPromptly) {
    return json_in(program.read_to_end(within));
  }

  // The report on a child that prints these bytes.
  JsonOutput report_on(const std::string& bytes) {
    const std::string name = "file-" + std::to_string(++files_);
    write_file(name, bytes);
    Program program = run({"/bin/cat", name});
    return report_of(program);
  }

  void says_why_it_failed(Program& program, int code) {
    ASSERT_THAT(program.read_to_end(), IsBytes(""));
    ASSERT_THAT(program.wait_for_exit(), ExitedWith(code));
    ASSERT_THAT(program.stderr_so_far(), SaysSomething());
  }

  // Looks again and again until something is so, or the program has ended. Programs that never get
  // there are judged by what they do next.
  template <typename Condition>
  static void look_until(Program& program, Condition holds) {
    bool ended = false;
    for (int looks = 0; looks < 100 && !holds() && !ended; ++looks)
      ended = !program.wait_for_exit(milliseconds(10)).trouble;
    if (ended) (void)holds();
  }

  // The child and those that it has started itself are there, and rest. A program that never starts
  // them is judged by what it does next.
  static void wait_for_processes(Program& program, std::size_t count) {
    look_until(program, [&] { return program.descriptors_of_children().size() >= count; });
    program.settle();
  }

  // The child ends and leaves another process behind that holds its outputs open. So there is time
  // to see what becomes of the child before the report comes.
  Collected when_the_child_is_collected() {
    Program program = run_script("sleep 60 & read line", Stdin::open);
    wait_for_processes(program, 2);
    const std::size_t before = program.descriptors_of_children().size();
    program.send("go\n");
    int seen = 0;  // twice: a single look could fall into the moment before the report
    bool reported = false;
    look_until(program, [&] {
      const bool gone = program.descriptors_of_children().size() + 2 <= before;
      const bool collected = gone && program.zombies() == 0;
      reported = reported || !program.read_available().bytes.empty();
      if (collected && !reported) ++seen;
      return reported || seen == 2;
    });
    if (seen == 2) return Collected::before_the_report;
    return reported ? Collected::after_it : Collected::never;
  }

 private:
  int files_ = 0;
};

TEST_F(RunChild, RunsAProgram) {
  requirement(
      "runchild runs the program that its arguments name, waits for its end, and reports: exit "
      "code, signal, how many bytes came, and the last line of them. Its own exit code is 0.",
      "Editors run compilers, servers run tools, and this grader runs your program. All of them "
      "do what you build here.");
  hint({.look = "the way from the arguments to the new process, and from its output to the report",
        .think = "Which three things must be ready before the child starts, so that you hear it?",
        .experiment = "./runchild /bin/echo hello"});

  const std::string word = random_word(7);
  Program program = run({"/bin/echo", word});
  ASSERT_THAT(report_of(program), Tells(Json{{"exit", 0},
                                             {"signal", nullptr},
                                             {"out_bytes", word.size() + 1},
                                             {"err_bytes", 0},
                                             {"out_last", word}}));
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}

TEST_F(RunChild, WritesOneLine) {
  requirement("The report is one line, with one line feed at its end.",
              "Whoever reads reports wants to know where one ends. One line each is the simplest "
              "rule there is.");
  hint({.look = "everything that you print besides the report, and how the report ends",
        .think = "Which byte ends a line? How many of them does your output have?",
        .experiment = "./runchild /bin/true | wc -l    # one line?"});

  Program program = run({"/bin/true"});
  ASSERT_THAT(report_of(program), IsOneLine());
}

TEST_F(RunChild, KeepsErrorsApart) {
  requirement("Standard output and standard error of the child are two streams, counted apart.",
              "Results and complaints have different readers. Once mixed, nobody can part them "
              "again.");
  hint({.look = "which pipe becomes descriptor 1 of the child, and which one descriptor 2",
        .think = "How many hoses does a child need for three streams?",
        .experiment = "./runchild sh -c 'echo out; echo errors >&2'    # 4 and 7 bytes?"});

  Program program = run_script("echo out; echo errors >&2");
  ASSERT_THAT(report_of(program),
              Tells(Json{{"out_bytes", 4}, {"err_bytes", 7}, {"out_last", "out"}}));
}

TEST_F(RunChild, FindsTheLastLine) {
  requirement(
      "\"out_last\" is the last line of the child's standard output, without its line feed. A "
      "last line may come without one. Where there is no line, it is an empty text.",
      "In the last line, many programs say how it went.");
  hint({.look = "what you do with the bytes behind the last line feed",
        .think = "Does a line feed begin a new line, or does it end one?",
        .experiment = "./runchild printf 'one\\ntwo'; ./runchild printf 'one\\n\\n'"});

  ASSERT_THAT(report_on("one\ntwo\n"), Tells(Json{{"out_last", "two"}}));
  ASSERT_THAT(report_on("one\nlast"), Tells(Json{{"out_last", "last"}}));
  ASSERT_THAT(report_on("one\n\n"), Tells(Json{{"out_last", ""}}));
  ASSERT_THAT(report_on("  two  words \n"), Tells(Json{{"out_last", "  two  words "}}));
  ASSERT_THAT(report_on(""), Tells(Json{{"out_last", ""}}));
}

TEST_F(RunChild, QuotesTheLastLine) {
  requirement(
      "The report is JSON whatever the last line holds: quotes, backslashes, tabs and other "
      "control characters.",
      "A report that a child can break with one quote is no report.");
  hint({.look = "the way of the last line into the report",
        .think = "What if the text contains the very character that ends a text?",
        .experiment = "./runchild printf 'say \"hi\" \\\\ and \\t'"});

  const std::string line = "say \"hi\" \\ and\ta\r\x01 \xC3\xA9 \xE2\x98\x83";
  ASSERT_THAT(report_on(line + "\n"), Tells(Json{{"out_last", line}}));
}

TEST_F(RunChild, TakesTheFingerprint) {
  requirement(
      "\"out_sha\" is the fingerprint of all bytes of the child's standard output: FNV-1a with "
      "64 bits.",
      "Counting shows that bytes are missing. A fingerprint shows that a single one is wrong.");
  hint({.look = "one step of the fingerprint: which comes first, and how wide is the number?",
        .think = "A byte is a number from 0 to 255. Is it that in your program, too?",
        .experiment = "./runchild printf '\\303\\251'    # \"out_sha\":\"08326207b4eb2f34\"?"});

  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  bytes += "\nend\n";
  ASSERT_THAT(report_on(bytes), Tells(Json{{"out_sha", sixteen_digits(fnv(bytes))}}));
  ASSERT_THAT(report_on(""), Tells(Json{{"out_sha", "cbf29ce484222325"}}));
}

TEST_F(RunChild, WritesSixteenDigits) {
  requirement("The fingerprint always has 16 digits: small numbers begin with zeros.",
              "Fingerprints are compared as texts. 7 and 07 are different texts.");
  hint({.look = "how the number becomes text",
        .think = "How does one write the number seven in sixteen places?",
        .experiment = "./runchild printf moon    # is the first digit of out_sha a 0?"});

  std::string word;
  do word = random_word(6);
  while (fnv(word) >> 60U != 0);
  ASSERT_THAT(report_on(word), Tells(Json{{"out_sha", sixteen_digits(fnv(word))}}));
}

TEST_F(RunChild, PassesArgumentsOn) {
  requirement(
      "The child gets exactly the arguments that follow its name: also empty ones, blanks, "
      "quotes, stars and dollars.",
      "A file may be called \"my file; rm *\". A program that pastes such names into a command "
      "runs what others have written.");
  hint({.look = "the way of each argument from your argv to the argv of the child",
        .think = "Who cut your sentence into words? Did anybody have to put them together first?",
        .experiment = "./runchild printf '[%s]' 'two words' '' '*' '$HOME'"});

  const std::string word = random_word(5);
  Program program =
      run({"/usr/bin/printf", "[%s]", "two  words", "", "*", "$HOME", "\"'\\", "a;b", word});
  ASSERT_THAT(report_of(program),
              Tells(Json{{"out_last", "[two  words][][*][$HOME][\"'\\][a;b][" + word + "]"}}));
}

TEST_F(RunChild, SearchesThePath) {
  requirement("A program without a slash in its name is searched in the folders of PATH.",
              "Nobody types /usr/bin/echo. The list of folders in PATH is there for that.");
  hint({.look = "the call that starts the program: does it search?",
        .think = "Several calls start programs. What does the letter p in some of their names say?",
        .experiment = "./runchild echo hello; ./runchild /bin/echo hello    # is there a "
                      "difference?"});

  const std::string word = random_word(6);
  Program program = run({"echo", word});
  ASSERT_THAT(report_of(program), Tells(Json{{"exit", 0}, {"out_last", word}}));
}

TEST_F(RunChild, KeepsFolderAndEnvironment) {
  requirement("The child works in the same folder, and with the same environment variables.",
              "A child that suddenly lives elsewhere finds neither its files nor its settings.");
  hint({.look = "what the child gets besides its arguments",
        .think = "Which list holds PATH, HOME and TZ? Who gives it to the child?",
        .experiment = "./runchild sh -c 'echo \"$HOME\"'"});

  leave_utc();
  const std::string word = random_word(6);
  write_file("note", word + "\n");
  Program program = run_script("read -r word < note; echo \"$word $TZ\"");
  ASSERT_THAT(report_of(program), Tells(Json{{"out_last", word + " XYZ-5:45"}}));
}

TEST_F(RunChild, ReportsTheExitCode) {
  requirement("\"exit\" is the exit code of the child, from 0 to 255, and \"signal\" is null.",
              "The exit code is the child's verdict. Tools that build software live by it.");
  hint({.look = "the number that you get when you collect the child",
        .think = "Two things are packed into that number. Which tools unpack it?",
        .experiment = "./runchild sh -c 'exit 3'    # \"exit\":3 ?"});

  for (const int code : {3, 255}) {
    Program program = run_script("exit " + std::to_string(code));
    ASSERT_THAT(report_of(program), Tells(Json{{"exit", code}, {"signal", nullptr}}));
  }
}

TEST_F(RunChild, ReportsTheSignal) {
  requirement(
      "When a signal has ended the child, \"signal\" is its number and \"exit\" is null.",
      "\"It was killed\" and \"it gave up\" are two different stories, and need different help.");
  hint({.look = "the number that you get when you collect the child",
        .think = "A process can end in two ways. How do you tell them apart, before you ask for "
                 "the exit code?",
        .experiment = "./runchild sh -c 'kill -9 $$'    # \"exit\":null and \"signal\":9 ?"});

  for (const int signal : {9, 15}) {
    Program program = run_script("kill -" + std::to_string(signal) + " $$");
    ASSERT_THAT(report_of(program), Tells(Json{{"exit", nullptr}, {"signal", signal}}));
  }
}

TEST_F(RunChild, SucceedsWhenTheChildFails) {
  requirement("Once the child was started, runchild itself ends with exit code 0.",
              "Your program has done its work: it ran the child, and tells the truth about it. "
              "How the child fared stands in the report.");
  hint({.look = "the number that your main returns",
        .think = "Whose success does your own exit code speak of?",
        .experiment = "./runchild sh -c 'exit 7'; echo \"exit code $?\""});

  Program failing = run_script("exit 7");
  ASSERT_THAT(failing.wait_for_exit(), ExitedWith(0));
  Program killed = run_script("kill -9 $$");
  ASSERT_THAT(killed.wait_for_exit(), ExitedWith(0));
}

TEST_F(RunChild, NeedsAProgram) {
  requirement(
      "Without any argument: a message on standard error, nothing on standard output, and exit "
      "code 2.",
      "Exit code 2 says \"you called me wrongly\". Scripts read that number, not the text.");
  hint({.look = "the first lines of main",
        .think = "What do you want to start when nobody has named it?",
        .experiment = "./runchild; echo \"exit code $?\""});

  Program program = run({});
  says_why_it_failed(program, 2);
}

TEST_F(RunChild, SaysThatNothingWasStarted) {
  requirement(
      "A program that does not exist cannot be started: exit code 1, a message on standard error, "
      "no report. A child that ends with exit code 127 is something else: it was started.",
      "\"I could not begin\" and \"it went wrong\" are two different things. Whoever mixes them up "
      "searches in the wrong place.");
  hint({.look = "what happens in your program when the new one cannot take over",
        .think = "Who runs the line after a start that failed? And how does the other one learn "
                 "of it?",
        .experiment =
            "./runchild no-such-program; echo \"exit code $?\"    # how many lines come?"});

  Program real = run_script("exit 127");
  ASSERT_THAT(report_of(real), Tells(Json{{"exit", 127}}));
  for (const std::string place : {"", "/usr/bin/"}) {
    Program program = run({place + "no-" + random_word(12), "argument"});
    says_why_it_failed(program, 1);
  }
}

TEST_F(RunChild, RefusesAFileThatIsNoProgram) {
  requirement("A file that may not be run cannot be started either: exit code 1, and no report.",
              "There are many reasons why a start fails. The system names the right one.");
  hint({.look = "which failures of a start your program knows",
        .think = "Is \"not there\" the only reason why a program cannot be started?",
        .experiment = "echo text > note; ./runchild ./note; echo \"exit code $?\""});

  const std::string word = random_word(6);
  write_file("note", word + "\n");
  Program reader = run({"/bin/cat", "./note"});
  ASSERT_THAT(report_of(reader), Tells(Json{{"out_last", word}}));
  Program program = run({"./note"});
  says_why_it_failed(program, 1);
}

TEST_F(RunChild, PassesInputOn) {
  requirement("What comes in on standard input reaches the child's standard input unchanged.",
              "A program in the middle of a chain must not change what it passes on.");
  hint(
      {.look = "the way of a byte from your standard input to the child",
       .think = "Are these bytes lines, or texts? Does it matter to you what they are?",
       .experiment = "printf 'a\\0b\\n\\n c' | ./runchild od -An -tx1    # 61 00 62 0a 0a 20 63?"});

  // The child takes only so many bytes, and does not need the end of the input.
  Program program = student({"/usr/bin/od", "-An", "-tx1", "-N", "14"}, Stdin::open);
  program.send(std::string_view("a\0b\n\n c\r\n\t\xFF\xC3z\\", 14));
  program.close_stdin();
  ASSERT_THAT(report_of(program),
              Tells(Json{{"out_last", " 61 00 62 0a 0a 20 63 0d 0a 09 ff c3 7a 5c"}}));
}

TEST_F(RunChild, PassesTheEndOn) {
  requirement("When standard input ends, the child's standard input ends too.",
              "Many programs work until their input ends. If it never ends, neither do they.");
  hint({.look = "who has the writing end of the child's input open, in both processes",
        .think = "A pipe ends when nobody can write into it any more. Count who still could.",
        .experiment = "printf 'one\\n' | timeout 3 ./runchild cat; echo \"exit code $?\"    # 124: "
                      "it never ended"});

  const std::string lines = random_word(5) + "\n" + random_word(8) + "\n";
  Program program = student({"/bin/cat"}, Stdin::open);
  program.send(lines);
  program.close_stdin();
  ASSERT_THAT(report_of(program), Tells(Json{{"exit", 0}, {"out_bytes", lines.size()}}));
}

TEST_F(RunChild, PassesInputAsItComes) {
  requirement("Input is passed on as it comes, while standard input stays open.",
              "The other side may wait for the child's answer to the first line before it sends a "
              "second one.");
  hint({.look = "when the first byte of your input goes to the child",
        .think = "Could the child answer the first line if the second never came?",
        .experiment = "(echo one; sleep 5) | ./runchild head -n 1    # report at once, or after 5 "
                      "s?"});

  const std::string word = random_word(7);
  Program program = run_script("read -r line; echo \"got $line\"", Stdin::open);
  program.send(word + "\n");
  ASSERT_THAT(report_of(program), Tells(Json{{"out_last", "got " + word}}));
}

TEST_F(RunChild, ReadsMuchOutput) {
  requirement("The child may print as much as it likes: here 300000 lines, nearly 2 MB.",
              "A pipe holds little, mostly 64 KiB. A child that wants to write more must wait for "
              "you.");
  hint({.look = "what your program does while the child is running",
        .think = "Can the child end while it cannot speak? Who waits for whom?",
        .experiment = "timeout 5 ./runchild seq 300000; echo \"exit code $?\"    # 124: it hangs"});

  Program program = run({"/usr/bin/seq", kMuch});
  ASSERT_THAT(report_of(program, kForMuch),
              Tells(Json{{"exit", 0}, {"out_bytes", kBytesOfMuch}, {"out_last", kMuch}}));
}

TEST_F(RunChild, ReadsManyErrorsFirst) {
  requirement("The child may fill standard error first, and use standard output only then.",
              "Nobody tells you in which order a child speaks. Whoever listens to one side only "
              "waits for ever, and the child does too.");
  hint({.look = "what your program does while one of the two outputs is silent",
        .think = "What does the child do when its second pipe is full and you listen to the first?",
        .experiment = "timeout 5 ./runchild sh -c 'seq 300000 >&2; echo end'; echo \"exit code "
                      "$?\"    # 124: it hangs"});

  Program program = run_script(std::string("seq ") + kMuch + " >&2; echo end");
  ASSERT_THAT(
      report_of(program, kForMuch),
      Tells(Json{{"exit", 0}, {"out_bytes", 4}, {"err_bytes", kBytesOfMuch}, {"out_last", "end"}}));
}

TEST_F(RunChild, ReadsBothAtOnce) {
  requirement("The child may fill both outputs at the same time.",
              "Compilers do that: results on one side, warnings on the other.");
  hint(
      {.look = "how your program decides which output it reads next",
       .think = "Which call can wait for two things at once? Or who could listen to the other one?",
       .experiment = "timeout 5 ./runchild sh -c 'seq 300000 >&2 & seq 300000; wait'; echo \"exit "
                     "code $?\"    # 124: it hangs"});

  const std::string seq = std::string("seq ") + kMuch;
  Program program = run_script(seq + " >&2 & " + seq + "; wait");
  ASSERT_THAT(report_of(program, kForMuch), Tells(Json{{"exit", 0},
                                                       {"out_bytes", kBytesOfMuch},
                                                       {"err_bytes", kBytesOfMuch},
                                                       {"out_last", kMuch}}));
}

TEST_F(RunChild, PassesMuchThrough) {
  requirement("The child may answer while it is still being fed: here nearly 2 MB in and out.",
              "A filter answers at once. If you only speak and never listen, its answers pile up "
              "until it can take nothing more.");
  hint({.look = "what your program does while the child takes no more input",
        .think = "Both of you are talking and nobody listens. How does that go on?",
        .experiment = "seq 300000 | timeout 5 ./runchild cat; echo \"exit code $?\"    # 124: it "
                      "hangs"});

  std::string lines;
  for (int i = 1; i <= 300000; ++i) lines += std::to_string(i) + "\n";
  Program program = student({"/bin/cat"}, Stdin::open);
  program.send(lines, kForMuch);
  program.close_stdin();
  ASSERT_THAT(report_of(program, kForMuch),
              Tells(Json{{"exit", 0}, {"out_bytes", kBytesOfMuch}, {"out_last", kMuch}}));
}

TEST_F(RunChild, SurvivesAChildThatDoesNotRead) {
  requirement(
      "The child may close its standard input early. runchild carries on and reports as always.",
      "head and many others stop reading when they have seen enough. That is their right, and no "
      "accident.");
  hint({.look = "what happens when you write and nobody can read it any more",
        .think = "The reader has left. Must that be the end of you?",
        .experiment = "(sleep 1; echo hello) | ./runchild sh -c 'exec <&-; sleep 2; echo here'; "
                      "echo \"exit code $?\""});

  Program program =
      run_script("exec <&-; until [ -e go ]; do sleep 0.1; done; echo \"still here\"", Stdin::open);
  wait_for_processes(program, 2);  // the shell and a sleep: its input is closed by now
  program.send(std::string(4000, 'x'));
  program.settle();
  write_file("go", "");
  ASSERT_THAT(report_of(program), Tells(Json{{"out_last", "still here"}}));
}

TEST_F(RunChild, WaitsForASilentChild) {
  requirement(
      "A child may close both of its outputs and go on. runchild waits for its end, and rests "
      "meanwhile: at most 0.1 s of processor time per second.",
      "Programs that work in the background close their outputs first. Their exit code "
      "comes much later.");
  hint({.look = "what your program does when both outputs are at their end",
        .think =
            "Somebody has nothing more to say. Does that mean that he has left? And does a pipe "
            "that is at its end have news for you, again and again?",
        .experiment = "./runchild sh -c 'exec >&- 2>&-; sleep 2; exit 6'    # \"exit\":6 ?"});

  Program program = run_script("exec >&- 2>&-; read line; exit 6", Stdin::open);
  wait_for_processes(program, 1);
  ASSERT_THAT(program.idle_cpu(kWindow), AtMost(0.1, kOfProcessorTime));
  program.send("go\n");
  ASSERT_THAT(report_of(program), Tells(Json{{"exit", 6}, {"signal", nullptr}}));
}

TEST_F(RunChild, KeepsTheLastBytes) {
  requirement(
      "Bytes that are still in the pipes when the child ends count. Here runchild is stopped while "
      "the child writes and ends, and then goes on.",
      "The last words of a program are often the most important ones: they say why it gave up.");
  hint({.look = "what your program still does after it has learned of the child's end",
        .think = "The letter is in the box, and its writer has gone. Who fetches it?",
        .experiment = "for i in $(seq 50); do ./runchild sh -c 'echo out; echo err >&2'; done | "
                      "sort | uniq -c    # 50 times the same?"});

  Program program = run_script(
      "until [ -e go ]; do sleep 0.02; done; printf '%20000s' end >&2; printf '%20000s' end");
  wait_for_processes(program, 1);
  program.pause();
  write_file("go", "");
  // Where pipes are so small that the child must wait for its reader, it ends later. The bytes
  // count all the same.
  look_until(program, [&] { return program.zombies() > 0; });
  program.resume();
  ASSERT_THAT(report_of(program),
              Tells(Json{{"exit", 0}, {"out_bytes", 20000}, {"err_bytes", 20000}}));
}

TEST_F(RunChild, DoesNotWaitForOthers) {
  requirement(
      "When the child has ended but another process still holds its outputs open, runchild gives "
      "up after 500 ms and reports.",
      "Servers are started like that: the child starts them and leaves, and they live on for "
      "weeks.");
  hint({.look = "what ends the loop that reads the outputs",
        .think = "An output ends when nobody can write to it. Who could, besides the child?",
        .experiment = "./runchild sh -c 'sleep 10 & echo done'    # report after half a second, or "
                      "after 10 s?"});

  Program program = run_script("sleep 60 & echo done");
  ASSERT_THAT(report_of(program, milliseconds(2500)),
              Tells(Json{{"exit", 0}, {"out_last", "done"}}));
}

TEST_F(RunChild, EndsWhileItsInputIsOpen) {
  requirement("When the child has ended, runchild ends too, although its own input is still open.",
              "The other side may keep your input open for hours. It waits for your report.");
  hint({.look = "what your program waits for after the child has ended",
        .think = "For whom is more input good, when the child has gone?",
        .experiment = "sleep 5 | ./runchild echo hello    # report at once, or after 5 s?"});

  const std::string word = random_word(6);
  Program program = student({"/bin/echo", word}, Stdin::open);
  ASSERT_THAT(report_of(program), Tells(Json{{"exit", 0}, {"out_last", word}}));
}

TEST_F(RunChild, GivesTheChildAPipe) {
  requirement("The child's standard input is a pipe of its own, not that of runchild.",
              "Two readers of one pipe steal each other's bytes. And only through a pipe of your "
              "own can you say something to the child yourself.");
  hint({.look = "what becomes descriptor 0 of the child",
        .think = "When you do nothing about it, whose standard input does the child read?",
        .experiment = "./runchild sh -c 'readlink /proc/$$/fd/0'    # out_last: a pipe, or your "
                      "terminal?"});

  Program program = run_script(
      "own=$(readlink /proc/$$/fd/0); mine=$(readlink /proc/$PPID/fd/0); "
      "if [ \"$own\" = \"$mine\" ]; then echo \"the same\"; else echo \"its own\"; fi");
  ASSERT_THAT(report_of(program), Tells(Json{{"out_last", "its own"}}));
}

TEST_F(RunChild, GivesTheChildNothingElse) {
  requirement(
      "The child has the descriptors 0, 1 and 2 open, and no others. It lists them here; "
      "3 is the list itself, which it has just opened.",
      "A forgotten copy of a pipe's end keeps the pipe open. Then an end never comes, and nobody "
      "sees why.");
  hint({.look = "which numbers of yours are still open when the new program takes over",
        .think = "A child inherits everything that you do not close. What did you open before?",
        .experiment = "./runchild sh -c 'echo $(ls /proc/self/fd)'    # \"0 1 2 3\"?"});

  Program program = run_script("echo $(ls /proc/self/fd)");
  ASSERT_THAT(report_of(program), Tells(Json{{"out_last", "0 1 2 3"}}));
}

TEST_F(RunChild, CollectsTheChildAtOnce) {
  requirement(
      "The child is collected as soon as it has ended, also while runchild still waits for its "
      "outputs.",
      "An ended process that nobody collects stays in the system's table. It is called a zombie.");
  hint({.look = "when you ask for the child's exit code: before or after the outputs have ended?",
        .think = "Two things are awaited, the end of the child and the end of its outputs. Which "
                 "one may come first?",
        .experiment =
            "./runchild sh -c 'sleep 10 &' & sleep 0.3; ps -o stat,comm --ppid $!    # no "
            "letter Z?"});

  // The program gives 500 ms to see it. A grader that slept through them looks again.
  Collected collected = Collected::after_it;
  for (int i = 0; i < 3 && collected == Collected::after_it; ++i)
    collected = when_the_child_is_collected();
  ASSERT_THAT(collected, IsCollectedAtOnce());
}

TEST_F(RunChild, LetsTheChildPause) {
  requirement("The child may be stopped for a while and go on. That is not its end.",
              "Ctrl-Z does that, and so do debuggers. The system then taps you on the shoulder, "
              "as it does when a child ends.");
  hint({.look = "what your program does when the system tells it something about the child",
        .think = "Was it an end, an error, or a tap on the shoulder?",
        .experiment = "./runchild sh -c '(sleep 1; kill -CONT $$) & kill -STOP $$; echo back'"});

  Program program = run_script(
      "until [ -e pause ]; do sleep 0.1; done; "
      "(until grep -q '^State:.T' /proc/$$/status; do sleep 0.1; done; echo >paused; "
      "until [ -e go ]; do sleep 0.1; done; kill -CONT $$) & "
      "kill -STOP $$; wait; echo back; exit 5");
  wait_for_processes(program, 1);  // it waits for news of the child before there are any
  write_file("pause", "");
  look_until(program, [&] { return !read_file("paused").trouble; });
  program.settle();  // what it makes of them, it has made before there are more
  write_file("go", "");
  ASSERT_THAT(report_of(program), Tells(Json{{"exit", 5}, {"out_last", "back"}}));
}

TEST_F(RunChild, RestsWhileTheChildSleeps) {
  requirement(
      "While the child sleeps, runchild uses at most 0.1 s of processor time per second.",
      "Waiting costs nothing when the system wakes you. Asking again and again takes a whole "
      "processor.");
  hint({.look = "what your loop does when there is nothing to read",
        .think = "Who could wake you when something happens?",
        .experiment =
            "./runchild sleep 5 & sleep 1; top -b -n 1 | head    # how busy is runchild?"});

  Program program = student({"/bin/sleep", "60"}, Stdin::open);
  wait_for_processes(program, 1);
  ASSERT_THAT(program.idle_cpu(kWindow), AtMost(0.1, kOfProcessorTime));
}
