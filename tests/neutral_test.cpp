// Every renderer, with hostile text in every field: nothing that it writes steers a terminal, a CI
// runner or a parser, and the text can still be recognised.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "report/hints.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/markdown.hpp"
#include "report/mermaid.hpp"
#include "report/terminal.hpp"
#include "report/text.hpp"
#include "sample_report.hpp"

namespace pipette {
namespace {

using namespace std::string_literals;

// What is hostile, and what must still be there in a text for people.
struct Hostile {
  std::string text;
  std::string kept;
};

const std::vector<Hostile>& hostile() {
  static const std::vector<Hostile> all = {
      {"\x1b]0;owned\x07", "\\x1B]0;owned\\x07"},
      {"\x1b]8;;http://evil\x1b\\click", "\\x1B]8;;http://evil\\x1B"},
      {"\x1b[2Jcleared", "\\x1B[2Jcleared"},
      {"\x9b"
       "31mred",
       "\\x9B31mred"},
      {"\xC2\x9B"
       "31mred",
       "\\xC2\\x9B31mred"},
      {"\xC2\x85next", "\\xC2\\x85next"},
      {"bell\x07", "bell\\x07"},
      {"FAIL\b\b\b\bok", "FAIL\\x08\\x08\\x08\\x08ok"},
      {"FAIL\rok  ", "FAIL\\x0Dok"},
      {"\v\f\x7fx", "\\x0B\\x0C\\x7Fx"},
      {"\u202Etxt.exe", "\\xE2\\x80\\xAEtxt.exe"},
      {"\u2066a\u2069\u200F\u061C", "\\xE2\\x81\\xA6"},
      {"::error::owned", "\\x3A:error::owned"},
      {"  ::stop-commands::owned", "\\x3A:stop-commands::owned"},
      {"\t::add-mask::owned", "\\x3A:add-mask::owned"},
      {"\u00A0\u2003\u3000::error::owned", "\\x3A:error::owned"},
      {"\u00AD::error::owned", "\\x3A:error::owned"},
      {":\u200B:error::owned", "error::owned"},
      {"\r::error::owned", "\\x0D::error::owned"},
      {"x\u2028::error::owned", "::error::owned"},
      {"##[error]owned", "\\x23#[error]owned"},
      {"x ##[error]owned", "\\x23#[error]owned"},
      {"###[group]owned", "#\\x23#[group]owned"},
      {"#\u200C#[error]owned", "#[error]owned"},
      {"##vso[task.setvariable]owned", "\\x23#vso[task.setvariable]owned"},
      {"##VSO[task.complete]owned", "\\x23#VSO[task.complete]owned"},
      {"##teamcity[testFailed]", "\\x23#teamcity[testFailed]"},
      {"section_start:1:a\r\x1b[0Kowned", "section_start:1:a\\x0D\\x1B[0Kowned"},
      {"zero\0byte"s, "zero\\x00byte"},
      {"\xED\xA0\x80surrogate", "\\xED\\xA0\\x80surrogate"},
      {"\xC0\xAFoverlong", "\\xC0\\xAFoverlong"},
      {"\xF4\x90\x80\x80large", "\\xF4\\x90\\x80\\x80large"},
      {"cut\xE2\x82", "cut\\xE2\\x82"},
      {"]]>end", "]]>end"},
      {"&lt;\"'&amp;", "&lt;\"'&amp;"},
      {"<script>alert(1)</script>", "<script>alert(1)</script>"},
      {"<!--<![CDATA[", "<!--<![CDATA["},
      {"\uFFFE\uFFFF!", "\\xEF\\xBF\\xBE\\xEF\\xBF\\xBF!"},
      {"{}%s%n{0}", "{}%s%n{0}"},
  };
  return all;
}

// The places in a text where it may stand: alone, on a line of its own, behind a word that a line
// break may follow.
std::vector<std::string> placed(const std::string& text) {
  return {text, "line\n" + text + "\nline", std::string(60, 'w') + " " + text + " " + text};
}

CheckResult hostile_check(const std::string& text, Verdict verdict, Cause cause) {
  CheckResult check = sample::passed(text, 1);
  check.verdict = verdict;
  check.requirement = check.why = check.reason = text;
  check.hint = {text, text, text};
  check.story = {text, "     0.4 ms  " + text};
  check.survivors = 1;
  if (verdict != Verdict::failed) return check;
  check.failure = sample::failure(cause, text, text, std::chrono::milliseconds(150));
  check.failure->stderr_tail = check.failure->place = text;
  return check;
}

LabResult hostile_lab(const std::string& text, bool built) {
  LabResult lab = sample::lab(11, text, text, text, {});
  if (!built) lab.build_failure = BuildFailure{text, text};
  const Cause cause = built ? Cause::mismatch : Cause::did_not_build;
  for (int i = 0; i < 5; ++i)  // the first three are told in full, the others in short
    lab.checks.push_back(hostile_check(text, Verdict::failed, cause));
  for (const Verdict verdict : {Verdict::passed, Verdict::broken, Verdict::not_run})
    lab.checks.push_back(hostile_check(text, verdict, cause));
  return lab;
}

Report hostile_report(const std::string& text) {
  return {.version = text,
          .seed = 7,
          .slack = 1.5,
          .labs = {hostile_lab(text, true), hostile_lab(text, false)}};
}

// Text without what is not ASCII: a comparison may pass over each such character.
std::string ascii(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return out;
}

// Whether a CI runner would obey this line.
bool is_command(std::string_view line) {
  std::string text = ascii(line);
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* anywhere : {"##[", "##vso[", "##teamcity["})
    if (text.find(anywhere) != std::string::npos) return true;
  text.erase(0, text.find_first_not_of(" \t\v\f\r"));
  return text.starts_with("::") && text.find("::", 2) != std::string::npos;
}

// The text without our own colours: ESC [ digits m.
std::string without_colour(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text.find_first_not_of("0123456789", i + 2);
    if (text.substr(i, 2) == "\x1b[" && end < text.size() && text[end] == 'm') i = end;
    else out += text[i];
  }
  return out;
}

void expect_harmless(std::string_view text, const std::string& what) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    ASSERT_FALSE(is_command(line)) << what << ": " << line;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = static_cast<unsigned char>(line[i]);
      ASSERT_TRUE(byte >= 0x20 && byte != 0x7F) << what << ": byte " << int{byte};
      ASSERT_FALSE(byte == 0xC2 && static_cast<unsigned char>(line.at(i + 1)) < 0xA0) << what;
    }
    for (const char* turning :
         {"\u061C", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B", "\u202C", "\u202D",
          "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"})
      ASSERT_EQ(line.find(turning), std::string::npos) << what << ": " << line;
    ASSERT_EQ(valid_utf8(line), line) << what;
  }
}

// Everything that is printed for people, one text after the other.
std::vector<std::pair<std::string, std::string>> for_people(const std::string& text) {
  Report report = hostile_report(text);
  report.options = text;
  const LabResult& lab = report.labs.back();
  const CheckResult& check = lab.checks.front();
  const TerminalStyle narrow{.width = 30};
  const TerminalStyle colour{.colour = true};
  return {{"terminal", to_terminal(report, {})},
          {"narrow", to_terminal(report, narrow)},
          {"colour", without_colour(to_terminal(report, colour))},
          {"explain", explain(lab, check, {7, text}, {})},
          {"check line", check_line(lab.checks.back(), {})},
          {"build failure", build_failure(lab, {})},
          {"hints", hints(lab, 3)}};
}

TEST(Neutral, TextForPeopleSteersNothing) {
  for (const Hostile& one : hostile())
    for (const std::string& text : placed(one.text))
      for (const auto& [renderer, out] : for_people(text)) {
        ASSERT_NO_FATAL_FAILURE(expect_harmless(out, renderer));
        if (text == one.text) {
          EXPECT_THAT(out, testing::HasSubstr(one.kept)) << renderer;
        }
      }
}

// The hostile report with everything else that a page shows.
Report hostile_page(const std::string& text) {
  Report report = hostile_report(text);
  report.began = text;
  for (LabResult& lab : report.labs) {
    lab.likely = {{text, text, {}, {text}}};
    lab.second_look = SecondLook{text, text, text, {text}, text};
    CheckResult& check = lab.checks.front();
    check.failure->doing = {text};
    for (const EventKind kind : {EventKind::sent, EventKind::received, EventKind::life}) {
      Event event{.kind = kind, .lane = text};
      event.head = event.tail = text;
      event.total = 2 * text.size();
      check.events.push_back(event);
    }
  }
  return report;
}

// HTML and Markdown say "&lt;" and "&#60;", Mermaid says "#60;".
std::string with_characters(std::string text) {
  for (const auto& [name, number] : {std::pair("lt", 60), {"gt", 62}, {"quot", 34}, {"amp", 38}})
    for (std::size_t at = 0; (at = text.find("&"s + name + ";", at)) != std::string::npos; ++at)
      text.replace(at, std::string_view(name).size() + 2, "&#" + std::to_string(number) + ";");
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t hash = text[i] == '&' ? i + 1 : i;
    const std::size_t end = text.find_first_not_of("0123456789", hash + 1);
    const bool is_number = hash < text.size() && text[hash] == '#' && end != std::string::npos &&
                           end > hash + 1 && text[end] == ';';
    out += is_number ? static_cast<char>(std::stoi(text.substr(hash + 1))) : text[i];
    if (is_number) i = end;
  }
  return out;
}

TEST(Neutral, PagesSteerNothing) {
  for (const Hostile& one : hostile())
    for (const std::string& text : placed(one.text)) {
      const Report report = hostile_page(text);
      const std::vector<std::pair<std::string, std::string>> pages = {
          {"html", to_html(report)},
          {"markdown", to_markdown(report)},
          {"mermaid", to_mermaid(report.labs[0].checks[0])}};
      for (const auto& [renderer, out] : pages) {
        ASSERT_NO_FATAL_FAILURE(expect_harmless(out, renderer));
        if (text == one.text) {
          EXPECT_THAT(with_characters(out), testing::HasSubstr(one.kept)) << renderer;
        }
      }
    }
}

TEST(Neutral, JsonSteersNothingAndKeepsTheText) {
  for (const Hostile& one : hostile())
    for (const std::string& text : placed(one.text)) {
      const std::string out = to_json(hostile_report(text));
      ASSERT_NO_FATAL_FAILURE(expect_harmless(out, "json"));
      EXPECT_EQ(ascii(out), out);
      const nlohmann::json failure = nlohmann::json::parse(out)["labs"][0]["checks"][0]["failure"];
      for (const char* field : {"expected", "got", "stderr"})
        EXPECT_EQ(failure[field], valid_utf8(text)) << field;
    }
}

TEST(Neutral, JsonTakesEveryByteInEveryField) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  std::vector<std::string> texts = {all, std::string(all.rbegin(), all.rend())};
  for (const char byte : all) texts.push_back("a"s + byte + "z");
  for (const std::string& text : texts) {
    const std::string line = to_json_line(hostile_check(text, Verdict::failed, Cause::mismatch));
    for (const char c : line) ASSERT_TRUE(c >= 0x20 && c < 0x7F);
    ASSERT_EQ(check_from_json(line).value().failure.value().got, valid_utf8(text));
    ASSERT_TRUE(nlohmann::json::accept(to_json(hostile_report(text))));
  }
}

// What a strict parser (expat) says to a document: "" when it is well-formed.
std::string strictly_parsed(const std::string& xml) {
  const std::string script = "import sys, xml.etree.ElementTree as t; t.parse(sys.stdin.buffer)";
  std::FILE* pipe = popen(("python3 -c '" + script + "' 2>/dev/null").c_str(), "w");
  if (pipe == nullptr) return "python3 could not be started";
  const std::size_t written = std::fwrite(xml.data(), 1, xml.size(), pipe);
  return pclose(pipe) == 0 && written == xml.size() ? "" : "it is not well-formed";
}

TEST(Neutral, JunitIsWellFormedAndSteersNothing) {
  Report everything{.version = "1"};
  for (const Hostile& one : hostile())
    for (const std::string& text : placed(one.text))
      everything.labs.push_back(hostile_lab(text, everything.labs.size() % 2 == 0));
  for (int byte = 0; byte < 256; ++byte)
    everything.labs.push_back(hostile_lab("a"s + static_cast<char>(byte) + "z", byte % 2 == 0));
  const std::string xml = to_junit(everything);
  EXPECT_NO_FATAL_FAILURE(expect_harmless(xml, "junit"));
  EXPECT_EQ(strictly_parsed(xml), "");
  EXPECT_EQ(xml.find("<script"), std::string::npos);
  EXPECT_EQ(xml.find("]]>"), std::string::npos);
  EXPECT_NE(strictly_parsed("<a>\x01</a>"), "") << "the parser is strict";
}

TEST(Neutral, ALongOutputIsCutAndStaysHarmless) {
  LabResult lab = sample::unbuilt_lab();
  lab.build_failure->output = "first\n";
  while (lab.build_failure->output.size() < 1U << 20U)
    lab.build_failure->output += "::error::x\n\x1b[2J\xFF";
  const std::string out = build_failure(lab, {});
  expect_harmless(out, "build failure");
  EXPECT_LT(out.size(), 8 * kShownOutput);
  EXPECT_THAT(out, testing::HasSubstr(" bytes left out ...]\n"));
}

}  // namespace
}  // namespace pipette
