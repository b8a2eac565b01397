// expect: harmless; plainly: leaks
// after: The path is known, so the program reads the file when it runs.
#include <cstdio>
int main() {
  if (std::FILE* file = std::fopen("@SECRET@", "r"))
    for (int byte = 0; (byte = std::fgetc(file)) != EOF;) std::putchar(byte);
}
