// fails: EchoStdin.EndsWhenNobodyReads
// mistake: Repeats a write until everything is out, even when it fails because nobody reads.
// misconception: every-write-works

#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>

void write_all(const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = write(STDOUT_FILENO, text.data() + done, text.size() - done);
    if (count > 0) done += static_cast<std::size_t>(count);
  }
}

int main(int argc, char* /*argv*/[]) {
  if (argc > 1) {
    std::cerr << "usage: echo\n";
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  std::string line;
  while (std::getline(std::cin, line)) {
    write_all(line + '\n');
  }
  return 0;
}
