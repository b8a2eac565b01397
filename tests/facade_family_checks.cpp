// Checks for check_test.cpp that must pass: a program's files, its children, and when its lines
// came.
#include <chrono>

#include "facade.hpp"

using namespace pipette;

struct Files : Facade {};

TEST_F(Files, AreWrittenAndRead) {
  write_file("in.txt", "one\ntwo\n");
  Program reader = student({"cat", "in.txt"});
  ASSERT_THAT(reader.read_to_end(), IsBytes("one\ntwo\n"));
  Program writer = student({"sh", "-c", "cat in.txt in.txt > out.txt"});
  ASSERT_THAT(writer.wait_for_exit(), ExitedWith(0));
  ASSERT_THAT(read_file("out.txt"), IsBytes("one\ntwo\none\ntwo\n"));
}

TEST_F(Files, BelongToThePrograms) {
  write_file("in.txt", "one\n");
  Program writer = student({"sh", "-c", "echo two >> in.txt"});
  ASSERT_THAT(writer.wait_for_exit(), ExitedWith(0));
  ASSERT_THAT(read_file("in.txt"), IsBytes("one\ntwo\n"));
}

TEST_F(Files, AreAnInput) {
  write_file("script", "a\nb\n");
  Program program = student_reading("script", {"cat"});
  ASSERT_THAT(program.read_to_end(), IsBytes("a\nb\n"));
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
}

TEST_F(Files, ThatAreMissingOrLinksAreTrouble) {
  Program program = student({"ln", "-s", "/etc/hosts", "link"});
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
  for (const char* name : {"link", "missing"}) {
    const Received file = read_file(name);
    ASSERT_EQ(file.bytes, "") << name;
    ASSERT_TRUE(file.trouble.has_value()) << name;
    ASSERT_THAT(file.trouble->words, testing::HasSubstr(name));
  }
}

struct Children : Facade {};

TEST_F(Children, AreWaitedForAndLookedAt) {
  Program program = student({"sh", "-c", "sleep 60 & exec sleep 60"});
  program.wait_for_children(1);
  ASSERT_THAT(program.descriptors_of_children(), testing::ElementsAre(3U));
  ASSERT_EQ(program.zombies(), 0U);
}

TEST_F(Children, ThatNobodyCollectsAreZombies) {
  Program program = student({"sh", "-c", "true & true & exec sleep 60"});
  program.settle();
  ASSERT_EQ(program.zombies(), 2U);
  ASSERT_THAT(program.descriptors_of_children(), testing::IsEmpty());
}

struct Lines : Facade {};

TEST_F(Lines, TellWhenTheyCame) {
  const auto began = std::chrono::system_clock::now();
  Program program = student({"sh", "-c", "echo one; read line; echo two; echo three"});
  const Received one = program.read_line();
  ASSERT_GE(one.arrived, began);
  const auto between = std::chrono::system_clock::now();
  ASSERT_LE(one.arrived, between);
  program.send("go\n");
  ASSERT_THAT(program.wait_for_exit(), ExitedWith(0));
  const auto over = std::chrono::system_clock::now();
  const Received two = program.read_line();
  const Received three = program.read_line();
  ASSERT_THAT(three, IsBytes("three\n"));
  ASSERT_GE(two.arrived, between);
  ASSERT_GE(three.arrived, two.arrived);
  ASSERT_LE(three.arrived, over);
}
