// expect: refused; plainly: leaks
// after: The assembler quotes a foreign file in its error message.
asm(".include \"@SECRET@\"");
int main() {}
