#include "report/hints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pipette {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

CheckResult failing() {
  return {.name = "Suite.KeepsEmptyLines",
          .hint = {.look = std::string(60, 'l') + " " + std::string(60, 'L'),
                   .think = "about this",
                   .experiment = "printf 'a\\n' | " + std::string(90, 'x')}};
}

TEST(Hints, AreGivenLevelByLevel) {
  EXPECT_THAT(hints(failing(), 1, 11),
              AllOf(HasSubstr("Keeps empty lines"), HasSubstr("1 Look at: lll"),
                    Not(HasSubstr("Think about")), HasSubstr("./pipette hint 11 says more")));
  EXPECT_THAT(hints(failing(), 2, 11),
              AllOf(HasSubstr("2 Think about: about this"), Not(HasSubstr("3 Try"))));
  EXPECT_THAT(hints(failing(), 3, 11),
              AllOf(HasSubstr("3 Try:\n    printf"), HasSubstr("last hint"),
                    HasSubstr("./pipette check 11 --only KeepsEmptyLines\n")));
}

TEST(Hints, ProseIsWrappedAndCommandsStayOnTheirLine) {
  const std::string text = hints(failing(), 3, 11);
  EXPECT_THAT(text, HasSubstr("\n    " + std::string(60, 'L') + "\n"));
  EXPECT_THAT(text, HasSubstr("printf 'a\\n' | " + std::string(90, 'x') + "\n"));
}

TEST(Hints, ControlBytesDoNotReachTheText) {
  CheckResult check = failing();
  check.hint.look = "\x1b[2J";
  EXPECT_THAT(hints(check, 1, 11), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace pipette
