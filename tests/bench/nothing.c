// Does nothing, as quickly as a program can.
int main(void) { return 0; }
