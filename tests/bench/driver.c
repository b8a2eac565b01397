// The yardstick: two checks written with nothing but posix_spawn, pipes, sockets and poll(2).
//
//   driver echo|tcp PROGRAM REPETITIONS
//
// Prints how long each repetition took, in microseconds, one number a line. bench_checks.cpp holds
// the same two checks, written as a lab's author would write them.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { kRounds = 10, kPatienceMs = 5000 };

extern char** environ;

static void fail(const char* what) {
  fprintf(stderr, "driver: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int checked(int result, const char* what) {
  if (result < 0) fail(what);
  return result;
}

static void expect(int holds, const char* what) {
  if (holds) return;
  fprintf(stderr, "driver: %s\n", what);
  exit(1);
}

static long microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

// A running program: its process, our end of its input (-1 when it has none) and of its output.
struct Child {
  pid_t pid;
  int in;
  int out;
};

static struct Child start(char* program, char* argument, int with_input) {
  int in[2] = {-1, -1};
  int out[2];
  if (with_input) checked(pipe2(in, O_CLOEXEC), "pipe");
  checked(pipe2(out, O_CLOEXEC), "pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (with_input) posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  else posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  char* arguments[] = {program, argument, NULL};
  struct Child child = {.in = in[1], .out = out[0]};
  errno = posix_spawn(&child.pid, program, &actions, NULL, arguments, environ);
  if (errno != 0) fail("posix_spawn");
  posix_spawn_file_actions_destroy(&actions);
  if (with_input) close(in[0]);
  close(out[1]);
  return child;
}

static int reap(struct Child child) {
  int status = 0;
  checked(waitpid(child.pid, &status, 0), "waitpid");
  return status;
}

// Reads some bytes, or 0 at the end; gives up after a while.
static size_t read_some(int fd, char* buffer, size_t size) {
  struct pollfd waiting = {.fd = fd, .events = POLLIN};
  expect(checked(poll(&waiting, 1, kPatienceMs), "poll") == 1, "nothing came");
  return (size_t)checked((int)read(fd, buffer, size), "read");
}

// Reads one line with its line feed; nothing may follow it yet.
static size_t read_line(int fd, char* buffer, size_t size) {
  size_t length = 0;
  do {
    const size_t count = read_some(fd, buffer + length, size - length);
    expect(count > 0, "the end came too early");
    length += count;
  } while (buffer[length - 1] != '\n' && length < size);
  return length;
}

static void write_all(int fd, const char* bytes, size_t size) {
  expect(checked((int)write(fd, bytes, size), "write") == (int)size, "a write was cut");
}

// Sends a line and reads the answer.
static void ask(int to, int from, const char* line, const char* answer) {
  char buffer[256];
  write_all(to, line, strlen(line));
  const size_t length = read_line(from, buffer, sizeof buffer);
  expect(length == strlen(answer) && memcmp(buffer, answer, length) == 0, "a wrong answer");
}

static void check_echo(char* program) {
  const struct Child child = start(program, NULL, 1);
  for (int i = 0; i < kRounds; ++i) ask(child.in, child.out, "hello there\n", "hello there\n");
  close(child.in);
  char rest[256];
  expect(read_some(child.out, rest, sizeof rest) == 0, "more came than was sent");
  close(child.out);
  const int status = reap(child);
  expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a wrong exit code");
}

static int connect_to(unsigned port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((in_port_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int client = checked(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
  const int yes = 1;
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  checked(connect(client, (const struct sockaddr*)&address, sizeof address), "connect");
  return client;
}

static void check_tcp(char* program) {
  static char any_port[] = "0";
  const struct Child child = start(program, any_port, 0);
  char line[256] = "";
  read_line(child.out, line, sizeof line - 1);
  unsigned port = 0;
  expect(sscanf(line, "LISTENING 127.0.0.1:%u\n", &port) == 1, "a wrong first line");
  const int client = connect_to(port);
  for (int i = 0; i < kRounds; ++i) ask(client, client, "hello there\n", "ereht olleh\n");
  close(client);
  kill(child.pid, SIGKILL);
  reap(child);
  close(child.out);
}

int main(int argc, char* argv[]) {
  const int is_echo = argc == 4 && strcmp(argv[1], "echo") == 0;
  const int is_tcp = argc == 4 && strcmp(argv[1], "tcp") == 0;
  if (!is_echo && !is_tcp) {
    fprintf(stderr, "usage: driver echo|tcp PROGRAM REPETITIONS\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  for (int left = atoi(argv[3]); left > 0; --left) {
    const long began = microseconds();
    if (is_echo) check_echo(argv[2]);
    else check_tcp(argv[2]);
    printf("%ld\n", microseconds() - began);
  }
  return 0;
}
