// The correct parts of a program that runs a child. Each wrong program replaces the one part that
// it gets wrong: it sets a member of `parts`, and calls run().

#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

// ---- What an output has said --------------------------------------------------------------------

struct Heard {
  std::string bytes{};
  bool over = false;  // its end has come
};

inline std::uint64_t fingerprint(const std::string& bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return hash;
}

inline std::string sixteen_digits(std::uint64_t hash) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

inline std::string last_line(std::string bytes) {
  if (!bytes.empty() && bytes.back() == '\n') bytes.pop_back();
  return bytes.substr(bytes.rfind('\n') + 1);  // npos + 1 is 0
}

inline std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) out += "\\u" + sixteen_digits(byte).substr(12);
    else if (c == '"' || c == '\\') out += {'\\', c};
    else out += c;
  }
  return out + '"';
}

// ---- The child ----------------------------------------------------------------------------------

struct Pipe {
  int reading = -1;
  int writing = -1;
};

// Our ends, and what we know of it.
struct Child {
  pid_t pid = -1;
  int in = -1;
  int out = -1;
  int err = -1;
  int end = -1;           // readable when it has ended
  std::string pending{};  // input that it has not taken yet
  bool input_over = false;
  Heard said{};
  Heard complained{};
  bool ended = false;
  int status = 0;
  long ended_at = 0;  // in milliseconds, as now()
};

inline long now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

inline void close_end(int& fd) {
  if (fd >= 0) close(fd);
  fd = -1;
}

[[noreturn]] inline void give_up(const char* what) {
  std::perror(what);
  std::exit(1);
}

struct Parts {
  Pipe (*make_pipe)();
  void (*become)(char* argv[]);                                    // in the child: never returns
  void (*wire)(const Pipe& in, const Pipe& out, const Pipe& err);  // in the child, before that
  void (*start)(Child& child, char* argv[]);
  void (*pass_on)(Child& child);   // writes once what is pending
  void (*converse)(Child& child);  // until the child has ended and was heard
  void (*collect)(Child& child);
  std::string (*how_it_ended)(const Child& child);  // the members exit and signal
  std::string (*report)(const Child& child);
  std::uint64_t (*fingerprint)(const std::string& bytes);
  std::string (*digits)(std::uint64_t hash);
  std::string (*last_line)(std::string bytes);
  std::string (*quoted)(const std::string& text);
};

extern Parts parts;

inline Pipe make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) give_up("pipe");
  return {ends[0], ends[1]};
}

inline void wire(const Pipe& in, const Pipe& out, const Pipe& err) {
  dup2(in.reading, 0);
  dup2(out.writing, 1);
  dup2(err.writing, 2);
}

inline void become(char* argv[]) { execvp(argv[0], argv); }

// A pipe that closes by itself when the new program takes over tells why it did not.
inline void start(Child& child, char* argv[]) {
  Pipe in = parts.make_pipe();
  Pipe out = parts.make_pipe();
  Pipe err = parts.make_pipe();
  Pipe news = make_pipe();
  child.pid = fork();
  if (child.pid < 0) give_up("fork");
  if (child.pid == 0) {
    signal(SIGPIPE, SIG_DFL);
    parts.wire(in, out, err);
    parts.become(argv);
    const int error = errno;
    const ssize_t written = write(news.writing, &error, sizeof error);
    _exit(written > 0 ? 127 : 126);
  }
  for (int* const end : {&in.reading, &out.writing, &err.writing, &news.writing}) close_end(*end);
  int error = 0;
  if (read(news.reading, &error, sizeof error) > 0) {
    waitpid(child.pid, nullptr, 0);
    errno = error;
    give_up(argv[0]);
  }
  close_end(news.reading);
  child.in = in.writing;
  child.out = out.reading;
  child.err = err.reading;
  child.end = static_cast<int>(syscall(SYS_pidfd_open, child.pid, 0));
  fcntl(child.in, F_SETFL, O_NONBLOCK);
}

inline void collect(Child& child) {
  waitpid(child.pid, &child.status, 0);
  child.ended = true;
  child.ended_at = now();
  close_end(child.end);
}

// ---- One round of listening and speaking --------------------------------------------------------

// What a round looks at.
struct Watch {
  bool input = true;
  bool out = true;
  bool err = true;
  bool end = true;
};

inline void take_input(Child& child) {
  char chunk[65536];
  const ssize_t count = read(0, chunk, sizeof chunk);
  if (count > 0) child.pending.assign(chunk, static_cast<std::size_t>(count));
  child.input_over = count == 0;
  if (count == 0) close_end(child.in);
}

inline void pass_on(Child& child) {
  const ssize_t count = write(child.in, child.pending.data(), child.pending.size());
  if (count > 0) child.pending.erase(0, static_cast<std::size_t>(count));
  if (count >= 0 || errno == EAGAIN) return;
  child.pending.clear();  // it reads no more
  close_end(child.in);
}

inline void listen_to(int& fd, Heard& heard) {
  char chunk[65536];
  const ssize_t count = read(fd, chunk, sizeof chunk);
  if (count > 0) heard.bytes.append(chunk, static_cast<std::size_t>(count));
  if (count != 0) return;
  heard.over = true;
  close_end(fd);
}

// Waits until something happens, at most `patience` milliseconds (-1: for ever), and deals with it.
inline void round(Child& child, const Watch& watch = {}, int patience = -1) {
  const bool hungry = watch.input && child.pending.empty() && child.in >= 0;
  const bool full = watch.input && !child.pending.empty();
  pollfd events[] = {{hungry ? 0 : -1, POLLIN, 0},
                     {full ? child.in : -1, POLLOUT, 0},
                     {watch.out ? child.out : -1, POLLIN, 0},
                     {watch.err ? child.err : -1, POLLIN, 0},
                     {watch.end ? child.end : -1, POLLIN, 0}};
  if (poll(events, 5, patience) < 0) return;
  if (events[0].revents != 0) take_input(child);
  if (events[1].revents != 0) parts.pass_on(child);
  if (events[2].revents != 0) listen_to(child.out, child.said);
  if (events[3].revents != 0) listen_to(child.err, child.complained);
  if (events[4].revents != 0) parts.collect(child);
}

inline bool heard_all(const Child& child) { return child.said.over && child.complained.over; }

// After the end of the child: what is still in the pipes, and 500 ms for others that hold them.
inline void hear_the_rest(Child& child) {
  while (!heard_all(child)) {
    const long left = child.ended_at + 500 - now();
    round(child, {.input = false}, left > 0 ? static_cast<int>(left) : 0);
    if (left <= 0) return;
  }
}

inline void converse(Child& child) {
  while (!child.ended) round(child);
  hear_the_rest(child);
}

// ---- The report ---------------------------------------------------------------------------------

inline std::string member(const char* name, const std::string& value) {
  return std::string("\"") + name + "\":" + value;
}

inline std::string how_it_ended(const Child& child) {
  const int status = child.status;
  return member("exit", WIFEXITED(status) ? std::to_string(WEXITSTATUS(status)) : "null") + "," +
         member("signal", WIFSIGNALED(status) ? std::to_string(WTERMSIG(status)) : "null");
}

inline std::string report(const Child& child) {
  const std::string& out = child.said.bytes;
  return "{" + parts.how_it_ended(child) + "," + member("out_bytes", std::to_string(out.size())) +
         "," + member("err_bytes", std::to_string(child.complained.bytes.size())) + "," +
         member("out_sha", "\"" + parts.digits(parts.fingerprint(out)) + "\"") + "," +
         member("out_last", parts.quoted(parts.last_line(out))) + "}\n";
}

inline Parts parts{.make_pipe = make_pipe,
                   .become = become,
                   .wire = wire,
                   .start = start,
                   .pass_on = pass_on,
                   .converse = converse,
                   .collect = collect,
                   .how_it_ended = how_it_ended,
                   .report = report,
                   .fingerprint = fingerprint,
                   .digits = sixteen_digits,
                   .last_line = last_line,
                   .quoted = quoted};

// ---- All of it ----------------------------------------------------------------------------------

inline Child run_child(char* argv[]) {
  signal(SIGPIPE, SIG_IGN);
  Child child;
  parts.start(child, argv);
  parts.converse(child);
  return child;
}

inline void need_a_program(int argc) {
  if (argc > 1) return;
  std::fprintf(stderr, "usage: runchild PROGRAM [ARG...]\n");
  std::exit(2);
}

inline int run(int argc, char* argv[]) {
  need_a_program(argc);
  const Child child = run_child(argv + 1);
  const std::string text = parts.report(child);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}
