// The checks of driver.c, written with the facade. Not a lab: run.py runs and times them.

#include <iostream>

#include "check/check.hpp"

using namespace pipette;

struct Bench : Check {};

TEST_F(Bench, Echo) {
  Program echo = student();
  for (int i = 0; i < 10; ++i) {
    echo.send("hello there\n");
    ASSERT_THAT(echo.read_line(), IsBytes("hello there\n"));
  }
  echo.close_stdin();
  ASSERT_THAT(echo.read_to_end(), IsBytes(""));
  ASSERT_THAT(echo.wait_for_exit(), ExitedWith(0));
}

TEST_F(Bench, Tcp) {
  Program server = student({"0"}, Stdin::at_end);
  Connection client = connect(listening(server));
  for (int i = 0; i < 10; ++i) {
    client.send("hello there\n");
    ASSERT_THAT(client.read_line(), IsBytes("ereht olleh\n"));
  }
}

// Hands on what listen_lag.c says: how long after its listen() our connection was there.
TEST_F(Bench, ListenLag) {
  Program server = student();
  Connection client = connect(listening(server));
  ASSERT_THAT(server.wait_for_exit(), ExitedWith(0));
  std::cout << server.stderr_so_far();
}
