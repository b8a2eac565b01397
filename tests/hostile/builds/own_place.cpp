// expect: harmless
// after: Where the project lies is told by the name of the source.
#include <cstdio>
#include <source_location>
int main() { std::printf("%s %s\n", __FILE__, std::source_location::current().file_name()); }
