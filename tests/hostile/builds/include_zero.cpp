// expect: refused
// after: A file without an end fills the memory of the compiler.
#include "/dev/zero"
int main() {}
