// expect: refused; plainly: leaks
// after: The compiler quotes a foreign file in its error message.
#include "@SECRET@"
int main() {}
