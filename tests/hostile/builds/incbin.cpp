// expect: refused; plainly: leaks
// after: The assembler puts a foreign file into the program, which prints it.
#include <cstdio>
asm(".globl begin, end\nbegin: .incbin \"@SECRET@\"\nend:");
extern "C" const char begin[];
extern "C" const char end[];
int main() { std::fwrite(begin, 1, static_cast<std::size_t>(end - begin), stdout); }
