// Writes the page that tests/page/page.mjs looks at.
//
//   sample_page           a large report, half of it failed
//   sample_page passed    one check, which has passed
#include <iostream>
#include <string_view>

#include "page_sample.hpp"
#include "report/html.hpp"

int main(int count, char** arguments) {
  using namespace pipette;
  if (count > 1 && std::string_view(arguments[1]) == "passed") {
    CheckResult check = sample::with(sample::passed("Echo.RepeatsALine", 10), sample::served());
    std::cout << to_html(
        {.version = "0.1.0", .labs = {sample::lab(11, "echo", "Echo", "echo.cpp", {check})}});
  } else {
    std::cout << to_html(sample::large_report());
  }
}
