// expect: refused; plainly: leaks
// after: The name comes from a macro, so that no search for #include finds it.
#define WHERE "@SECRET@"
#include WHERE
int main() {}
