// records: reads one JSON record per line, and prints one JSON report about all of them.
//
// Lines that are no record are counted as bad, and disturb nobody else. The exit code is 0 all the
// same; it is 1 if the report cannot be made or written.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestName = 200;                            // characters
constexpr std::int64_t kLargestScore = (std::int64_t{1} << 53) - 1;  // every double below is exact

struct Record {
  std::string name;
  std::string date;
  std::int64_t score = 0;
};

// ---- What a single value must look like ---------------------------------------------------------

// In UTF-8, the first byte of a character is the only one that does not begin with the bits 10.
std::size_t characters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; }));
}

bool is_name(std::string_view text) { return !text.empty() && characters_in(text) <= kLongestName; }

// The number that these digits stand for; nothing where anything else is among them.
std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

// The form says where the parts are; only the calendar knows whether there was such a day.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = number_of(text.substr(0, 4));
  const auto month = number_of(text.substr(5, 2));
  const auto day = number_of(text.substr(8, 2));
  if (!year || !month || !day || *year < 1) return false;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok();
}

bool is_score(std::int64_t number) { return number >= -kLargestScore && number <= kLargestScore; }

// ---- From text to structure ---------------------------------------------------------------------

// Listens to the parser, which tells what it meets, piece by piece. A finished value would tell
// less: there, the second of two equal members has already replaced the first. Each function
// returns whether the parser shall go on.
class RecordListener : public nlohmann::json_sax<Json> {
 public:
  // The record, if the whole text was one.
  [[nodiscard]] std::optional<Record> record() const {
    if (!name_ || !date_ || !score_) return std::nullopt;
    return Record{*name_, *date_, *score_};
  }

  bool start_object(std::size_t /*size*/) override {
    if (depth_ == 0) {
      ++depth_;
      return true;
    }
    return start_nested();
  }
  bool start_array(std::size_t /*size*/) override { return depth_ > 0 && start_nested(); }
  bool end_object() override { return end_nested(); }
  bool end_array() override { return end_nested(); }

  bool key(std::string& key) override {
    if (depth_ == 1) member_ = member_called(key);
    return true;
  }

  bool string(std::string& text) override {
    switch (member_here()) {
      case Member::name: return store(name_, text, is_name(text));
      case Member::date: return store(date_, text, is_date(text));
      case Member::score: return false;
      case Member::other: break;
    }
    return depth_ > 0;
  }
  bool number_integer(std::int64_t number) override {
    if (member_here() == Member::score) return store(score_, number, is_score(number));
    return other_value();
  }
  // Numbers that are not negative arrive here; beyond the limit they may not even fit.
  bool number_unsigned(std::uint64_t number) override {
    if (number <= std::uint64_t{kLargestScore})
      return number_integer(static_cast<std::int64_t>(number));
    return other_value();
  }
  // Numbers that were written with a point or an exponent, and those that fit nowhere else.
  bool number_float(double /*number*/, const std::string& /*text*/) override {
    return other_value();
  }
  bool boolean(bool /*value*/) override { return other_value(); }
  bool null() override { return other_value(); }
  bool binary(Json::binary_t& /*bytes*/) override { return false; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const Json::exception& /*error*/) override {
    return false;
  }

 private:
  enum class Member { name, date, score, other };

  static Member member_called(std::string_view key) {
    if (key == "name") return Member::name;
    if (key == "date") return Member::date;
    return key == "score" ? Member::score : Member::other;
  }

  // Deeper inside, all belongs to a member that is ignored.
  [[nodiscard]] Member member_here() const { return depth_ == 1 ? member_ : Member::other; }

  // A value that only members without a meaning may have.
  [[nodiscard]] bool other_value() const { return depth_ > 0 && member_here() == Member::other; }

  bool start_nested() {
    const bool ignored = member_here() == Member::other;
    ++depth_;
    return ignored;
  }
  bool end_nested() {
    --depth_;
    return true;
  }

  // Where a member comes twice, nobody can say which of both is meant.
  template <typename Value>
  static bool store(std::optional<Value>& place, const Value& value, bool is_good) {
    if (place || !is_good) return false;
    place = value;
    return true;
  }

  std::size_t depth_ = 0;  // how many objects and arrays are open
  Member member_ = Member::other;
  std::optional<std::string> name_;
  std::optional<std::string> date_;
  std::optional<std::int64_t> score_;
};

std::optional<Record> parse_record(std::string_view line) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (line.starts_with(kByteOrderMark)) return std::nullopt;  // the library would pass over it
  RecordListener listener;
  if (!Json::sax_parse(line, &listener)) return std::nullopt;
  return listener.record();
}

// ---- All lines ----------------------------------------------------------------------------------

struct Harvest {
  std::vector<Record> records;
  std::vector<std::size_t> bad_lines;
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

Harvest read_lines(std::istream& input) {
  Harvest harvest;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    if (is_blank(line)) continue;
    if (auto record = parse_record(line)) harvest.records.push_back(std::move(*record));
    else harvest.bad_lines.push_back(number);
  }
  return harvest;
}

// ---- From structure to text ---------------------------------------------------------------------

// ISO dates sort as text. Records that agree in both stay as they came: the sort is stable.
void sort_by_date_and_name(std::vector<Record>& records) {
  std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
    return std::tie(a.date, a.name) < std::tie(b.date, b.name);
  });
}

// A sum that does not fit would come out as some other number, so it is asked first.
std::int64_t sum(std::int64_t a, std::int64_t b) {
  using Limits = std::numeric_limits<std::int64_t>;
  const bool fits = b >= 0 ? a <= Limits::max() - b : a >= Limits::min() - b;
  if (!fits) throw std::overflow_error("the total is too large");
  return a + b;
}

Json report_on(Harvest harvest) {
  std::vector<Record>& records = harvest.records;
  sort_by_date_and_name(records);
  std::int64_t total = 0;
  Json people = Json::array();  // stays a list when nobody is in it
  for (const Record& record : records) {
    total = sum(total, record.score);
    people.push_back({{"name", record.name}, {"date", record.date}, {"score", record.score}});
  }
  Json report = {{"count", records.size()},     {"bad", harvest.bad_lines}, {"total", total},
                 {"people", std::move(people)}, {"first", nullptr},         {"last", nullptr}};
  if (!records.empty()) {
    report["first"] = records.front().date;
    report["last"] = records.back().date;
  }
  return report;
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);  // the lines come much faster then
  try {
    std::cout << report_on(read_lines(std::cin)) << '\n' << std::flush;
    if (!std::cout) throw std::runtime_error("cannot write to standard output");
  } catch (const std::exception& error) {
    std::cerr << "records: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
