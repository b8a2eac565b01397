#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "check/check.hpp"

using namespace pipette;

// Scripts that the shell is asked to run are written by the checks, so that a check needs no quotes
// unless it is about quotes.
struct MiniShell : Check {
  // What came out of one run of the shell, and how it ended. The shell is kept: when it still runs,
  // a failure tells what it was doing.
  struct Run {
    Program shell;
    Received out;
    Ended end;
    std::string errors;
  };

  // Sends all lines, ends the input and reads everything.
  Run run(std::string_view lines) {
    Program shell = student();
    shell.send(lines);
    shell.close_stdin();
    Received out = shell.read_to_end();
    // Who holds back the end of the output is not waited for twice.
    const Ended end = out.trouble ? Ended{.trouble = out.trouble} : shell.wait_for_exit();
    std::string errors = shell.stderr_so_far();
    return {std::move(shell), std::move(out), end, std::move(errors)};
  }

  // A line that is refused as a whole: what stood before it and what comes after it is run.
  void expect_refused(const std::string& line) {
    const Run refused = run("echo before\n" + line + "\n");
    ASSERT_THAT(refused.out, IsBytes("before\n")) << "The line was: " << line;
    ASSERT_THAT(refused.end, ExitedWith(2)) << "The line was: " << line;
    ASSERT_THAT(refused.errors, SaysSomething()) << "The line was: " << line;
    const Run after = run(line + "\necho after\n");
    ASSERT_THAT(after.out, IsBytes("after\n")) << "The line was: " << line;
    ASSERT_THAT(after.end, ExitedWith(0)) << "The line was: " << line;
  }

  // Prints each of its arguments between < and >.
  void write_show_script() {
    write_file("show.sh", "for word in \"$@\"; do printf '<%s>' \"$word\"; done; echo\n");
  }

  // A script with this exit code.
  void write_exit_script(const std::string& code) {
    write_file("exit" + code + ".sh", "exit " + code + "\n");
  }

  static void expect_bytes(const Received& received, const std::string& bytes) {
    ASSERT_THAT(received, IsBytes(bytes));
  }

  // Runs the lines, and leaves the shell waiting for one last command.
  Program waiting_after(std::string_view lines) {
    Program shell = student();
    shell.send(lines);
    shell.send("echo done\nsleep 60\n");
    shell.close_stdin();
    constexpr Within kManyCommands = std::chrono::seconds(20);
    expect_bytes(shell.read_until("done\n", kManyCommands), "done\n");
    shell.wait_for_children(1);
    return shell;
  }

  // Open descriptors of the shell when it has run the lines so many times.
  double descriptors_after(int rounds, const std::string& lines) {
    std::string all;
    for (int i = 0; i < rounds; ++i) all += lines;
    Program shell = waiting_after(all);
    return static_cast<double>(shell.open_descriptors());
  }

  // More bytes than three pipes and the buffers of three programs hold.
  static std::size_t too_much_for_pipes() {
    constexpr std::size_t kMebi = std::size_t{1} << 20U;
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return 16 * kMebi;
    const int capacity = fcntl(ends[0], F_GETPIPE_SZ);
    for (const int end : ends) close(end);
    return std::max(kMebi, 8 * static_cast<std::size_t>(std::max(capacity, 0)));
  }
};

// ---- One command ----

TEST_F(MiniShell, RunsACommand) {
  requirement("The line \"/bin/echo hi\" runs the program /bin/echo with the word \"hi\".",
              "This is the heart of every shell: make a copy of yourself, let the copy become the "
              "program, and wait until it has ended.");
  hint({.look = "what happens between reading the line and starting the program",
        .think = "Which process becomes the program, and which one goes on as your shell?",
        .experiment = "printf '/bin/echo hi\\n' | ./mini_shell"});

  const std::string word = random_word(6);
  const Run result = run("/bin/echo " + word + "\n");
  ASSERT_THAT(result.out, IsBytes(word + "\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, FindsProgramsByName) {
  requirement("A name without a slash is looked for in the folders of PATH.",
              "Nobody wants to type /usr/bin/ in front of every command.");
  hint({.look = "the call that starts the program",
        .think = "Does that call look for the program, or must you name its folder yourself?",
        .experiment = "printf 'echo hi\\n' | ./mini_shell    # and with /bin/echo?"});

  const std::string word = random_word(6);
  const Run result = run("echo " + word + "\n");
  ASSERT_THAT(result.out, IsBytes(word + "\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, PassesEveryArgument) {
  requirement("Blanks and tabs part the words, and a program gets all words of its command.",
              "Two blanks in a row are one gap. What stands in a gap belongs to no word.");
  hint({.look = "the place where a line is cut into words",
        .think = "How many words has a line that begins with a blank, or has two in a row?",
        .experiment = "printf '  echo  one \\t two  \\n' | ./mini_shell"});

  write_show_script();
  const Run result = run("  \tsh show.sh one  two\tthree \t four  \n");
  ASSERT_THAT(result.out, IsBytes("<one><two><three><four>\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, RunsLineAfterLine) {
  requirement(
      "Lines are run in their order. Blank lines do nothing. The last line counts also "
      "without its line feed.",
      "A list of command lines is a small program: a script.");
  hint({.look = "the loop around your lines: what does it do with a line that has no word?",
        .think = "What is word number one of a line without words?",
        .experiment = "printf 'echo one\\n\\n  \\necho two' | ./mini_shell"});

  const Run result = run("echo one\n\n \t \necho two\necho three");
  ASSERT_THAT(result.out, IsBytes("one\ntwo\nthree\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, SkipsComments) {
  requirement("Where a word would begin, # makes the rest of the line a comment.",
              "Scripts explain themselves to people in this way. But inside a word, # is a letter "
              "like any other.");
  hint({.look = "where your shell looks for the sign #",
        .think = "Does the # begin a word, or does it stand inside one?",
        .experiment = "printf '# nothing\\necho a#b # end\\n' | ./mini_shell"});

  const Run result = run("# echo no\necho one # two\n  #echo no | '\necho a#b\n");
  ASSERT_THAT(result.out, IsBytes("one\na#b\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, RunsEachLineWhenItComes) {
  requirement("A line is run as soon as it is there, while the input stays open.",
              "Somebody who types a command wants to see its answer before the next one.");
  hint({.look = "when your shell has read enough to begin",
        .think = "Could the first line be run if the second never came?",
        .experiment =
            "(echo 'echo one'; sleep 3) | ./mini_shell    # does it take 3 s to say one?"});

  Program shell = student();
  for (int i = 0; i < 3; ++i) {
    const std::string word = random_word(5);
    shell.send("echo " + word + "\n");
    ASSERT_THAT(shell.read_line(), IsBytes(word + "\n"));
  }
  shell.close_stdin();
  ASSERT_THAT(shell.wait_for_exit(), ExitedWith(0));
}

TEST_F(MiniShell, KeepsAllOtherBytes) {
  requirement("Signs that this shell gives no meaning to are passed on as they are.",
              "Big shells replace * and $HOME before a program sees them. This one does not, so a "
              "program gets what was typed.");
  hint({.look = "who cuts the line into words: your shell, or another program?",
        .think = "Which sign has a meaning in the contract? Who gives a meaning to the others?",
        .experiment = "printf 'echo * $HOME ; & \"a  b\"\\n' | ./mini_shell"});

  write_show_script();
  const Run result = run("sh show.sh * $HOME \"a b\" ; & \\n ~ (x) {1,2} ! é %s a=b 2 -\n");
  ASSERT_THAT(result.out, IsBytes("<*><$HOME><\"a><b\"><;><&><\\n><~><(x)><{1,2}><!><é><%s>"
                                  "<a=b><2><->\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, RunsEachLineOnce) {
  requirement(
      "Every line is run once, also when the lines come from a file and a command cannot "
      "be started.",
      "A copy of your shell has a copy of all that the shell has read. When such a copy "
      "cannot become the program, it must leave without touching any of that.");
  hint({.look = "the way out of the child when the program cannot be started",
        .think = "Parent and child share the place where the file is being read. What does a "
                 "program tidy up when it ends in the usual way?",
        .experiment = "printf 'echo 1\\nnosuch\\necho 2\\n' > s.txt; ./mini_shell < s.txt"});

  write_file("script.txt", "echo one\nno-such-command\necho two\necho three\n");
  Program shell = student_reading("script.txt");
  ASSERT_THAT(shell.read_to_end(), IsBytes("one\ntwo\nthree\n"));
  ASSERT_THAT(shell.wait_for_exit(), ExitedWith(0));
}

// ---- The status ----

TEST_F(MiniShell, EndsWithTheLastStatus) {
  requirement(
      "When the input ends, the shell ends with the status of its last command, or with 0 "
      "when there was none.",
      "Whoever starts your shell learns in this way how the work went.");
  hint({.look = "what you do with the number that the wait brings back",
        .think = "Is that number the exit code, or is the exit code packed inside it? And does a "
                 "blank line change what came before it?",
        .experiment = "printf 'false\\n\\n# note\\n' | ./mini_shell; echo $?"});

  write_exit_script("7");
  const Run seven = run("echo one\nsh exit7.sh\n");
  ASSERT_THAT(seven.out, IsBytes("one\n"));
  ASSERT_THAT(seven.end, ExitedWith(7)) << "The last command ended with 7.";
  ASSERT_THAT(run("sh exit7.sh\n\n \t\n# comment\n").end, ExitedWith(7))
      << "Blank lines and comments keep the status.";
  ASSERT_THAT(run("sh exit7.sh\ntrue\n").end, ExitedWith(0)) << "The last command was true.";
  ASSERT_THAT(run("").end, ExitedWith(0)) << "There was no command.";
}

TEST_F(MiniShell, ExitsWithAGivenNumber) {
  requirement("\"exit 7\" ends the shell with exit code 7, and no further line is run.",
              "exit is no program: no other process could end your shell for you.");
  hint({.look = "where your shell looks for the word exit",
        .think = "Which process ends: the shell, or a child of it?",
        .experiment = "printf 'exit 7\\necho still here\\n' | ./mini_shell; echo $?"});

  const Run seven = run("echo one\nexit 7\necho two\n");
  ASSERT_THAT(seven.out, IsBytes("one\n"));
  ASSERT_THAT(seven.end, ExitedWith(7));
  ASSERT_THAT(run("false\nexit 0\n").end, ExitedWith(0));
  ASSERT_THAT(run("exit 255\n").end, ExitedWith(255));
}

TEST_F(MiniShell, ExitsWithTheLastStatus) {
  requirement("\"exit\" without a number ends the shell with the status of the last command.",
              "Scripts end in this way when the last command decides.");
  hint({.look = "exit when no word follows it",
        .think = "Which number does your shell remember from one line to the next?",
        .experiment = "printf 'false\\nexit\\n' | ./mini_shell; echo $?"});

  write_exit_script("3");
  const Run three = run("echo one\nsh exit3.sh\nexit\necho two\n");
  ASSERT_THAT(three.out, IsBytes("one\n"));
  ASSERT_THAT(three.end, ExitedWith(3));
}

TEST_F(MiniShell, TellsWhichSignalEndedACommand) {
  requirement("A command that signal n has ended has the status 128 + n.",
              "Such a command has no exit code. The number tells that it did not end by itself.");
  hint({.look = "what the wait tells besides an exit code",
        .think = "What did a program return that was killed in the middle?",
        .experiment = "echo 'kill -9 $$' > k.sh; echo 'sh k.sh' | ./mini_shell; echo $?"});

  write_file("killed.sh", "kill -KILL $$\n");
  ASSERT_THAT(run("sh killed.sh\n").end, ExitedWith(137));
}

// ---- cd ----

TEST_F(MiniShell, ChangesItsFolder) {
  requirement("After \"cd FOLDER\", all later commands run in that folder.",
              "Each process has a folder of its own, and a child begins in the one of its parent.");
  hint({.look = "where your shell looks for the word cd",
        .think = "Whose folder changes when a child changes its folder?",
        .experiment = "printf 'cd /\\npwd\\ncd usr\\npwd\\n' | ./mini_shell"});

  const Run result = run("cd /\npwd\ncd usr\npwd\n");
  ASSERT_THAT(result.out, IsBytes("/\n/usr\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, SurvivesAMissingFolder) {
  requirement(
      "cd to a folder that is not there says so on standard error. Its status is 1, and "
      "the shell goes on.",
      "A wrong letter in a name must not end the whole shell.");
  hint({.look = "what you do when the folder cannot be changed",
        .think = "How does the call tell that it did not work? Who asks?",
        .experiment = "printf 'cd /nowhere\\necho alive\\n' | ./mini_shell"});

  const std::string nowhere = "cd /nowhere/" + random_word(8) + "\n";
  const Run alive = run(nowhere + "echo alive\n");
  ASSERT_THAT(alive.out, IsBytes("alive\n"));
  ASSERT_THAT(alive.errors, SaysSomething());
  ASSERT_THAT(run("true\n" + nowhere).end, ExitedWith(1));
}

TEST_F(MiniShell, WantsOneFolder) {
  requirement("cd without a folder, or with two, changes nothing. Its status is 1.",
              "This shell knows no home folder. And which of two folders would it choose?");
  hint({.look = "how many words your cd looks at",
        .think = "What is word number two of a command that has only one?",
        .experiment = "printf 'cd\\necho alive\\n' | ./mini_shell"});

  for (const char* line : {"cd\n", "cd / /usr\n"}) {
    const Run alive = run("cd /bin\n" + std::string(line) + "cd ..\necho alive\n");
    ASSERT_THAT(alive.out, IsBytes("alive\n")) << "The line was: " << line;
    const Run wrong = run(line);
    ASSERT_THAT(wrong.end, ExitedWith(1)) << "The line was: " << line;
    ASSERT_THAT(wrong.errors, SaysSomething()) << "The line was: " << line;
  }
}

// ---- Files ----

TEST_F(MiniShell, ReadsFromAFile) {
  requirement("With \"< FILE\", a command reads the file as its standard input.",
              "The command does not know it: it reads descriptor 0, whatever that leads to.");
  hint({.look = "what descriptor 0 of the child leads to when the program begins",
        .think = "Which number does the opened file have, and which number will the program read?",
        .experiment = "echo text > in.txt; printf 'cat < in.txt\\n' | ./mini_shell"});

  const std::string text = random_word(7) + "\n" + random_word(4) + "\n";
  write_file("in.txt", text);
  const Run result = run("cat < in.txt\n");
  ASSERT_THAT(result.out, IsBytes(text));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, WritesToAFile) {
  requirement(
      "With \"> FILE\", a command's standard output goes to the file, which is made when it "
      "is not there.",
      "The command does not know it: it writes to descriptor 1.");
  hint({.look = "what descriptor 1 of the child leads to when the program begins",
        .think = "Is > a word for the program, or a wish to your shell?",
        .experiment = "printf 'echo hi > o.txt\\n' | ./mini_shell; cat o.txt; rm o.txt"});

  const std::string word = random_word(6);
  const Run result = run("echo " + word + " > out.txt\n");
  ASSERT_THAT(result.out, IsBytes(""));
  ASSERT_THAT(result.end, ExitedWith(0));
  ASSERT_THAT(read_file("out.txt"), IsBytes(word + "\n"));
}

TEST_F(MiniShell, EmptiesAnOldFile) {
  requirement("\">\" empties a file that is there already, before the command begins.",
              "Otherwise the end of the old text would stay behind a shorter new one.");
  hint({.look = "the way in which the file is opened for >",
        .think = "What remains of a long text when a short one is written over its beginning?",
        .experiment =
            "echo long text > o.txt; printf 'echo a > o.txt\\n' | ./mini_shell; cat o.txt"});

  write_file("out.txt", "a much longer text\nof two lines\n");
  ASSERT_THAT(run("echo new > out.txt\n").end, ExitedWith(0));
  ASSERT_THAT(read_file("out.txt"), IsBytes("new\n"));
}

TEST_F(MiniShell, AppendsToAFile) {
  requirement("\">>\" writes behind what the file holds, and makes the file when it is not there.",
              "Diaries grow in this way: one more line at the end.");
  hint({.look = "the way in which the file is opened for >>",
        .think = "Where in the file does the first write of the command go?",
        .experiment = "printf 'echo 1 >> o.txt\\necho 2 >> o.txt\\n' | ./mini_shell; cat o.txt"});

  write_file("old.txt", "one\n");
  ASSERT_THAT(run("echo two >> old.txt\necho three >> old.txt\necho one >> new.txt\n").end,
              ExitedWith(0));
  ASSERT_THAT(read_file("old.txt"), IsBytes("one\ntwo\nthree\n"));
  ASSERT_THAT(read_file("new.txt"), IsBytes("one\n"));
}

TEST_F(MiniShell, SendsErrorsToAFile) {
  requirement("\"2> FILE\" sends standard error to the file, and standard output stays as it was.",
              "So answers and complaints can be kept apart.");
  hint({.look = "how your shell reads the two characters 2>",
        .think = "Are they one sign, or a word and a sign?",
        .experiment = "printf 'ls /nowhere 2> e.txt\\n' | ./mini_shell; cat e.txt"});

  write_file("both.sh", "echo answer\necho complaint >&2\n");
  const Run result = run("sh both.sh 2> errors.txt\n");
  ASSERT_THAT(result.out, IsBytes("answer\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
  ASSERT_THAT(read_file("errors.txt"), IsBytes("complaint\n"));
}

TEST_F(MiniShell, MakesFilesThatOthersMayUse) {
  requirement(
      "A new file gets the rights 0666, less what the umask takes away.",
      "Each user decides with the umask who may read new files. Programs ask for everything "
      "and leave that choice to the user.");
  hint({.look = "the third argument of the call that makes the file",
        .think = "Which rights do files have that touch makes in the same folder?",
        .experiment = "printf 'touch a\\necho x > b\\nls -l a b\\n' | ./mini_shell"});

  Program shell = student();
  shell.send("touch a.txt\necho x > b.txt\necho x >> c.txt\nstat -c %a a.txt b.txt c.txt\n");
  shell.close_stdin();
  const Received usual = shell.read_line();
  ASSERT_FALSE(usual.trouble) << testing::PrintToString(usual);
  ASSERT_THAT(shell.read_line(), IsBytes(usual.bytes)) << "rights of a file made by >";
  ASSERT_THAT(shell.read_line(), IsBytes(usual.bytes)) << "rights of a file made by >>";
}

TEST_F(MiniShell, RedirectsOneCommandOnly) {
  requirement("A redirection holds for its own command. The next line has the usual output again.",
              "What belongs to the child must be changed in the child.");
  hint({.look = "which process turns descriptor 1 to the file",
        .think = "After one >, does your shell itself still speak to the screen?",
        .experiment = "printf 'echo a > o.txt\\necho b\\n' | ./mini_shell; cat o.txt"});

  const Run result = run("echo one > out.txt\necho two\n");
  ASSERT_THAT(result.out, IsBytes("two\n"));
  ASSERT_THAT(read_file("out.txt"), IsBytes("one\n"));
}

TEST_F(MiniShell, RedirectsFromLeftToRight) {
  requirement(
      "A redirection may stand anywhere in its command. Several are done from left to "
      "right, and the last one counts.",
      "A redirection is a wish to the shell. The words around it still belong together.");
  hint({.look = "what your shell does with the words behind a redirection",
        .think = "Does a redirection end the command, or does it only stand in it?",
        .experiment = "printf '> a echo one > b two\\n' | ./mini_shell; wc -c a b"});

  const Run result = run("> first.txt echo one > second.txt two\n");
  ASSERT_THAT(result.out, IsBytes(""));
  ASSERT_THAT(result.end, ExitedWith(0));
  ASSERT_THAT(read_file("first.txt"), IsBytes(""));
  ASSERT_THAT(read_file("second.txt"), IsBytes("one two\n"));
}

TEST_F(MiniShell, SplitsWordsAtOperators) {
  requirement("| < > and >> need no blanks around them. 2> is one sign only where a word begins.",
              "People write ls>list. But in a2>list, the 2 belongs to the word.");
  hint({.look = "where a word ends in your shell",
        .think = "Which characters end a word? Blanks alone?",
        .experiment = "printf 'echo a>o.txt\\ncat<o.txt|wc -c\\n' | ./mini_shell"});

  write_file("in.txt", "text\n");
  const Run result = run("echo a>out.txt\necho b>>b.txt\necho c2>c.txt\ncat<in.txt\ntrue|echo d\n");
  ASSERT_THAT(result.out, IsBytes("text\nd\n"));
  ASSERT_THAT(read_file("out.txt"), IsBytes("a\n"));
  ASSERT_THAT(read_file("b.txt"), IsBytes("b\n"));
  ASSERT_THAT(read_file("c.txt"), IsBytes("c2\n"));
}

TEST_F(MiniShell, RefusesAMissingFile) {
  requirement(
      "When a file cannot be opened, its command is not run and has the status 1. The shell "
      "says why, and goes on.",
      "A command must not read from somewhere else than it was told to.");
  hint(
      {.look = "what the child does when the file cannot be opened",
       .think = "How does the call tell that there is no such file? What should the child do then?",
       .experiment = "printf 'echo hi < nowhere\\n' | ./mini_shell; echo $?"});

  const Run result = run("echo one\necho no < missing.txt\n");
  ASSERT_THAT(result.out, IsBytes("one\n"));
  ASSERT_THAT(result.end, ExitedWith(1));
  ASSERT_THAT(result.errors, SaysSomething());
  ASSERT_THAT(run("echo no > missing/out.txt\necho two\n").out, IsBytes("two\n"));
}

// ---- Pipes ----

TEST_F(MiniShell, ConnectsTwoCommands) {
  requirement("In \"a | b\", b reads what a writes. When a has ended, b sees the end of its input.",
              "Small programs become big ones in this way.");
  hint({.look = "every process that holds the writing end of the pipe",
        .think = "The right side reads until nobody can write any more. Who still could?",
        .experiment = "printf 'echo hi | cat\\n' | timeout 3 ./mini_shell; echo $?"});

  const std::string word = random_word(6);
  const Run result = run("echo " + word + " | cat\nseq 3 | wc -l\n");
  ASSERT_THAT(result.out, IsBytes(word + "\n3\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, RedirectsOutOfAPipe) {
  requirement("A redirection goes before the pipe: with \"a > FILE | b\", the pipe gets nothing.",
              "The pipe is laid first, and what the line says about a file comes after it.");
  hint({.look = "in which order the child turns to the pipe and to the file",
        .think = "Two wishes for the same descriptor: which one is carried out last?",
        .experiment = "printf 'echo a > o.txt | true\\n' | ./mini_shell; cat o.txt"});

  write_file("in.txt", "file\n");
  const Run result = run("echo one > out.txt | true\necho pipe | cat < in.txt\n");
  ASSERT_THAT(result.out, IsBytes("file\n"));
  ASSERT_THAT(read_file("out.txt"), IsBytes("one\n"));
}

TEST_F(MiniShell, ConnectsFiveCommands) {
  requirement("A pipeline may have many commands. Each reads from the one on its left.",
              "Four pipes have eight ends. Each of them has one place where it belongs.");
  hint({.look = "the ends that a command in the middle needs, and all that it does not need",
        .think = "How many pipes lie between five commands? Does your loop make as many?",
        .experiment = "printf 'seq 9 | cat | tail -n 3 | head -n 1 | cat\\n' | ./mini_shell"});

  const Run result = run("seq 100 | cat | tail -n 50 | head -n 3 | wc -l\n");
  ASSERT_THAT(result.out, IsBytes("3\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, RunsAllCommandsAtOnce) {
  requirement("All commands of a pipeline run at the same time.",
              "A pipe holds little. Writer and reader must both be there.");
  hint({.look = "where your shell starts the commands, and where it waits for them",
        .think = "Is anything waited for before the last command was started?",
        .experiment = "time (echo 'sleep 1 | sleep 1 | sleep 1' | ./mini_shell)    # 1 s, or 3?"});

  Program shell = student();
  shell.send("sleep 60 | sleep 60 | sleep 60\n");
  shell.close_stdin();
  shell.wait_for_children(3);
}

TEST_F(MiniShell, EndsWhenNobodyReads) {
  requirement(
      "\"yes | head -n 1\" ends, although yes writes for ever: when the reader has gone, a "
      "signal ends the writer.",
      "The signal comes only when no process at all holds the reading end any more.");
  hint({.look = "every process that holds the reading end of the pipe, also the writer itself",
        .think = "head has gone. Who could still read what yes writes?",
        .experiment = "printf 'yes | head -n 1\\n' | timeout 3 ./mini_shell; echo $?"});

  const Run result = run("yes | head -n 1\necho next\n");
  ASSERT_THAT(result.out, IsBytes("y\nnext\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, GivesCommandsTheUsualSignals) {
  requirement(
      "Signals do to a command what they usually do: your shell ignores or blocks none for "
      "it.",
      "A process that was started inherits which signals are ignored. Programs count on "
      "the signal that ends them when nobody reads.");
  hint({.look = "every call in your shell that has to do with signals",
        .think = "What your shell ignores: does the child ignore it, too?",
        .experiment =
            "echo 'kill -PIPE $$; echo no' > p.sh; echo 'sh p.sh' | ./mini_shell; echo $?"});

  for (const auto& [name, status] : {std::pair{"PIPE", 141}, {"INT", 130}, {"TERM", 143}}) {
    const std::string file = std::string(name) + ".sh";
    write_file(file, "kill -" + std::string(name) + " $$\necho alive\n");
    const Run result = run("sh " + file + "\n");
    ASSERT_THAT(result.out, IsBytes("")) << "The signal was SIG" << name << ".";
    ASSERT_THAT(result.end, ExitedWith(status)) << "The signal was SIG" << name << ".";
  }
}

TEST_F(MiniShell, PassesMuchThroughPipes) {
  requirement("Any number of bytes passes through a pipeline.",
              "A pipe holds 64 KiB or so. Whoever writes more has to wait for the reader.");
  hint({.look = "what runs while the first command writes",
        .think = "The pipe is full, and the writer waits. Who empties the pipe?",
        .experiment = "printf 'seq 200000 | cat | wc -l\\n' | timeout 5 ./mini_shell"});

  const std::size_t size = too_much_for_pipes();
  write_file("big.txt", std::string(size, 'x'));
  const Run result = run("cat big.txt | cat | wc -c\n");
  ASSERT_THAT(result.out, IsBytes(std::to_string(size) + "\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

// ---- Commands that are not there ----

TEST_F(MiniShell, GoesOnAfterAnUnknownCommand) {
  requirement(
      "A command that is not found has the status 127. The shell says so on standard error, "
      "and each further line is run once.",
      "The copy that could not become the program is still a copy of your shell. It must "
      "not go on as one.");
  hint({.look = "the line behind the call that should start the program",
        .think = "Who arrives at that line, and how many shells are there then?",
        .experiment = "printf 'nosuch\\necho next\\n' | ./mini_shell"});

  const std::string unknown = "no-such-" + random_word(6) + "\n";
  const Run next = run("echo one\n" + unknown + "echo two\necho three\n");
  ASSERT_THAT(next.out, IsBytes("one\ntwo\nthree\n"));
  ASSERT_THAT(next.errors, SaysSomething());
  ASSERT_THAT(run(unknown).end, ExitedWith(127));
}

TEST_F(MiniShell, RunsTheOthersOfAPipe) {
  requirement("When one command of a pipeline is not found, the others still run.",
              "Each command of a pipeline stands for itself, and so does its status.");
  hint({.look = "when your shell notices that a command cannot be started",
        .think = "What is left to do for the other commands of the line?",
        .experiment = "printf 'true | nosuch | echo end\\n' | ./mini_shell"});

  const Run result = run("true | no-such-command | echo end\necho next\n");
  ASSERT_THAT(result.out, IsBytes("end\nnext\n"));
  ASSERT_THAT(result.errors, SaysSomething());
}

// ---- Quotes ----

TEST_F(MiniShell, KeepsQuotedBlanks) {
  requirement("Between two quotes ('), blanks and tabs belong to the word.",
              "Names of files may hold blanks. Without quotes nobody could name them.");
  hint({.look = "what your shell knows about quotes when it looks for the end of a word",
        .think = "Does every blank end a word?",
        .experiment = "printf \"echo 'a  b'\\n\" | ./mini_shell"});

  write_show_script();
  const Run result = run("sh show.sh 'a  b' ' \t' 'c'\n");
  ASSERT_THAT(result.out, IsBytes("<a  b>< \t><c>\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, KeepsEmptyWords) {
  requirement("'' is a word without letters.",
              "An empty answer is an answer: a program must be able to get it.");
  hint({.look = "how your shell decides that a word is there",
        .think = "Is nothing, in quotes, a word?",
        .experiment = "echo \"printf '[%s]' '' a ''\" | ./mini_shell"});

  write_show_script();
  const Run result = run("sh show.sh '' a ''\n");
  ASSERT_THAT(result.out, IsBytes("<><a><>\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, KeepsQuotedSigns) {
  requirement("Between two quotes, | < > # have no meaning.",
              "Whoever puts a sign in quotes wants the sign itself.");
  hint({.look = "where your shell looks for its signs",
        .think = "Does it still know, when it meets a sign, whether that stood in quotes?",
        .experiment = "printf \"echo '|' '#'\\n\" | ./mini_shell"});

  write_show_script();
  const Run result = run("sh show.sh '|' 'a>b' '<' '#' '2>' '>>'\n");
  ASSERT_THAT(result.out, IsBytes("<|><a>b><<><#><2>><>>>\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, JoinsQuotedParts) {
  requirement("Quoted and other parts without a blank between them are one word.",
              "A quote begins or ends a literal part. It does not begin or end a word.");
  hint({.look = "what your shell does at a closing quote",
        .think = "What ends a word: the quote, or the blank behind it?",
        .experiment = "printf \"echo a'b c'd\\n\" | ./mini_shell"});

  write_show_script();
  const Run result = run("sh show.sh a'b c'd 'x''y' z''\n");
  ASSERT_THAT(result.out, IsBytes("<ab cd><xy><z>\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

// ---- Lines that make no sense ----

TEST_F(MiniShell, RefusesAMissingCommand) {
  requirement(
      "A | without a command on each side is a syntax error: the status is 2, the shell says "
      "why and goes on.",
      "People mistype. A shell that crashes takes all of their work with it.");
  hint({.look = "commands that have no word",
        .think = "What is word number one of an empty list?",
        .experiment = "printf 'echo hi |\\necho alive\\n' | ./mini_shell"});

  for (const char* line : {"| cat", "echo no |", "echo no | | cat", "|"}) expect_refused(line);
}

TEST_F(MiniShell, RefusesAMissingFileName) {
  requirement("A redirection without a file is a syntax error: the status is 2.",
              "Behind < > >> and 2> comes the name of a file. Another sign is no name.");
  hint({.look = "what your shell takes for the name behind a redirection",
        .think = "What if the line ends there, or another sign comes?",
        .experiment = "printf 'echo hi >\\necho alive\\n' | ./mini_shell"});

  for (const char* line : {"echo no >", "cat <", "echo no > | cat", "echo no >> # name"})
    expect_refused(line);
}

TEST_F(MiniShell, RefusesAnOpenQuote) {
  requirement("A quote that is not closed in its line is a syntax error: the status is 2.",
              "The rest of the line could belong to the word or not: nobody knows what was meant.");
  hint({.look = "what your shell does when the line ends between two quotes",
        .think = "Where does a word end whose quote was never closed?",
        .experiment = "printf \"echo 'hi\\necho alive\\n\" | ./mini_shell"});

  for (const char* line : {"echo 'no", "echo no'", "'"}) expect_refused(line);
}

TEST_F(MiniShell, RunsNothingOfAWrongLine) {
  requirement(
      "Of a line with a syntax error, nothing is run, and no file is made.",
      "Half of what was meant can be worse than nothing: think of a wrong line that deletes "
      "files.");
  hint({.look = "when your shell knows that a line is right, and when it begins to run it",
        .think = "Can the first command have been started before the last one was read?",
        .experiment = "printf 'touch made.txt |\\n' | ./mini_shell; ls made.txt"});

  const Run result = run("echo before\ntouch one.txt |\necho no > two.txt | | cat\nls\n");
  ASSERT_THAT(result.out, IsBytes("before\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

// ---- What is left behind ----

TEST_F(MiniShell, CollectsEveryChild) {
  requirement("Before the next line, every child that has ended has been collected with a wait.",
              "An ended child keeps its number until its parent asks for its status: it is called "
              "a zombie. The numbers run out when nobody asks.");
  hint({.look = "how many children a line starts, and how often your shell waits",
        .think = "How many children did you start? How many did you collect?",
        .experiment =
            "printf 'true | true\\nps -o stat,args\\n' | ./mini_shell    # Z stands for a zombie"});

  std::string lines;
  for (int i = 0; i < 10; ++i) lines += "true | true | true\ntrue\n";
  Program shell = waiting_after(lines);
  ASSERT_THAT(static_cast<double>(shell.zombies()), AtMost(0, "children that nobody collected"));
}

TEST_F(MiniShell, ClosesWhatItOpens) {
  requirement(
      "After each line, the shell has as many descriptors open as before it.",
      "A process may have 1024 descriptors. A shell that forgets two per line stops working "
      "after some hundred lines.");
  hint({.look = "every descriptor that your shell itself opens for a line",
        .think = "Who closes each of them, and when?",
        .experiment =
            "(yes 'true > o.txt' | head -n 99; sleep 5) | ./mini_shell & sleep 2; ls /proc/$!/fd"});

  const std::string lines = "true | true\ntrue > out.txt\ntrue < out.txt\ntrue 2> out.txt | true\n";
  const double after_few = descriptors_after(1, lines);
  const double after_many = descriptors_after(20, lines);
  ASSERT_THAT(after_many - after_few, AtMost(4, "more open descriptors"));
}

TEST_F(MiniShell, GivesCommandsThreeDescriptors) {
  requirement("A command has the descriptors 0, 1 and 2 and no others.",
              "Each further one keeps a pipe or a file open that the command knows nothing of.");
  hint(
      {.look = "what you close in the child after you have moved an end to 0 or 1",
       .think = "After the move there are two numbers for the same end. Who closes the other one?",
       .experiment =
           "printf 'ls /proc/self/fd | cat\\n' | ./mini_shell    # 3 is the folder that ls reads"});

  write_file("in.txt", "");
  for (const char* line :
       {"ls /proc/self/fd", "ls /proc/self/fd < in.txt", "true | ls /proc/self/fd",
        "true | ls /proc/self/fd | cat", "ls /proc/self/fd | cat | cat"}) {
    const Run result = run(std::string(line) + "\n");
    ASSERT_THAT(result.out, IsBytes("0\n1\n2\n3\n"))
        << "The line was: " << line << "\nls needs 3 to read the folder.";
  }
}

TEST_F(MiniShell, RestsWhileCommandsWork) {
  requirement(
      "While a command runs, the shell waits without using the processor.",
      "Whoever asks again and again whether the child has ended takes the time that the child "
      "needs.");
  hint({.look = "how your shell learns that a child has ended",
        .think = "Does the call that waits come back at once, or only when a child has ended?",
        .experiment =
            "time (echo 'sleep 2' | ./mini_shell)    # user says how long the processor worked"});

  Program shell = student();
  shell.send("sleep 60\n");
  shell.close_stdin();
  shell.wait_for_children(1);
  shell.settle();
  ASSERT_THAT(shell.idle_cpu(std::chrono::milliseconds(250)),
              AtMost(0.1, "s of processor time per second, while a command sleeps"));
}

// ---- Waiting ----

TEST_F(MiniShell, WaitsForEveryCommand) {
  requirement(
      "The next line is run when all commands of the pipeline have ended, not only the last.",
      "The next line may need what they have written.");
  hint({.look = "how many children your shell waits for",
        .think = "The last command has ended. Have the others?",
        .experiment = "printf 'date\\nsleep 2 | true\\ndate\\n' | ./mini_shell    # are the times "
                      "2 s apart?"});

  write_file("slow.sh", "sleep 0.4\necho written > slow.txt\n");
  const Run result = run("sh slow.sh | true\ncat slow.txt\n");
  ASSERT_THAT(result.out, IsBytes("written\n"));
  ASSERT_THAT(result.end, ExitedWith(0));
}

TEST_F(MiniShell, TakesTheStatusOfTheLast) {
  requirement(
      "The status of a pipeline is that of its last command, also when another one ends "
      "later.",
      "The last command holds the answer that all the others have worked for.");
  hint({.look = "which child your shell remembers the status of",
        .think = "Whose report counts: the one that comes last, or the one of the last command?",
        .experiment = "printf 'sleep 1 | false\\n' | ./mini_shell; echo $?"});

  write_exit_script("3");
  ASSERT_THAT(run("true | sh exit3.sh\n").end, ExitedWith(3));
  ASSERT_THAT(run("sh exit3.sh | true\n").end, ExitedWith(0));
  ASSERT_THAT(run("sleep 0.2 | sh exit3.sh\n").end, ExitedWith(3))
      << "Here the first command ends after the last one.";
}

TEST_F(MiniShell, WaitsForItsOwnCommandsOnly) {
  requirement(
      "The shell waits for the commands of its line, not for what these have started and "
      "left running.",
      "Such a process still holds the output that it was given. Whoever waits for the end "
      "of that output waits for ever.");
  hint({.look = "what your shell waits for: the end of a process, or the end of some output",
        .think = "Who else may hold the output of a command when the command has ended?",
        .experiment = "echo 'sleep 3 &' > b.sh; printf 'sh b.sh\\necho next\\n' | ./mini_shell"});

  write_file("leaves.sh", "sleep 60 &\necho started\n");
  Program shell = student();
  shell.send("sh leaves.sh\necho next\n");
  ASSERT_THAT(shell.read_line(), IsBytes("started\n"));
  ASSERT_THAT(shell.read_line(), IsBytes("next\n"));
}
