// expect: refused
// after: Little text, and an assembler that never finishes.
asm(".rept 2000000000\n nop\n.endr");
int main() {}
