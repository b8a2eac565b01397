// The page: well-formed whatever the values hold, complete, readable, and not too large.
#include "report/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>
#include <string_view>

#include "page_sample.hpp"
#include "report/html_page.hpp"
#include "report/html_text.hpp"
#include "report/picture.hpp"
#include "report/picture_svg.hpp"

namespace pipette {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using namespace std::string_literals;
using Strings = std::vector<std::string>;

// ---- A small strict parser ----------------------------------------------------------------------

// A document as a strict parser sees it: what is wrong with it, its elements, ids and text.
struct Parsed {
  std::string wrong{};
  std::map<std::string, int> elements{};
  std::multiset<std::string> ids{};
  std::set<std::string> attributes{};
  std::string text{};  ///< without what is in <style> and <script>
};

std::string decoded(std::string_view text) {
  static const std::map<std::string_view, char> kEntities = {{"&lt;", '<'},   {"&gt;", '>'},
                                                             {"&quot;", '"'}, {"&#39;", '\''},
                                                             {"&#9;", '\t'},  {"&amp;", '&'}};
  std::string out;
  while (!text.empty()) {
    const std::size_t length = text[0] == '&' ? text.find(';') + 1 : 1;
    const auto entity = kEntities.find(text.substr(0, length));
    out += entity == kEntities.end() ? text[0] : entity->second;
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

class Parser {
 public:
  explicit Parser(std::string html) : html_(std::move(html)) {}

  Parsed parsed() {
    constexpr std::string_view kStart = "<!DOCTYPE html>\n";
    if (!html_.starts_with(kStart)) return {.wrong = "it is no HTML 5"};
    at_ = kStart.size();
    while (at_ < html_.size() && out_.wrong.empty()) {
      if (html_[at_] == '<') tag();
      else text();
    }
    if (out_.wrong.empty() && !open_.empty()) out_.wrong = open_.back() + " is not closed";
    return std::move(out_);
  }

 private:
  void text() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    std::string piece = html_.substr(at_, end - at_);
    at_ = end;
    if (!open_.empty() && (open_.back() == "script" || open_.back() == "style")) {
      if (piece.find('&') != std::string::npos) out_.wrong = "an ampersand in " + open_.back();
      return;
    }
    check_entities(piece);
    if (piece.find('>') != std::string::npos) out_.wrong = "a bare > in: " + piece;
    out_.text += decoded(piece);
  }

  void check_entities(std::string_view piece) {
    for (std::size_t i = 0; (i = piece.find('&', i)) != std::string_view::npos; ++i) {
      const std::string_view rest = piece.substr(i + 1);
      const bool known = rest.starts_with("lt;") || rest.starts_with("gt;") ||
                         rest.starts_with("amp;") || rest.starts_with("quot;") ||
                         rest.starts_with("#39;") || rest.starts_with("#9;");
      if (!known) out_.wrong = "a bare & in: " + std::string(rest.substr(0, 40));
    }
  }

  // Takes `expected` from the front of `rest`.
  bool take(std::string_view& rest, std::string_view expected) {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
  }

  std::string take_name(std::string_view& rest) {
    const auto is_letter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_letter);
    const std::string name(rest.begin(), end);
    rest.remove_prefix(name.size());
    return name;
  }

  void tag() {
    std::string_view rest = std::string_view(html_).substr(at_ + 1);
    const std::string whole(rest.substr(0, 60));
    const bool closes = take(rest, "/");
    const std::string name = take_name(rest);
    if (!closes) attributes(rest);
    const bool is_empty = !closes && take(rest, "/");
    if (name.empty() || !take(rest, ">")) out_.wrong = "no tag: " + whole;
    at_ = html_.size() - rest.size();
    if (closes) return close(name);
    ++out_.elements[name];
    if (!is_empty) open_.push_back(name);
  }

  void close(const std::string& name) {
    if (open_.empty() || open_.back() != name) out_.wrong = name + " is closed, but not open";
    else open_.pop_back();
  }

  void attributes(std::string_view& rest) {
    std::set<std::string> names;
    while (take(rest, " ")) {
      const std::string name = take_name(rest);
      const bool quoted = take(rest, "=\"");
      const std::string_view value = rest.substr(0, rest.find('"'));
      rest.remove_prefix(value.size());
      if (!quoted || !take(rest, "\"") || value.find_first_of("<>") != std::string_view::npos)
        out_.wrong = "an attribute: " + name;
      if (!names.insert(name).second) out_.wrong = "twice: " + name;
      if (name == "id") out_.ids.emplace(value);
      check_entities(value);
      out_.attributes.insert(name);
    }
  }

  std::string html_;
  std::size_t at_ = 0;
  Strings open_;
  Parsed out_;
};

Parsed parsed(const Report& report) { return Parser(to_html(report)).parsed(); }

TEST(Parser, IsStrict) {
  const auto wrong = [](const std::string& body) {
    return Parser("<!DOCTYPE html>\n" + body).parsed().wrong;
  };
  EXPECT_EQ(wrong("<p class=\"a\">x &lt; y<br/></p>\n"), "");
  for (const char* bad :
       {"<p>", "</p>", "<p></b></p>", "<p>a & b</p>", "<p>a < b</p>", "<p>a > b</p>", "<p a=b></p>",
        "<p a=\"1\" a=\"2\"></p>", "<!-- -->", "<p>&copy;</p>", "<p", "<p a=\"<\"></p>"})
    EXPECT_NE(wrong(bad), "") << bad;
}

// ---- The whole page -----------------------------------------------------------------------------

TEST(Html, IsWellFormedWithDifferentNames) {
  const Parsed page = parsed(sample::large_report());
  EXPECT_EQ(page.wrong, "");
  EXPECT_EQ(page.ids.size(), std::set<std::string>(page.ids.begin(), page.ids.end()).size());
  EXPECT_EQ(page.elements.at("script"), 1);
  EXPECT_EQ(page.elements.at("style"), 1);
  EXPECT_GT(page.elements.at("svg"), 100);
  for (const char* never : {"img", "iframe", "link", "base", "object", "form"})
    EXPECT_EQ(page.elements.count(never), 0U) << never;
  for (const std::string& attribute : page.attributes) {
    EXPECT_FALSE(attribute.starts_with("on")) << attribute;
    EXPECT_NE(attribute, "style");
  }
}

TEST(Html, PermitsOnlyItsOwnStyleAndScript) {
  const std::string page = to_html(sample::report());
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(page, HasSubstr("<style>" + std::string(kPageStyle.text) + "</style>"));
  EXPECT_THAT(page, HasSubstr("<script>" + std::string(kPageScript.text) + "</script>"));
  EXPECT_THAT(page, Not(HasSubstr("http://")));
  EXPECT_THAT(page, Not(HasSubstr("https://")));
}

TEST(Html, WritesHashesAsBrowsersDo) {
  EXPECT_EQ(policy_hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(Html, SaysEverythingAboutAFailure) {
  Report report{.version = "1.2.3", .seed = 7};
  report.labs = {sample::lab(11, "echo", "Echo stdin", "echo.cpp",
                             {sample::failed_in_some_way("Echo.KeepsLines", 0),
                              sample::failed_in_some_way("Echo.KeepsBytes", 2)})};
  report.began = "2026-11-23T06:12:00Z";
  const Parsed page = parsed(report);
  ASSERT_EQ(page.wrong, "");
  for (const char* part : {"0 of 7 points",
                           "23 November 2026, 06:12 UTC",
                           "Go to the first failure",
                           "Lab 11: Echo stdin",
                           "2 checks: 2 failed",
                           "✗ failed",
                           "Keeps lines",
                           "For each line of input",
                           "expected  the line \"first\\n\"",
                           "     got  nothing came within 2.0 s",
                           "The grader waited 2.0 s. The time was up",
                           "the program waits in read()",
                           "Other programs count on",
                           "==12==ERROR",
                           "./pipette check 11 --only KeepsLines --seed 7",
                           "1 process of the program still ran",
                           "2.00 s: nothing happened",
                           "✗ The check failed here.",
                           "grader to stdin, 13 bytes",
                           "seed 7"})
    EXPECT_THAT(page.text, HasSubstr(part));
}

TEST(Html, OpensTheFirstFailureOnly) {
  const std::string page = to_html(sample::large_report());
  const std::size_t open = page.find("<details class=\"check failed\" open=\"\">");
  ASSERT_NE(open, std::string::npos);
  EXPECT_EQ(page.find(" open=\"\"", open + 40), std::string::npos);
  EXPECT_EQ(page.find("<details class=\"check failed\""), open);
  EXPECT_THAT(page, HasSubstr("<a class=\"go\" href=\"#check-1-2\">"));
}

TEST(Html, NamesMisconceptionsModestlyAndInTheirOrder) {
  const std::string text = parsed(sample::large_report()).text;
  const std::size_t means = text.find("This often means:");
  EXPECT_LT(means, text.find("writes its answer into a buffer"));
  EXPECT_LT(text.find("writes its answer into a buffer"), text.find("is taken for the end"));
  EXPECT_THAT(text,
              AllOf(HasSubstr("Words to look up: buffer, flush"), HasSubstr("This is a guess"),
                    HasSubstr("./pipette hint 11"), HasSubstr("A second look"),
                    HasSubstr("echo.cpp:12 in main"), HasSubstr("did not build"),
                    HasSubstr("error: expected ';' before '}' token")));
}

TEST(Html, TellsAnEmptyReport) {
  EXPECT_EQ(parsed({.version = "1"}).wrong, "");
  EXPECT_THAT(parsed({.version = "1"}).text, HasSubstr("0 of 0 points"));
}

TEST(Html, TellsTheStoryWhereThereAreNoEvents) {
  EXPECT_THAT(parsed(sample::report()).text, HasSubstr("0.6 ms  grader --> stdin     \"abc\\n\""));
}

// ---- Hostile values -----------------------------------------------------------------------------

CheckResult hostile_check(const std::string& text, Verdict verdict) {
  CheckResult check = sample::failed(text, 1, sample::failure(Cause::mismatch, text, text));
  check.verdict = verdict;
  check.requirement = check.why = check.reason = text;
  check.hint = {text, text, text};
  check.story = {text, text};
  check.failure->stderr_tail = check.failure->place = text;
  check.failure->doing = check.failure->symptoms = {text, text};
  sample::Talk talk;
  talk.life(0, "program", text, Act::start).sent(1, text, text).received(2, text, text);
  talk.received(150, "stdout", text).life(151, text, text, Act::deadline);
  check.events = talk.events();
  check.events.front().tail = text;
  return check;
}

Report hostile_report(const std::string& text) {
  LabResult lab = sample::lab(11, text, text, text, {});
  for (const Verdict verdict :
       {Verdict::failed, Verdict::passed, Verdict::broken, Verdict::not_run})
    lab.checks.push_back(hostile_check(text, verdict));
  lab.checks.push_back(hostile_check(text, Verdict::failed));
  lab.checks.back().events.clear();
  lab.build_failure = BuildFailure{text, text};
  lab.likely = {{text, text, {text, text, text}, {text, text}}};
  lab.second_look = SecondLook{text, text, text, {text, text}, text};
  Report report{.version = text, .seed = 7};
  report.labs = {lab};
  report.began = text;
  return report;
}

TEST(Html, HostileTextAddsNoElement) {
  Parsed harmless = parsed(hostile_report("x"));
  harmless.elements.erase("text");  // words of a drawing may take several lines
  ASSERT_EQ(harmless.wrong, "");
  for (const std::string& text :
       Strings{"</script>", "<script>alert(1)</script>", "]]>", "<!--", "-->", "<![CDATA[",
               "\" onload=\"alert(1)", "' x='", "&lt;", "&#60;script&#62;", "</style>", "</svg>",
               "</pre></details>", "\0<b>"s, "\xFF<b>", "\xC3", "\u202E<b>", "\x1b[2J<b>"}) {
    Parsed page = parsed(hostile_report(text));
    page.elements.erase("text");
    ASSERT_EQ(page.wrong, "") << text;
    EXPECT_EQ(page.elements, harmless.elements) << text;
    EXPECT_EQ(page.attributes, harmless.attributes) << text;
    EXPECT_EQ(page.ids, harmless.ids) << text;
  }
}

TEST(Html, EveryByteIsHarmless) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string page = to_html(hostile_report("a"s + static_cast<char>(byte) + "z"));
    ASSERT_EQ(Parser(page).parsed().wrong, "") << byte;
    for (const char c : page) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  }
}

Event random_event(sample::Bytes& bytes) {
  Event event;
  event.at = std::chrono::nanoseconds(static_cast<long long>(bytes.below(1'000'000'000)) - 1000);
  event.kind = static_cast<EventKind>(bytes.below(3));
  event.lane = bytes.below(2) == 0 ? bytes.next() : "client " + std::to_string(bytes.below(9));
  event.head = bytes.next();
  event.tail = bytes.next();
  event.total = bytes.below(400);
  event.act = static_cast<Act>(bytes.below(13));
  return event;
}

TEST(Html, RandomBytesDoNotBreakIt) {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    sample::Bytes bytes(seed);
    Report report = bytes.report();
    for (CheckResult& check : report.labs[0].checks) {
      for (std::size_t events = bytes.below(30); events > 0; --events)
        check.events.push_back(random_event(bytes));
      check.dropped_events = bytes.below(3);
    }
    ASSERT_EQ(parsed(report).wrong, "") << "seed " << seed;
  }
}

// ---- Size ---------------------------------------------------------------------------------------

TEST(Html, OfALargeRunIsLessThanAMegabyte) {
  EXPECT_LT(to_html(sample::large_report()).size(), 1'000'000U);
}

TEST(Html, OfEndlessConversationsIsLessThanAMegabyte) {
  Report report = sample::large_report();
  sample::Talk talk;
  for (int i = 0; i < 800; ++i) {
    const std::string lane = "client " + std::to_string(i);
    talk.sent(i * 200, lane, std::string(500, '\xFF'));
  }
  for (LabResult& lab : report.labs)
    for (CheckResult& check : lab.checks) {
      check.events = talk.events();
      check.dropped_events = 12'345;
    }
  const std::string page = to_html(report);
  EXPECT_EQ(Parser(page).parsed().wrong, "");
  EXPECT_LT(page.size(), 1'000'000U);
  EXPECT_THAT(page, HasSubstr(" more steps"));
}

TEST(Html, CutsAnEndlessLine) {
  const std::string page = to_html(hostile_report(std::string(std::size_t{1} << 20U, '<')));
  EXPECT_EQ(Parser(page).parsed().wrong, "");
  EXPECT_LT(page.size(), 1'000'000U);
}

// ---- The rows of a conversation -----------------------------------------------------------------

std::string in_a_line(const Picture& picture, const PictureRow& row) {
  const bool is_bytes = direction(row) != Direction::none && row.kind != PictureRow::Kind::life;
  const std::string where = stream(picture, row);
  return moment(row.event.at) + " " + picture.lanes[row.lane] + (where.empty() ? "" : "/" + where) +
         " " + (is_bytes ? bytes_in_short(row, 40) + " " + size_in_words(row) : words(row)) +
         (row.focus ? " FOCUS" : "");
}

Strings lines(const Picture& picture) {
  Strings out;
  for (const PictureRow& row : picture.rows) out.push_back(in_a_line(picture, row));
  return out;
}

TEST(Picture, HasTheGraderFirstAndTheProgramLast) {
  const CheckResult check = sample::failed_in_some_way("A.B", 3);
  const Picture drawn = picture(check, {});
  EXPECT_THAT(drawn.lanes, ElementsAre("grader", "client", "client 2", "program"));
  EXPECT_THAT(
      lines(drawn),
      ElementsAre("0.0 ms program started as: tcp_server 0",
                  "1.9 ms program/stdout \"LISTENING 127.0.0.1:40123\\n\" 26 bytes",
                  "2.3 ms client connected to port 40123", "2.5 ms client \"abc\\n\" 4 bytes",
                  "2.9 ms client \"cba\\n\" 4 bytes in 2 pieces",
                  "3.6 ms client grader finished sending (half-close)", "3.9 ms client end of data",
                  "4.0 ms client grader closed the connection",
                  "4.4 ms client 2 connected to port 40123",
                  "4.6 ms client 2 \"GET /a?b=<c>&d=\\\"e\\\" HTTP/1.1\\r\\nHost…\" 54 bytes",
                  "4.6 ms grader 5.00 s: nothing happened",
                  "5.00 s client 2 the time was up: 5.0 s FOCUS"));
}

TEST(Picture, FocusesTheLastRowWhereNoTimeWasUp) {
  const Picture crashed = picture(sample::failed_in_some_way("A.B", 2), {});
  EXPECT_TRUE(crashed.rows.back().focus);
  CheckResult later = sample::failed_in_some_way("A.B", 0);
  later.events.push_back(later.events.front());
  EXPECT_FALSE(picture(later, {}).rows.back().focus);
  const CheckResult passed = sample::with(sample::passed("A.B", 1), sample::crashed());
  for (const PictureRow& row : picture(passed, {}).rows) EXPECT_FALSE(row.focus);
}

TEST(Picture, KeepsFirstAndLastRows) {
  const CheckResult check = sample::with(sample::passed("A.B", 1), sample::crowd(30));
  const Picture drawn = picture(check, {.rows = 3});
  ASSERT_THAT(drawn.rows, SizeIs(7));
  EXPECT_EQ(words(drawn.rows[3]), "90 more steps");
  EXPECT_EQ(words(drawn.rows[6]), "exit code 0");
}

TEST(Picture, ManyConnectionsShareALane) {
  const CheckResult check = sample::with(sample::passed("A.B", 1), sample::crowd(5));
  const Picture drawn = picture(check, {});
  EXPECT_THAT(drawn.lanes, ElementsAre("grader", "connections", "program", "2nd program"));
  EXPECT_EQ(stream(drawn, drawn.rows[4]), "client");
}

TEST(Picture, NothingIsJoinedAcrossAPauseOrAGap) {
  CheckResult check;
  sample::Talk talk;
  talk.received(0, "stdout", "a").received(50, "stdout", "b").received(500, "stdout", "c");
  talk.received(501, "stdout", "d");
  check.events = talk.events();
  EXPECT_THAT(lines(picture(check, {})),
              ElementsAre("0.0 ms program/stdout \"ab\" 2 bytes in 2 pieces",
                          "50 ms grader 450 ms: nothing happened",
                          "500 ms program/stdout \"cd\" 2 bytes in 2 pieces"));
  check.events.erase(check.events.begin());
  check.events.erase(check.events.begin());
  check.dropped_events = 7;
  EXPECT_THAT(lines(picture(check, {})),
              ElementsAre("500 ms program/stdout \"c\" 1 byte", "0.0 ms grader 7 more steps",
                          "501 ms program/stdout \"d\" 1 byte"));
}

TEST(Picture, KeepsHeadAndTailOfManyBytes) {
  CheckResult check;
  sample::Talk talk;
  talk.sent(0, "stdin", "0123456789").sent(1, "stdin", "abcdefghij");
  check.events = talk.events();
  const Picture drawn = picture(check, {.head = 4, .tail = 3});
  ASSERT_THAT(drawn.rows, SizeIs(1));
  EXPECT_EQ(bytes_kept(drawn.rows[0]), "\"0123\" ... 13 bytes left out ... \"hij\"");
  EXPECT_EQ(bytes_in_short(drawn.rows[0], 40), "\"0123…\"");
}

TEST(Picture, DoesNotJoinWhatLiesOnBothSidesOfAHole) {
  CheckResult check;
  sample::Talk talk;
  talk.received(0, "stdout", std::string(100, 'a') + std::string(60, 'b') + std::string(40, 'c'));
  talk.received(1, "stdout", std::string(100, 'd') + std::string(60, 'e') + std::string(40, 'f'));
  talk.received(2, "stdout", "g");
  check.events = talk.events();
  EXPECT_EQ(bytes_kept(picture(check, {}).rows.at(0)), '"' + std::string(100, 'a') +
                                                           "\" ... 260 bytes left out ... \"" +
                                                           std::string(40, 'f') + "g\"");
}

TEST(Picture, CutsTextBetweenCharacters) {
  EXPECT_EQ(cut("abc", 3), "abc");
  EXPECT_EQ(cut("abcd", 3), "ab…");
  EXPECT_EQ(cut("üüüü", 3), "üü…");
  EXPECT_EQ(cut("a\nb", 9), "a\\nb");
  EXPECT_EQ(cut(std::string(1000, 'x'), 5), "xxxx…");
}

// Every drawn text begins and ends inside the drawing, also where letters are wide.
TEST(Svg, NoTextLeavesTheDrawing) {
  static const std::regex kText(R"re(<text class="(.)" x="(-?\d+)" y="(\d+)">([^<]*)</text>)re");
  for (const CheckResult& check : sample::large_lab(1, "", "", 48).checks) {
    const Picture drawn = picture(check, {});
    const std::string svg = to_svg(drawn, {.id = "a", .title = "b"});
    const int width = std::stoi(svg.substr(svg.find("width=\"") + 7));
    EXPECT_EQ(width > 340, is_wide(drawn));
    for (std::sregex_iterator it(svg.begin(), svg.end(), kText), end; it != end; ++it) {
      const std::string text = decoded((*it)[4].str());
      const double length =
          7.3 * static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
          }));
      const double x = std::stod((*it)[2]);
      const std::string kind = (*it)[1];
      const bool middle = kind == "n" || kind == "m";
      const double left = middle ? x - length / 2 : kind == "e" || kind == "t" ? x - length : x;
      EXPECT_GE(left, kind == "n" ? 0 : -5) << text;
      EXPECT_LE(left + length, width + 14) << text;
    }
  }
}

// ---- Colours ------------------------------------------------------------------------------------

double luminance(const std::string& colour) {
  const auto part = [&](std::size_t at) {
    const double value = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

double contrast(const std::string& one, const std::string& other) {
  const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

// The colours of page.css: light, dark.
std::map<std::string, std::array<std::string, 2>> colours() {
  static const std::regex kColour(R"(--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\))");
  const std::string css(kPageStyle.text);
  std::map<std::string, std::array<std::string, 2>> out;
  for (std::sregex_iterator it(css.begin(), css.end(), kColour), end; it != end; ++it)
    out[(*it)[1]] = {(*it)[2], (*it)[3]};
  return out;
}

TEST(Style, EveryTextCanBeReadInLightAndDark) {
  const auto all = colours();
  const Strings texts = {"ink", "quiet", "link", "passed", "failed", "unjudged"};
  for (std::size_t theme = 0; theme < 2; ++theme) {
    for (const char* paper : {"paper", "soft", "failed-soft"})
      for (const std::string& text : texts)
        EXPECT_GE(contrast(all.at(text).at(theme), all.at(paper).at(theme)), 4.5)
            << text << " on " << paper << ", " << theme;
    for (const char* shape : {"sent", "received", "unjudged", "quiet"})
      EXPECT_GE(contrast(all.at(shape).at(theme), all.at("paper").at(theme)), 3) << shape;
  }
  EXPECT_NEAR(contrast("#000000", "#ffffff"), 21, 0.01);
  EXPECT_NEAR(contrast("#777777", "#ffffff"), 4.48, 0.01);
}

TEST(Style, NamesEveryColourOnce) {
  const std::string css(kPageStyle.text);
  const std::string rules = css.substr(css.find("[data-theme"));
  EXPECT_FALSE(std::regex_search(rules, std::regex("#[0-9a-fA-F]{3,8}\\b|rgb|hsl"))) << rules;
  EXPECT_THAT(css, Not(HasSubstr("url(")));
}

}  // namespace
}  // namespace pipette
