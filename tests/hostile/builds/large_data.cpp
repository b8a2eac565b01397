// expect: refused
// after: Two gigabytes of initial values: a program that fills the disk.
char large[2000000000] = {1};
int main() { return large[1]; }
