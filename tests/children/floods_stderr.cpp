// Writes a first line, 1 MiB and a last line to standard error.
#include <stdio.h>

#include <string>

int main() {
  const std::string text = "first\n" + std::string(1 << 20, 'x') + "\nlast\n";
  fwrite(text.data(), 1, text.size(), stderr);
}
