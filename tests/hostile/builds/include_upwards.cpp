// expect: refused; plainly: leaks
// after: The same file, by a way up to the root and down again.
#include "../../../../../../../../../../../../../../../../..@SECRET@"
int main() {}
