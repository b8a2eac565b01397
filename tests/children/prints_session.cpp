// Prints its process id, its session and its process group: "42 42 42".
#include <stdio.h>
#include <unistd.h>

int main() { printf("%d %d %d\n", getpid(), getsid(0), getpgrp()); }
