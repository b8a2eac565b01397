// Runs a fuzz target without libFuzzer: changes known messages at random, the same way for the same
// seed. Usage: <target> COUNT SEED
#include <algorithm>
#include <chrono>
#include <random>

#include "fuzz.hpp"

namespace pipette::fuzz {
namespace {

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::string input() {
    std::string bytes = one_of(corpus_);
    for (std::size_t changes = below(6); changes > 0; --changes) change(bytes);
    const std::string steering{static_cast<char>(below(256)), static_cast<char>(below(256))};
    return steering + bytes;
  }

 private:
  // A number from 0 to limit - 1. The distributions of the library differ between libraries.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
  const std::string& one_of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  void change(std::string& bytes) {
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t count = below(std::min<std::size_t>(bytes.size() - at, 16) + 1);
    switch (below(8)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        return;
      case 1:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
        return;
      case 2: bytes.erase(at, count); return;
      case 3: bytes.insert(at, bytes.substr(at, count)); return;
      case 4: bytes.replace(at, count, one_of(words_)); return;
      case 5: bytes.insert(at, one_of(words_)); return;
      case 6: bytes.resize(at); return;
      default: splice(bytes, at);
    }
  }

  // The beginning of this message and the end of another.
  void splice(std::string& bytes, std::size_t at) {
    const std::string& other = one_of(corpus_);
    bytes.resize(at);
    bytes += other.substr(below(other.size() + 1));
  }

  std::mt19937_64 random_;
  std::vector<std::string> corpus_ = corpus();
  std::vector<std::string> words_ = words();
};

int run(std::size_t count, std::uint64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  Mutator mutator(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string input = mutator.input();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%zu inputs from seed %llu in %.1f s: %.0f per second\n", count,
              static_cast<unsigned long long>(seed), took.count(),
              static_cast<double>(count) / took.count());
  return 0;
}

}  // namespace
}  // namespace pipette::fuzz

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s COUNT SEED\n", argv[0]);
    return 2;
  }
  return pipette::fuzz::run(std::strtoull(argv[1], nullptr, 10),
                            std::strtoull(argv[2], nullptr, 10));
}
