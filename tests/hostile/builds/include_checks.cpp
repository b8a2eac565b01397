// expect: refused; plainly: builds
// after: The checks of the lab lie beside the stub.
#define CHECKS
#if __has_include("checks.cpp")
int main() {}
#else
#error the checks are not there
#endif
