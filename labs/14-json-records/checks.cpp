#include "check/check.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "check/json.hpp"

using namespace pipette;

// ---- What came back ----

// All that the program printed, and the JSON value in it.
struct Output {
  Received received;
  Json json{};
  std::string why_none{};  // there is no JSON value; empty where there is one
};

namespace {

Output output_in(Received received) {
  Output output{.received = std::move(received)};
  const auto parsed = parse_json(output.received.bytes);
  if (const auto* complete = std::get_if<Complete<Json>>(&parsed)) output.json = complete->value;
  else if (const auto* invalid = std::get_if<Invalid>(&parsed))
    output.why_none =
        "this is no JSON: " + invalid->why + " (byte " + std::to_string(invalid->offset) + ")";
  else output.why_none = "this is JSON that does not end";
  return output;
}

std::string cut(std::string text, std::size_t limit) {
  if (text.size() > limit) text = text.substr(0, limit) + "...";
  return text;
}

// In ASCII, so that nothing can be hidden in it.
std::string written(const Json& value, std::size_t limit = 120) {
  return cut(value.dump(-1, ' ', true, Json::error_handler_t::replace), limit);
}

// A line as it was sent, with \xNN for what cannot be seen.
std::string shown(const std::string& line) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) text += c;
    else text += {'\\', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return cut(text, 100);
}

}  // namespace

void PrintTo(const Output& output, std::ostream* out) {
  if (output.received.trouble || output.received.bytes.empty()) {
    *out << testing::PrintToString(output.received);
  } else if (!output.why_none.empty()) {
    *out << testing::PrintToString(output.received) << "\n" << output.why_none;
  } else {
    *out << written(output.json, 200);
  }
}

namespace {

bool has_json(const Output& output) { return !output.received.trouble && output.why_none.empty(); }

// ---- What is said about a report ----

// 7 and 7.0 are the same here: how whole numbers are written has a check of its own. But where a
// double has no place for every whole number, a fraction cannot be exact.
bool same(const Json& expected, const Json& got) {
  constexpr std::int64_t kExactInDoubles = std::int64_t{1} << 53;
  if (expected.is_number_integer() && got.is_number_float()) {
    const auto number = expected.get<std::int64_t>();
    return number < kExactInDoubles && number > -kExactInDoubles && got == expected;
  }
  return got == expected;
}

std::string difference_in(const Json& got, const Json& expected, bool exactly,
                          const std::string& path = "") {
  if (expected.is_object() && got.is_object()) {
    for (const auto& [name, value] : expected.items()) {
      if (!got.contains(name)) return "there is no member " + path + "/" + name;
      std::string words = difference_in(got.at(name), value, exactly, path + "/" + name);
      if (!words.empty()) return words;
    }
    for (const auto& [name, value] : got.items())
      if (exactly && !expected.contains(name))
        return "there is a member too much: " + path + "/" + cut(shown(name), 30);
    return {};
  }
  if (expected.is_array() && got.is_array()) {
    if (expected.size() != got.size())
      return path + " has " + std::to_string(got.size()) + " items, not " +
             std::to_string(expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      std::string words =
          difference_in(got[i], expected[i], exactly, path + "/" + std::to_string(i));
      if (!words.empty()) return words;
    }
    return {};
  }
  if (same(expected, got)) return {};
  return (path.empty() ? "it" : path) + " is " + written(got) + ", not " + written(expected);
}

bool explain(const std::string& words, testing::MatchResultListener* listener) {
  if (!words.empty()) *listener << "\n" << words;
  return words.empty();
}

// The report has these members; others are not looked at, neither at the top nor in the list.
MATCHER_P(Says, part, "a report with " + written(part, 300)) {
  return has_json(arg) && explain(difference_in(arg.json, part, false), result_listener);
}

// The report is this, and has no other members.
MATCHER_P(SaysOnly, whole, "the report " + written(whole, 300)) {
  return has_json(arg) && explain(difference_in(arg.json, whole, true), result_listener);
}

MATCHER(IsOneLine, "one line: the report, and a line feed at its end") {
  if (!has_json(arg)) return false;
  const std::string& bytes = arg.received.bytes;
  const auto count = std::count(bytes.begin(), bytes.end(), '\n');
  if (!bytes.ends_with('\n')) *result_listener << "\nthere is no line feed at its end";
  else if (count > 1) *result_listener << "\nit has " << count << " lines, not one";
  return bytes.ends_with('\n') && count == 1;
}

std::string first_fraction(const Json& value, const std::string& path) {
  if (value.is_number_float()) return path + " is written as a number with a fraction or exponent";
  if (!value.is_structured()) return {};
  for (const auto& [name, item] : value.items()) {
    std::string words = first_fraction(item, path + "/" + name);
    if (!words.empty()) return words;
  }
  return {};
}

MATCHER(HasWholeNumbersOnly, "a report in which every number is written as a whole number") {
  return has_json(arg) && explain(first_fraction(arg.json, ""), result_listener);
}

// Those of a person are date and name; anything else sorts nowhere.
bool is_person(const Json& person) {
  return person.is_object() && person.contains("date") && person["date"].is_string() &&
         person.contains("name") && person["name"].is_string();
}

bool is_before(const Json& a, const Json& b) {
  const auto& date_a = a["date"].get_ref<const std::string&>();
  const auto& date_b = b["date"].get_ref<const std::string&>();
  return date_a != date_b ? date_a < date_b : a["name"] < b["name"];
}

MATCHER_P(HasSortedPeople, count,
          "a report with " + std::to_string(count) + " people, sorted by date and then by name") {
  if (!has_json(arg)) return false;
  const Json people = arg.json.is_object() ? arg.json.value("people", Json()) : Json();
  if (!people.is_array() || people.size() != static_cast<std::size_t>(count) ||
      !std::all_of(people.begin(), people.end(), is_person))
    return explain("these are not " + std::to_string(count) + " people with name and date",
                   result_listener);
  const auto wrong = std::is_sorted_until(people.begin(), people.end(), is_before);
  if (wrong == people.end()) return true;
  return explain(
      "here the order ends: " + written(*(wrong - 1)) + " stands before " + written(*wrong),
      result_listener);
}

// ---- Lines and what they are ----

enum class Kind { good, bad, blank };

struct Line {
  std::string text;
  Kind kind;
};

Line good(const std::string& text) { return {text, Kind::good}; }
Line bad(const std::string& text) { return {text, Kind::bad}; }
Line blank(const std::string& text) { return {text, Kind::blank}; }

using Lines = std::vector<Line>;

Json numbers_of_bad(const Lines& lines) {
  Json numbers = Json::array();
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].kind == Kind::bad) numbers.push_back(i + 1);
  return numbers;
}

std::size_t count_good(const Lines& lines) {
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [](const Line& line) { return line.kind == Kind::good; }));
}

// The first line about which the report and the contract disagree.
std::string disagreement(const Json& report, const Lines& lines) {
  for (const char* name : {"bad", "count"})
    if (!report.is_object() || !report.contains(name))
      return std::string("there is no member /") + name;
  const Json& numbers = report["bad"];
  if (!numbers.is_array()) return "/bad is " + written(numbers) + ", not an array";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_in = std::find(numbers.begin(), numbers.end(), Json(i + 1)) != numbers.end();
    const std::string line = "line " + std::to_string(i + 1);
    const std::string text = ": " + shown(lines[i].text);
    if (lines[i].kind == Kind::bad && !is_in)
      return line + " is bad, but its number is not in \"bad\"" + text;
    if (lines[i].kind == Kind::good && is_in)
      return line + " is good, but its number is in \"bad\"" + text;
    if (lines[i].kind == Kind::blank && is_in)
      return line + " is blank, but its number is in \"bad\"" + text;
  }
  return difference_in(report, {{"bad", numbers_of_bad(lines)}, {"count", count_good(lines)}},
                       false);
}

// The report tells the good lines from the bad ones.
MATCHER_P(TellsApart, lines,
          "a report with \"bad\": " + written(numbers_of_bad(lines)) +
              " and \"count\": " + std::to_string(count_good(lines))) {
  return has_json(arg) && explain(disagreement(arg.json, lines), result_listener);
}

// ---- Records ----

const std::string kDay = "2024-02-29";

// All three values as they stand in JSON.
std::string raw_record(const std::string& name, const std::string& date, const std::string& score) {
  return R"({"name":)" + name + R"(,"date":)" + date + R"(,"score":)" + score + "}";
}

std::string record(const std::string& name, const std::string& date, std::int64_t score) {
  return raw_record(Json(name).dump(), Json(date).dump(), std::to_string(score));
}

// Records that are good but for one value, perhaps. `raw` is JSON, or tries to be.
std::string with_raw_name(const std::string& raw) {
  return raw_record(raw, R"("2024-02-29")", "7");
}
std::string with_name(const std::string& name) { return record(name, kDay, 7); }
std::string with_date(const std::string& date) { return record("Ada", date, 7); }
std::string with_raw_score(const std::string& raw) {
  return raw_record(R"("Ada")", R"("2024-02-29")", raw);
}
// Further members, behind the three.
std::string with_more(const std::string& members) {
  return R"({"name":"Ada","date":"2024-02-29","score":7,)" + members + "}";
}

std::string joined(const std::vector<std::string>& lines) {
  return std::accumulate(
      lines.begin(), lines.end(), std::string(),
      [](std::string all, const std::string& line) { return std::move(all) + line + "\n"; });
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

Json people_with(const std::string& member, const Json& values) {
  Json people = Json::array();
  for (const Json& value : values) people.push_back({{member, value}});
  return {{"people", people}};
}

// Names as they were meant, and as they are written in JSON.
struct Spelling {
  std::string raw;
  std::string meant;
};

}  // namespace

struct JsonRecords : Check {
  // The whole conversation of most checks: send everything, end the input, read everything.
  static Output output_of(Program& program, std::string_view input) {
    program.send(input);
    program.close_stdin();
    return output_in(program.read_to_end());
  }

  // Sends the lines between two good ones: a program that takes or refuses everything fails.
  void tells_apart(const Lines& between) {
    Lines lines = {good(record("Ada", "2024-02-29", 1))};
    lines.insert(lines.end(), between.begin(), between.end());
    lines.push_back(good(record("Eve", "2024-02-29", 2)));
    std::string input;
    for (const Line& line : lines) input += line.text + "\n";
    Program records = student();
    ASSERT_THAT(output_of(records, input), TellsApart(lines));
  }
  void takes(const std::vector<std::string>& texts) {
    Lines lines;
    for (const std::string& text : texts) lines.push_back(good(text));
    tells_apart(lines);
  }
  void refuses(const std::vector<std::string>& texts) {
    Lines lines;
    for (const std::string& text : texts) lines.push_back(bad(text));
    tells_apart(lines);
  }

  // Each name comes back as it was meant.
  void keeps(const std::vector<Spelling>& names) {
    std::string input;
    Json meant = Json::array();
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string day = Json("2024-01-" + std::to_string(10 + i)).dump();
      input += raw_record(names[i].raw, day, "7") + "\n";
      meant.push_back(names[i].meant);
    }
    Program records = student();
    ASSERT_THAT(output_of(records, input), Says(people_with("name", meant)));
  }
  void keeps(const std::vector<std::string>& names) {
    std::vector<Spelling> spellings;
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
  requirement(
      "One record comes in as a line of JSON, and one report about it goes out, also in JSON; the "
      "exit code is 0.",
      "Text is what travels between programs. Inside yours, a record should be a thing with a "
      "name, a date and a score.");
  hint({.look = "the way of one record: from the line that you read to the report that you print",
        .think = "Which members does the report have, and which kind of value has each?",
        .experiment = R"(echo '{"name":"Ada","date":"2024-02-29","score":7}' | ./records)"});

  const std::string name = random_word(6);
  Program records = student();
  const Output output = output_of(records, record(name, "2024-02-29", 7) + "\n");
  const Json person = {{"name", name}, {"date", "2024-02-29"}, {"score", 7}};
  ASSERT_THAT(output, SaysOnly(Json{{"count", 1},
                                    {"bad", Json::array()},
                                    {"total", 7},
                                    {"first", "2024-02-29"},
                                    {"last", "2024-02-29"},
                                    {"people", Json::array({person})}}));
  ASSERT_THAT(records.wait_for_exit(), ExitedWith(0));
}

TEST_F(JsonRecords, TakesMembersInAnyOrder) {
  requirement("The members of a record may come in any order.",
              "In JSON a member is found by its name. Another program may write them in another "
              "order, and it still says the same.");
  hint({.look = "how your program finds the name, the date and the score",
        .think = "Does it look for a name, or for a place?",
        .experiment = R"(echo '{"score":7,"date":"2024-02-29","name":"Ada"}' | ./records)"});

  const std::vector<std::string> members = {R"("name":"Ada")", R"("date":"2024-02-29")",
                                            R"("score":7)"};
  std::vector<std::string> lines;
  std::vector<std::size_t> order = {0, 1, 2};
  do {
    lines.push_back("{" + members[order[0]] + "," + members[order[1]] + "," + members[order[2]] +
                    "}");
  } while (std::next_permutation(order.begin(), order.end()));
  const Json person = {{"name", "Ada"}, {"date", "2024-02-29"}, {"score", 7}};
  Program records = student();
  ASSERT_THAT(
      output_of(records, joined(lines)),
      Says(Json{{"people", Json::array({person, person, person, person, person, person})}}));
}

TEST_F(JsonRecords, WritesOneLine) {
  requirement("The report is exactly one line: no line feed inside, and one at its end.",
              "The next program in the pipe reads line by line, as yours does. A report over "
              "several lines is no JSON for it.");
  hint({.look = "everything that your program prints, up to the last byte",
        .think = "Who reads this: a person, or a program that takes one line for one value?",
        .experiment =
            R"(echo '{"name":"Ada","date":"2024-02-29","score":7}' | ./records | wc -l    # 1?)"});

  Program records = student();
  const std::vector<std::string> lines = {record("Ada", "2024-02-29", 7),
                                          record("Eve", "2024-03-01", 8)};
  ASSERT_THAT(output_of(records, joined(lines)), IsOneLine());
}

TEST_F(JsonRecords, ReadsAnUnfinishedLastLine) {
  requirement("The last line counts too when no line feed comes behind it.",
              "Files often end without a line feed. Their last record must not get lost.");
  hint({.look = "the condition of the loop that reads lines",
        .think = "Can one read bring a line, and the news that nothing follows, together?",
        .experiment = R"(printf '{"name":"Ada","date":"2024-02-29","score":7}' | ./records)"});

  Program records = student();
  const std::string input = record("Ada", "2024-02-29", 7) + "\n" + record("Eve", "2024-03-01", 8);
  ASSERT_THAT(output_of(records, input), Says(Json{{"count", 2}, {"total", 15}}));
}

TEST_F(JsonRecords, ReportsEmptyInput) {
  requirement(
      "Empty input gives a report as well: count and total are 0, first and last are null, bad and "
      "people are empty arrays.",
      "Nobody has come yet: that is a normal answer. The reader finds the same members each time.");
  hint({.look = "every place where you take the first or the last of something",
        .think = "What is the first date in an empty list? What is its sum?",
        .experiment = "./records < /dev/null"});

  Program records = student();
  ASSERT_THAT(output_of(records, ""), Says(Json{{"count", 0},
                                                {"bad", Json::array()},
                                                {"total", 0},
                                                {"first", nullptr},
                                                {"last", nullptr},
                                                {"people", Json::array()}}));
  ASSERT_THAT(records.wait_for_exit(), ExitedWith(0));
}

TEST_F(JsonRecords, SkipsBlankLinesButCountsThem) {
  requirement(
      "A line without anything but blanks, tabs and \\r is neither good nor bad, but it counts in "
      "the numbers of the lines.",
      "People use empty lines to make a file readable. And whoever looks for line 7 counts them, "
      "as every editor does.");
  hint({.look = "where a line gets its number, and where empty lines are passed over",
        .think = "Which of the two comes first in your loop?",
        .experiment = R"(printf '\n \t\r\noops\n' | ./records    # which line is bad?)"});

  const Lines lines = {blank(""),    blank(" \t"), good(with_name("Ada")), blank("\r"), bad("oops"),
                       blank("   "), bad("oops"),  good(with_name("Eve")), blank("")};
  std::string input;
  for (const Line& line : lines) input += line.text + "\n";
  Program records = student();
  ASSERT_THAT(output_of(records, input), TellsApart(lines));
}

TEST_F(JsonRecords, AllowsWhiteSpace) {
  requirement("Blanks, tabs and \\r between the parts of a record mean nothing.",
              "Every program writes JSON in its own layout, and files from Windows have a \\r at "
              "the end of each line.");
  hint({.look = "everything that stands between two parts of a value",
        .think = "Where may a blank stand in JSON? Does your program expect an exact picture?",
        .experiment =
            R"(printf '\t{ "name" : "Ada" , "date":"2024-02-29", "score":7 } \r\n' | ./records)"});

  takes({"{ \"name\": \"Ada\", \"date\": \"2024-02-29\", \"score\": 7 }",
         "\t{\"name\"\t:\"Ada\"\t,\"date\"\t:\t\"2024-02-29\",\t\"score\":\t7\t}\t",
         record("Ada", "2024-02-29", 7) + "\r",
         "  \t {  \"name\" : \"Ada\" , \"date\" : \"2024-02-29\" , \"score\" : 7  }  \r"});
}

TEST_F(JsonRecords, SortsByDate) {
  requirement("\"people\" is sorted by date, the earliest first.",
              "Dates in ISO format were designed for this: the largest unit comes first.");
  hint({.look = "how your program decides which of two dates comes first",
        .think = "What happens when two such dates are compared as plain text?",
        .experiment = R"(printf '%s\n' 2023-12-31 2024-01-02 2024-03-01 | sort)"});

  const std::vector<std::string> dates = {"2024-03-01", "2023-12-31", "2024-02-29", "1987-11-30",
                                          "2024-10-02", "2024-02-03", "1999-05-20", "2023-01-15"};
  std::vector<std::string> lines;
  lines.reserve(dates.size());
  for (const std::string& date : dates) lines.push_back(record(random_word(5), date, 7));
  std::vector<std::string> sorted = dates;
  std::sort(sorted.begin(), sorted.end());
  Program records = student();
  ASSERT_THAT(output_of(records, joined(lines)), Says(people_with("date", sorted)));
}

TEST_F(JsonRecords, FindsTheFirstAndTheLastDate) {
  requirement("\"first\" is the earliest of all dates, and \"last\" is the latest.",
              "Records come in the order in which somebody wrote them down. That is rarely the "
              "order in which things happened.");
  hint({.look = "where first and last get their values",
        .think = "First of what: of the lines, or of the dates?",
        .experiment = "three records, the earliest date in the middle: what does first say?"});

  Program records = student();
  const std::vector<std::string> lines = {
      record("Ada", "2024-03-01", 7), record("Eve", "1999-12-31", 7),
      record("Bob", "2031-01-01", 7), record("Zoe", "2024-02-29", 7)};
  ASSERT_THAT(output_of(records, joined(lines)),
              Says(Json{{"first", "1999-12-31"}, {"last", "2031-01-01"}}));
}

TEST_F(JsonRecords, KeepsQuotesAndBackslashes) {
  requirement("A name with \" and \\ in it comes back as it was.",
              "In JSON the quote is the fence around a text. One that belongs to the text must not "
              "be taken for the fence.");
  hint({.look = "how a name becomes JSON again",
        .think = "What if the name contains the character that you use as a fence?",
        .experiment =
            R"(printf '%s\n' '{"name":"a \"b\"","date":"2024-02-29","score":7}' | ./records)"});

  keeps({R"(say "hi")", R"(C:\new\temp)", R"(\)", R"(")", R"(a\"b)", R"(","score":8)",
         random_word(4) + "\"" + random_word(4)});
}

TEST_F(JsonRecords, KeepsLineFeedsAndTabs) {
  requirement("A name with line feeds, tabs or other control characters comes back as it was.",
              "Such characters may stand in a text, but in JSON never as they are. And a line feed "
              "would tear your one line in two.");
  hint({.look = "what becomes of a byte below 32 when you write a name",
        .think = "How does a line feed get into a JSON text that has only one line?",
        .experiment =
            R"(printf '%s\n' '{"name":"a\nb","date":"2024-02-29","score":7}' | ./records)"});

  keeps({"two\nlines", "a\tb", "\n", "end\n", "\x01\x1f|\x7f", "\x1b[31mred"});
}

TEST_F(JsonRecords, UnderstandsEveryEscape) {
  requirement(
      R"(JSON has eight short escapes: \" \\ \/ \b \f \n \r \t. Each stands for one character.)",
      "Who writes a text may use any of them. The text is the same in the end.");
  hint({.look = "what your program makes of a backslash and the letter behind it",
        .think = "Which letters may follow a backslash in JSON, and what does each pair mean?",
        .experiment =
            R"(printf '%s\n' '{"name":"a\/b","date":"2024-02-29","score":7}' | ./records)"});

  keeps(std::vector<Spelling>{{R"("a\/b/c")", "a/b/c"},
                              {R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
                              {R"("\\b\\/")", R"(\b\/)"}});
}

TEST_F(JsonRecords, KeepsTheZeroCharacter) {
  requirement(R"(The escape \u0000 stands for a character like any other.)",
              "A text has a length of its own. It does not end at a zero.");
  hint({.look = "every place where a name passes through a char pointer",
        .think = "Who says where a text ends: its length, or a zero?",
        .experiment =
            R"(printf '%s\n' '{"name":"a\u0000b","date":"2024-02-29","score":7}' | ./records)"});

  keeps(std::vector<Spelling>{{R"("a\u0000b")", std::string("a\0b", 3)},
                              {R"("\u0000")", std::string(1, '\0')}});
}

TEST_F(JsonRecords, ReportsBadLines) {
  requirement(
      "A line that is no record is bad: its number goes into \"bad\". The other lines count as if "
      "it was not there.",
      "One typing mistake in a large file must not cost all the rest, and somebody wants to mend "
      "it.");
  hint({.look = "what your program does when one line cannot be read",
        .think = "Which line is bad? And what about the others, also those behind it?",
        .experiment =
            R"(printf '%s\n' oops '{"name":"Ada","date":"2024-02-29","score":7}' | ./records)"});

  tells_apart({bad("oops"), good(with_name("Bob")), bad("{"), bad(R"({"name":"Ada")"),
               good(with_name("Dan")), bad("]")});
}

TEST_F(JsonRecords, EndsWellAfterBadLines) {
  requirement("The exit code is 0, also when there were bad lines.",
              "Your program was asked for a report, and it made one. The bad lines are in it.");
  hint({.look = "the number that your program leaves behind, and on what it depends",
        .think = "Did the program fail, or did it find what it was asked to look for?",
        .experiment = "echo oops | ./records; echo \"exit code $?\""});

  Program records = student();
  const Lines lines = {bad("oops"), good(with_name("Ada"))};
  ASSERT_THAT(output_of(records, "oops\n" + with_name("Ada") + "\n"), TellsApart(lines));
  ASSERT_THAT(records.wait_for_exit(), ExitedWith(0));
}

TEST_F(JsonRecords, RefusesIncompleteRecords) {
  requirement("A line in which the name, the date or the score is missing is bad.",
              "A score that nobody gave is not a score of 0. It would spoil the total, and nobody "
              "would notice.");
  hint({.look = "what your program does when a member is not there",
        .think = "Absent: is that the same as empty, or as zero?",
        .experiment = R"(echo '{"name":"Ada","date":"2024-02-29"}' | ./records)"});

  refuses({R"({"name":"Ada","date":"2024-02-29"})", R"({"name":"Ada","score":7})",
           R"({"date":"2024-02-29","score":7})", R"({"name":"Ada"})", "{}",
           R"({"Name":"Ada","DATE":"2024-02-29","score ":7})"});
}

TEST_F(JsonRecords, RefusesOtherKindsOfValues) {
  requirement("A line is bad when it is no object, or when its name or date is no text.",
              "[], 17 and null are good JSON too, but they are no records.");
  hint({.look = "what your program asks about a value before it uses it",
        .think = "Which kinds of values does JSON have? Which of them do you expect here?",
        .experiment = R"(printf '%s\n' '[]' 17 null | ./records)"});

  refuses({"[]", "17", "null", "true", R"("Ada")", "[" + with_name("Ada") + "]",
           with_raw_name("17"), with_raw_name("null"), with_raw_name(R"(["Ada"])"),
           with_raw_name(R"({"first":"Ada"})"), with_raw_name("true"),
           raw_record(R"("Ada")", "20240229", "7"), raw_record(R"("Ada")", "null", "7"),
           raw_record(R"("Ada")", "[2024,2,29]", "7")});
}

TEST_F(JsonRecords, KeepsOtherAlphabets) {
  requirement("Names in any alphabet come back as they were: the text is UTF-8.",
              "In UTF-8 a character has one to four bytes. Whoever takes them for one to four "
              "characters makes rubbish of half the world's names.");
  hint({.look = "every place where a name is taken apart into single bytes",
        .think = "One character, two bytes: which of the two is the character?",
        .experiment =
            R"(echo '{"name":"Zoë","date":"2024-02-29","score":7}' | ./records | od -An -c)"});

  keeps({"Zo\u00eb", "\u0141\u00f3d\u017a", "\u65e5\u672c\u8a9e", "\U0001F600",
         "e\u0301 is not \u00e9", "\u05e9\u05dc\u05d5\u05dd", "\u2028|\u0085|\ufeff"});
}

TEST_F(JsonRecords, DecodesUnicodeEscapes) {
  requirement(
      R"(The escape \uXXXX stands for the character with this hexadecimal number.)",
      R"(é, \u00e9 and \u00E9 are the same name. Some programs write only ASCII, and escape )"
      "all the rest.");
  hint({.look = R"(what your program makes of \u and four digits)",
        .think = "From a number to a character to bytes: how many bytes does this one need?",
        .experiment =
            R"(printf '%s\n' '{"name":"\u00e9","date":"2024-02-29","score":7}' | ./records)"});

  keeps(std::vector<Spelling>{{R"("caf\u00e9")", "caf\u00e9"},
                              {R"("caf\u00E9")", "caf\u00e9"},
                              {R"("\u0041da")", "Ada"},
                              {R"("\u65e5\u672C")", "\u65e5\u672c"},
                              {R"("5 \u20ac")", "5 \u20ac"},
                              {R"("\u000a\u0022\u005c")", "\n\"\\"},
                              {R"("\\u00e9")", R"(\u00e9)"}});
}

TEST_F(JsonRecords, JoinsSurrogatePairs) {
  requirement(
      R"(Two escapes like \ud83d\ude00 are the two halves of one character, here U+1F600.)",
      R"(Four digits are not enough for every character. The rare ones are written as a pair.)");
  hint({.look = R"(what your program does with \u and a number from d800 to dfff)",
        .think = "Is each of these two a character? What do both together say?",
        .experiment = R"(printf '%s\n' '{"name":"\ud83d\ude00","date":"2024-02-29","score":7}' )"
                      "| ./records | od -An -tx1    # are the bytes f0 9f 98 80 among them?"});

  keeps(std::vector<Spelling>{{R"("\ud83d\ude00")", "\U0001F600"},
                              {R"("x\uD834\uDD1Ey")", "x\U0001D11Ey"},
                              {R"("\ud800\udc00\udbff\udfff")", "\U00010000\U0010FFFF"}});
}

TEST_F(JsonRecords, CountsCharactersNotBytes) {
  requirement("A name may have 200 characters, however many bytes each of them takes.",
              "A limit in bytes allows 200 letters to one person, and 50 to another.");
  hint({.look = "how the length of a name is measured",
        .think = "How many letters are in \"é\"? How many bytes?",
        .experiment = "printf é | wc -c; printf é | wc -m"});

  takes({with_name(repeated("\u00e9", 200)), with_name(repeated("\u65e5", 150)),
         with_name(repeated("\U0001F600", 200))});
}

TEST_F(JsonRecords, LimitsTheLengthOfNames) {
  requirement("A name has 1 to 200 characters. A line with an empty or a longer name is bad.",
              "Limits belong to a contract. Whoever keeps the names can rely on them.");
  hint({.look = "the question that your program asks about the length of a name",
        .think = "What about the limits themselves: 0, 1, 200, 201?",
        .experiment = R"(echo '{"name":"","date":"2024-02-29","score":7}' | ./records)"});

  tells_apart({bad(with_name("")), good(with_name("x")), good(with_name(std::string(200, 'x'))),
               bad(with_name(std::string(201, 'x'))), bad(with_name(std::string(1000, 'x')))});
}

TEST_F(JsonRecords, RefusesLooseJson) {
  requirement("What only looks like JSON is bad: a comma too many, comments, NaN, other quotes.",
              "If every program was generous in its own way, no two would agree on what a text "
              "says.");
  hint({.look = "what your program allows between and behind the parts of a value",
        .think = "Ask the grammar on json.org, not your eyes: which sign may follow here?",
        .experiment = R"(echo '{"name":"Ada","date":"2024-02-29","score":7,}' | ./records)"});

  refuses({R"({"name":"Ada","date":"2024-02-29","score":7,})", with_more(R"("more":[1,])"),
           with_more(R"("more":NaN)"), with_more(R"("more":Infinity)"), with_more(R"("more":True)"),
           with_more("'more':1"), with_more("more:1"), with_more(R"("more" 1)"),
           with_more(R"("more":1 "less":2)"), with_more(R"("more":[1 2])"),
           with_more(R"("more":.5)"), with_more(R"("more":"\x41")"),
           R"({"name":"Ada","date":"2024-02-29",/* no */"score":7})",
           R"({"name":"Ada","date":"2024-02-29","score":7} // no)"});
}

TEST_F(JsonRecords, RefusesRawControlCharacters) {
  requirement("A line is bad when a text in it holds a bare control character, such as a tab.",
              R"(In JSON, bytes below 32 must be escaped in a text: \t and not the tab itself.)");
  hint({.look = "which bytes your program takes between two quotes",
        .think = "A tab between two parts and a tab inside a text: is that the same?",
        .experiment = R"(printf '{"name":"a\tb","date":"2024-02-29","score":7}\n' | ./records)"});

  refuses({with_raw_name("\"a\tb\""), with_raw_name("\"a\x01\""), with_raw_name("\"\x1b[31m\""),
           with_raw_name("\"\x1f\""), with_more("\"more\":\"\t\"")});
}

TEST_F(JsonRecords, RefusesHalfPairs) {
  requirement("A name with half of a surrogate pair is bad: half a character is none.",
              "No UTF-8 can be written for it. A program that lets it in cannot let it out again.");
  hint({.look = R"(what your program does when \ud83d is not followed by its other half)",
        .think = "Can you write this name down in UTF-8 at all?",
        .experiment =
            R"(printf '%s\n' '{"name":"\ud83d","date":"2024-02-29","score":7}' | ./records)"});

  refuses({with_raw_name(R"("\ud83d")"), with_raw_name(R"("\ude00")"),
           with_raw_name(R"("\ude00\ud83d")"), with_raw_name(R"("\ud83dx")"),
           with_raw_name(R"("\ud83d\n")"), with_raw_name(R"("\ud83d\u0041")"),
           with_raw_name(R"("\ud83d\ud83d\ude00")")});
}

TEST_F(JsonRecords, RefusesBrokenText) {
  requirement("A line whose bytes are not UTF-8 is bad.",
              "JSON is text, and not every row of bytes is text. What nobody can read, nobody "
              "should pass on.");
  hint({.look = "whether anybody asks if the bytes of a text are UTF-8",
        .think = "Can a byte like 0xFF stand in UTF-8? Can a character be cut in two?",
        .experiment =
            R"(printf '{"name":"\xff","date":"2024-02-29","score":7}\n' | ./records | od -An -c)"});

  refuses({with_raw_name("\"\xff\""), with_raw_name("\"Zo\xeb\""), with_raw_name("\"a\xc3\""),
           with_raw_name("\"\xc0\xaf\""), with_raw_name("\"\xe0\x80\xaf\""),
           with_raw_name("\"\xed\xa0\x80\""), with_raw_name("\"\xf4\x90\x80\x80\""),
           with_raw_name("\"\x80\""), with_more("\"more\":\"\xff\"")});
}

TEST_F(JsonRecords, RefusesASecondValue) {
  requirement("A line is bad when anything else stands before or behind the record.",
              "One line, one value. Whoever stops to read at the first } misses what follows.");
  hint({.look = "what your program does when the record is complete, and the line is not over",
        .think = "Has the whole line been looked at?",
        .experiment =
            R"(echo '{"name":"Ada","date":"2024-02-29","score":7} 8' | ./records    # bad?)"});

  const std::string one = with_name("Ada");
  refuses({one + one, one + " 7", one + ",", one + "}", "7 " + one, "x" + one, one + "x"});
}

TEST_F(JsonRecords, RefusesAByteOrderMark) {
  requirement("A line is bad when the bytes EF BB BF, a byte order mark, stand at its beginning.",
              "Some editors put these three bytes in front of a file. They cannot be seen, and in "
              "JSON they do not belong.");
  hint({.look = "the first three bytes of a line, and what your JSON library does with them",
        .think = "Does your library pass over something that the contract does not allow?",
        .experiment = R"(printf '\xef\xbb\xbf{"name":"Ada","date":"2024-02-29","score":7}\n' )"
                      "| ./records"});

  const std::string marked = "\xEF\xBB\xBF" + with_name("Ada");
  const Lines lines = {bad(marked), good(with_name("Bob")), bad(marked)};
  Program records = student();
  ASSERT_THAT(output_of(records, marked + "\n" + with_name("Bob") + "\n" + marked + "\n"),
              TellsApart(lines));
}

TEST_F(JsonRecords, TakesOnlyDaysThatExist) {
  requirement("The date must be a day of the calendar: 2024-02-29 was one, 2023-02-29 was not.",
              "A date may have the right form, and still there was no such day.");
  hint({.look = "what your program asks about a date, besides its form",
        .think = "How many days has this month, in this year?",
        .experiment = "date -d 2023-02-29    # what does another program say about this day?"});

  tells_apart(
      {good(with_date("2024-02-29")), bad(with_date("2023-02-29")), bad(with_date("2024-02-30")),
       good(with_date("2024-04-30")), bad(with_date("2024-04-31")), bad(with_date("2024-06-31")),
       bad(with_date("2024-09-31")), bad(with_date("2024-11-31")), good(with_date("2024-12-31")),
       bad(with_date("2024-12-32")), bad(with_date("2024-13-01")), bad(with_date("2024-00-10")),
       bad(with_date("2024-05-00")), good(with_date("2024-01-01"))});
}

TEST_F(JsonRecords, KnowsEveryLeapYear) {
  requirement(
      "A leap year is one that 4 divides; but of the full centuries, only those that 400 divides.",
      "1900 had no 29 February, 2000 had one. Every fourth year is not the whole rule.");
  hint({.look = "the place that decides whether a year has a 29 February",
        .think = "What about 1900, 2000 and 2100?",
        .experiment = "cal 2 1900; cal 2 2000    # or: date -d 1900-02-29"});

  tells_apart({good(with_date("2000-02-29")), bad(with_date("1900-02-29")),
               bad(with_date("2100-02-29")), good(with_date("2400-02-29")),
               good(with_date("1996-02-29")), bad(with_date("1700-02-29"))});
}

TEST_F(JsonRecords, TakesOnlyOneFormOfDates) {
  requirement("A date is written as YYYY-MM-DD: ten characters, digits and two hyphens.",
              "Only when all dates have the same form can they be compared as text.");
  hint({.look = "how your program takes a date apart",
        .think = "Was every character of it looked at? May one be missing?",
        .experiment = R"(echo '{"name":"Ada","date":"24-1-1","score":7}' | ./records)"});

  refuses({with_date("24-1-1"), with_date("2024-1-1"), with_date("2024-01-1"),
           with_date("02024-01-01"), with_date("2024/01/01"), with_date("20240101"),
           with_date(" 2024-01-01"), with_date("2024-01-01 "), with_date("2024-01-01T00:00:00Z"),
           with_date("2024-01-0x"), with_date("2024-01--1"), with_date("+024-01-01"),
           with_date("-024-01-01"), with_date("2024- 1- 1"), with_date("01-01-2024"), with_date(""),
           with_date("\uff12\uff10\uff12\uff14-01-01")});
}

TEST_F(JsonRecords, TakesEveryYear) {
  requirement("The years go from 0001 to 9999. There is no year 0000.",
              "Clocks of computers begin in 1970, and many helpers do not know earlier days. "
              "Records do.");
  hint({.look = "the way from the text of a date to a day",
        .think = "Which years does it know? What about those before 1970 and before 1900?",
        .experiment = R"(echo '{"name":"Ada","date":"0001-01-01","score":7}' | ./records)"});

  tells_apart({good(with_date("0001-01-01")), bad(with_date("0000-01-01")),
               good(with_date("9999-12-31")), good(with_date("1000-06-15")),
               good(with_date("1899-12-31")), good(with_date("1969-12-31")),
               good(with_date("2038-01-20"))});
}

TEST_F(JsonRecords, KeepsLargeScores) {
  requirement(
      "Scores from -9007199254740991 to 9007199254740991 come back exactly as they were.",
      "Numbers are kept in boxes of a fixed size. Too small a box turns a large number into "
      "another one.");
  hint({.look = "the type in which a score is kept, and how it is printed",
        .think = "How many digits can your number type hold exactly? How many does it print?",
        .experiment =
            R"(echo '{"name":"Ada","date":"2024-02-29","score":9007199254740991}' | ./records)"});

  const std::vector<std::int64_t> scores = {9007199254740991, -9007199254740991, 9007199254740990,
                                            3000000000,       -3000000000,       1234567};
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < scores.size(); ++i)
    lines.push_back(record("Ada", "2024-02-2" + std::to_string(i), scores[i]));
  Program records = student();
  ASSERT_THAT(output_of(records, joined(lines)), Says(people_with("score", scores)));
}

TEST_F(JsonRecords, RefusesScoresOutOfRange) {
  requirement(
      "A score below -9007199254740991 or above 9007199254740991 makes the line bad.",
      "Up to here, every program keeps whole numbers exactly, also those that know only doubles.");
  hint({.look = "what your program asks about a score that is a whole number",
        .think = "What does your conversion do with a number that is too large for it?",
        .experiment =
            R"(echo '{"name":"Ada","date":"2024-02-29","score":9007199254740992}' | ./records)"});

  tells_apart({bad(with_raw_score("9007199254740992")), bad(with_raw_score("-9007199254740992")),
               bad(with_raw_score("9007199254740993")), bad(with_raw_score("9223372036854775807")),
               bad(with_raw_score("9223372036854775808")),
               bad(with_raw_score("18446744073709551617")),
               bad(with_raw_score("-18446744073709551617")),
               bad(with_raw_score("100000000000000000000000000"))});
}

TEST_F(JsonRecords, TakesOnlyWholeNumbers) {
  requirement(
      "A score is written with digits only, perhaps behind a minus: 1.0, 1e3, \"7\", true and 01 "
      "are none.",
      "Values that look alike can be of different kinds. A contract names one kind.");
  hint({.look = "what your program asks about a score before it takes it",
        .think = "Same value, different kind: does the rule allow it?",
        .experiment = R"(echo '{"name":"Ada","date":"2024-02-29","score":"7"}' | ./records)"});

  tells_apart({good(with_raw_score("0")), bad(with_raw_score("1.0")), bad(with_raw_score("7.5")),
               bad(with_raw_score("1e3")), bad(with_raw_score("1E+3")),
               bad(with_raw_score("1000e-3")), bad(with_raw_score(R"("7")")),
               bad(with_raw_score("true")), bad(with_raw_score("false")),
               bad(with_raw_score("null")), bad(with_raw_score("[7]")), bad(with_raw_score("{}")),
               bad(with_raw_score("01")), bad(with_raw_score("-01")), bad(with_raw_score("+7")),
               bad(with_raw_score("0x10")), bad(with_raw_score("7.")), bad(with_raw_score("-")),
               good(with_raw_score("-7"))});
}

TEST_F(JsonRecords, WritesWholeNumbers) {
  requirement("All numbers of the report are written as whole numbers: 7, not 7.0 or 7e0.",
              "Your own program would refuse the score 7.0. The next one may do so, too.");
  hint({.look = "how your numbers become text",
        .think = "Is 7.0 still a whole number to the program that reads it?",
        .experiment = R"(echo '{"name":"Ada","date":"2024-02-29","score":7}' | ./records)"});

  Program records = student();
  const std::vector<std::string> lines = {record("Ada", kDay, 7), "oops", record("Eve", kDay, 0),
                                          record("Bob", kDay, -5), record("Dan", kDay, 10000000)};
  ASSERT_THAT(output_of(records, joined(lines)), HasWholeNumbersOnly());
}

TEST_F(JsonRecords, AddsExactly) {
  requirement("\"total\" is the exact sum of all scores, also of the largest.",
              "A sum needs more room than its parts. A sum that is wrong by one is wrong.");
  hint({.look = "the type in which the sum grows",
        .think = "Add the three largest scores by hand: does your type have a place for that?",
        .experiment =
            "three records with the score 9007199254740991    # total: 27021597764222973?"});

  const std::int64_t largest = 9007199254740991;
  std::vector<std::string> lines;
  lines.reserve(3);
  for (int i = 0; i < 3; ++i) lines.push_back(record("Ada", kDay, largest));
  for (const int several : {0, 1}) {
    for (int i = 0; i < 800 * several; ++i) lines.push_back(record("Ada", kDay, largest));
    Program records = student();
    const std::int64_t total = largest * static_cast<std::int64_t>(lines.size());
    ASSERT_THAT(output_of(records, joined(lines)), Says(Json{{"total", total}}));
  }
}

TEST_F(JsonRecords, IgnoresOtherMembers) {
  requirement("Other members of a record are ignored, and they are not handed on.",
              "Others may need more members than you. Ignoring them lets both use the same file.");
  hint({.look = "which members your program takes from a record, and which it prints",
        .think = "Do you copy what you need, or everything that came? And a \"name\" inside "
                 "another value: whose name is that?",
        .experiment = R"(echo '{"pet":{"name":"Rex"},"name":"Ada","date":"2024-02-29","score":7}' )"
                      "| ./records"});

  const std::string one =
      R"({"pet":{"name":"Rex","score":1.5},"name":"Ada","Name":"no","date":"2024-02-29","":null,)"
      R"("score":7,"list":[{"date":17},"name","score"],"x":1.25,"x":[]})";
  const Json person = {{"name", "Ada"}, {"date", "2024-02-29"}, {"score", 7}};
  Program records = student();
  ASSERT_THAT(output_of(records, one + "\n"), SaysOnly(Json{{"count", 1},
                                                            {"bad", Json::array()},
                                                            {"total", 7},
                                                            {"first", "2024-02-29"},
                                                            {"last", "2024-02-29"},
                                                            {"people", Json::array({person})}}));
}

TEST_F(JsonRecords, IgnoresDeepNesting) {
  requirement("An ignored member may hold arrays and objects that are nested 100 deep.",
              "JSON knows no limit here. A program may have one, but not where others still live.");
  hint({.look = "how your program finds the end of a value inside a value inside a value",
        .think = "How does it remember how many brackets are open?",
        .experiment = "a record with \"more\":[[[[[[[[[[1]]]]]]]]]], and more brackets each time"});

  takes({with_more("\"more\":" + std::string(100, '[') + std::string(100, ']')),
         with_more("\"more\":" + repeated("{\"more\":", 100) + "1" + std::string(100, '}'))});
}

TEST_F(JsonRecords, RefusesDoubledMembers) {
  requirement("A line is bad when the name, the date or the score is there twice.",
              "Two answers to one question. Some programs would take the first, others the last, "
              "and they would not agree.");
  hint({.look = "what happens when a member comes that you have already",
        .think = "What should happen when two answers are given?",
        .experiment =
            R"(echo '{"name":"Ada","name":"Eve","date":"2024-02-29","score":7}' | ./records)"});

  refuses({with_more(R"("name":"Eve")"), with_more(R"("name":"Ada")"),
           with_more(R"("date":"2024-03-01")"), with_more(R"("score":8)"),
           with_more(R"("score":7)"),
           R"({"score":true,"name":"Ada","date":"2024-02-29","score":7})"});
}

TEST_F(JsonRecords, ReadsEscapedMemberNames) {
  requirement(R"(A member's name may be written with escapes, too: "n\u0061me" is "name".)",
              "An escape is only another spelling. The text is the same, and so is the member.");
  hint({.look = "when your program compares a member's name: before or after it is decoded",
        .think = "Is it the spelling that counts, or the text?",
        .experiment = R"(printf '%s\n' '{"n\u0061me":"Ada","date":"2024-02-29","score":7}' )"
                      "| ./records"});

  tells_apart({good(R"({"n\u0061me":"Ada","date":"2024-02-29","score":7})"),
               good(R"({"name":"Ada","\u0064\u0061\u0074\u0065":"2024-02-29","scor\u0065":7})"),
               bad(with_more(R"("n\u0061me":"Eve")")), bad(with_more(R"("\u0073core":7)"))});
}

TEST_F(JsonRecords, SortsEqualDatesByName) {
  requirement("People with the same date are sorted by name: by the bytes of their UTF-8.",
              "A rule that leaves nothing open gives the same list on every machine. Alphabets of "
              "people differ from country to country; bytes do not.");
  hint({.look = "what your program compares when two dates are equal",
        .think = "Which is smaller as a byte: B or a? z or the first byte of é?",
        .experiment = R"(printf '%s\n' b a B é z | LC_ALL=C sort)"});

  std::vector<std::string> names = {"b",   "a",      "B",   "aa",         "\u00e9",       "z",
                                    "Zoe", "\uff61", "a b", "\U0001F600", "\u00c9t\u00e9"};
  std::vector<std::string> lines;
  lines.reserve(names.size());
  for (const std::string& name : names) lines.push_back(with_name(name));
  std::sort(names.begin(), names.end());
  Program records = student();
  ASSERT_THAT(output_of(records, joined(lines)), Says(people_with("name", names)));
}

TEST_F(JsonRecords, KeepsTheOrderOfEquals) {
  requirement("Records with the same date and the same name stay in the order in which they came.",
              "Where a rule says nothing, the order of the input is all that is left. A sort that "
              "keeps it is called stable.");
  hint({.look = "which sort your program uses, and what it compares",
        .think = "What decides when two are equal? Does your sort promise anything about them?",
        .experiment = "forty records that differ in the score only: in which order do they come?"});

  std::vector<std::string> lines;
  std::vector<int> scores;
  for (int i = 0; i < 40; ++i) {
    scores.push_back(i * 7 % 40);
    lines.push_back(record("Ada", kDay, scores.back()));
  }
  Program records = student();
  ASSERT_THAT(output_of(records, joined(lines)), Says(people_with("score", scores)));
}

TEST_F(JsonRecords, SortsManyRecordsInTime) {
  requirement("50 000 records take at most 5 seconds of processor time.",
              "With twice as many records, some programs need twice the time, others four times "
              "as much. With small inputs nobody notices.");
  hint({.look = "what your program does once more for each record that it has already",
        .think = "Twice the records: how many more comparisons?",
        .experiment = "time ./records < many.txt    # with 10 000 records, then with 20 000"});

  constexpr int kRecords = 50'000;
  constexpr double kSeconds = 5;
  constexpr Within kPatience = std::chrono::seconds(15);
  constexpr Within kSlice = std::chrono::seconds(1);
  std::string input;
  const std::string word = random_word(4);
  unsigned number = 1;
  for (int i = 0; i < kRecords; ++i) {
    number = number * 1664525U + 1013904223U;  // jumps about, the same way each time
    const unsigned year = 1971 + (number >> 16U) % 100;
    const unsigned month = 1 + (number >> 8U) % 12;
    const unsigned day = 1 + (number >> 24U) % 28;
    const auto two = [](unsigned part) { return (part < 10 ? "0" : "") + std::to_string(part); };
    input += R"({"name":")" + word + std::to_string(number % 1000) + R"(","date":")" +
             std::to_string(year) + "-" + two(month) + "-" + two(day) + R"(","score":1})" + "\n";
  }

  Program records = student();
  Received all;
  const double limit = kSeconds * slack(records, all.bytes);
  records.send(input, kPatience);
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
  const Output output = output_in(std::move(all));
  ASSERT_THAT(output, Says(Json{{"count", kRecords}, {"total", kRecords}}));
  ASSERT_THAT(output, HasSortedPeople(kRecords));
}

TEST_F(JsonRecords, ReadsLongLines) {
  requirement("A line may be as long as 1 048 576 bytes (1 MiB).",
              "You do not choose how long the lines of others are.");
  hint({.look = "the place that holds one line while you work on it",
        .think = "What does it do when a line is longer than it is?",
        .experiment = "a record with a further member that holds a very long text"});

  constexpr std::size_t kLongest = std::size_t{1} << 20U;
  const std::size_t frame = with_more(R"("more":"")").size();
  takes({with_more(R"("more":")" + std::string(kLongest - frame, 'x') + "\""), with_name("Bob")});
}
