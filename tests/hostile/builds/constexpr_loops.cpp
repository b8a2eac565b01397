// expect: refused
// after: Loops that the compiler runs itself, each below its limit.
template <int N>
constexpr int count() {
  int sum = N;
  for (int i = 0; i < 260000; ++i) sum ^= i;
  return sum;
}
template <int N>
constexpr int total() {
  if constexpr (N == 0) return 0;
  else {
    constexpr int one = count<N>();
    return one + total<N - 1>();
  }
}
int main() { return total<800>(); }
