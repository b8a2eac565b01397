// expect: refused
// after: An error message that does the same, with the bytes as they are.
#error [2J]0;pwned›2J ::error::forged ##[error]forged </failure><script>]]>&
_Pragma("GCC error \"::error::forged\\n::stop-commands::x\"")
int main() {}
