// The correct parts of the program. Each wrong program replaces the one part that it gets wrong.

#pragma once

#include <algorithm>
#include <cctype>
#include <cstring>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

using Words = std::vector<std::string>;

enum ExitCode { kDone = 0, kNothingFound = 1, kWrongCall = 2 };

class Tool {
 public:
  virtual ~Tool() = default;

  // `words` are those behind the program's name.
  virtual int run(const Words& words) {
    if (!is_right(words)) return give_up(kWrongCall, "usage: lines COMMAND [TEXT]");
    return work(words[0], words.size() > 1 ? words[1] : "");
  }

 protected:
  // ---- The call ----

  virtual bool is_right(const Words& words) {
    if (words.empty() || !is_known(words[0])) return false;
    if (words.size() != (takes_text(words[0]) ? 2U : 1U)) return false;
    return words[0] != "eqnum" || number_in(words[1]);
  }

  virtual bool is_known(const std::string& word) {
    const Words all = {"count", "last", "last-text", "strip", "eq", "eqnum"};
    return std::find(all.begin(), all.end(), word) != all.end();
  }

  static bool takes_text(const std::string& command) {
    return command == "eq" || command == "eqnum";
  }

  virtual int give_up(int code, const std::string& why) {
    std::cerr << "lines: " << why << '\n';
    return code;
  }

  // ---- The commands ----

  virtual int work(const std::string& command, const std::string& text) {
    if (command == "count") return count();
    if (command == "last") return last();
    if (command == "last-text") return last_text();
    if (command == "strip") return strip_lines();
    if (command == "eq") return find_equal(text);
    return find_number(text);
  }

  virtual int count() {
    long lines = 0;
    for (std::string line; next_line(line);) ++lines;
    print(std::to_string(lines));
    return kDone;
  }

  virtual int last() {
    std::optional<std::string> newest;
    for (std::string line; next_line(line);) newest = line;
    if (!newest) return nothing_found();
    print(*newest);
    return kDone;
  }

  virtual int last_text() {
    std::string newest;
    for (std::string line; next_line(line);)
      if (!strip(line).empty()) newest = strip(line);
    if (newest.empty()) return nothing_found();
    print(newest);
    return kDone;
  }

  virtual int strip_lines() {
    for (std::string line; next_line(line);) print(strip(line));
    return kDone;
  }

  virtual int find_equal(const std::string& text) {
    return find([&](const std::string& line) { return is_equal(line, text); });
  }

  virtual int find_number(const std::string& text) {
    return find([&](const std::string& line) { return is_equal_number(line, text); });
  }

  template <typename Fits>
  int find(Fits fits) {
    bool found = false;
    long number = first_number();
    for (std::string line; next_line(line); ++number) {
      if (!fits(line)) continue;
      print(std::to_string(number));
      found = true;
    }
    return found ? kDone : nothing_found();
  }

  virtual int nothing_found() { return give_up(kNothingFound, "nothing was found"); }

  // ---- Small parts ----

  virtual bool next_line(std::string& line) {
    return static_cast<bool>(std::getline(std::cin, line));
  }

  virtual void print(const std::string& result) { std::cout << result << '\n'; }

  virtual long first_number() { return 1; }

  virtual bool is_equal(const std::string& line, const std::string& text) { return line == text; }

  virtual bool is_equal_number(const std::string& line, const std::string& text) {
    const auto number = number_in(strip(line));
    return number && number == number_in(text);
  }

  virtual const char* blanks() { return " \t\r\n\v\f"; }

  virtual std::string strip(const std::string& text) {
    const std::size_t first = text.find_first_not_of(blanks());
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(blanks()) - first + 1);
  }

  virtual std::optional<long long> number_in(const std::string& text) {
    const std::string digits = text.substr(text.rfind('-', 0) == 0 ? 1 : 0);
    if (digits.empty() || digits.size() > 15) return std::nullopt;
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    return std::stoll(text);
  }
};

inline Words words_behind_the_name(int argc, char* argv[]) {
  return {argv + std::min(argc, 1), argv + argc};
}

template <typename OneTool>
int run_tool(int argc, char* argv[]) {
  return OneTool().run(words_behind_the_name(argc, argv));
}
