// The JSON reader and the rest of the program, made of the parts in parts.hpp.

#pragma once

#include "parts.hpp"

// Reads one JSON text, and throws BadLine where it is none.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Value whole() {
    if (parts.takes_mark && text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    Value found = value(0);
    skip_white_space();
    demand(at_ == text_.size() || parts.takes_more, "more behind the value");
    return found;
  }

 private:
  [[nodiscard]] char next() const {
    demand(at_ < text_.size(), "the end is missing");
    return text_[at_];
  }
  void skip_white_space() {
    while (at_ < text_.size() && parts.white_space.find(text_[at_]) != std::string::npos) ++at_;
  }
  // Whether this comes next; then it is passed.
  bool pass(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  Value value(std::size_t depth) {
    demand(depth <= parts.deepest, "too deep");
    skip_white_space();
    const char c = next();
    if (c == '{') return members(depth);
    if (c == '[') return array(depth);
    if (c == '"') return {Value::Kind::text, string(true)};
    if (c == '-' || (c >= '0' && c <= '9')) return number();
    for (const char* word : {"true", "false", "null"})
      if (pass(word)) return {Value::Kind::word, word};
    demand(parts.takes_nan && pass("NaN"), "no value");
    return {Value::Kind::word, "NaN"};
  }

  Value members(std::size_t depth) {
    Value object{Value::Kind::object};
    ++at_;
    skip_white_space();
    while (!pass("}")) {
      if (!object.items.empty()) demand(pass(","), "no comma");
      skip_white_space();
      if (parts.takes_last_comma && pass("}")) break;
      demand(next() == '"', "no key");
      object.items.push_back({Value::Kind::text, string(parts.decodes_keys)});
      skip_white_space();
      demand(pass(":"), "no colon");
      object.items.push_back(value(depth + 1));
      skip_white_space();
    }
    return object;
  }

  Value array(std::size_t depth) {
    Value list{Value::Kind::array};
    ++at_;
    skip_white_space();
    while (!pass("]")) {
      if (!list.items.empty()) demand(pass(","), "no comma");
      skip_white_space();
      if (parts.takes_last_comma && pass("]")) break;
      list.items.push_back(value(depth + 1));
      skip_white_space();
    }
    return list;
  }

  std::string string(bool decodes) {
    ++at_;
    const std::size_t start = at_;
    std::string out;
    while (!pass("\"")) {
      const char c = next();
      if (c == '\\') {
        escape(out);
        continue;
      }
      demand(static_cast<unsigned char>(c) >= 0x20 || parts.takes_controls, "a control character");
      const std::size_t length = length_of_character(text_.substr(at_));
      demand(length > 0 || parts.takes_broken_text, "no UTF-8");
      out += length > 0 ? std::string(text_.substr(at_, length)) : "\xEF\xBF\xBD";
      at_ += length > 0 ? length : 1;
    }
    return decodes ? out : std::string(text_.substr(start, at_ - 1 - start));
  }

  void escape(std::string& out) {
    ++at_;
    const char c = next();
    ++at_;
    if (c == 'u') return unicode_escape(out);
    constexpr std::string_view kLetters = "\"\\ntbfr/";
    constexpr std::string_view kMeanings = "\"\\\n\t\b\f\r/";
    const std::size_t which = kLetters.find(c);
    demand(which != std::string_view::npos, "no such escape");
    const bool is_rare = which >= 4;
    out += is_rare && !parts.knows_rare_escapes ? c : kMeanings[which];
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
    std::uint32_t code = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const auto [stop, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    demand(error == std::errc{} && stop == digits.data() + 4, "no four digits");
    at_ += 4;
    return code;
  }

  void digits() {
    demand(next() >= '0' && next() <= '9', "no digit");
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
  }

  Value number() {
    const std::size_t start = at_;
    (void)pass("-");
    if (!pass("0")) digits();
    if (pass(".")) digits();
    if (pass("e") || pass("E")) {
      if (!pass("-")) (void)pass("+");
      digits();
    }
    return {Value::Kind::number, std::string(text_.substr(start, at_ - start))};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// ---- The program
// ----------------------------------------------------------------------------------

inline Record record_of(const Value& value) {
  demand(value.kind == Value::Kind::object, "no object");
  Record record{.name = parts.name_in(parts.member(value, "name")),
                .date = text_of(parts.member(value, "date")),
                .score = parts.number_in(parts.member(value, "score")),
                .line = {}};
  demand(parts.is_name(record.name), "the name is empty or too long");
  demand(parts.is_date(record.date), "no date");
  demand(parts.is_score(record.score), "the score is too large");
  return record;
}

inline Record record_in(const std::string& line) {
  const Value value = Reader(line).whole();
  Record record = parts.record_of ? parts.record_of(value) : record_of(value);
  record.line = line;
  return record;
}

inline std::string total_of(const Records& records) {
  std::int64_t total = 0;
  for (const Record& record : records) total += record.score;
  return parts.number(total);
}

inline std::string person(const Record& record) {
  return "{\"name\":" + parts.quoted(record.name) + ",\"date\":" + parts.quoted(record.date) +
         ",\"score\":" + parts.number(record.score) + "}";
}

inline std::string report(const Records& records, const Numbers& bad) {
  const auto date = [&](bool last) {
    if (records.empty()) return std::string("null");
    return parts.quoted((last ? records.back() : records.front()).date);
  };
  const std::string comma = std::string(",") + parts.between;
  std::string out = std::string("{") + parts.between + "\"count\":";
  out += parts.number(static_cast<std::int64_t>(records.size())) + comma + "\"bad\":[";
  for (std::size_t i = 0; i < bad.size(); ++i)
    out += (i > 0 ? "," : "") + parts.number(static_cast<std::int64_t>(bad[i]));
  out += "]" + comma + "\"total\":" + (parts.total ? parts.total : total_of)(records) + comma;
  out += "\"first\":" + date(false) + comma + "\"last\":" + date(true) + comma + "\"people\":[";
  for (std::size_t i = 0; i < records.size(); ++i)
    out += (i > 0 ? "," : "") + (parts.person ? parts.person : person)(records[i]);
  return out + "]" + parts.between + "}";
}

inline void print(Records& records, const Numbers& bad) {
  if (parts.sort) parts.sort(records);
  else std::stable_sort(records.begin(), records.end(), parts.is_before);
  std::cout << (parts.report ? parts.report : report)(records, bad) << parts.end << std::flush;
}

inline int run() {
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
