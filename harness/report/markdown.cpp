#include "report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/bytes.hpp"
#include "report/mermaid.hpp"
#include "report/text.hpp"
#include "report/words.hpp"

namespace pipette {
namespace {

constexpr std::size_t kLargest = std::size_t{900} << 10U;
constexpr std::size_t kNotice = 200;  // room for the words that say what is missing
constexpr std::size_t kExplained = 3;
constexpr std::size_t kLongestText = 2000;

// A character's number (CommonMark, section 2.5) never means structure, and GitHub makes no links
// of it. So everything is written like that which is no letter, digit or harmless sign.
std::string prose(std::string_view text) {
  constexpr std::string_view kPlain = " ,'\"?/";
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::string line = one_line(head_and_tail(text, kLongestText));
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool ends_sentence =
        c == '.' && i > 0 && is_letter(line[i - 1]) && (i + 1 == line.size() || line[i + 1] == ' ');
    const bool plain = is_letter(c) || (c >= '0' && c <= '9') || ends_sentence ||
                       static_cast<unsigned char>(c) >= 0x80 ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) out += c;
    else out += fmt::format("&#{};", static_cast<int>(c));
  }
  return out;
}

std::string paragraph(std::string_view text) {
  return text.empty() ? "" : fmt::format("\n{}\n", prose(text));
}

// A block whose fence is longer than every row of backticks in it.
std::string block(std::string_view language, const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  std::size_t longest = 2;
  std::string content;
  for (const std::string& line : lines) {
    std::size_t run = 0;
    for (const char c : line) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
    content += line + "\n";
  }
  const std::string fence(longest + 1, '`');
  return fmt::format("\n{}{}\n{}{}\n", fence, language, without_commands(content), fence);
}

std::string labs_table(const Report& report) {
  std::string out = "\n| lab | points | checks |\n| --- | ---: | --- |\n";
  for (const LabResult& lab : report.labs) {
    const Score sum = score(lab);
    out += fmt::format("| {} {} | {} of {} | {} |\n", lab.number, prose(lab.title), sum.points,
                       sum.maximum, verdicts_in_words(lab));
  }
  return out;
}

std::string checks_table(const LabResult& lab) {
  std::string out = "\n| verdict | check | points |\n| --- | --- | ---: |\n";
  for (const CheckResult& check : lab.checks)
    out += fmt::format("| {} | {} | {} |\n", marked_word(check.verdict),
                       prose(title(check) + (check.reason.empty() ? "" : ": " + check.reason)),
                       points_in_words(check));
  return out;
}

std::string explanation(const LabResult& lab, const CheckResult& check, const Rerun& rerun) {
  std::string out = fmt::format("\n### {}: {}\n", marked_word(check.verdict), prose(title(check)));
  out += paragraph(check.requirement);
  if (check.failure) {
    const Failure& failure = *check.failure;
    out += block("text", comparison(failure, kLongestText)) + paragraph(circumstances(failure));
    if (!failure.doing.empty()) out += "\n";
    for (const std::string& line : failure.doing) out += "- " + prose(line) + "\n";
    const auto said = lines_of(head_and_tail(failure.stderr_tail, kLongestText));
    if (!said.empty()) out += paragraph("Its last words on standard error:") + block("text", said);
  }
  out += paragraph(survivors_in_words(check));
  if (!check.why.empty()) out += paragraph("Why it matters: " + check.why);
  if (!check.words.empty())
    out += paragraph(words_to_look_up(check.words)) +
           block("sh", {command_to_explain(check.words.front())});
  out += paragraph("See it again:") + block("sh", {command_to_see_again(lab, check, rerun)});
  return out + block("mermaid", lines_of(to_mermaid(check)));
}

// What stands between a lab's table and its failures.
std::string known_causes(const LabResult& lab) {
  std::string out;
  if (lab.build_failure)
    out += paragraph("The program did not build. This is what the compiler said:") +
           block("text", lines_of(head_and_tail(lab.build_failure->output, kShownOutput)));
  if (!lab.likely.empty()) out += paragraph("This often means:") + "\n";
  for (const Misconception& one : lab.likely) out += "1. " + prose(one.name) + "\n";
  if (!lab.second_look) return out;
  out += paragraph(second_look_in_words(*lab.second_look));
  return out + block("text", lines_of(head_and_tail(lab.second_look->report, kShownOutput)));
}

std::string lab_section(const LabResult& lab, const Rerun& rerun) {
  std::string out = fmt::format("\n## Lab {}: {}\n", lab.number, prose(lab.title));
  out += checks_table(lab) + known_causes(lab);
  std::size_t failed = 0;
  for (const CheckResult& check : lab.checks) {
    if (check.verdict != Verdict::failed || is_told_by_compiler(lab, check)) continue;
    if (++failed <= kExplained) out += explanation(lab, check, rerun);
  }
  if (failed > kExplained) out += paragraph("The other checks that failed are in the table.");
  return out;
}

}  // namespace

std::string to_markdown(const Report& report) {
  const Score sum = score(report);
  std::string out = fmt::format("# Pipette: {} of {} points\n", sum.points, sum.maximum);
  out += paragraph(date_in_words(report.began)) + labs_table(report);
  std::size_t missing = 0;
  for (const LabResult& lab : report.labs) {
    const std::string section = lab_section(lab, rerun(report));
    if (out.size() + section.size() + kNotice < kLargest) out += section;
    else ++missing;
  }
  if (missing > 0)
    out += fmt::format(
        "\nThis page would be too long with {}, which can be seen with "
        "`./pipette check`.\n",
        counted(missing, "more lab"));
  return out;
}

}  // namespace pipette
