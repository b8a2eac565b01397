// expect: refused
// after: The compiler may run as somebody who can read the passwords.
#include </etc/shadow>
#include </etc/passwd>
int main() {}
