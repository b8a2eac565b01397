// Waits for ever in the way that its argument names.
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace {

void sleep_for_ever() {
  const timespec long_time{1'000'000, 0};
  nanosleep(&long_time, nullptr);
}

void read_standard_input() {
  char byte = 0;
  while (read(0, &byte, 1) < 0) {
  }
}

void write_to_a_full_pipe() {
  int ends[2];
  if (pipe(ends) != 0) return;
  char block[4096] = "";
  while (write(ends[1], block, sizeof block) > 0) {
  }
}

void read_its_own_pipe() {
  int ends[2];
  char byte = 0;
  if (pipe(ends) == 0) (void)!read(ends[0], &byte, 1);
}

void poll_standard_input() {
  pollfd entry{0, POLLIN, 0};
  poll(&entry, 1, -1);
}

void poll_nothing() { poll(nullptr, 0, -1); }

void select_standard_input() {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(0, &set);
  select(1, &set, nullptr, nullptr, nullptr);
}

void wait_for_epoll() {
  const int epoll = epoll_create1(0);
  epoll_event event{};
  event.events = EPOLLIN;
  epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
  epoll_wait(epoll, &event, 1, -1);
}

void lock_twice() {
  std::mutex mutex;
  mutex.lock();
  mutex.lock();
}

void deadlock() {
  std::mutex one;
  std::mutex other;
  std::mutex other_is_taken;
  other_is_taken.lock();
  one.lock();  // before the thread begins: else that could take both and end
  std::thread thread([&] {
    other.lock();
    other_is_taken.unlock();
    one.lock();
  });
  other_is_taken.lock();
  other.lock();
  thread.join();
}

void wait_for_nobody() {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  while (true) condition.wait(lock);
}

void join_a_reader() { std::thread(read_standard_input).join(); }

// Four are named one by one, and the other ones are alike.
void start_many_readers() {
  for (int i = 0; i < 19; ++i) std::thread(read_standard_input).detach();
  read_standard_input();
}

void wait_for_its_child() {
  if (fork() == 0) return read_standard_input();
  wait(nullptr);
}

void leave_its_child_uncollected() {
  if (fork() == 0) _exit(0);
  while (true) pause();
}

// The child waits for the end of a pipe that its parent keeps open.
void keep_a_pipe_open() {
  int ends[2];
  if (pipe(ends) != 0) return;
  if (fork() > 0) {
    wait(nullptr);
    return;
  }
  close(ends[1]);
  char byte = 0;
  (void)!read(ends[0], &byte, 1);
}

void hide() {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  read_standard_input();
}

struct Way {
  const char* name;
  void (*go)();
};
constexpr Way kWays[] = {{"nanosleep", sleep_for_ever},
                         {"read", read_standard_input},
                         {"full_pipe", write_to_a_full_pipe},
                         {"own_pipe", read_its_own_pipe},
                         {"poll", poll_standard_input},
                         {"poll_nothing", poll_nothing},
                         {"select", select_standard_input},
                         {"epoll", wait_for_epoll},
                         {"own_lock", lock_twice},
                         {"deadlock", deadlock},
                         {"condition", wait_for_nobody},
                         {"join", join_a_reader},
                         {"many", start_many_readers},
                         {"child", wait_for_its_child},
                         {"uncollected", leave_its_child_uncollected},
                         {"open_pipe", keep_a_pipe_open},
                         {"hidden", hide}};

}  // namespace

int main(int, char** arguments) {
  for (const Way& way : kWays)
    if (strcmp(arguments[1], way.name) == 0) way.go();
}
