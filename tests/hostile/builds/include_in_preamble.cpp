// expect: refused; plainly: leaks
// after: It stands among the includes that are precompiled apart from the rest.
#include <@SECRET@>
#include <cstdio>
int main() {}
