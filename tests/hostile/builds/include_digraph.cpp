// expect: refused; plainly: leaks
// after: Another spelling of the sign #, which a filter of texts overlooks.
%:include "@SECRET@"
int main() {}
