// expect: refused
// after: A file that includes itself.
#include __FILE__
int main() {}
