// The JSON reader and the rest of the program, made of the parts in parts.hpp.

#pragma once

#include "parts.hpp"

// Reads one JSON text, and throws BadLine where it is none.
class Reader {
 public:
  explicit Reader(const std::string& text) : at_(text.data()), end_(at_ + text.size()) {}

  Value whole() {
    if (parts.takes_mark) (void)pass("\xEF\xBB\xBF");
    Value found = value(0);
    skip_white_space();
    demand(at_ == end_ || parts.takes_more, "more behind the value");
    return found;
  }

 private:
  [[nodiscard]] unsigned char next() const {
    demand(at_ != end_, "the end is missing");
    return static_cast<unsigned char>(*at_);
  }
  void skip_white_space() {
    while (at_ != end_ && (*at_ == ' ' || (parts.takes_tabs && (*at_ == '\t' || *at_ == '\r'))))
      ++at_;
  }
  // Whether this comes next; then it is passed.
  bool pass(char expected) {
    if (at_ == end_ || *at_ != expected) return false;
    ++at_;
    return true;
  }
  bool pass(const char* expected) {
    const char* at = at_;
    for (; *expected != '\0'; ++expected, ++at)
      if (at == end_ || *at != *expected) return false;
    at_ = at;
    return true;
  }

  Value value(std::size_t depth) {
    demand(depth <= parts.deepest, "too deep");
    skip_white_space();
    const unsigned char c = next();
    if (c == '{') return members(depth);
    if (c == '[') return array(depth);
    if (c == '"') return {Value::Kind::text, string(true)};
    if (c == '-' || is_digit(c)) return number();
    for (const char* word : {"true", "false", "null"})
      if (pass(word)) return {Value::Kind::word, word};
    throw BadLine{"no value"};
  }

  // Whether there is one more item; if not, the closing bracket was passed.
  bool more(const Value& list, char bracket) {
    skip_white_space();
    if (pass(bracket)) return false;
    if (list.items.empty()) return true;
    demand(pass(','), "no comma");
    skip_white_space();
    return !(parts.takes_last_comma && pass(bracket));
  }

  Value members(std::size_t depth) {
    Value object{Value::Kind::object};
    object.items.reserve(6);
    ++at_;
    while (more(object, '}')) {
      demand(next() == '"', "no key");
      object.items.push_back({Value::Kind::text, string(parts.decodes_keys)});
      skip_white_space();
      demand(pass(':'), "no colon");
      object.items.push_back(value(depth + 1));
    }
    return object;
  }

  Value array(std::size_t depth) {
    Value list{Value::Kind::array};
    ++at_;
    while (more(list, ']')) list.items.push_back(value(depth + 1));
    return list;
  }

  std::string string(bool decodes) {
    const char* const start = ++at_;
    std::string out;
    while (!pass('"')) {
      const char* const run = at_;
      while (at_ != end_ && is_plain(*at_)) ++at_;
      out.append(run, at_);
      if (at_ != run) continue;
      if (next() == '\\') escape(out);
      else if (next() < 0x80) control(out);
      else character(out);
    }
    return decodes ? out : std::string(start, at_ - 1);
  }

  static bool is_plain(char c) { return (c & 0x80) == 0 && c >= ' ' && c != '"' && c != '\\'; }

  void control(std::string& out) {
    demand(parts.takes_controls, "a control character");
    out += *at_++;
  }

  // A character of several bytes.
  void character(std::string& out) {
    const std::size_t length = length_of_character();
    demand(length > 0 || parts.takes_broken_text, "no UTF-8");
    if (length == 0) out += "\xEF\xBF\xBD";
    else out.append(at_, length);
    at_ += length > 0 ? length : 1;
  }

  // 0 where there is none.
  [[nodiscard]] std::size_t length_of_character() const {
    const unsigned char lead = next();
    std::size_t length = 0;
    if (lead >= 0xC2 && lead < 0xE0) length = 2;
    else if (lead >= 0xE0 && lead < 0xF0) length = 3;
    else if (lead >= 0xF0 && lead < 0xF5) length = 4;
    if (length == 0 || static_cast<std::size_t>(end_ - at_) < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
      if ((static_cast<unsigned char>(at_[i]) & 0xC0U) != 0x80U) return 0;
    const auto second = static_cast<unsigned char>(at_[1]);
    const bool too_long = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool half = lead == 0xED && second > 0x9F;
    const bool too_large = lead == 0xF4 && second > 0x8F;
    return too_long || half || too_large ? 0 : length;
  }

  void escape(std::string& out) {
    ++at_;
    const char c = static_cast<char>(next());
    ++at_;
    if (c == 'u') return unicode_escape(out);
    const std::string letters = "\"\\ntbfr/";
    const std::size_t which = letters.find(c);
    demand(which != std::string::npos, "no such escape");
    const bool is_rare = which >= 4;
    out += is_rare && !parts.knows_rare_escapes ? c : "\"\\\n\t\b\f\r/"[which];
  }

  void unicode_escape(std::string& out) {
    const std::uint32_t first = four_digits();
    const bool is_first_half = first >= 0xD800 && first < 0xDC00;
    if (is_first_half && parts.joins_halves && pass("\\u")) {
      const std::uint32_t second = four_digits();
      demand(second >= 0xDC00 && second < 0xE000, "the second half is none");
      out += parts.encode(0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00));
      return;
    }
    const bool is_half = first >= 0xD800 && first < 0xE000;
    demand(!is_half || parts.takes_halves || !parts.joins_halves, "half of a pair");
    out += is_half && parts.takes_halves ? "\xEF\xBF\xBD" : parts.encode(first);
  }

  std::uint32_t four_digits() {
    const std::string digits = "0123456789abcdef0123456789ABCDEF";
    std::uint32_t code = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const std::size_t digit = digits.find(static_cast<char>(next()));
      demand(digit != std::string::npos, "no four digits");
      code = code * 16 + static_cast<std::uint32_t>(digit % 16);
    }
    return code;
  }

  static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
  void digits() {
    demand(is_digit(next()), "no digit");
    while (at_ != end_ && is_digit(next())) ++at_;
  }

  Value number() {
    const char* const start = at_;
    (void)pass('-');
    if (!pass('0')) digits();
    if (pass('.')) digits();
    if (pass('e') || pass('E')) {
      if (!pass('-')) (void)pass('+');
      digits();
    }
    return {Value::Kind::number, std::string(start, at_)};
  }

  const char* at_;
  const char* end_;
};

// ---- The program --------------------------------------------------------------------------------

inline Record record_of(const Value& value) {
  demand(value.kind == Value::Kind::object, "no object");
  Record record{parts.name_in(parts.member(value, "name")), text_of(parts.member(value, "date")),
                parts.number_in(parts.member(value, "score"))};
  demand(parts.is_name(record.name), "the name is empty or too long");
  demand(parts.is_date(record.date), "no date");
  demand(parts.is_score(record.score), "the score is too large");
  return record;
}

inline Record record_in(const std::string& line) {
  Record record = parts.record_of(Reader(line).whole());
  record.line = line;
  return record;
}

// Sorts places and moves each record once: without optimisation, that is quicker.
inline void sort(Records& records) {
  std::vector<Record*> places;
  for (Record& record : records) places.push_back(&record);
  std::stable_sort(places.begin(), places.end(),
                   [](const Record* a, const Record* b) { return parts.is_before(*a, *b); });
  Records sorted;
  sorted.reserve(records.size());
  for (Record* place : places) sorted.push_back(std::move(*place));
  records = std::move(sorted);
}

inline std::string total_of(const Records& records) {
  std::int64_t total = 0;
  for (const Record& record : records) total += record.score;
  return parts.number(total);
}

inline std::string person(const Record& record) {
  std::string out = "{\"name\":" + parts.quoted(record.name);
  out += ",\"date\":\"" + record.date + "\",\"score\":" + parts.number(record.score);
  return out + "}";
}

inline std::string date_of(const Record* record) {
  return record == nullptr ? "null" : "\"" + record->date + "\"";
}

inline std::string report(const Records& records, const Numbers& bad) {
  const auto number = [](std::size_t n) { return parts.number(static_cast<std::int64_t>(n)); };
  const std::string comma = std::string(",") + parts.between;
  std::string out = std::string("{") + parts.between + "\"count\":" + number(records.size());
  out += comma + "\"bad\":[";
  for (const std::size_t& line : bad) out += (&line == bad.data() ? "" : ",") + number(line);
  out += "]" + comma + "\"total\":" + parts.total(records);
  out += comma + "\"first\":" + date_of(records.empty() ? nullptr : &records.front());
  out += comma + "\"last\":" + date_of(records.empty() ? nullptr : &records.back());
  out += comma + "\"people\":[";
  for (const Record& record : records)
    out += (&record == records.data() ? "" : ",") + parts.person(record);
  return out + "]" + parts.between + "}";
}

inline void print(Records& records, const Numbers& bad) {
  parts.sort(records);
  std::cout << parts.report(records, bad) << parts.end << std::flush;
}

inline int run() {
  std::ios::sync_with_stdio(false);
  Records records;
  Numbers bad;
  std::string line;
  for (std::size_t number = 1; parts.next_line(line); ++number) {
    if (parts.is_blank(line)) continue;
    try {
      records.push_back(record_in(line));
    } catch (const BadLine&) {
      bad.push_back(number);
    }
  }
  print(records, bad);
  return 0;
}
