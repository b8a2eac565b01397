// Writes its argument to standard output, byte by byte as it is, and ends.
#include <stdio.h>

int main(int, char** arguments) { fputs(arguments[1], stdout); }
