// The correct parts of a program that reads records. Each wrong program replaces the one part that
// it gets wrong: it sets a member of `parts`, and calls run() of reader.hpp.
//
// There are many of these programs, and each of them is compiled and reads 50 000 records. So only
// what is quick to compile is included, and <iostream> comes first: the grader compiles what stands
// there once for all of them.

#pragma once

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

struct Record {
  std::string name;
  std::string date;
  std::int64_t score = 0;
  std::string line{};  // that it came from
};
using Records = std::vector<Record>;
using Numbers = std::vector<std::size_t>;

// A JSON value. A number keeps its text, and an object has its keys among the items.
struct Value {
  enum class Kind { word, number, text, array, object };
  Kind kind = Kind::word;
  std::string text{};
  std::vector<Value> items{};
};

struct BadLine {
  const char* why;
};

inline void demand(bool holds, const char* what) {
  if (!holds) throw BadLine{what};
}

// ---- Text ---------------------------------------------------------------------------------------

inline std::string utf8(std::uint32_t code) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  const auto tail = [&](std::uint32_t bits) { return byte(0x80U | (bits & 0x3FU)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0U | code >> 6U), tail(code)};
  if (code < 0x10000) return {byte(0xE0U | code >> 12U), tail(code >> 6U), tail(code)};
  return {byte(0xF0U | code >> 18U), tail(code >> 12U), tail(code >> 6U), tail(code)};
}

inline std::size_t characters_in(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  return count;
}

// As \u and four digits.
inline std::string escaped(unsigned char byte) {
  const char* const digits = "0123456789abcdef";
  return std::string("\\u00") + digits[byte >> 4U] + digits[byte & 15U];
}

inline std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) out += escaped(static_cast<unsigned char>(c));
    else out += c;
  }
  return out + "\"";
}

// ---- What a single value must look like ---------------------------------------------------------

inline int days_in(int year, int month) {
  if (month == 4 || month == 6 || month == 9 || month == 11) return 30;
  if (month != 2) return 31;
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
}

inline bool is_in_calendar(int year, int month, int day) {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

inline bool has_date_form(const std::string& text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  return true;
}

// The number that stands at this place of a text with the form of a date.
inline int number_at(const std::string& text, std::size_t place, std::size_t digits) {
  int number = 0;
  for (std::size_t i = place; i < place + digits; ++i) number = number * 10 + (text[i] - '0');
  return number;
}

inline bool is_date(const std::string& text) {
  return has_date_form(text) &&
         is_in_calendar(number_at(text, 0, 4), number_at(text, 5, 2), number_at(text, 8, 2));
}

inline bool is_name(const std::string& name) { return !name.empty() && characters_in(name) <= 200; }

inline bool is_score(std::int64_t score) {
  return score >= -9007199254740991 && score <= 9007199254740991;
}

inline std::int64_t whole_number(const Value& value) {
  demand(value.kind == Value::Kind::number, "no number");
  const bool is_negative = value.text[0] == '-';
  std::int64_t number = 0;
  for (std::size_t i = is_negative ? 1 : 0; i < value.text.size(); ++i) {
    demand(value.text[i] >= '0' && value.text[i] <= '9' && is_score(number), "no whole number");
    number = number * 10 + (value.text[i] - '0');
  }
  return is_negative ? -number : number;
}

inline std::string text_of(const Value& value) {
  demand(value.kind == Value::Kind::text, "no text");
  return value.text;
}

// The member with this name, which must be there once.
inline const Value& only_member(const Value& object, const char* name) {
  const Value* found = nullptr;
  for (std::size_t i = 0; i < object.items.size(); i += 2)
    if (object.items[i].text == name) {
      demand(found == nullptr, "the member is there twice");
      found = &object.items[i + 1];
    }
  demand(found != nullptr, "the member is missing");
  return *found;
}

// ---- What can be replaced -----------------------------------------------------------------------

inline bool next_line(std::string& line) { return static_cast<bool>(std::getline(std::cin, line)); }

inline bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos;
}

inline bool is_before(const Record& a, const Record& b) {
  const int dates = a.date.compare(b.date);
  return dates != 0 ? dates < 0 : a.name < b.name;
}

inline std::string decimal(std::int64_t number) { return std::to_string(number); }

// Those of reader.hpp.
Record record_of(const Value& value);
void sort(Records& records);
std::string total_of(const Records& records);
std::string person(const Record& record);
std::string report(const Records& records, const Numbers& bad);

struct Parts {
  // Lines.
  bool (*next_line)(std::string&) = ::next_line;
  bool (*is_blank)(const std::string&) = ::is_blank;
  // From text to values.
  bool takes_tabs = true;  // as white space, and \r
  bool takes_last_comma = false;
  bool takes_controls = false;
  bool takes_broken_text = false;
  bool takes_halves = false;
  bool takes_more = false;  // behind the value
  bool takes_mark = false;  // the byte order mark
  bool joins_halves = true;
  bool knows_rare_escapes = true;
  bool decodes_keys = true;
  std::size_t deepest = 1000;
  std::string (*encode)(std::uint32_t) = utf8;
  // From values to a record.
  Record (*record_of)(const Value&) = ::record_of;
  const Value& (*member)(const Value&, const char*) = only_member;
  std::string (*name_in)(const Value&) = text_of;
  bool (*is_name)(const std::string&) = ::is_name;
  bool (*is_date)(const std::string&) = ::is_date;
  std::int64_t (*number_in)(const Value&) = whole_number;
  bool (*is_score)(std::int64_t) = ::is_score;
  // From records to text.
  bool (*is_before)(const Record&, const Record&) = ::is_before;
  void (*sort)(Records&) = ::sort;
  std::string (*quoted)(const std::string&) = ::quoted;
  std::string (*number)(std::int64_t) = decimal;
  std::string (*total)(const Records&) = total_of;
  std::string (*person)(const Record&) = ::person;
  std::string (*report)(const Records&, const Numbers&) = ::report;
  const char* between = "";  // the members of the report
  const char* end = "\n";
};

inline Parts parts;
