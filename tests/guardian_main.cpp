// main() for tests that start programs: what these leave behind comes to the test, as in a check.
#include <gmock/gmock.h>

#include "engine/family.hpp"

int main(int argc, char** argv) {
  pipette::become_guardian();
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
