// expect: either
// after: 64 GB of zeros take no room in the program, but may when it runs.
char large[1ULL << 36];
int main() { return large[1ULL << 35]; }
