// The same program without a library: it walks over each line once, and keeps nothing of a JSON
// value but the three members that count.

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t kDeepest = 1000;  // open arrays and objects: each costs a call
constexpr std::size_t kLongestName = 200;
constexpr std::int64_t kLargestScore = 9'007'199'254'740'991;

struct Record {
  std::string name;
  std::string date;
  std::int64_t score = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The smallest character of each length; one that is smaller was written too long.
constexpr std::array<std::uint32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};

// Takes one character from the beginning of the text; nothing where there is none.
std::optional<std::uint32_t> take_character(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  std::size_t length = 1;
  std::uint32_t code = first;
  if (first >= 0xF0) length = 4, code = first & 0x07U;
  else if (first >= 0xE0) length = 3, code = first & 0x0FU;
  else if (first >= 0xC0) length = 2, code = first & 0x1FU;
  else if (first >= 0x80) return std::nullopt;
  if (first > 0xF4 || text.size() < length) return std::nullopt;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    code = code << 6U | (byte & 0x3FU);
  }
  const bool is_half = code >= 0xD800 && code <= 0xDFFF;
  if (code < kSmallest[length] || code > 0x10FFFF || is_half) return std::nullopt;
  text.remove_prefix(length);
  return code;
}

void append_character(std::string& text, std::uint32_t code) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) add(0xC0U | code >> 6U);
  else if (code < 0x10000) add(0xE0U | code >> 12U), add(0x80U | (code >> 6U & 0x3FU));
  else {
    add(0xF0U | code >> 18U);
    add(0x80U | (code >> 12U & 0x3FU));
    add(0x80U | (code >> 6U & 0x3FU));
  }
  add(0x80U | (code & 0x3FU));
}

// ---- Values -------------------------------------------------------------------------------------

// In valid UTF-8, each character has one byte that does not begin with the bits 10.
bool is_name(std::string_view text) {
  const auto characters = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; }));
  return characters >= 1 && characters <= kLongestName;
}

// -1 where there is anything but digits.
int number_in(std::string_view digits) {
  const bool good = std::all_of(digits.begin(), digits.end(), is_digit);
  return good ? std::stoi(std::string(digits)) : -1;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = number_in(text.substr(0, 4));
  const int month = number_in(text.substr(5, 2));
  const int day = number_in(text.substr(8, 2));
  if (year < 1 || month < 1 || month > 12) return false;
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int longest = kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
  return day >= 1 && day <= longest;
}

std::optional<std::int64_t> score_in(std::string_view digits) {
  std::int64_t score = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, score);
  const bool fits = error == std::errc{} && stop == end;
  if (!fits || score < -kLargestScore || score > kLargestScore) return std::nullopt;
  return score;
}

// ---- One line -----------------------------------------------------------------------------------

// Each function takes what its name says from the beginning of the rest of the line, and returns
// whether it was there.
class Line {
 public:
  explicit Line(std::string_view text) : rest_(text) {}

  std::optional<Record> record() {
    blanks();
    if (!members([this](const std::string& key) { return member(key); })) return std::nullopt;
    blanks();
    if (!rest_.empty() || !name_ || !date_ || !score_) return std::nullopt;
    return Record{*name_, *date_, *score_};
  }

 private:
  [[nodiscard]] char next() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool pass(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  void blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r"), rest_.size())); }

  // A member of the record itself.
  bool member(const std::string& key) {
    if (key == "name") return !name_ && string(name_.emplace()) && is_name(*name_);
    if (key == "date") return !date_ && string(date_.emplace()) && is_date(*date_);
    if (key != "score") return value(1);
    const std::string_view before = rest_;
    if (score_ || !number()) return false;
    score_ = score_in(before.substr(0, before.size() - rest_.size()));
    return score_.has_value();
  }

  bool value(std::size_t depth) {
    if (depth > kDeepest) return false;
    std::string ignored;
    switch (next()) {
      case '{': return members([&](const std::string& /*key*/) { return value(depth + 1); });
      case '[': return items(depth);
      case '"': return string(ignored);
      default: return pass("true") || pass("false") || pass("null") || number();
    }
  }

  template <typename TakeValue>
  bool members(const TakeValue& take_value) {
    if (!pass("{")) return false;
    blanks();
    if (pass("}")) return true;
    do {
      blanks();
      std::string key;
      if (!string(key)) return false;
      blanks();
      if (!pass(":")) return false;
      blanks();
      if (!take_value(key)) return false;
      blanks();
    } while (pass(","));
    return pass("}");
  }

  bool items(std::size_t depth) {
    if (!pass("[")) return false;
    blanks();
    if (pass("]")) return true;
    do {
      blanks();
      if (!value(depth + 1)) return false;
      blanks();
    } while (pass(","));
    return pass("]");
  }

  bool digits() {
    if (!is_digit(next())) return false;
    while (is_digit(next())) rest_.remove_prefix(1);
    return true;
  }

  bool number() {
    (void)pass("-");
    if (!pass("0") && !digits()) return false;
    if (pass(".") && !digits()) return false;
    if (!pass("e") && !pass("E")) return true;
    if (!pass("+")) (void)pass("-");
    return digits();
  }

  bool string(std::string& text) {
    if (!pass("\"")) return false;
    while (!pass("\"")) {
      if (rest_.empty()) return false;
      if (pass("\\")) {
        if (!escape(text)) return false;
        continue;
      }
      const auto code = take_character(rest_);
      if (!code || *code < 0x20) return false;
      append_character(text, *code);
    }
    return true;
  }

  bool escape(std::string& text) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (pass("u")) return unicode_escape(text);
    const std::size_t which = rest_.empty() ? std::string_view::npos : kLetters.find(next());
    if (which == std::string_view::npos) return false;
    text += kMeanings[which];
    rest_.remove_prefix(1);
    return true;
  }

  bool unicode_escape(std::string& text) {
    auto code = four_digits();
    if (!code || (*code >= 0xDC00 && *code <= 0xDFFF)) return false;
    if (*code >= 0xD800 && *code <= 0xDBFF) {
      const auto second = pass("\\u") ? four_digits() : std::nullopt;
      if (!second || *second < 0xDC00 || *second > 0xDFFF) return false;
      code = 0x10000 + ((*code - 0xD800) << 10U) + (*second - 0xDC00);
    }
    append_character(text, *code);
    return true;
  }

  std::optional<std::uint32_t> four_digits() {
    std::uint32_t code = 0;
    if (rest_.size() < 4) return std::nullopt;
    const auto [stop, error] = std::from_chars(rest_.data(), rest_.data() + 4, code, 16);
    if (error != std::errc{} || stop != rest_.data() + 4) return std::nullopt;
    rest_.remove_prefix(4);
    return code;
  }

  std::string_view rest_;
  std::optional<std::string> name_;
  std::optional<std::string> date_;
  std::optional<std::int64_t> score_;
};

// ---- The report ---------------------------------------------------------------------------------

void print_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::cout << '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') std::cout << '\\' << c;
    else if (byte < 0x20) std::cout << "\\u00" << kDigits[byte >> 4U] << kDigits[byte & 0x0FU];
    else std::cout << c;
  }
  std::cout << '"';
}

void print_report(const std::vector<Record>& records, const std::vector<std::size_t>& bad) {
  std::int64_t total = 0;
  for (const Record& record : records) total += record.score;
  std::cout << "{\"count\":" << records.size() << ",\"total\":" << total << ",\"bad\":[";
  for (const std::size_t& number : bad) std::cout << (&number == bad.data() ? "" : ",") << number;
  std::cout << ']';
  if (records.empty()) {
    std::cout << ",\"first\":null,\"last\":null";
  } else {  // a date needs no escapes
    std::cout << ",\"first\":\"" << records.front().date << '"';
    std::cout << ",\"last\":\"" << records.back().date << '"';
  }
  std::cout << ",\"people\":[";
  for (const Record& record : records) {
    std::cout << (&record == records.data() ? "" : ",") << "{\"name\":";
    print_text(record.name);
    std::cout << ",\"date\":\"" << record.date << "\",\"score\":" << record.score << '}';
  }
  std::cout << "]}\n" << std::flush;
}

}  // namespace

int main() {
  std::vector<Record> records;
  std::vector<std::size_t> bad;
  std::string line;
  for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (auto record = Line(line).record()) records.push_back(std::move(*record));
    else bad.push_back(number);
  }
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
    return a.date != b.date ? a.date < b.date : a.name < b.name;
  });
  print_report(records, bad);
  return std::cout ? 0 : 1;
}
