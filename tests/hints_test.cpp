#include "report/hints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pipette {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

LabResult failing() {
  return {.number = 11,
          .slug = "echo-stdin",
          .title = "Echo lines",
          .checks = {{.name = "Suite.KeepsEmptyLines",
                      .verdict = Verdict::failed,
                      .hint = {.look = std::string(60, 'l') + " " + std::string(60, 'L'),
                               .think = "about this",
                               .experiment = "printf 'a\\n' | " + std::string(90, 'x')}}}};
}

LabResult understood() {
  LabResult lab = failing();
  lab.likely = {{"flush", "the output waits", {"there", "why", "do it"}, {"flush"}}, {}};
  return lab;
}

TEST(Hints, AreGivenLevelByLevel) {
  EXPECT_THAT(hints(failing(), 1),
              AllOf(HasSubstr("Keeps empty lines"), HasSubstr("1 Look at: lll"),
                    Not(HasSubstr("Think about")), HasSubstr("./pipette hint 11 says more")));
  EXPECT_THAT(hints(failing(), 2),
              AllOf(HasSubstr("2 Think about: about this"), Not(HasSubstr("3 Try"))));
  EXPECT_THAT(hints(failing(), 3), AllOf(HasSubstr("3 Try:\n    printf"), HasSubstr("last hint"),
                                         HasSubstr("./pipette check 11 --only KeepsEmptyLines\n")));
}

TEST(Hints, BeginWithTheLikeliestMisconception) {
  EXPECT_EQ(hint_subject(understood()), "flush");
  EXPECT_EQ(hint_levels(understood()), 6);
  EXPECT_THAT(hints(understood(), 1),
              AllOf(HasSubstr("often mean: the output waits"), HasSubstr("1 Look at: there"),
                    Not(HasSubstr("Think"))));
  EXPECT_THAT(hints(understood(), 3),
              AllOf(HasSubstr("3 Try:\n    do it"), HasSubstr("./pipette hint 11 says more")));
  EXPECT_THAT(hints(understood(), 4),
              AllOf(HasSubstr("Keeps empty lines"), HasSubstr("1 Look at: lll"),
                    Not(HasSubstr("the output waits"))));
  EXPECT_THAT(hints(understood(), 6), HasSubstr("last hint"));
}

TEST(Hints, WithoutAMisconceptionAreAboutTheFirstFailedCheck) {
  EXPECT_EQ(hint_subject(failing()), "Suite.KeepsEmptyLines");
  EXPECT_EQ(hint_levels(failing()), 3);
  EXPECT_EQ(hint_subject(LabResult{}), "");
}

TEST(Hints, ProseIsWrappedAndCommandsStayOnTheirLine) {
  const std::string text = hints(failing(), 3);
  EXPECT_THAT(text, HasSubstr("\n    " + std::string(60, 'L') + "\n"));
  EXPECT_THAT(text, HasSubstr("printf 'a\\n' | " + std::string(90, 'x') + "\n"));
}

TEST(Hints, ControlBytesDoNotReachTheText) {
  LabResult lab = understood();
  lab.likely.front().hint.look = lab.likely.front().name = "\x1b[2J";
  EXPECT_THAT(hints(lab, 1), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace pipette
