// expect: refused
// after: A template that needs itself.
template <int N>
struct Endless {
  static constexpr int value = Endless<N + 1>::value + Endless<N + 2>::value;
};
int main() { return Endless<0>::value; }
