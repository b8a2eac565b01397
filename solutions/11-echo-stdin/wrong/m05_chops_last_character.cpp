// fails: EchoStdin.CompletesTheLastLine
// mistake: Cuts the last character off every line, although the last line may come without its LF.
// misconception: every-line-has-a-line-feed

#include <cstdio>
#include <cstdlib>

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::fprintf(stderr, "usage: echo\n");
    return 2;
  }
  char* line = nullptr;
  std::size_t capacity = 0;
  ssize_t length = 0;
  while ((length = getline(&line, &capacity, stdin)) > 0) {
    std::fwrite(line, 1, static_cast<std::size_t>(length - 1), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
  }
  std::free(line);
  return 0;
}
