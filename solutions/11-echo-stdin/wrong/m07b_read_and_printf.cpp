// fails: EchoStdin.AnswersBeforeTheNextLine, EchoStdin.ReadsManyLinesAtOnce, EchoStdin.StreamsWithoutHoarding, EchoStdin.EndsWhenNobodyReads
// mistake: Reads with read(2), prints through the buffer of stdio and never flushes it.
// misconception: output-waits

#include <unistd.h>

#include <cstdio>
#include <string>

void print_line(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::printf("\n");
}

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::fprintf(stderr, "usage: echo\n");
    return 2;
  }
  char chunk[4096];
  std::string line;
  ssize_t count = 0;
  while ((count = read(STDIN_FILENO, chunk, sizeof chunk)) > 0) {
    for (ssize_t i = 0; i < count; ++i) {
      if (chunk[i] == '\n') {
        print_line(line);
        line.clear();
      } else {
        line += chunk[i];
      }
    }
  }
  if (!line.empty()) print_line(line);
  return 0;
}
