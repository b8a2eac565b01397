// expect: refused; plainly: builds
// after: Whether a file is there, and whether it is newer.
#pragma GCC dependency "@SECRET@"
_Pragma("GCC dependency \"@SECRET@\"")
int main() {}
