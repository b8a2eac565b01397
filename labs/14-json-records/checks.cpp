#include "check/check.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <tuple>

#include "check/json.hpp"

using namespace pipette;

namespace {

using Texts = std::vector<std::string>;

// ---- What came back ----

std::string cut(const std::string& text, std::size_t limit) {
  return text.size() > limit ? text.substr(0, limit) + "..." : text;
}

// The beginning of a line as it was sent, with \xNN for what cannot be seen.
std::string shown(const std::string& line) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : cut(line, 100)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) text += c;
    else text += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return cut(text, 100);
}

// ---- What is said about a report ----

// 7 and 7.0 are the same here: how whole numbers are written has a check of its own. But a double
// has no place for every whole number above 2^53.
bool same(const Json& got, const Json& expected) {
  const bool is_rough = got.is_number_float() && std::abs(got.get<double>()) >= 0x1p53;
  return got == expected && !is_rough;
}

std::string difference_in(const Json& got, const Json& expected, bool exactly,
                          const std::string& path = "") {
  if (!expected.is_structured() || got.type() != expected.type()) {
    if (same(got, expected)) return {};
    return (path.empty() ? "it" : path) + " is " + in_ascii(got) + ", not " + in_ascii(expected);
  }
  if (got.is_array() && got.size() != expected.size())
    return path + " has " + std::to_string(got.size()) + " items, not " +
           std::to_string(expected.size());
  for (const auto& [name, value] : expected.items()) {
    const std::string place = path + "/" + name;
    if (got.is_object() && !got.contains(name)) return "there is no member " + place;
    const Json& item = got.is_object() ? got.at(name) : got.at(std::stoul(name));
    std::string words = difference_in(item, value, exactly, place);
    if (!words.empty()) return words;
  }
  for (const auto& [name, value] : got.items())
    if (got.is_object() && exactly && !expected.contains(name))
      return "there is a member too much: " + path + "/" + cut(shown(name), 30);
  return {};
}

bool explain(const std::string& words, testing::MatchResultListener* listener) {
  if (!words.empty()) *listener << "\n" << words;
  return words.empty();
}

// The report has these members; others are not looked at, neither at the top nor in the list.
MATCHER_P(Says, part, "a report with " + in_ascii(part, 300)) {
  return arg.has_json() && explain(difference_in(arg.json, part, false), result_listener);
}

// The report is this, and has no other members.
MATCHER_P(SaysOnly, whole, "the report " + in_ascii(whole, 300)) {
  return arg.has_json() && explain(difference_in(arg.json, whole, true), result_listener);
}

MATCHER(IsOneLine, "one line: the report, and a line feed at its end") {
  if (!arg.has_json()) return false;
  const std::string& bytes = arg.received.bytes;
  if (!bytes.ends_with('\n')) return explain("there is no line feed at its end", result_listener);
  const auto count = std::count(bytes.begin(), bytes.end(), '\n');
  return count == 1 ||
         explain("it has " + std::to_string(count) + " lines, not one", result_listener);
}

MATCHER(HasWholeNumbersOnly, "a report in which every number is written as a whole number") {
  if (!arg.has_json()) return false;
  const Json values = arg.json.flatten();
  for (const auto& [path, value] : values.items())
    if (value.is_number_float())
      return explain(path + " is written as a number with a fraction or exponent", result_listener);
  return true;
}

MATCHER(HasSortedPeople, "a report whose people are sorted by date, and then by name") {
  if (!arg.has_json() || !arg.json.is_object() || !arg.json.contains("people")) return false;
  const Json* last = nullptr;
  for (const Json& person : arg.json.at("people")) {
    if (!person.is_object() || !person.contains("date") || !person.contains("name"))
      return explain("this has no date or no name: " + in_ascii(person), result_listener);
    const auto key = [](const Json& one) { return std::tie(one["date"], one["name"]); };
    if (last != nullptr && key(person) < key(*last))
      return explain(
          "here the order ends: " + in_ascii(*last) + " stands before " + in_ascii(person),
          result_listener);
    last = &person;
  }
  return true;
}

// ---- Lines and what they are ----

enum class Kind { good, bad, blank };

struct Line {
  std::string text;
  Kind kind;
};

using Lines = std::vector<Line>;

Line good(const std::string& text) { return {text, Kind::good}; }
Line bad(const std::string& text) { return {text, Kind::bad}; }
Line blank(const std::string& text) { return {text, Kind::blank}; }

Json expected_for(const Lines& lines) {
  std::size_t count = 0;
  Json numbers = Json::array();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].kind == Kind::bad) numbers.push_back(i + 1);
    if (lines[i].kind == Kind::good) ++count;
  }
  return {{"bad", numbers}, {"count", count}};
}

// The first line about which the report and the contract disagree.
std::string disagreement(const Json& report, const Lines& lines) {
  constexpr std::array<const char*, 3> kWords = {"good", "bad", "blank"};
  const Json expected = expected_for(lines);
  const bool has_numbers = report.is_object() && report.contains("bad") && report["bad"].is_array();
  for (std::size_t i = 0; i < lines.size() && has_numbers; ++i) {
    const auto& [text, kind] = lines[i];
    const Json& numbers = report["bad"];
    const bool is_in = std::find(numbers.begin(), numbers.end(), Json(i + 1)) != numbers.end();
    if (is_in == (kind == Kind::bad)) continue;
    return "line " + std::to_string(i + 1) + " is " + kWords[static_cast<std::size_t>(kind)] +
           ", but its number is " + (is_in ? "" : "not ") + "in \"bad\": " + shown(text);
  }
  return difference_in(report, expected, false);
}

MATCHER_P(TellsApart, lines, "a report with " + in_ascii(expected_for(lines), 300)) {
  return arg.has_json() && explain(disagreement(arg.json, lines), result_listener);
}

// ---- Records ----

const std::string kDay = "2024-02-29";
constexpr std::int64_t kLargest = 9007199254740991;

// A record that is good, but for one value, perhaps. `raw` is JSON, or tries to be.
std::string raw_record(const std::string& name, const std::string& date, const std::string& score) {
  return R"({"name":)" + name + R"(,"date":)" + date + R"(,"score":)" + score + "}";
}
std::string record(const std::string& name, const std::string& date, std::int64_t score) {
  return raw_record(Json(name).dump(), Json(date).dump(), std::to_string(score));
}
std::string with_name(const std::string& name) { return record(name, kDay, 7); }
std::string with_date(const std::string& date) { return record("Ada", date, 7); }
std::string with_raw_name(const std::string& raw) {
  return raw_record(raw, Json(kDay).dump(), "7");
}
std::string with_raw_date(const std::string& raw) { return raw_record(R"("Ada")", raw, "7"); }
std::string with_raw_score(const std::string& raw) {
  return raw_record(R"("Ada")", Json(kDay).dump(), raw);
}
// Further members, behind the three.
std::string with_more(const std::string& members) {
  return R"({"name":"Ada","date":"2024-02-29","score":7,)" + members + "}";
}
std::string as_it_is(const std::string& text) { return text; }

std::string joined(const Texts& lines) {
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  return all;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

Json report_with(const std::string& member, const Json& values) {
  Json people = Json::array();
  for (const Json& value : values) people.push_back({{member, value}});
  return {{"people", people}};
}

// The whole report on one record of kDay with the score 7.
Json report_on(const std::string& name) {
  const Json person = {{"name", name}, {"date", kDay}, {"score", 7}};
  return {{"count", 1},    {"bad", Json::array()}, {"total", 7},
          {"first", kDay}, {"last", kDay},         {"people", Json::array({person})}};
}

// A command for the hints. Some shells make something else of the backslashes behind echo.
std::string sending(const std::string& line) {
  const bool is_plain = line.find('\\') == std::string::npos;
  return (is_plain ? "echo '" : "printf '%s\\n' '") + line + "' | ./records";
}

// Good and bad texts for the same place in a record.
struct Candidates {
  Texts good{};
  Texts bad{};
};

// A name as it is written in JSON, and as it is meant.
struct Spelling {
  std::string raw;
  std::string meant;
};
using Spellings = std::vector<Spelling>;

}  // namespace

struct JsonRecords : Check {
  // The program with this whole input.
  Program fed(std::string_view input) {
    Program records = student();
    records.send(input);
    records.close_stdin();
    return records;
  }

  // The whole conversation of most checks.
  void answers(std::string_view input, const testing::Matcher<const JsonOutput&>& expected) {
    Program records = fed(input);
    ASSERT_THAT(json_in(records.read_to_end()), expected);
  }
  void sorts_out(const Lines& lines) {
    std::string input;
    for (const Line& line : lines) input += line.text + "\n";
    answers(input, TellsApart(lines));
  }

  // Puts each text in its place, and sends these lines between two good ones: a program that takes
  // or refuses everything fails.
  void sorts_out(const Candidates& texts, std::string (*in_place)(const std::string&) = as_it_is) {
    Lines lines = {good(record("Ada", kDay, 1))};
    for (const std::string& text : texts.good) lines.push_back(good(in_place(text)));
    for (const std::string& text : texts.bad) lines.push_back(bad(in_place(text)));
    lines.push_back(good(record("Eve", kDay, 2)));
    sorts_out(lines);
  }

  // Each name comes back as it is meant.
  void keeps(const Spellings& names) {
    Texts lines;
    Json meant = Json::array();
    for (const auto& [raw, name] : names) {
      const std::string day = std::to_string(10 + lines.size());
      lines.push_back(raw_record(raw, "\"2024-01-" + day + "\"", "7"));
      meant.push_back(name);
    }
    answers(joined(lines), Says(report_with("name", meant)));
  }
  void keeps(const Texts& names) {
    Spellings spellings;
    for (const std::string& name : names) spellings.push_back({Json(name).dump(), name});
    keeps(spellings);
  }

  // How much longer than written the checks wait on this machine: at least 1. Seen in a wait for a
  // program that has nothing to say yet; what it says all the same is put into `said`.
  static double slack(Program& program, std::string& said) {
    constexpr Within kWait = std::chrono::milliseconds(50);
    const auto since = Clock::now();
    said = program.read_line(kWait).bytes;
    const double ratio = std::chrono::duration<double>(Clock::now() - since) / kWait;
    return std::max(1.0, std::round(ratio * 10) / 10);
  }
};

TEST_F(JsonRecords, ReportsOneRecord) {
  requirement("One record comes in as a line of JSON, one report goes out; the exit code is 0.",
              "Text is what travels between programs. Inside yours, a record should be a thing "
              "with a name, a date and a score.");
  hint({.look = "the way of one record: from the line that you read to the report that you print",
        .think = "Which members does the report have, and which kind of value has each?",
        .experiment = sending(with_name("Ada"))});

  const std::string name = random_word(6);
  Program records = fed(with_name(name) + "\n");
  ASSERT_THAT(json_in(records.read_to_end()), SaysOnly(report_on(name)));
  ASSERT_THAT(records.wait_for_exit(), ExitedWith(0));
}

TEST_F(JsonRecords, TakesMembersInAnyOrder) {
  requirement("The members of a record may come in any order.",
              "In JSON a member is found by its name. In another order it still says the same.");
  hint({.look = "how your program finds the name, the date and the score",
        .think = "Does it look for a name, or for a place?",
        .experiment = sending(R"({"score":7,"date":"2024-02-29","name":"Ada"})")});

  Texts members = {R"("date":"2024-02-29")", R"("name":"Ada")", R"("score":7)"};
  Texts lines;
  do lines.push_back("{" + members[0] + "," + members[1] + "," + members[2] + "}");
  while (std::next_permutation(members.begin(), members.end()));
  const Json person = {{"name", "Ada"}, {"date", kDay}, {"score", 7}};
  answers(joined(lines), Says(Json{{"people", Json(lines.size(), person)}}));
}

TEST_F(JsonRecords, WritesOneLine) {
  requirement("The report is exactly one line: no line feed inside, and one at its end.",
              "The next program in the pipe reads line by line, as yours does.");
  hint({.look = "everything that your program prints, up to the last byte",
        .think = "Who reads this: a person, or a program that takes one line for one value?",
        .experiment = sending(with_name("Ada")) + " | wc -l    # 1?"});

  answers(joined({with_name("Ada"), with_name("Eve")}), IsOneLine());
}

TEST_F(JsonRecords, ReadsAnUnfinishedLastLine) {
  requirement("The last line counts too when no line feed comes behind it.",
              "Files often end without a line feed. Their last record must not get lost.");
  hint({.look = "the condition of the loop that reads lines",
        .think = "Can one read bring a line, and the news that nothing follows, together?",
        .experiment = "printf '" + with_name("Ada") + "' | ./records"});

  answers(with_name("Ada") + "\n" + with_name("Eve"), Says(Json{{"count", 2}, {"total", 14}}));
}

TEST_F(JsonRecords, ReportsEmptyInput) {
  requirement(
      "Empty input gives a report too: 0 for count and total, null for first and last, [] "
      "for bad and people.",
      "Nobody has come yet: that is a normal answer, with the same members as each time.");
  hint({.look = "every place where you take the first or the last of something",
        .think = "What is the first date in an empty list? What is its sum?",
        .experiment = "./records < /dev/null"});

  Program records = fed("");
  const Json none = Json::array();
  const Json report = {{"count", 0},       {"bad", none},     {"total", 0},
                       {"first", nullptr}, {"last", nullptr}, {"people", none}};
  ASSERT_THAT(json_in(records.read_to_end()), Says(report));
  ASSERT_THAT(records.wait_for_exit(), ExitedWith(0));
}

TEST_F(JsonRecords, SkipsBlankLinesButCountsThem) {
  requirement(
      "A line of nothing but blanks, tabs and \\r is neither good nor bad, but has a number.",
      "Empty lines make a file readable. Whoever looks for line 7 counts them, as editors "
      "do.");
  hint({.look = "where a line gets its number, and where empty lines are passed over",
        .think = "Which of the two comes first in your loop?",
        .experiment = R"(printf '\n \t\r\noops\n' | ./records    # which line is bad?)"});

  sorts_out(Lines{blank(""), blank(" \t"), good(with_name("Ada")), blank("\r"), bad("oops"),
                  blank("   "), bad("oops"), good(with_name("Eve")), blank("")});
}

TEST_F(JsonRecords, AllowsWhiteSpace) {
  requirement("Blanks, tabs and \\r between the parts of a record mean nothing.",
              "Every program has a layout of its own, and Windows ends each line with a \\r.");
  hint({.look = "everything that stands between two parts of a value",
        .think = "Where may a blank stand in JSON? Does your program expect an exact picture?",
        .experiment = R"(printf '\t{ "name" : "Ada" , "date":"2024-02-29", "score":7 } \r\n' )"
                      "| ./records"});

  sorts_out(
      {.good = {R"({ "name": "Ada", "date": "2024-02-29", "score": 7 })",
                "\t{\"name\"\t:\"Ada\"\t,\"date\"\t:\t\"2024-02-29\",\t\"score\":\t7\t}\t",
                with_name("Ada") + "\r",
                "  \t {  \"name\" : \"Ada\" , \"date\" : \"2024-02-29\" , \"score\" : 7  }  \r"}});
}

TEST_F(JsonRecords, SortsByDate) {
  requirement("\"people\" is sorted by date, the earliest first.",
              "Dates in ISO format were designed for this: the largest unit comes first.");
  hint({.look = "how your program decides which of two dates comes first",
        .think = "What happens when two such dates are compared as plain text?",
        .experiment = R"(printf '%s\n' 2023-12-31 2024-01-02 2024-03-01 | sort)"});

  Texts dates = {"2024-03-01", "2023-12-31", "2024-02-29", "1987-11-30",
                 "2024-10-02", "2024-02-03", "1999-05-20", "2023-01-15"};
  Texts lines;
  for (const std::string& date : dates) lines.push_back(record(random_word(5), date, 7));
  std::sort(dates.begin(), dates.end());
  answers(joined(lines), Says(report_with("date", dates)));
}

TEST_F(JsonRecords, FindsTheFirstAndTheLastDate) {
  requirement("\"first\" is the earliest of all dates, and \"last\" is the latest.",
              "Records come as somebody wrote them down. Things often happened in another order.");
  hint({.look = "where first and last get their values",
        .think = "First of what: of the lines, or of the dates?",
        .experiment = "three records, the earliest date in the middle: what does first say?"});

  const Texts lines = {with_date("2024-03-01"), with_date("1999-12-31"), with_date("2031-01-01"),
                       with_date("2024-02-29")};
  answers(joined(lines), Says(Json{{"first", "1999-12-31"}, {"last", "2031-01-01"}}));
}

TEST_F(JsonRecords, KeepsQuotesAndBackslashes) {
  requirement("A name with \" and \\ in it comes back as it was.",
              "The quote is the fence around a text. One inside must not be taken for the fence.");
  hint({.look = "how a name becomes JSON again",
        .think = "What if the name contains the character that you use as a fence?",
        .experiment = sending(with_name(R"(a "b")"))});

  keeps({R"(say "hi")", R"(C:\new\temp)", R"(\)", R"(")", R"(a\"b)", R"(","score":8)",
         random_word(4) + "\"" + random_word(4)});
}

TEST_F(JsonRecords, KeepsLineFeedsAndTabs) {
  requirement("A name with line feeds, tabs or other control characters comes back as it was.",
              "In JSON they never stand as they are. A line feed would tear your line in two.");
  hint({.look = "what becomes of a byte below 32 when you write a name",
        .think = "How does a line feed get into a JSON text that has only one line?",
        .experiment = sending(with_name("a\nb"))});

  keeps({"two\nlines", "a\tb", "\n", "end\n", "\x01\x1f|\x7f", "\x1b[31mred"});
}

TEST_F(JsonRecords, UnderstandsEveryEscape) {
  requirement(R"(JSON has eight short escapes: \" \\ \/ \b \f \n \r \t. Each is one character.)",
              "Who writes a text may use any of them. The text is the same in the end.");
  hint({.look = "what your program makes of a backslash and the letter behind it",
        .think = "Which letters may follow a backslash in JSON, and what does each pair mean?",
        .experiment = sending(with_raw_name(R"("a\/b")"))});

  keeps(Spellings{{R"("a\/b/c")", "a/b/c"},
                  {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
                  {R"("\\b\\/")", R"(\b\/)"}});
}

TEST_F(JsonRecords, KeepsTheZeroCharacter) {
  requirement(R"(The escape \u0000 stands for a character like any other.)",
              "A text has a length of its own. It does not end at a zero.");
  hint({.look = "every place where a name passes through a char pointer",
        .think = "Who says where a text ends: its length, or a zero?",
        .experiment = sending(with_raw_name(R"("a\u0000b")"))});

  keeps(Spellings{{R"("a\u0000b")", {'a', '\0', 'b'}}, {R"("\u0000")", {'\0'}}});
}

TEST_F(JsonRecords, ReportsBadLines) {
  requirement("A line that is no record is bad: \"bad\" holds its number. All others still count.",
              "One typing mistake must not cost all the rest, and somebody wants to mend it.");
  hint({.look = "what your program does when one line cannot be read",
        .think = "Which line is bad? And what about the others, also those behind it?",
        .experiment = R"(printf '%s\n' oops ')" + with_name("Ada") + "' | ./records"});

  sorts_out(Lines{good(with_name("Ada")), bad("oops"), good(with_name("Bob")), bad("{"),
                  bad(R"({"name":"Ada")"), good(with_name("Dan")), bad("]")});
}

TEST_F(JsonRecords, EndsWellAfterBadLines) {
  requirement("The exit code is 0, also when there were bad lines.",
              "Your program was asked for a report, and made one. The bad lines are in it.");
  hint({.look = "the number that your program leaves behind, and on what it depends",
        .think = "Did the program fail, or did it find what it was asked to look for?",
        .experiment = "echo oops | ./records; echo \"exit code $?\""});

  Program records = fed("oops\n" + with_name("Ada") + "\n");
  ASSERT_THAT(json_in(records.read_to_end()),
              TellsApart(Lines{bad("oops"), good(with_name("Ada"))}));
  ASSERT_THAT(records.wait_for_exit(), ExitedWith(0));
}

TEST_F(JsonRecords, RefusesIncompleteRecords) {
  requirement("A line in which the name, the date or the score is missing is bad.",
              "A score that nobody gave is not a score of 0. It would spoil the total.");
  hint({.look = "what your program does when a member is not there",
        .think = "Absent: is that the same as empty, or as zero?",
        .experiment = sending(R"({"name":"Ada","date":"2024-02-29"})")});

  sorts_out({.bad = {R"({"name":"Ada","date":"2024-02-29"})", R"({"name":"Ada","score":7})",
                     R"({"date":"2024-02-29","score":7})", R"({"name":"Ada"})", "{}",
                     R"({"Name":"Ada","DATE":"2024-02-29","score ":7})"}});
}

TEST_F(JsonRecords, RefusesOtherKindsOfValues) {
  requirement("A line is bad when it is no object, or when its name or date is no text.",
              "[], 17 and null are good JSON too, but they are no records.");
  hint({.look = "what your program asks about a value before it uses it",
        .think = "Which kinds of values does JSON have? Which of them do you expect here?",
        .experiment = R"(printf '%s\n' '[]' 17 null | ./records)"});

  Candidates lines = {
      .bad = {"[]", "17", "null", "true", R"("Ada")", "[" + with_name("Ada") + "]"}};
  for (const char* name : {"17", "null", R"(["Ada"])", R"({"first":"Ada"})", "true"})
    lines.bad.push_back(with_raw_name(name));
  for (const char* date : {"20240229", "null", "[2024,2,29]"})
    lines.bad.push_back(with_raw_date(date));
  sorts_out(lines);
}

TEST_F(JsonRecords, KeepsOtherAlphabets) {
  requirement("Names in any alphabet come back as they were: the text is UTF-8.",
              "A character has one to four bytes there. They are not one to four characters.");
  hint({.look = "every place where a name is taken apart into single bytes",
        .think = "One character, two bytes: which of the two is the character?",
        .experiment = sending(with_name("Zo\u00eb")) + " | od -An -c"});

  keeps({"Zo\u00eb", "\u0141\u00f3d\u017a", "\u65e5\u672c\u8a9e", "\U0001F600",
         "e\u0301 is not \u00e9", "\u05e9\u05dc\u05d5\u05dd", "\u2028|\u0085|\ufeff"});
}

TEST_F(JsonRecords, DecodesUnicodeEscapes) {
  requirement(R"(The escape \uXXXX stands for the character with this hexadecimal number.)",
              R"(é, \u00e9 and \u00E9 are the same name. Some programs escape all but ASCII.)");
  hint({.look = R"(what your program makes of \u and four digits)",
        .think = "From a number to a character to bytes: how many bytes does this one need?",
        .experiment = sending(with_raw_name(R"("\u00e9")"))});

  keeps(Spellings{{R"("caf\u00e9")", "caf\u00e9"},
                  {R"("caf\u00E9")", "caf\u00e9"},
                  {R"("\u0041da")", "Ada"},
                  {R"("\u65e5\u672C")", "\u65e5\u672c"},
                  {R"("5 \u20ac")", "5 \u20ac"},
                  {R"("\u000a\u0022\u005c")", "\n\"\\"},
                  {R"("\\u00e9")", R"(\u00e9)"}});
}

TEST_F(JsonRecords, JoinsSurrogatePairs) {
  requirement(R"(Two escapes like \ud83d\ude00 are the two halves of one character, here U+1F600.)",
              "Four digits are not enough for every character. The rare ones are a pair.");
  hint({.look = R"(what your program does with \u and a number from d800 to dfff)",
        .think = "Is each of these two a character? What do both together say?",
        .experiment = sending(with_raw_name(R"("\ud83d\ude00")")) +
                      " | od -An -tx1    # are the bytes f0 9f 98 80 among them?"});

  keeps(Spellings{{R"("\ud83d\ude00")", "\U0001F600"},
                  {R"("x\uD834\uDD1Ey")", "x\U0001D11Ey"},
                  {R"("\ud800\udc00\udbff\udfff")", "\U00010000\U0010FFFF"}});
}

TEST_F(JsonRecords, CountsCharactersNotBytes) {
  requirement("A name may have 200 characters, however many bytes each of them takes.",
              "A limit in bytes allows 200 letters to one person, and 50 to another.");
  hint({.look = "how the length of a name is measured",
        .think = "How many letters are in \"é\"? How many bytes?",
        .experiment = "printf é | wc -c; printf é | wc -m"});

  sorts_out(
      {.good = {repeated("\u00e9", 200), repeated("\u65e5", 150), repeated("\U0001F600", 200)}},
      with_name);
}

TEST_F(JsonRecords, LimitsTheLengthOfNames) {
  requirement("A name has 1 to 200 characters. A line with an empty or a longer name is bad.",
              "Limits belong to a contract. Whoever keeps the names can rely on them.");
  hint({.look = "the question that your program asks about the length of a name",
        .think = "What about the limits themselves: 0, 1, 200, 201?",
        .experiment = sending(with_name(""))});

  sorts_out({.good = {"x", std::string(200, 'x')},
             .bad = {"", std::string(201, 'x'), std::string(1000, 'x')}},
            with_name);
}

TEST_F(JsonRecords, RefusesLooseJson) {
  requirement("What only looks like JSON is bad: a comma too many, comments, NaN, other quotes.",
              "If every program was generous in its own way, no two would agree on a text.");
  hint({.look = "what your program allows between and behind the parts of a value",
        .think = "Ask the grammar on json.org, not your eyes: which sign may follow here?",
        .experiment = sending(with_more(""))});

  Candidates lines = {.bad = {R"({"name":"Ada","date":"2024-02-29",/* no */"score":7})",
                              with_name("Ada") + " // no"}};
  for (const char* more :
       {"", R"("more":[1,])", R"("more":NaN)", R"("more":Infinity)", R"("more":True)", "'more':1",
        "more:1", R"("more" 1)", R"("more":1 "less":2)", R"("more":[1 2])", R"("more":.5)",
        R"("more":"\x41")"})
    lines.bad.push_back(with_more(more));
  sorts_out(lines);
}

TEST_F(JsonRecords, RefusesRawControlCharacters) {
  requirement("A line is bad when a text in it holds a bare control character, such as a tab.",
              R"(In JSON, bytes below 32 must be escaped in a text: \t and not the tab itself.)");
  hint({.look = "which bytes your program takes between two quotes",
        .think = "A tab between two parts and a tab inside a text: is that the same?",
        .experiment = "printf '" + with_raw_name(R"("a\tb")") + R"(\n' | ./records)"});

  sorts_out(
      {.bad = {with_raw_name("\"a\tb\""), with_raw_name("\"a\x01\""), with_raw_name("\"\x1b[31m\""),
               with_raw_name("\"\x1f\""), with_more("\"more\":\"\t\"")}});
}

TEST_F(JsonRecords, RefusesHalfPairs) {
  requirement("A name with half of a surrogate pair is bad: half a character is none.",
              "No UTF-8 can be written for it. Whoever lets it in cannot let it out again.");
  hint({.look = R"(what your program does when \ud83d is not followed by its other half)",
        .think = "Can you write this name down in UTF-8 at all?",
        .experiment = sending(with_raw_name(R"("\ud83d")"))});

  sorts_out({.bad = {R"("\ud83d")", R"("\ude00")", R"("\ude00\ud83d")", R"("\ud83dx")",
                     R"("\ud83d\n")", R"("\ud83d\u0041")", R"("\ud83d\ud83d\ude00")"}},
            with_raw_name);
}

TEST_F(JsonRecords, RefusesBrokenText) {
  requirement("A line whose bytes are not UTF-8 is bad.",
              "JSON is text, and not every row of bytes is text.");
  hint({.look = "whether anybody asks if the bytes of a text are UTF-8",
        .think = "Can a byte like 0xFF stand in UTF-8? Can a character be cut in two?",
        .experiment = "printf '" + with_raw_name(R"("\xff")") + R"(\n' | ./records | od -An -c)"});

  Candidates lines = {.bad = {with_more("\"more\":\"\xff\"")}};
  for (const char* bytes : {"\xff", "Zo\xeb", "a\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
                            "\xf4\x90\x80\x80", "\x80"})
    lines.bad.push_back(with_raw_name(std::string("\"") + bytes + "\""));
  sorts_out(lines);
}

TEST_F(JsonRecords, RefusesASecondValue) {
  requirement("A line is bad when anything else stands before or behind the record.",
              "One line, one value. Whoever stops to read at the first } misses what follows.");
  hint({.look = "what your program does when the record is complete, and the line is not over",
        .think = "Has the whole line been looked at?",
        .experiment = sending(with_name("Ada") + " 8") + "    # bad?"});

  const std::string one = with_name("Ada");
  sorts_out(
      {.bad = {one + one, one + " 7", one + ",", one + "}", "7 " + one, "x" + one, one + "x"}});
}

TEST_F(JsonRecords, RefusesAByteOrderMark) {
  requirement("A line is bad when the bytes EF BB BF, a byte order mark, stand at its beginning.",
              "Some editors put these invisible bytes in front of a file. They are no JSON.");
  hint({.look = "the first three bytes of a line, and what your JSON library does with them",
        .think = "Does your library pass over something that the contract does not allow?",
        .experiment = R"(printf '\xef\xbb\xbf)" + with_name("Ada") + R"(\n' | ./records)"});

  const Line marked = bad("\xEF\xBB\xBF" + with_name("Ada"));
  sorts_out(Lines{marked, good(with_name("Bob")), marked});
}

TEST_F(JsonRecords, TakesOnlyDaysThatExist) {
  requirement("The date must be a day of the calendar: 2024-02-29 was one, 2023-02-29 was not.",
              "A date may have the right form, and still there was no such day.");
  hint({.look = "what your program asks about a date, besides its form",
        .think = "How many days has this month, in this year?",
        .experiment = "date -d 2023-02-29    # what does another program say about this day?"});

  sorts_out({.good = {"2024-02-29", "2024-04-30", "2024-12-31", "2024-01-01"},
             .bad = {"2023-02-29", "2024-02-30", "2024-04-31", "2024-06-31", "2024-09-31",
                     "2024-11-31", "2024-12-32", "2024-13-01", "2024-00-10", "2024-05-00"}},
            with_date);
}

TEST_F(JsonRecords, KnowsEveryLeapYear) {
  requirement("4 divides every leap year; but of the full centuries, only those that 400 divides.",
              "1900 had no 29 February, 2000 had one. Every fourth year is not the whole rule.");
  hint({.look = "the place that decides whether a year has a 29 February",
        .think = "What about 1900, 2000 and 2100?",
        .experiment = "cal 2 1900; cal 2 2000    # or: date -d 1900-02-29"});

  sorts_out({.good = {"2000-02-29", "2400-02-29", "1996-02-29"},
             .bad = {"1900-02-29", "2100-02-29", "1700-02-29"}},
            with_date);
}

TEST_F(JsonRecords, TakesOnlyOneFormOfDates) {
  requirement("A date is written as YYYY-MM-DD: ten characters, digits and two hyphens.",
              "Only when all dates have the same form can they be compared as text.");
  hint({.look = "how your program takes a date apart",
        .think = "Was every character of it looked at? May one be missing?",
        .experiment = sending(with_date("24-1-1"))});

  sorts_out({.bad = {"24-1-1", "2024-1-1", "2024-01-1", "02024-01-01", "2024/01/01", "20240101",
                     " 2024-01-01", "2024-01-01 ", "2024-01-01T00:00:00Z", "2024-01-0x",
                     "2024-01--1", "+024-01-01", "-024-01-01", "2024- 1- 1", "01-01-2024", "",
                     "\uff12\uff10\uff12\uff14-01-01"}},
            with_date);
}

TEST_F(JsonRecords, TakesEveryYear) {
  requirement("The years go from 0001 to 9999. There is no year 0000.",
              "Clocks of computers begin in 1970, and many helpers know no earlier day.");
  hint({.look = "the way from the text of a date to a day",
        .think = "Which years does it know? What about those before 1970 and before 1900?",
        .experiment = sending(with_date("0001-01-01"))});

  sorts_out(
      {.good = {"0001-01-01", "9999-12-31", "1000-06-15", "1899-12-31", "1969-12-31", "2038-01-20"},
       .bad = {"0000-01-01"}},
      with_date);
}

TEST_F(JsonRecords, KeepsLargeScores) {
  requirement("Scores from -9007199254740991 to 9007199254740991 come back exactly as they were.",
              "Numbers are kept in boxes of a fixed size. Too small a box changes the number.");
  hint({.look = "the type in which a score is kept, and how it is printed",
        .think = "How many digits can your number type hold exactly? How many does it print?",
        .experiment = sending(with_raw_score("9007199254740991"))});

  const std::vector<std::int64_t> scores = {kLargest,   -kLargest,   kLargest - 1,
                                            3000000000, -3000000000, 1234567};
  Texts lines;
  for (std::size_t i = 0; i < scores.size(); ++i)
    lines.push_back(record("Ada", "2024-02-2" + std::to_string(i), scores[i]));
  answers(joined(lines), Says(report_with("score", scores)));
}

TEST_F(JsonRecords, RefusesScoresOutOfRange) {
  requirement("A score below -9007199254740991 or above 9007199254740991 makes the line bad.",
              "Up to here, every program keeps whole numbers exactly, also with doubles only.");
  hint({.look = "what your program asks about a score that is a whole number",
        .think = "What does your conversion do with a number that is too large for it?",
        .experiment = sending(with_raw_score("9007199254740992"))});

  sorts_out({.bad = {"9007199254740992", "-9007199254740992", "9007199254740993",
                     "9223372036854775807", "9223372036854775808", "18446744073709551617",
                     "-18446744073709551617", "100000000000000000000000000"}},
            with_raw_score);
}

TEST_F(JsonRecords, TakesOnlyWholeNumbers) {
  requirement("A score has digits only, perhaps behind a minus: not 1.0, 1e3, \"7\", true or 01.",
              "Values that look alike can be of different kinds. A contract names one kind.");
  hint({.look = "what your program asks about a score before it takes it",
        .think = "Same value, different kind: does the rule allow it?",
        .experiment = sending(with_raw_score("\"7\""))});

  sorts_out({.good = {"0", "-7"},
             .bad = {"1.0", "7.5", "1e3", "1E+3", "1000e-3", "\"7\"", "true", "false", "null",
                     "[7]", "{}", "01", "-01", "+7", "0x10", "7.", "-"}},
            with_raw_score);
}

TEST_F(JsonRecords, WritesWholeNumbers) {
  requirement("All numbers of the report are written as whole numbers: 7, not 7.0 or 7e0.",
              "Your own program would refuse the score 7.0. The next one may do so, too.");
  hint({.look = "how your numbers become text",
        .think = "Is 7.0 still a whole number to the program that reads it?",
        .experiment = sending(with_raw_score("7"))});

  answers(joined({record("Ada", kDay, 7), "oops", record("Eve", kDay, 0), record("Bob", kDay, -5),
                  record("Dan", kDay, 10000000)}),
          HasWholeNumbersOnly());
}

TEST_F(JsonRecords, AddsExactly) {
  requirement("\"total\" is the exact sum of all scores, also of the largest.",
              "A sum needs more room than its parts. A sum that is wrong by one is wrong.");
  hint({.look = "the type in which the sum grows",
        .think = "Add the three largest scores by hand: does your type have a place for that?",
        .experiment =
            "three records with the score 9007199254740991    # total: 27021597764222973?"});

  for (const int times : {3, 800})
    answers(repeated(record("Ada", kDay, kLargest) + "\n", times),
            Says(Json{{"total", kLargest * times}}));
}

TEST_F(JsonRecords, IgnoresOtherMembers) {
  requirement("Other members of a record are ignored, and they are not handed on.",
              "Others may need more members than you. So both can use the same file.");
  hint({.look = "which members your program takes from a record, and which it prints",
        .think = "Do you copy what you need, or everything that came? And a \"name\" inside "
                 "another value: whose name is that?",
        .experiment =
            sending(R"({"pet":{"name":"Rex"},"name":"Ada","date":"2024-02-29","score":7})")});

  answers(R"({"pet":{"name":"Rex","score":1.5},"name":"Ada","Name":"no","date":"2024-02-29",)"
          R"("":null,"score":7,"list":[{"date":17},"name","score"],"x":1.25,"x":[]})"
          "\n",
          SaysOnly(report_on("Ada")));
}

TEST_F(JsonRecords, IgnoresDeepNesting) {
  requirement("An ignored member may hold arrays and objects that are nested 100 deep.",
              "JSON knows no limit here. A program may have one, but not where others still live.");
  hint({.look = "how your program finds the end of a value inside a value inside a value",
        .think = "How does it remember how many brackets are open?",
        .experiment = "a record with \"more\":[[[[[[[[[[1]]]]]]]]]], and more brackets each time"});

  sorts_out({.good = {"\"more\":" + std::string(100, '[') + std::string(100, ']'),
                      repeated("\"more\":{", 100) + std::string(100, '}')}},
            with_more);
}

TEST_F(JsonRecords, RefusesDoubledMembers) {
  requirement("A line is bad when the name, the date or the score is there twice.",
              "Two answers to one question: some programs take the first, others the last.");
  hint({.look = "what happens when a member comes that you have already",
        .think = "What should happen when two answers are given?",
        .experiment = sending(with_more(R"("name":"Eve")"))});

  sorts_out({.bad = {with_more(R"("name":"Eve")"), with_more(R"("name":"Ada")"),
                     with_more(R"("date":"2024-03-01")"), with_more(R"("score":8)"),
                     with_more(R"("score":7)"),
                     R"({"score":true,"name":"Ada","date":"2024-02-29","score":7})"}});
}

TEST_F(JsonRecords, ReadsEscapedMemberNames) {
  requirement(R"(A member's name may be written with escapes, too: "n\u0061me" is "name".)",
              "An escape is only another spelling. The text is the same, and so is the member.");
  hint({.look = "when your program compares a member's name: before or after it is decoded",
        .think = "Is it the spelling that counts, or the text?",
        .experiment = sending(R"({"n\u0061me":"Ada","date":"2024-02-29","score":7})")});

  sorts_out({.good = {R"({"n\u0061me":"Ada","date":"2024-02-29","score":7})",
                      R"({"name":"Ada","\u0064\u0061\u0074\u0065":"2024-02-29","scor\u0065":7})"},
             .bad = {with_more(R"("n\u0061me":"Eve")"), with_more(R"("\u0073core":7)")}});
}

TEST_F(JsonRecords, SortsEqualDatesByName) {
  requirement("People with the same date are sorted by name: by the bytes of their UTF-8.",
              "Alphabets differ from country to country; bytes do not.");
  hint({.look = "what your program compares when two dates are equal",
        .think = "Which is smaller as a byte: B or a? z or the first byte of é?",
        .experiment = R"(printf '%s\n' b a B é z | LC_ALL=C sort)"});

  Texts names = {"b",   "a",      "B",   "aa",         "\u00e9",       "z",
                 "Zoe", "\uff61", "a b", "\U0001F600", "\u00c9t\u00e9"};
  Texts lines;
  for (const std::string& name : names) lines.push_back(with_name(name));
  std::sort(names.begin(), names.end());
  answers(joined(lines), Says(report_with("name", names)));
}

TEST_F(JsonRecords, KeepsTheOrderOfEquals) {
  requirement("Records with the same date and the same name stay in the order in which they came.",
              "The order of the input is all that is left. A sort that keeps it is called stable.");
  hint({.look = "which sort your program uses, and what it compares",
        .think = "What decides when two are equal? Does your sort promise anything about them?",
        .experiment = "forty records that differ in the score only: in which order do they come?"});

  Texts lines;
  Json scores;
  for (int i = 0; i < 40; ++i) {
    scores.push_back(i * 7 % 40);
    lines.push_back(with_raw_score(std::to_string(i * 7 % 40)));
  }
  answers(joined(lines), Says(report_with("score", scores)));
}

TEST_F(JsonRecords, SortsManyRecordsInTime) {
  requirement("50 000 records take at most 5 seconds of processor time.",
              "Twice the records: some programs need twice the time, others four times as much.");
  hint({.look = "what your program does once more for each record that it has already",
        .think = "Twice the records: how many more comparisons?",
        .experiment = "time ./records < many.txt    # with 10 000 records, then with 20 000"});

  constexpr double kSeconds = 5;
  constexpr Within kPatience = std::chrono::seconds(15);
  constexpr Within kSlice = std::chrono::seconds(1);
  constexpr int kTimes = 50;
  std::string thousand;
  const std::string word = random_word(4);
  for (int i = 0; i < 1000; ++i)  // names and dates jump about
    thousand +=
        record(word + std::to_string(i * 389 % 1000),
               std::to_string(1971 + i * 37 % 100) + "-10-" + std::to_string(10 + i % 20), 1) +
        "\n";

  Program records = student();
  Received all;
  const double limit = kSeconds * slack(records, all.bytes);
  records.send(repeated(thousand, kTimes), kPatience);
  records.close_stdin();
  // A program that has ended cannot be asked any more, so it is asked after each portion that came,
  // and while none comes.
  double used = 0;
  for (int seconds = 0; seconds < kPatience / kSlice && used <= limit;) {
    const Received portion = records.read_exactly(std::size_t{64} << 10U, kSlice);
    const auto now = std::chrono::duration<double>(records.cpu_time()).count();
    used = std::max(used, std::round(now * 10) / 10);
    all.bytes += portion.bytes;
    if (!portion.trouble) continue;
    if (portion.trouble->cause != Cause::timed_out) break;
    ++seconds;
  }
  ASSERT_THAT(used, AtMost(limit, "seconds of processor time"));
  all.trouble = records.read_to_end().trouble;
  const JsonOutput output = json_in(std::move(all));
  ASSERT_THAT(output, Says(Json{{"count", 1000 * kTimes}, {"total", 1000 * kTimes}}));
  ASSERT_THAT(output, HasSortedPeople());
}

TEST_F(JsonRecords, ReadsLongLines) {
  requirement("A line may be as long as 1 048 576 bytes (1 MiB).",
              "You do not choose how long the lines of others are.");
  hint({.look = "the place that holds one line while you work on it",
        .think = "What does it do when a line is longer than it is?",
        .experiment = "a record with a further member that holds a very long text"});

  constexpr std::size_t kLongest = std::size_t{1} << 20U;
  const std::size_t frame = with_more(R"("more":"")").size();
  sorts_out({.good = {with_more(R"("more":")" + std::string(kLongest - frame, 'x') + "\""),
                      with_name("Bob")}});
}
