// Prints its working directory, then the entries in it, one a line.
#include <filesystem>
#include <iostream>

int main() {
  const auto here = std::filesystem::current_path();
  std::cout << here.string() << "\n";
  for (const auto& entry : std::filesystem::directory_iterator(here))
    std::cout << entry.path().filename().string() << "\n";
}
