// expect: refused; plainly: builds
// after: The model solution lies where everybody knows.
#include "../../solutions/11-echo-stdin/echo.cpp"
