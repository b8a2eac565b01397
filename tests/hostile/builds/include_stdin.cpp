// expect: either
// after: A compiler that reads the terminal waits for ever.
#include "/dev/stdin"
int main() {}
