// Writes one line to standard output and another one to standard error.
#include <stdio.h>

int main() {
  fputs("for the next program\n", stdout);
  fputs("for people\n", stderr);
}
