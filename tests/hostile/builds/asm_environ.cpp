// expect: refused
// after: The variables of the assembler, piece by piece in its error messages.
asm(".include \"/proc/self/environ\"");
int main() {}
