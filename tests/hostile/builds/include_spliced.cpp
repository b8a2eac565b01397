// expect: refused; plainly: leaks
// after: The word include is cut in two by a line that goes on.
#inc\
lude "@SECRET@"
int main() {}
