// expect: refused
// after: Names of files that give commands to a terminal and to a service that shows reports.
#line 1 "\033[2J\033]0;pwned\007\n::error file=x::forged\n##[error]forged"
int main() { return undeclared; }
