// Prints its resource limits, one a line: "descriptors 100 100" (soft and hard).
#include <stdio.h>
#include <sys/resource.h>

static void print(const char* name, int resource) {
  rlimit limit{};
  getrlimit(static_cast<__rlimit_resource>(resource), &limit);
  printf("%s %llu %llu\n", name, static_cast<unsigned long long>(limit.rlim_cur),
         static_cast<unsigned long long>(limit.rlim_max));
}

int main() {
  print("core", RLIMIT_CORE);
  print("cpu", RLIMIT_CPU);
  print("file", RLIMIT_FSIZE);
  print("descriptors", RLIMIT_NOFILE);
  print("processes", RLIMIT_NPROC);
  print("memory", RLIMIT_AS);
}
