#include "check/check.hpp"

using namespace pipette;

struct LineTools : Check {
  using Words = std::vector<std::string>;

  // The program with these words behind its name and this whole input.
  Program lines(const Words& words, std::string_view input) {
    Program program = student(words);
    program.send(input);
    program.close_stdin();
    return program;
  }

  // What it prints for these words and this input, when it finds something.
  void prints(const Words& words, std::string_view input, const std::string& output) {
    Program program = lines(words, input);
    ASSERT_THAT(program.read_to_end(), IsBytes(output));
    ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
  }

  void ends_with(int code, const Words& words, std::string_view input = "") {
    Program program = lines(words, input);
    ASSERT_THAT(program.wait_for_exit(), ExitedWith(code));
  }
};

TEST_F(LineTools, CountsThreeLines) {
  requirement("The command count prints how many lines came in, as one line of digits.",
              "The word behind the program's name chooses the work. This is the smallest one.");
  hint({.look = "the first lines of main: how does the word behind the program's name arrive?",
        .think = "What lies in box 0 of argv, what in box 1? Which box holds the word count?",
        .experiment = "printf 'one\\ntwo\\nthree\\n' | ./lines count | od -An -c"});

  const std::string input = random_word(5) + "\n" + random_word(3) + "\n" + random_word(8) + "\n";
  prints({"count"}, input, "3\n");
}

TEST_F(LineTools, RefusesACallWithoutACommand) {
  requirement("Without any word behind its name, the program ends with exit code 2.",
              "Sooner or later somebody forgets a word. The program must notice that, not crash.");
  hint({.look = "the place where the first word is used",
        .think = "How many boxes does argv have when nobody gave you a word? What lies behind the "
                 "last one?",
        .experiment = "./lines < /dev/null; echo \"exit code $?\"    # 134 and 139: it crashed"});

  Program program = student({}, Stdin::at_end);
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(2));
}

TEST_F(LineTools, RefusesAnUnknownCommand) {
  requirement("A command that does not exist ends the program with exit code 2.",
              "A typing error must not do some other work in silence.");
  hint({.look = "the way that your program takes when no command fits",
        .think = "Who takes a word that nobody knows? Read your conditions aloud, one by one.",
        .experiment = "printf 'a\\n' | ./lines counts; echo \"exit code $?\""});

  for (const std::string& word : {random_word(9), std::string("counts"), std::string("la")})
    ends_with(2, {word});
}

TEST_F(LineTools, RefusesAMissingText) {
  requirement("The commands eq and eqnum without TEXT end the program with exit code 2.",
              "A text that is not there is something else than an empty text.");
  hint({.look = "the place where TEXT is taken",
        .think = "How many boxes does argv have when TEXT is missing?",
        .experiment = "./lines eq < /dev/null; echo \"exit code $?\""});

  ends_with(2, {"eq"});
  ends_with(2, {"eqnum"});
}

TEST_F(LineTools, RefusesAnExtraWord) {
  requirement("One word too many ends the program with exit code 2.",
              "Whoever types: lines eq two words, has forgotten the quotes. Only you can tell.");
  hint({.look = "how your program uses the number of words",
        .think = "How many words does each command take? Is one more noticed?",
        .experiment = "printf 'a\\n' | ./lines count x; echo \"exit code $?\""});

  ends_with(2, {"count", random_word(4)}, "a\n");
  ends_with(2, {"last", ""}, "a\n");
  ends_with(2, {"eq", "two", "words"}, "two\n");
}

TEST_F(LineTools, JudgesTheCallBeforeItReads) {
  requirement("A wrong call ends the program at once, while its input is still open.",
              "At a terminal, the program would otherwise wait for a person who waits for it.");
  hint({.look = "what comes first in your program: looking at the words, or reading lines",
        .think = "Must you know a single line to know that the command does not exist?",
        .experiment = "sleep 5 | ./lines counts    # does it speak at once, or after 5 s?"});

  Program program = student({random_word(9)});
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(2));
}

TEST_F(LineTools, PrintsTheLastLine) {
  requirement("The command last prints the last line.",
              "The newest entry of a log is its last line. That is what most people look for.");
  hint({.look = "what your program keeps when the next line comes",
        .think = "When do you know that a line was the last one?",
        .experiment = "printf 'one\\ntwo\\nthree\\n' | ./lines last"});

  const std::string word = random_word(6);
  prints({"last"}, random_word(4) + "\n" + random_word(7) + "\n" + word + "\n", word + "\n");
}

TEST_F(LineTools, CompletesTheLastLine) {
  requirement("A last line without a line feed is a line too, and is printed with one.",
              "Files often end without a line feed. The next program still wants whole lines.");
  hint({.look = "what happens to the bytes after the last line feed",
        .think = "Does a line need its line feed to count? Who adds the missing one?",
        .experiment = "printf 'first\\nlast' | ./lines last | od -An -c"});

  prints({"last"}, "first\nlast", "last\n");
}

TEST_F(LineTools, KeepsTheLastLineAsItIs) {
  requirement("The command last changes nothing in the line: blanks and \\r at its edges stay.",
              "Who wants a tidy line asks for last-text. Who asks for last wants the bytes.");
  hint({.look = "everything that happens to a line between reading and printing",
        .think = "Which of the six commands was asked to tidy up?",
        .experiment = "printf 'a\\n \\tb \\r\\n' | ./lines last | od -An -c"});

  prints({"last"}, "a\n \tb  c \r\n", " \tb  c \r\n");
}

TEST_F(LineTools, PrintsAnEmptyLastLine) {
  requirement(
      "When the last line is empty, the command last prints an empty line, with exit code 0.",
      "An empty line is a line. An empty page in a book is something else than no book.");
  hint({.look = "how your program knows whether there was a line at all",
        .think = "After an empty line and after no line at all: what does your program keep each "
                 "time? Can it tell the two apart?",
        .experiment = "printf 'a\\n\\n' | ./lines last | od -An -c; printf '' | ./lines last"});

  prints({"last"}, "a\n\n", "\n");
}

TEST_F(LineTools, ExitsWithOneWhenThereIsNoLastLine) {
  requirement("The exit code of last is 0 when there is a line, and 1 when there is none.",
              "The caller is mostly a program. It reads no words, it reads one small number.");
  hint({.look = "the line that takes the last item of what you have",
        .think = "What is the last page of an empty book?",
        .experiment =
            "./lines last < /dev/null; echo \"exit code $?\"    # 134 and 139: it crashed"});

  ends_with(0, {"last"}, random_word(5) + "\n");
  ends_with(1, {"last"}, "");
}

TEST_F(LineTools, ExitsWithOneWhenNoLineIsEqual) {
  requirement("The exit code of eq and eqnum is 0 when a line was found, and 1 when none was.",
              "A script asks: is the word done in there? The answer is the exit code.");
  hint({.look = "the number that main gives back after a search",
        .think = "How does your program remember that it has found nothing?",
        .experiment = "printf 'a\\n' | ./lines eq b; echo \"exit code $?\""});

  const std::string word = random_word(5);
  ends_with(0, {"eq", word}, word + "\n");
  ends_with(1, {"eq", word}, random_word(6) + "\n");
  ends_with(0, {"eqnum", "7"}, "7\n");
  ends_with(1, {"eqnum", "7"}, "8\n");
}

TEST_F(LineTools, StripsBlanksAndTabs) {
  requirement("The command strip removes blanks and tabs from both ends of each line, not inside.",
              "What people type has blanks around it. What stands inside was meant.");
  hint({.look = "how the first and the last byte that stay are found",
        .think = "A line has two ends. What lies between them, and whose is it?",
        .experiment = "printf '  a  b\\t\\n' | ./lines strip | od -An -c"});

  prints({"strip"}, "  a  b\t\nc \n\td \t e\n", "a  b\nc\nd \t e\n");
}

TEST_F(LineTools, StripsCarriageReturns) {
  requirement("The command strip removes \\r from the ends of a line too.",
              "Files from Windows have \\r before every line feed. Nobody sees it on the screen.");
  hint({.look = "the list of bytes that your strip knows",
        .think = "Look at all bytes of the result: which one is left that you cannot see?",
        .experiment = "printf 'a\\r\\n' | ./lines strip | od -An -c"});

  prints({"strip"}, "a\r\n b \r\nc\rd\r\n", "a\nb\nc\rd\n");
}

TEST_F(LineTools, KeepsBlankLinesAsEmptyLines) {
  requirement("A line of nothing but blanks becomes an empty line.",
              "One line in, one line out: so line 7 stays line 7.");
  hint({.look = "what your strip does when it finds no byte that stays",
        .think = "What if every character is taken away? What does your search say then?",
        .experiment = "printf 'a\\n   \\nb\\n' | ./lines strip | od -An -c"});

  prints({"strip"}, "a\n   \n\n\t\t\nb\n", "a\n\n\n\nb\n");
}

TEST_F(LineTools, StripsSixBytesOnly) {
  requirement("Strip removes six bytes and no others: blank, \\t, \\r, \\n, \\v and \\f.",
              "Every other byte may be a part of a letter. Half a letter is broken text for ever.");
  hint({.look = "the test that decides whether a byte may go",
        .think = "Which exact six bytes may go? What does your test say about byte 0xA0, and about "
                 "byte 1?",
        .experiment =
            "printf '\\v\\fa\\f\\n\\302\\240b\\302\\240\\n\\001c\\001\\n' | ./lines strip "
            "| od -An -c"});

  prints({"strip"}, "\v\fa\v\f\n", "a\n");
  const std::string nbsp = "\xC2\xA0";  // a blank for people, two bytes of a letter for programs
  const std::string others = nbsp + "b" + nbsp + "\n\x01-\x1F\n\xFF\n";
  prints({"strip"}, others, others);
}

TEST_F(LineTools, SkipsBlankLinesAfterTheText) {
  requirement("The command last-text prints the last line that holds more than blanks.",
              "Files often end with lines that look empty. The last word was spoken before them.");
  hint({.look = "the test that decides whether a line holds text",
        .think = "Is a line of three blanks empty? Before strip, and after it?",
        .experiment = "printf 'one\\n   \\n\\n' | ./lines last-text"});

  const std::string word = random_word(6);
  prints({"last-text"}, random_word(4) + "\n\n" + word + "\n\n \t \n\n", word + "\n");
}

TEST_F(LineTools, StripsTheTextItPrints) {
  requirement("The command last-text prints its line stripped.",
              "The text is what you were asked for, not the blanks around it.");
  hint({.look = "which text goes out: the one before strip, or the one after it",
        .think = "Where is the stripped text when strip is done? Is it in the old box?",
        .experiment = "printf '  one \\n' | ./lines last-text | od -An -c"});

  prints({"last-text"}, "zero\n \t one  word \t\n", "one  word\n");
}

TEST_F(LineTools, ExitsWithOneWhenThereIsNoText) {
  requirement("The exit code of last-text is 0 when there is text, and 1 when there is none.",
              "\"There is no text\" is an answer too. It goes into the exit code.");
  hint({.look = "what your program does when all lines were blank, or none came",
        .think = "How does your program remember that no line held text?",
        .experiment = "printf ' \\n\\n' | ./lines last-text; echo \"exit code $?\""});

  ends_with(0, {"last-text"}, random_word(5) + "\n");
  ends_with(1, {"last-text"}, " \t\n\n  \n");
  ends_with(1, {"last-text"}, "");
}

TEST_F(LineTools, FindsEqualLines) {
  requirement("The command eq TEXT prints the numbers of all lines that are equal to TEXT.",
              "The first line is number 1: people and text editors count so.");
  hint({.look = "where the number of a line begins, and when it grows",
        .think = "Which number has the first line, and which number do you print for it?",
        .experiment = "printf 'a\\nb\\na\\n' | ./lines eq a"});

  const std::string word = random_word(5);
  const std::string other = random_word(6);
  prints({"eq", word}, word + "\n" + other + "\n" + word + "\n", "1\n3\n");
}

TEST_F(LineTools, ComparesWholeLines) {
  requirement(
      "A line that only holds TEXT, or begins with it, is not equal. Small and capital "
      "letters differ.",
      "A pineapple is no apple. Equal means: the same bytes, from the first to the last.");
  hint({.look = "the comparison of a line with TEXT",
        .think = "Does it ask \"is it the same\", or \"does it occur in there\"?",
        .experiment = "printf 'apples\\napple\\npineapple\\nApple\\n' | ./lines eq apple"});

  prints({"eq", "apple"}, "apples\napple\napp\npineapple\nApple\n", "2\n");
}

TEST_F(LineTools, ComparesBlanksToo) {
  requirement("For eq, blanks and \\r at the edges count: nothing is stripped.",
              "Two passwords that differ in a blank are two passwords.");
  hint({.look = "what happens to the line, and to TEXT, before they are compared",
        .think = "Equal means equal, blanks included. Who asked for strip?",
        .experiment = "printf ' a\\na \\na\\na\\r\\n' | ./lines eq a"});

  prints({"eq", "a"}, " a\na \na\na\r\n", "3\n");
  prints({"eq", " a"}, "a\n a\n", "2\n");
}

TEST_F(LineTools, TakesAnEmptyText) {
  requirement("TEXT may be empty. Then the numbers of all empty lines are printed.",
              "An empty text is a text. Empty lines part a letter's head from its body.");
  hint({.look = "how your program knows whether TEXT was given",
        .think = "TEXT is not there, or TEXT is there and empty: what differs, the text or the "
                 "number of boxes?",
        .experiment = "printf 'a\\n\\nb\\n' | ./lines eq ''"});

  prints({"eq", ""}, "a\n\n \n\n", "2\n4\n");
}

TEST_F(LineTools, TakesATextWithBlanks) {
  requirement("TEXT may have blanks inside, and letters beyond a to z. So may lines.",
              "The shell keeps quoted words together. Your program gets them in one box.");
  hint({.look = "the way in which one line is read",
        .think = "Does your way of reading take lines, or words?",
        .experiment = "printf 'two\\ntwo  words\\n' | ./lines eq 'two  words'"});

  const std::string text = "über  zwei Wörter";
  prints({"eq", text}, "zwei\nüber zwei Wörter\n" + text + "\nzwei Wörter\n", "3\n");
}

TEST_F(LineTools, FindsEqualNumbers) {
  requirement("The command eqnum TEXT prints the numbers of all lines with the same value as TEXT.",
              "007 and 7 are two texts and one number. First convert, then compare.");
  hint({.look = "the two things that your program compares",
        .think = "007 and 7: is it the same text? Is it the same number?",
        .experiment = "printf '7\\n007\\n 7 \\n8\\n' | ./lines eqnum 7"});

  prints({"eqnum", "7"}, "8\n7\n007\n \t7 \n70\n", "2\n3\n4\n");
  prints({"eqnum", "0012"}, "12\n21\n", "1\n");
}

TEST_F(LineTools, IgnoresLinesThatAreNoNumbers) {
  requirement("A line that is not a number from its first to its last byte is equal to none.",
              "7x may be a street number or a typing error. It is not the number 7.");
  hint({.look = "what your conversion does with bytes that are no digits",
        .think = "Did the conversion use the whole text? How could it tell you?",
        .experiment = "printf '7x\\n7.0\\n\\n7\\n' | ./lines eqnum 7"});

  prints({"eqnum", "7"}, "7.0\n7x\n7\nx7\n+7\n7 7\n0x7\n7e0\n\xD9\xA7\n", "3\n");
  prints({"eqnum", "0"}, "\n \n0\nx\n-\n", "3\n");
}

TEST_F(LineTools, ComparesNegativeNumbers) {
  requirement("A number may begin with one minus sign. -0 is equal to 0.",
              "The minus is part of the number, in TEXT and in a line.");
  hint({.look = "what your program takes for a number",
        .think = "Where may the minus stand, how often, and what must follow it?",
        .experiment = "printf '7\\n-7\\n-07\\n' | ./lines eqnum -7"});

  prints({"eqnum", "-7"}, "7\n-7\n-007\n--7\n- 7\n", "2\n3\n");
  prints({"eqnum", "-0"}, "0\n-0\n-1\n", "1\n2\n");
}

TEST_F(LineTools, ComparesLargeNumbers) {
  requirement("Numbers of up to 15 digits are compared exactly.",
              "A box for numbers has a size. What does not fit comes out as another number.");
  hint({.look = "the type that holds a number",
        .think = "What is the largest number that fits in there? What becomes of a larger one?",
        .experiment = "printf '7\\n4294967303\\n' | ./lines eqnum 4294967303"});

  prints({"eqnum", "4294967303"}, "7\n4294967303\n", "2\n");
  prints({"eqnum", "999999999999999"},
         "999999999999998\n999999999999999\n2147483647\n-999999999999999\n", "2\n");
}

TEST_F(LineTools, LimitsNumbersToFifteenDigits) {
  requirement("A line of 16 digits or more is no number, however small or large it would be.",
              "Input comes from strangers. A very long number must not crash the program.");
  hint({.look = "what happens to a line of 400 digits",
        .think = "Who counts the digits: you, before the conversion, or nobody?",
        .experiment = "printf '%0400d\\n7\\n' 7 | ./lines eqnum 7; echo \"exit code $?\""});

  const std::string long_ones = "0000000000000007\n" + std::string(400, '9') + "\n";
  prints({"eqnum", "7"}, long_ones + "7\n8\n", "3\n");
}

TEST_F(LineTools, RefusesATextThatIsNoNumber) {
  requirement("When TEXT is not a number, eqnum ends the program with exit code 2.",
              "\"You called me wrongly\" and \"there is no such line\" are two answers.");
  hint({.look = "what your program does with TEXT before it reads the first line",
        .think = "Which texts are numbers by the contract? Who looks at TEXT with these eyes?",
        .experiment = "printf '7\\n' | ./lines eqnum 7x; echo \"exit code $?\""});

  for (const std::string text : {"x", "7x", "7.0", "", " 7", "+7", "-", "0000000000000007"})
    ends_with(2, {"eqnum", text});
}

TEST_F(LineTools, TakesEmptyInputForNoFailure) {
  requirement("For empty input, count prints 0 and strip prints nothing. The exit code is 0.",
              "Zero is a good answer to \"how many?\".");
  hint({.look = "what your program does before the first line and after the last one",
        .think = "How many lines are in nothing at all? Is that a failure?",
        .experiment = "./lines count < /dev/null; ./lines strip < /dev/null | od -An -c"});

  prints({"count"}, "", "0\n");
  prints({"strip"}, "", "");
}

TEST_F(LineTools, CountsAnUnterminatedLine) {
  requirement("A last line without a line feed is counted too.",
              "Who counts line feeds does not always count lines.");
  hint({.look = "what exactly your program counts",
        .think = "Lines, or line feeds? When do the two numbers differ?",
        .experiment = "printf 'a' | ./lines count; printf 'a\\nb' | ./lines count"});

  prints({"count"}, "a", "1\n");
  prints({"count"}, "a\nb", "2\n");
}

TEST_F(LineTools, CountsEmptyLines) {
  requirement("Empty lines are counted. Where nothing follows the last line feed, no line follows.",
              "The number must fit what an editor shows, and what the other commands see.");
  hint(
      {.look = "when your program adds one",
       .think = "Is \"nothing\" between two line feeds a line? And \"nothing\" after the last one?",
       .experiment = "printf '\\n' | ./lines count; printf 'a\\n\\n' | ./lines count"});

  prints({"count"}, "\n", "1\n");
  prints({"count"}, "a\n\n", "2\n");
}

TEST_F(LineTools, LeavesStandardOutputToResults) {
  requirement("A result goes to standard output. What you say to people never does.",
              "The next program takes all of standard output for results, also an error message.");
  hint({.look = "the way of every message, and what is printed when nothing was found",
        .think = "There are two trays: one for results, one for people. Which one does a message "
                 "go to?",
        .experiment = "./lines counts 2> /dev/null < /dev/null | od -An -c    # is it empty?"});

  prints({"last"}, "word\n", "word\n");
  Program wrong_call = lines({random_word(9)}, "");
  ASSERT_THAT(wrong_call.read_to_end(), IsBytes(""));
  Program no_match = lines({"eq", "b"}, "a\n");
  ASSERT_THAT(no_match.read_to_end(), IsBytes(""));
  Program no_line = lines({"last"}, "");
  ASSERT_THAT(no_line.read_to_end(), IsBytes(""));
}

TEST_F(LineTools, SaysWhyItGivesUp) {
  requirement("With exit code 1 or 2, at least one line on standard error says why.",
              "The number is for programs. A person who gets no word looks for hours.");
  hint({.look = "the ways to the end with exit codes 1 and 2",
        .think = "What would you want to read, had you made the mistake?",
        .experiment = "printf 'a\\n' | ./lines eq b > /dev/null    # does it say something?"});

  ends_with(0, {"last"}, "word\n");
  Program wrong_call = lines({random_word(9)}, "");
  ASSERT_THAT(wrong_call.wait_for_exit(), HasEnded());
  ASSERT_THAT(wrong_call.stderr_so_far(), SaysSomething());
  Program no_match = lines({"eq", "b"}, "a\n");
  ASSERT_THAT(no_match.wait_for_exit(), HasEnded());
  ASSERT_THAT(no_match.stderr_so_far(), SaysSomething());
}

TEST_F(LineTools, KeepsEveryByte) {
  requirement("Every byte but the line feed is data, also zero bytes and broken text.",
              "A line is bytes, not letters. eq must see all of them, and last must print them.");
  hint({.look = "how your program knows where a line's data ends",
        .think = "Who decides where the data ends: you, or a byte that happens to be zero?",
        .experiment = "printf 'a\\0b\\na\\n' | ./lines eq a; printf 'a\\0b\\n' | ./lines last | od "
                      "-An -c"});

  // Blanks at the edges have checks of their own.
  const std::string_view white = " \t\n\v\f\r";
  std::string line("a\0b\xFF\xC3", 5);
  for (int byte = 0; byte < 256; ++byte)
    if (white.find(static_cast<char>(byte)) == std::string_view::npos)
      line += static_cast<char>(byte);
  prints({"last"}, "first\n" + line + "\n", line + "\n");
  prints({"eq", "a"}, std::string("a\0b\na\n", 6), "2\n");
}

TEST_F(LineTools, ReadsALongLine) {
  requirement("A line may be as long as 1 048 576 bytes (1 MiB).",
              "You do not choose how long the lines of others are.");
  hint({.look = "the place that holds one line while you work on it",
        .think = "What does it do when a line is longer than it is?",
        .experiment = "head -c 1000000 /dev/zero | tr '\\0' 'x' | ./lines last | wc -c"});

  const std::string line(1 << 20, 'x');
  prints({"last"}, "short\n" + line + "\n", line + "\n");
}

TEST_F(LineTools, KeepsOneLineForLast) {
  requirement("While 64 MiB of lines come in, the command last grows by at most 48 MiB of memory.",
              "A log may be larger than your memory. Its last line is not.");
  hint({.look = "everything that your program keeps after it has read a line",
        .think = "Do you need the whole list to know its last item?",
        .experiment = "yes some text | head -c 500M | ./lines last &    # then watch it in top"});

  const std::string line = random_word(3999) + "\n";
  std::string portion;
  while (portion.size() < 1 << 20) portion += line;
  const std::string last = random_word(12) + "\n";
  Program program = student({"last"});
  std::size_t before = 0;
  for (int i = 0; i < 64; ++i) {
    program.send(portion, std::chrono::seconds(5));
    if (i == 0) before = program.resident_bytes();
  }
  const double after = static_cast<double>(program.resident_bytes());
  ASSERT_THAT((after - static_cast<double>(before)) / (1 << 20), AtMost(48, "MiB more memory"));
  program.send(last);
  program.close_stdin();
  ASSERT_THAT(program.read_to_end(), IsBytes(last));
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}
