#include "check/check.hpp"

using namespace pipette;

struct EchoStdin : Check {
  // The whole conversation of most checks: send everything, end the input, read everything.
  static Received echo_of(Program& program, std::string_view input) {
    program.send(input);
    program.close_stdin();
    return program.read_to_end();
  }
};

TEST_F(EchoStdin, EchoesOneLine) {
  requirement(
      "What comes in on standard input goes out on standard output, line by line.",
      "This is how every filter works: the program does not know who is on the other side.");
  hint({.look = "the loop that reads lines: when does it stop?",
        .think = "When does a stream know that the end has come: before a read, or after a read "
                 "that found nothing?",
        .experiment = "printf 'hi\\n' | ./echo | od -An -c    # count the lines that come back"});

  Program echo = student();
  ASSERT_THAT(echo_of(echo, "hi\n"), IsBytes("hi\n"));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, KeepsTheOrderOfLines) {
  requirement("Lines come out in the order in which they went in.",
              "The reader on the other side has nothing but the order to tell lines apart.");
  hint({.look = "how one turn of the loop ends and the next begins",
        .think = "Is there anything that is kept from one line to the next?",
        .experiment = "printf 'one\\ntwo\\nthree\\n' | ./echo"});

  const std::string lines = random_word(5) + "\n" + random_word(3) + "\n" + random_word(8) + "\n";
  Program echo = student();
  ASSERT_THAT(echo_of(echo, lines), IsBytes(lines));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, PrintsNothingForEmptyInput) {
  requirement("When the input ends at once, nothing is printed and the exit code is 0.",
              "An empty input is normal. A program that hangs or complains here stops every script "
              "that uses it.");
  hint({.look = "what the program does before it has read anything, and after the last read",
        .think = "End of input is not a mistake. What does a read tell you when nothing is left?",
        .experiment = "./echo < /dev/null | od -An -c; ./echo < /dev/null; echo \"exit code $?\""});

  Program echo = student();
  ASSERT_THAT(echo_of(echo, ""), IsBytes(""));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, KeepsEmptyLines) {
  requirement("An empty line is a line: it comes out as an empty line.",
              "In many protocols the empty line carries the meaning: \"the letter ends here\".");
  hint({.look = "the way one line is read",
        .think = "Which characters does your way of reading skip? Is \"nothing\" a line?",
        .experiment = "printf '\\n\\na\\n' | ./echo | od -An -c"});

  Program echo = student();
  ASSERT_THAT(echo_of(echo, "\n\na\n"), IsBytes("\n\na\n"));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, AnswersBeforeTheNextLine) {
  requirement(
      "Each line is echoed as soon as it is there, while the input stays open.",
      "The other side may wait for your answer before it sends the next line. If both wait, "
      "both wait for ever.");
  hint(
      {.look = "when your output really leaves the program",
       .think = "Could you answer the first line if the second never came? And who may be holding "
                "text that you have already written?",
       .experiment = "(printf 'a\\n'; sleep 3) | ./echo    # does 'a' come at once or after 3 s?"});

  Program echo = student();
  for (int i = 0; i < 3; ++i) {
    const std::string line = random_word(6) + "\n";
    echo.send(line);
    ASSERT_THAT(echo.read_line(), IsBytes(line));
  }
  echo.close_stdin();
  ASSERT_THAT(echo.read_to_end(), IsBytes(""));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, CompletesTheLastLine) {
  requirement("A last line without a line feed is echoed too, and gets its line feed.",
              "Files often end without a line feed. Their last line must not get lost or cut.");
  hint({.look = "what happens to the text after the last line feed",
        .think = "Does a line need its line feed to count? Is the line feed always there?",
        .experiment = "printf 'first\\nlast' | ./echo | od -An -c"});

  Program echo = student();
  ASSERT_THAT(echo_of(echo, "first\nlast"), IsBytes("first\nlast\n"));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, KeepsBlanksAndTabs) {
  requirement("Blanks and tabs stay as they are, also at the beginning and at the end of a line.",
              "An echo promises the same bytes. Blanks can mean something: think of Python.");
  hint({.look = "the way one line is read",
        .think = "Does your way of reading take lines, or words?",
        .experiment = "printf '  a \\t b  \\n' | ./echo | od -An -c"});

  Program echo = student();
  ASSERT_THAT(echo_of(echo, "  a \t b  \n\tc\t\n\v d\f\n"), IsBytes("  a \t b  \n\tc\t\n\v d\f\n"));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, KeepsCarriageReturns) {
  requirement("The byte \\r (carriage return) is kept like any other byte.",
              "Files from Windows end each line with \\r\\n. An echo must not change them.");
  hint({.look = "anything that tidies up a line before it is printed",
        .think = "An echo promises the same bytes. Who asked for tidying up?",
        .experiment = "printf 'a\\r\\n' | ./echo | od -An -c"});

  Program echo = student();
  ASSERT_THAT(echo_of(echo, "a\r\n\r\nb\rc\n"), IsBytes("a\r\n\r\nb\rc\n"));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, KeepsEveryByte) {
  requirement("Every byte but the line feed is data, also zero bytes and broken text.",
              "A pipe carries bytes, not letters. Pictures and zip files go through pipes too.");
  hint({.look = "how your program knows where a line's data ends",
        .think = "Who decides where the data ends: you, or a byte that happens to be zero?",
        .experiment = "printf 'a\\0b\\n' | ./echo | od -An -c"});

  // Blanks, tabs and carriage returns have checks of their own.
  const std::string_view white = " \t\n\v\f\r";
  std::string line("a\0b\xFF\xC3", 5);
  for (int byte = 0; byte < 256; ++byte)
    if (white.find(static_cast<char>(byte)) == std::string_view::npos)
      line += static_cast<char>(byte);
  line += '\n';
  Program echo = student();
  ASSERT_THAT(echo_of(echo, line), IsBytes(line));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, KeepsLongLines) {
  requirement("A line may be as long as 1 048 576 bytes (1 MiB).",
              "You do not choose how long the lines of others are.");
  hint({.look = "the place that holds one line while you work on it",
        .think = "What does it do when a line is longer than it is?",
        .experiment = "head -c 1000000 /dev/zero | tr '\\0' 'x' | ./echo | wc    # 1 line?"});

  std::string lines;
  for (const char letter : {'a', 'b', 'c'}) lines += std::string(1 << 20, letter) + "\n";
  Program echo = student();
  ASSERT_THAT(echo_of(echo, lines), IsBytes(lines));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, ReadsByteByByte) {
  requirement("It makes no difference how the input is cut: here every byte comes alone.",
              "A pipe does not keep your portions together. One line may arrive in many reads.");
  hint({.look = "what happens when a read brings only a part of a line",
        .think = "Is one read the same as one line?",
        .experiment = "(for c in h e l l o; do printf $c; sleep 0.1; done; echo) | ./echo"});

  const std::string lines = random_word(4) + "\n" + random_word(7) + "\n";
  Program echo = student();
  echo.send_byte_by_byte(lines);
  ASSERT_THAT(echo_of(echo, ""), IsBytes(lines));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, ReadsManyLinesAtOnce) {
  requirement("5 000 lines that come at once are all echoed while the input stays open.",
              "One read may bring many lines. All of them must be answered, not just the first.");
  hint({.look = "what happens to the rest when a read brings more than one line",
        .think = "After the first line of a portion: where is the second one?",
        .experiment = "(seq 5000; sleep 3) | ./echo    # does 5000 come at once, or after 3 s?"});

  std::string lines;
  for (int i = 1; i <= 5000; ++i) lines += "line-" + std::to_string(i) + "\n";
  Program echo = student();
  echo.send(lines);
  ASSERT_THAT(echo.read_exactly(lines.size()), IsBytes(lines));
  echo.close_stdin();
  ASSERT_THAT(echo.read_to_end(), IsBytes(""));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, StreamsWithoutHoarding) {
  requirement("64 MiB of lines pass through, and memory grows by less than 32 MiB.",
              "A filter that keeps all it has read dies on the first really large file.");
  hint({.look = "everything your program keeps after a line is printed",
        .think = "Do you need the whole input to print one line?",
        .experiment =
            "yes some text | head -c 500M | ./echo > /dev/null &   # then watch it in top"});

  const std::string line = random_word(3999) + "\n";
  std::string portion;
  while (portion.size() < 1 << 20) portion += line;
  Program echo = student();
  std::size_t before = 0;
  for (int i = 0; i < 64; ++i) {
    echo.send(portion, std::chrono::seconds(5));
    ASSERT_THAT(echo.read_exactly(portion.size(), std::chrono::seconds(5)), IsBytes(portion));
    if (i == 0) before = echo.resident_bytes();
  }
  const double after = static_cast<double>(echo.resident_bytes());
  ASSERT_THAT((after - static_cast<double>(before)) / (1 << 20), AtMost(32, "MiB more memory"));
  echo.close_stdin();
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(EchoStdin, RefusesArguments) {
  requirement(
      "With any argument: a message on standard error, nothing on standard output, and "
      "exit code 2.",
      "Exit code 2 says \"you called me wrongly\". Scripts read that number, not the text.");
  hint({.look = "the first lines of main, and its two parameters",
        .think = "How does a program see what was typed behind its name?",
        .experiment = "./echo hello; echo \"exit code $?\""});

  Program echo = student({random_word(4)}, Stdin::at_end);
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(2));
  ASSERT_THAT(echo.read_to_end(), IsBytes(""));
  ASSERT_THAT(echo.stderr_so_far(), SaysSomething());
}

TEST_F(EchoStdin, EndsWhenNobodyReads) {
  requirement("When nobody reads the output any more, the program ends soon.",
              "Programs that go on talking to nobody pile up and eat the processor. Well-known "
              "products have shipped this mistake.");
  hint({.look = "what your output tells you after a write that did not work",
        .think = "What does the stream say about itself when nobody is listening?",
        .experiment = "yes | ./echo | head -n 1    # do you get your prompt back?"});

  Program echo = student();
  echo.send("one\n");
  ASSERT_THAT(echo.read_line(), IsBytes("one\n"));
  echo.close_stdout();
  // The first write may still go unnoticed; later ones cannot.
  std::string more;
  for (int i = 0; i < 100; ++i) more += "more\n";
  echo.send(more);
  ASSERT_THAT(echo.wait_for_exit(), HasEnded());
}
