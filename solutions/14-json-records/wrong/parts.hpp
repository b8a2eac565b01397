// The correct parts of a program that reads records, with a small JSON reader of its own. Each
// wrong program replaces the one part that it gets wrong: it sets a member of `parts`, and calls
// run().

#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct Record {
  std::string name;
  std::string date;
  std::int64_t score = 0;
  std::string line;  // that it came from
};

// A JSON value. A number keeps its text, and an object has its keys among the items.
struct Value {
  enum class Kind { word, number, text, array, object };
  Kind kind = Kind::word;
  std::string text{};
  std::vector<Value> items{};
};

struct BadLine : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline void demand(bool holds, const char* what) {
  if (!holds) throw BadLine(what);
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

// How many bytes the character at the beginning has; 0 where there is none.
inline std::size_t length_of_character(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  if (lead >= 0xC2 && lead < 0xE0) length = 2;
  else if (lead >= 0xE0 && lead < 0xF0) length = 3;
  else if (lead >= 0xF0 && lead < 0xF5) length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((at(i) & 0xC0U) != 0x80U) return 0;
  const bool too_long = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
  const bool half = lead == 0xED && at(1) > 0x9F;
  const bool too_large = lead == 0xF4 && at(1) > 0x8F;
  return too_long || half || too_large ? 0 : length;
}

inline std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; }));
}

inline std::string quoted(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (byte < 0x20) out += std::string("\\u00") + kDigits[byte >> 4U] + kDigits[byte & 15U];
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

inline bool has_date_form(const std::string& text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  return true;
}

inline bool is_in_calendar(int year, int month, int day) {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

inline bool is_date(const std::string& text) {
  return has_date_form(text) &&
         is_in_calendar(std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)),
                        std::stoi(text.substr(8, 2)));
}

// Throws where the number is not written as a whole one, or fits nowhere.
inline std::int64_t whole_number(const Value& value) {
  demand(value.kind == Value::Kind::number, "no number");
  std::int64_t number = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto [stop, error] = std::from_chars(value.text.data(), end, number);
  demand(error == std::errc{} && stop == end, "no whole number");
  return number;
}

inline const std::string& text_of(const Value& value) {
  demand(value.kind == Value::Kind::text, "no text");
  return value.text;
}

// The member with this name, which must be there once.
inline const Value& only_member(const Value& object, const std::string& name) {
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

using Records = std::vector<Record>;
using Numbers = std::vector<std::size_t>;

struct Parts {
  // Lines.
  bool (*next_line)(std::string&) = [](std::string& line) {
    return static_cast<bool>(std::getline(std::cin, line));
  };
  bool (*is_blank)(const std::string&) = [](const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
  };
  // From text to values.
  std::string white_space = " \t\r";
  bool takes_last_comma = false;
  bool takes_nan = false;
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
  const Value& (*member)(const Value&, const std::string&) = only_member;
  std::string (*name_in)(const Value&) = [](const Value& value) { return text_of(value); };
  bool (*is_name)(const std::string&) = [](const std::string& name) {
    return !name.empty() && characters_in(name) <= 200;
  };
  bool (*is_date)(const std::string&) = ::is_date;
  std::int64_t (*number_in)(const Value&) = whole_number;
  bool (*is_score)(std::int64_t) = [](std::int64_t score) {
    return score >= -9007199254740991 && score <= 9007199254740991;
  };
  std::function<Record(const Value&)> record_of{};
  // From records to text.
  bool (*is_before)(const Record&, const Record&) = [](const Record& a, const Record& b) {
    return a.date != b.date ? a.date < b.date : a.name < b.name;
  };
  std::function<void(Records&)> sort{};
  std::string (*quoted)(const std::string&) = ::quoted;
  std::string (*number)(std::int64_t) = [](std::int64_t number) { return std::to_string(number); };
  std::string (*total)(const Records&) = nullptr;
  std::string (*person)(const Record&) = nullptr;
  std::function<std::string(const Records&, const Numbers&)> report{};
  const char* between = "";  // the members of the report
  const char* end = "\n";
};

inline Parts parts;
