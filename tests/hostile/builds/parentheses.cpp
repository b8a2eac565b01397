// expect: refused
// after: 200000 parentheses, one in the other: the stack of the compiler.
#define O0 ((((((((((
#define C0 ))))))))))
#define O1 O0 O0 O0 O0 O0 O0 O0 O0 O0 O0
#define C1 C0 C0 C0 C0 C0 C0 C0 C0 C0 C0
#define O2 O1 O1 O1 O1 O1 O1 O1 O1 O1 O1
#define C2 C1 C1 C1 C1 C1 C1 C1 C1 C1 C1
#define O3 O2 O2 O2 O2 O2 O2 O2 O2 O2 O2
#define C3 C2 C2 C2 C2 C2 C2 C2 C2 C2 C2
#define O4 O3 O3 O3 O3 O3 O3 O3 O3 O3 O3
#define C4 C3 C3 C3 C3 C3 C3 C3 C3 C3 C3
int main() { return O4 O4 1 C4 C4; }
