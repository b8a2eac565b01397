// expect: refused; plainly: leaks
// after: The variables of the assembler, in its error messages.
asm(".include \"/proc/self/environ\"");
int main() {}
