// A small map of words for the tests of what shows it.
#pragma once

#include "report/word_map.hpp"

namespace pipette {

inline WordMap made_words() {
  WordMap map;
  map.introduction = "Read it.\n";
  map.groups = {{"A. One", 0, 3}, {"B. Two", 3, 2}};
  const WordLab passed = {11, "11-echo-stdin", true};
  map.pages.resize(5);
  map.pages[0] = {
      .slug = "pipe", .name = "pipe", .category = "way", .labs = {{21, "21-run-child"}}};
  map.pages[0].text = "A hose.\n\n```python\nprint(1)\n```\n\n```cpp\nf();\n```\n";
  map.pages[1] = {.slug = "event", .name = "event", .category = "thing"};
  map.pages[1].why_no_lab = "because it is everywhere";
  map.pages[1].text = "A bell rings. `" + std::string(40, 'x') + "` and more words behind it.\n";
  map.pages[2] = {.slug = "event-loop", .name = "event loop", .also = {"epoll"}, .needs = {1}};
  map.pages[2].category = "pattern";
  map.pages[2].spec = "RFC 1";
  map.pages[2].labs = {passed, {43, ""}};
  map.pages[2].text =
      "A [hose](pipe.md) and one waiter.\n\n- **What it is like:** he never stands still at a "
      "table, however long the guest at that table may think about his order.\n\n"
      "## Try it\n\n```python loop.py\nwhile True:\n\n    go()\n```\n\n"
      "```console\n$ python3 loop.py\ngone\n```\n";
  map.pages[3] = {.slug = "json", .name = "JSON loads / dumps", .also = {"JSON"}};
  map.pages[3].category = "format";
  map.pages[3].text = "A flat box.\n";
  map.pages[4] = {.slug = "json-library", .name = "json (library)", .also = {"json"}, .needs = {3}};
  map.pages[4].category = "library";
  map.pages[4].text = "A tool.\n";
  return map;
}

}  // namespace pipette
