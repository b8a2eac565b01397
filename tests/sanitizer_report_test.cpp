// What sanitizers say, and what becomes of it: one plain sentence, and the student's own lines.
#include "report/sanitizer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/bytes.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const std::vector<std::string> kOwn = {"echo.cpp", "lines.hpp"};

SecondLook read(const std::string& text) {
  const auto look = read_sanitizer_report(text, kOwn);
  return look.value_or(SecondLook{.sanitizer = "none", .sentence = "no report was found"});
}

// A report of AddressSanitizer with one stack that leads through a library.
std::string report_of(const std::string& headline, const std::string& behind_the_stack = "",
                      const std::string& access = "") {
  return "==7==ERROR: AddressSanitizer: " + headline + "\n" + access +
         "    #0 0x7f in __interceptor_memcpy ../../../../src/libsanitizer/common.inc:827\n"
         "    #1 0x55 in int& std::vector<int>::back() /usr/include/c++/12/bits/stl_vector.h:1294\n"
         "    #2 0x55 in read_line(std::string&) /tmp/pipette-x/labs/11-echo-stdin/echo.cpp:12\n"
         "    #3 0x55 in main /tmp/pipette-x/labs/11-echo-stdin/echo.cpp:30\n"
         "    #4 0x7f in __libc_start_main_impl ../csu/libc-start.c:360\n\n" +
         behind_the_stack + "SUMMARY: AddressSanitizer: x /usr/include/c++/12/x.h:1 in y\n";
}

std::string undefined(const std::string& what) {
  return "labs/11-echo-stdin/echo.cpp:12:7: runtime error: " + what + "\n";
}

std::string threads(const std::string& what) {
  return "==================\nWARNING: ThreadSanitizer: " + what +
         " (pid=1)\n"
         "    #0 pthread_mutex_lock ../../src/libsanitizer/x.inc:4324 (libtsan.so.2+0x558e1)\n"
         "    #1 main /tmp/x/echo.cpp:12 (echo+0x12e8)\n\n"
         "SUMMARY: ThreadSanitizer: x\n==================\n";
}

TEST(SanitizerReport, OverflowsSayHowFarAndOfWhat) {
  const std::string write = "WRITE of size 1 at 0x60200000001d thread T0\n";
  const std::string read_access = "READ of size 4 at 0x60200000001d thread T0\n";
  EXPECT_EQ(
      read(report_of("heap-buffer-overflow on address 0x6 at pc 0x5 bp 0x7 sp 0x7",
                     "0x6 is located 3 bytes to the right of 10-byte region [0x6,0x7)\n", write))
          .sentence,
      "The program wrote to memory behind the end of an array or a string (3 bytes behind a "
      "block of 10 bytes). It happened in echo.cpp:12.");
  EXPECT_THAT(
      read(report_of("heap-buffer-overflow on address 0x6",
                     "0x6 is located 0 bytes after 1-byte region [0x6,0x7)\n", read_access))
          .sentence,
      StartsWith("The program read memory behind the end of an array or a string (right behind a "
                 "block of 1 byte)."));
  EXPECT_THAT(
      read(report_of("heap-buffer-overflow on address 0x6",
                     "0x6 is located 1 bytes to the left of 16-byte region [0x6,0x7)\n"))
          .sentence,
      StartsWith("The program read memory in front of an array or a string (1 byte in front of a "
                 "block of 16 bytes)."));
  EXPECT_THAT(
      read(
          report_of("stack-buffer-overflow on address 0x6",
                    "Address 0x6 is located in stack of thread T0 at offset 72 in frame\n"
                    "    [64, 72) 'buffer' (line 13) <== Memory access at offset 72 overflows this "
                    "variable\n"))
          .sentence,
      StartsWith("The program read memory behind the end of an array or a string (the variable "
                 "'buffer')."));
  EXPECT_THAT(read(report_of("global-buffer-overflow on address 0x6",
                             "0x6 is located 0 bytes to the right of global variable 'table' "
                             "defined in 'echo.cpp:12:5' (0x55) of size 40\n"))
                  .sentence,
              HasSubstr("(right behind the variable 'table' (40 bytes))"));
  EXPECT_THAT(read(report_of("heap-buffer-overflow on address 0x6")).sentence,
              StartsWith("The program read memory behind the end of an array or a string."));
}

TEST(SanitizerReport, EveryFaultInMemoryHasASentence) {
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"heap-use-after-free on address 0x6", "already given back"},
      {"stack-use-after-return on address 0x6", "a function that had already ended"},
      {"stack-use-after-scope on address 0x6", "behind the end of the block { }"},
      {"attempting double-free on 0x602000000010 in thread T0:", "the same memory back twice"},
      {"attempting free on address which was not malloc()-ed: 0x7 in thread T0", "never got"},
      {"alloc-dealloc-mismatch (operator new [] vs operator delete) on 0x6",
       "given back in another: operator new [] vs operator delete."},
      {"memcpy-param-overlap: memory ranges [0x7,0x8) and [0x7, 0x8) overlap", "onto itself"},
      {"negative-size-param: (size=-3)", "negative number of bytes"},
      {"requested allocation size 0x4000000000000 (0x5 after adjustments) exceeds", "far more"},
      {"container-overflow on address 0x6", "an element of a vector that is not there"},
      {"stack-overflow on address 0x7", "The stack was full"},
      {"FPE on unknown address 0x5 (pc 0x5)", "divided by zero"},
      {"SEGV on unknown address (pc 0x5)", "does not point to memory of its own"},
      {"ABRT on unknown address 0x5 (pc 0x5)", "The program gave up"},
  };
  for (const auto& [headline, words] : kinds) {
    const SecondLook look = read(report_of(headline));
    EXPECT_THAT(look.sentence, AllOf(HasSubstr(words), EndsWith(" It happened in echo.cpp:12.")));
    EXPECT_EQ(look.sanitizer, "address");
    EXPECT_THAT(look.frames,
                ElementsAre("echo.cpp:12 in read_line(std::string&)", "echo.cpp:30 in main"));
  }
}

TEST(SanitizerReport, TheWholeReportRefinesTheSentence) {
  EXPECT_THAT(read(report_of("SEGV on unknown address 0x000000000000 (pc 0x5)", "",
                             "==7==The signal is caused by a WRITE memory access.\n"
                             "==7==Hint: address points to the zero page.\n"))
                  .sentence,
              HasSubstr("null pointer"));
  EXPECT_THAT(read(report_of("new-delete-type-mismatch on 0x6 in thread T0:", "",
                             "  object passed to delete has wrong type:\n"
                             "  size of the allocated type:   44 bytes;\n"
                             "  size of the deallocated type: 1 bytes.\n"))
                  .sentence,
              HasSubstr("it has 44 bytes, and delete was told 1 byte."));
  EXPECT_THAT(read(report_of("ABRT on unknown address 0x5 (pc 0x5)", "",
                             "    #0 0x7f in abort stdlib/abort.c:79\n"
                             "    #1 0x7f in std::__glibcxx_assert_fail(char const*) x.cc:60\n"))
                  .sentence,
              HasSubstr("an element that is not there"));
  EXPECT_THAT(read(report_of("ABRT on unknown address 0x5 (pc 0x5)", "",
                             "    #0 0x7f in __cxa_throw (/lib/libstdc++.so.6+0xa5)\n"))
                  .sentence,
              HasSubstr("never caught"));
  EXPECT_THAT(
      read(report_of("stack-use-after-scope on address 0x7",
                     "    [32, 36) 'local' (line 13) <== Memory access at offset 32 is inside this "
                     "variable\n"))
          .sentence,
      HasSubstr("that it belongs to ('local')."));
}

TEST(SanitizerReport, LeaksAreCountedAndPlaced) {
  const SecondLook look = read(
      "\n=================================================================\n"
      "==7==ERROR: LeakSanitizer: detected memory leaks\n\n"
      "Direct leak of 48 byte(s) in 3 object(s) allocated from:\n"
      "    #0 0x7f in operator new[](unsigned long) ../../src/libsanitizer/asan/x.cpp:98\n"
      "    #1 0x56 in add(int) /tmp/x/lines.hpp:13\n"
      "    #2 0x56 in main /tmp/x/echo.cpp:20\n\n"
      "Indirect leak of 101 byte(s) in 1 object(s) allocated from:\n"
      "    #0 0x7f in operator new(unsigned long) ../../src/libsanitizer/asan/x.cpp:95\n"
      "    #1 0x56 in main /tmp/x/echo.cpp:21\n\n"
      "SUMMARY: AddressSanitizer: 149 byte(s) leaked in 4 allocation(s).\n");
  EXPECT_EQ(look.sentence,
            "The program ended without giving all its memory back: 149 bytes, in 4 pieces. It was "
            "taken in lines.hpp:13.");
  EXPECT_THAT(look.frames, ElementsAre("lines.hpp:13 in add(int)", "echo.cpp:20 in main",
                                       "echo.cpp:21 in main"));
}

TEST(SanitizerReport, FreedMemoryTellsWhereItWasFreed) {
  const SecondLook look = read(report_of(
      "heap-use-after-free on address 0x6",
      "0x6 is located 4 bytes inside of 16-byte region [0x6,0x7)\n"
      "freed by thread T0 here:\n"
      "    #0 0x7f in operator delete[](void*) ../../src/libsanitizer/asan/x.cpp:155\n"
      "    #1 0x55 in forget() /tmp/x/echo.cpp:8\n    #2 0x55 in main /tmp/x/echo.cpp:29\n\n"
      "previously allocated by thread T0 here:\n"
      "    #0 0x7f in operator new[](unsigned long) ../../src/libsanitizer/asan/x.cpp:98\n"
      "    #1 0x55 in main /tmp/x/echo.cpp:25\n\n"));
  EXPECT_THAT(look.frames,
              ElementsAre("echo.cpp:12 in read_line(std::string&)", "echo.cpp:30 in main",
                          "echo.cpp:8 in forget(), where the memory was given back",
                          "echo.cpp:25 in main, where the memory was taken"));
}

TEST(SanitizerReport, EveryUndefinedThingHasASentence) {
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"signed integer overflow: 2147483647 + 1 cannot be represented in type 'int'",
       "does not fit into its type 'int': 2147483647 + 1."},
      {"negation of -2147483648 cannot be represented in type 'int'; cast to an unsigned type",
       "does not fit into its type 'int': -(-2147483648)."},
      {"1e+30 is outside the range of representable values of type 'int'",
       "The number 1e+30 does not fit into its new type 'int'."},
      {"shift exponent 40 is too large for 32-bit type 'int'", "Bits were shifted"},
      {"index 5 out of bounds for type 'int [5]'", "index 5 of an array of type 'int [5]'"},
      {"member access within null pointer of type 'struct A'", "used a null pointer"},
      {"null pointer passed as argument 2, which is declared to never be null", "handed to a"},
      {"load of misaligned address 0x7f for type 'int', which requires 4 byte alignment",
       "must not begin"},
      {"division by zero", "divided by zero"},
      {"load of value 5, which is not a valid value for type 'bool'", "of type 'bool' held 5"},
      {"execution reached the end of a value-returning function without returning a value",
       "without return"},
      {"execution reached an unreachable program point", "impossible to reach"},
      {"variable length array bound evaluates to non-positive value -1", "zero or less"},
      {"load of address 0x5 with insufficient space for an object of type 'int'", "too small"},
      {"member call on address 0x7 which does not point to an object of type 'A'", "not there"},
      {"applying non-zero offset 4 to null pointer", "calculated with a pointer"},
      {"something quite new", "C++ gives no meaning to: something quite new."},
  };
  for (const auto& [what, words] : kinds) {
    const SecondLook look = read(undefined(what));
    EXPECT_THAT(look.sentence, AllOf(HasSubstr(words), EndsWith(" It happened in echo.cpp:12.")));
    EXPECT_THAT(look.frames, ElementsAre("echo.cpp:12")) << "where no stack is told";
    EXPECT_EQ(look.sanitizer, "address");
  }
}

TEST(SanitizerReport, EveryFaultBetweenThreadsHasASentence) {
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"data race", "Two threads used the same memory at the same time"},
      {"lock-order-inversion (potential deadlock)", "in different orders"},
      {"use of an invalid mutex (e.g. uninitialized or destroyed)", "not there any more"},
      {"destroy of a locked mutex", "still locked"},
      {"double lock of a mutex", "already locked"},
      {"unlock of an unlocked mutex (or by a wrong thread)", "was not locked"},
      {"thread leak", "nobody waited for its end"},
      {"heap-use-after-free", "already given back"},
      {"something quite new", "something quite new"},
  };
  for (const auto& [what, words] : kinds) {
    const SecondLook look = read(threads(what));
    EXPECT_THAT(look.sentence, HasSubstr(words));
    EXPECT_THAT(look.frames, ElementsAre("echo.cpp:12 in main"));
    EXPECT_EQ(look.sanitizer, "thread");
  }
}

TEST(SanitizerReport, ARaceNamesTheVariableAndBothThreads) {
  const SecondLook look = read(
      "WARNING: ThreadSanitizer: data race (pid=2155)\n"
      "  Read of size 4 at 0x55 by main thread:\n    #0 main /tmp/x/echo.cpp:13 (echo+0x12e8)\n\n"
      "  Previous write of size 4 at 0x55 by thread T1:\n"
      "    #0 operator() /tmp/x/echo.cpp:11 (echo+0x1282)\n"
      "    #1 _M_run /usr/include/c++/12/bits/std_thread.h:210 (echo+0x16ae)\n"
      "    #2 <null> <null> (libstdc++.so.6+0xd44a2)\n\n"
      "  Location is global 'sum' of size 4 at 0x55 (echo+0x40b0)\n\n"
      "  Thread T1 (tid=2279, finished) created by main thread at:\n"
      "    #0 pthread_create ../../src/libsanitizer/x.cpp:1001 (libtsan.so.2+0x5e686)\n"
      "    #1 main /tmp/x/echo.cpp:9 (echo+0x12d0)\n\n"
      "SUMMARY: ThreadSanitizer: data race /tmp/x/echo.cpp:13 in main\n");
  EXPECT_THAT(look.sentence, HasSubstr("(the variable 'sum')"));
  EXPECT_THAT(look.frames,
              ElementsAre("echo.cpp:13 in main", "echo.cpp:11 in operator(), in the other thread"));
}

TEST(SanitizerReport, TheFirstReportCounts) {
  const SecondLook look =
      read("a line of the program\n" + undefined("division by zero") + report_of("FPE on x"));
  EXPECT_THAT(look.sentence, StartsWith("The program divided by zero."));
  EXPECT_THAT(look.report, AllOf(StartsWith("labs/"), Not(HasSubstr("FPE"))));
}

TEST(SanitizerReport, WithoutOwnLinesThereIsASentenceAllTheSame) {
  const SecondLook look =
      read("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x6\n");
  EXPECT_THAT(look.sentence, EndsWith("had moved."));
  EXPECT_THAT(look.frames, IsEmpty());
  EXPECT_THAT(read("==7==ERROR: AddressSanitizer: new-kind on address 0x6\n").sentence,
              "The program did something that C++ gives no meaning to: new-kind.");
}

TEST(SanitizerReport, OtherTextIsNone) {
  for (const char* text : {"", "hello\n", "Sanitizer: \n", "SUMMARY: AddressSanitizer: x\n",
                           "AddressSanitizer:DEADLYSIGNAL\n"})
    EXPECT_FALSE(read_sanitizer_report(text, kOwn)) << text;
}

TEST(SanitizerReport, DeepRecursionIsShortened) {
  std::string text = "==7==ERROR: AddressSanitizer: stack-overflow on address 0x7\n";
  for (int i = 0; i < 250; ++i)
    text += "    #" + std::to_string(i) +
            " 0x55 in f(int) /tmp/x/echo.cpp:" + std::to_string(i % 20) + "\n";
  EXPECT_EQ(read(text).frames.size(), 8U);
}

// A program can write whatever it likes to its standard error.
TEST(SanitizerReport, WhatAProgramHasForgedDoesNoHarm) {
  const std::string nasty = "\x1b[31m\u202E::error::x##[group]\xFF";
  const std::vector<std::string> texts = {
      report_of(nasty + " overflow", "'" + nasty + "' <== Memory access at offset\n"),
      undefined(nasty),
      undefined("index " + std::string(100000, '9') + " out of bounds for type '" + nasty + "'"),
      "==7==ERROR: AddressSanitizer: " + std::string(200000, 'x'),
      "==7==ERROR: AddressSanitizer: SEGV\n#0 \n#1\n#\n#2 0x in /echo.cpp:\n#3 0x in  echo.cpp:1 "
      "()\n",
      "WARNING: ThreadSanitizer: data race\n#0 " + nasty + " /echo.cpp:1 (echo+0x1)\n"};
  for (const std::string& text : texts) {
    const SecondLook look = read(text);
    EXPECT_LT(look.sentence.size(), 600U);
    EXPECT_LE(look.report.size(), 80000U);
    for (std::string shown : look.frames) EXPECT_EQ(printable(shown), shown);
    EXPECT_EQ(printable(look.sentence), look.sentence);
    EXPECT_EQ(printable(look.report), look.report);
  }
}

}  // namespace
}  // namespace pipette
