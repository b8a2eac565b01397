// expect: harmless
// after: Options of the compiler from within the text: a plugin is a program.
#pragma GCC optimize("-fplugin=@SECRET@")
#pragma GCC optimize("-wrapper", "/bin/sh,-c,id")
#pragma GCC push_options
int main() {}
