// Prints its environment, one variable a line.
#include <stdio.h>
#include <unistd.h>

int main() {
  for (char** variable = environ; *variable != nullptr; ++variable) puts(*variable);
}
