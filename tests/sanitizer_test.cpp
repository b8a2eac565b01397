// Programs that are built with sanitizers, under every protection: the sanitizers must work there.
#include "backends.hpp"
#include "grade_fixture.hpp"

namespace pipette {
namespace {

using testing::HasSubstr;

// An echo with a fault that only a sanitizer sees.
std::string echo_with(const std::string& fault) {
  return "#include <iostream>\n#include <string>\n#include <thread>\n#include <limits>\n"
         "int* volatile kept = nullptr;\nint volatile sum = 0;\n"
         "int main() {\n  std::string line;\n"
         "  while (std::getline(std::cin, line)) std::cout << line << std::endl;\n" +
         fault + "}\n";
}

struct Fault {
  std::string name;
  std::string sanitizer;
  std::string code;
  std::string words;  // of the sanitizer
};

class SanitizerTest : public GradeTest,
                      public testing::WithParamInterface<std::tuple<Fault, std::string>> {};

TEST_P(SanitizerTest, FaultIsFoundAndShown) {
  const auto& [fault, backend] = GetParam();
  write_stub(echo_with(fault.code));
  const Output run = pipette({"check", "11", "--only", "EchoesOneLine", "--sanitize",
                              fault.sanitizer, "--backend", backend});
  EXPECT_EQ(run.code, 1) << run.out << run.err;
  EXPECT_THAT(run.out, HasSubstr(fault.words));
}

const std::vector<Fault> kFaults = {
    {"Overflow", "address", "  kept = new int[4];\n  kept[4] = 1;\n  delete[] kept;\n",
     "heap-buffer-overflow"},
    {"UseAfterFree", "address", "  kept = new int[4];\n  delete[] kept;\n  kept[0] = 1;\n",
     "heap-use-after-free"},
    {"Leak", "address", "  kept = new int[4];\n  kept = nullptr;\n",
     "LeakSanitizer: detected memory leaks"},
    {"Undefined", "address",
     "  sum = std::numeric_limits<int>::max();\n  sum = sum + 1;\n  kept = new int[4];\n"
     "  kept = nullptr;\n",
     "signed integer overflow"},
    {"Race", "thread",
     "  std::thread other([] { for (int i = 0; i < 1000; ++i) sum = sum + 1; });\n"
     "  for (int i = 0; i < 1000; ++i) sum = sum + 1;\n  other.join();\n",
     "ThreadSanitizer: data race"},
};

std::vector<std::string> words() {
  std::vector<std::string> result;
  for (const Backend backend : backends()) result.emplace_back(word(backend));
  return result;
}

INSTANTIATE_TEST_SUITE_P(Each, SanitizerTest,
                         testing::Combine(testing::ValuesIn(kFaults), testing::ValuesIn(words())),
                         [](const auto& chosen) {
                           return std::get<0>(chosen.param).name + "_" + std::get<1>(chosen.param);
                         });

TEST_F(GradeTest, SolutionsPassWithSanitizers) {
  for (const char* sanitizer : {"address", "thread"}) {
    const Output run = pipette({"check", "11", "31", "--solutions", "--sanitize", sanitizer});
    EXPECT_EQ(run.code, 0) << run.out << run.err;
  }
}

}  // namespace
}  // namespace pipette
