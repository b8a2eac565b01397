// expect: either
// after: The program asks for a loader of its own choice: a foreign file.
extern const char interpreter[];
[[gnu::used, gnu::section(".interp")]] const char interpreter[] = "@SECRET@";
int main() {}
