// expect: refused; plainly: builds
// after: Whether a file is there is worth knowing too.
#if !__has_include("@SECRET@")
#error there is no such file
#endif
int main() {}
