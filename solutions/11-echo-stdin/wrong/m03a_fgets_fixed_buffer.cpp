// fails: EchoStdin.KeepsEveryByte, EchoStdin.KeepsLongLines
// mistake: Takes each fgets for one line, but a line can be longer than the buffer or hold a NUL.
// misconception: line-fits

#include <cstdio>
#include <cstring>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::fprintf(stderr, "usage: echo\n");
    return 2;
  }
  char line[4096];
  while (std::fgets(line, sizeof line, stdin) != nullptr) {
    line[std::strcspn(line, "\n")] = '\0';
    std::printf("%s\n", line);
    std::fflush(stdout);
  }
  return 0;
}
