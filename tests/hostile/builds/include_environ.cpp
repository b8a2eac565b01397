// expect: harmless
// after: The variables of the compiler, in its error message; this one takes the file for empty.
#include "/proc/self/environ"
int main() {}
