#include "report/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/bytes.hpp"
#include "report/text.hpp"
#include "report/words.hpp"

namespace pipette {
namespace {

constexpr std::string_view kGreen = "32";
constexpr std::string_view kRed = "31";
constexpr std::string_view kYellow = "33";
constexpr std::string_view kBold = "1";
constexpr std::string_view kDim = "2";

constexpr std::size_t kExplainedInFull = 3;

std::string paragraph(std::string_view prose, const TerminalStyle& style) {
  return prose.empty() ? "" : "  " + wrap(prose, 2, 2, style.width) + "\n";
}

std::string how_to_see_it_again(std::string_view heading, const LabResult& lab,
                                const CheckResult& check, const Rerun& rerun) {
  return fmt::format("\n  {}:\n    {}\n", heading, command_to_see_again(lab, check, rerun));
}

std::string words_of(const CheckResult& check, const TerminalStyle& style) {
  if (check.words.empty()) return {};
  return fmt::format("\n{}    {}\n", paragraph(words_to_look_up(check.words), style),
                     command_to_explain(check.words.front()));
}

std::string values(const Failure& failure) {
  std::string out;
  for (const std::string& line : comparison(failure)) out += "  " + line + "\n";
  return out;
}

// What was demanded and what came.
std::string what_failed(const CheckResult& check, const TerminalStyle& style) {
  std::string out = paint("FAIL", kRed, style) + "  ";
  out += paint(one_line(sentence(check.name)), kBold, style) + "\n";
  out += paragraph(check.requirement, style);
  const std::string both = check.failure ? values(*check.failure) : "";
  return out + (both.empty() ? "" : "\n" + both);
}

// What the program was doing when the time was up.
std::string activity(const Failure& failure, const TerminalStyle& style) {
  if (failure.doing.empty()) return {};
  std::string out = "\n" + paragraph("At that moment:", style);
  for (const std::string& line : failure.doing)
    out += "  - " + wrap(one_line(line), 4, 4, style.width) + "\n";
  return out;
}

std::string what_happened(const Failure& failure, const TerminalStyle& style) {
  const std::string said = circumstances(failure);
  std::string out = said.empty() ? "" : "\n" + paragraph(said, style);
  out += activity(failure, style);
  const std::vector<std::string> lines = lines_of(failure.stderr_tail);
  if (lines.empty()) return out;
  out += "\n" + paragraph("The last lines that the program wrote to its standard error:", style);
  for (const std::string& line : lines) out += "  | " + line + "\n";
  return out;
}

std::string conversation(const CheckResult& check, const TerminalStyle& style) {
  std::string out;
  if (!check.story.empty())
    out += "\n" + paragraph("What happened (grader on the left, program on the right):", style);
  for (const std::string& line : check.story)
    out += paint("    " + one_line(line), kDim, style) + "\n";
  const std::string left = survivors_in_words(check);
  return left.empty() ? out : out + "\n" + paragraph(left, style);
}

bool same_failure(const CheckResult& one, const CheckResult& other) {
  return one.failure && other.failure && one.failure->expected == other.failure->expected &&
         one.failure->got == other.failure->got;
}

// The failures behind the first ones: titles and values, those with the same values together.
std::string in_short(const LabResult& lab, const std::vector<const CheckResult*>& failed,
                     const Rerun& rerun, const TerminalStyle& style) {
  if (failed.empty()) return {};
  std::string out = "\n" + paint("These checks failed too:", kBold, style) + "\n";
  for (std::size_t i = 0; i < failed.size(); ++i) {
    out += "\n" + paragraph(sentence(failed[i]->name), style);
    while (i + 1 < failed.size() && same_failure(*failed[i], *failed[i + 1]))
      out += paragraph(sentence(failed[++i]->name), style);
    if (failed[i]->failure) out += values(*failed[i]->failure);
  }
  return out + how_to_see_it_again("See one of them in full", lab, *failed.front(), rerun);
}

std::string explanations(const LabResult& lab, const Rerun& rerun, const TerminalStyle& style) {
  std::string out;
  std::vector<const CheckResult*> rest;
  std::size_t count = 0;
  for (const CheckResult& check : lab.checks) {
    if (check.verdict != Verdict::failed || is_told_by_compiler(lab, check)) continue;
    if (++count <= kExplainedInFull) out += "\n" + explain(lab, check, rerun, style);
    else rest.push_back(&check);
  }
  return out + in_short(lab, rest, rerun, style);
}

// What the failures of a lab often mean, the likeliest first.
std::string meaning(const LabResult& lab, const TerminalStyle& style) {
  std::string out;
  for (const Misconception& one : lab.likely)
    out += out.empty()
               ? "\n" + paint("This often means:", kBold, style) + "\n" + paragraph(one.name, style)
               : paragraph("Or: " + one.name, style);
  return out;
}

// What a build with sanitizers has found.
std::string second_look(const LabResult& lab, const Rerun& rerun, const TerminalStyle& style) {
  if (!lab.second_look) return {};
  const SecondLook& look = *lab.second_look;
  std::string out = "\n" + paint("A second look", kBold, style) + "\n" +
                    paragraph(second_look_in_words(look), style);
  if (!look.frames.empty()) out += "\n" + paragraph("In your code:", style);
  for (const std::string& frame : look.frames) out += "    " + one_line(frame) + "\n";
  if (look.check.empty()) return out;
  Rerun again = rerun;
  if (again.options.find("--sanitize") == std::string::npos)
    again.options += std::string(again.options.empty() ? "" : " ") + "--sanitize";
  return out + how_to_see_it_again("See it again", lab, {.name = look.check}, again);
}

std::string lab_section(const LabResult& lab, const Rerun& rerun, const TerminalStyle& style) {
  const std::string heading = fmt::format("Lab {} - {}", lab.number, one_line(lab.title));
  std::string out = paint(heading, kBold, style) + "\n";
  if (!lab.program.empty()) out += "Program: " + one_line(lab.program) + "\n";
  out += "\n";
  for (const CheckResult& check : lab.checks) out += check_line(check, style);
  if (lab.build_failure) out += "\n" + build_failure(lab, style);
  return out + meaning(lab, style) + explanations(lab, rerun, style) +
         second_look(lab, rerun, style) + "\n";
}

std::size_t count_of(const Report& report, Verdict verdict) {
  std::size_t count = 0;
  for (const LabResult& lab : report.labs)
    count += static_cast<std::size_t>(
        std::count_if(lab.checks.begin(), lab.checks.end(),
                      [verdict](const CheckResult& check) { return check.verdict == verdict; }));
  return count;
}

// The command for the first lab with a failed check, or nothing.
std::string next_step(const Report& report) {
  for (const LabResult& lab : report.labs)
    if (first_failed(lab) != nullptr) return fmt::format("./pipette hint {}", lab.number);
  return {};
}

std::string last_words(const Report& report) {
  const std::string next = next_step(report);
  if (const std::size_t broken = count_of(report, Verdict::broken); broken > 0)
    return counted(broken, "check") +
           " could not be judged (a fault of Pipette's, it costs no points)";
  if (!next.empty()) return "next: " + next;
  const std::size_t not_run = count_of(report, Verdict::not_run);
  if (count_of(report, Verdict::passed) == 0) return "no check could run";
  if (not_run > 0) return "all passed, but " + counted(not_run, "check") + " could not run";
  return "all passed";
}

}  // namespace

std::string paint(std::string_view text, std::string_view code, const TerminalStyle& style) {
  return style.colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string check_line(const CheckResult& check, const TerminalStyle& style) {
  const bool judged = check.verdict == Verdict::passed || check.verdict == Verdict::failed;
  const int reached = check.verdict == Verdict::passed ? check.points : 0;
  const std::string points = judged ? fmt::format("{}/{}", reached, check.points) : "-";
  std::string verdict(word(check.verdict));
  if (check.verdict == Verdict::passed) verdict = "ok";
  if (check.verdict == Verdict::failed) verdict = "FAIL";
  const std::string_view colour = check.verdict == Verdict::passed   ? kGreen
                                  : check.verdict == Verdict::failed ? kRed
                                                                     : kYellow;
  const std::string behind = fmt::format("{:{}}{:>5}  ", "", 9 - verdict.size(), points);
  const std::size_t column = 2 + verdict.size() + behind.size();
  std::string text = sentence(check.name);
  if (!judged && !check.reason.empty()) text += ": " + check.reason;
  return "  " + paint(verdict, colour, style) + behind + wrap(text, column, column, style.width) +
         "\n";
}

std::string explain(const LabResult& lab, const CheckResult& check, const Rerun& rerun,
                    const TerminalStyle& style) {
  std::string out = what_failed(check, style);
  if (check.failure) out += what_happened(*check.failure, style);
  if (!check.why.empty()) out += "\n" + paragraph("Why it matters: " + check.why, style);
  return out + words_of(check, style) + how_to_see_it_again("See it again", lab, check, rerun) +
         conversation(check, style);
}

std::string build_failure(const LabResult& lab, const TerminalStyle& style) {
  if (!lab.build_failure) return {};
  std::string out = paint("The program did not build", kBold, style) + "\n";
  out += "\n  This was the command:\n    " + one_line(lab.build_failure->command) + "\n";
  out += "\n  This is what the compiler said:\n\n";
  const std::string output = head_and_tail(lab.build_failure->output, kShownOutput);
  for (const std::string& line : lines_of(output)) out += line + "\n";
  return out + "\n" +
         paragraph("Read the first error first: later ones often come from the same place.", style);
}

std::string to_terminal(const Report& report, const TerminalStyle& style) {
  std::string out;
  for (const LabResult& lab : report.labs) {
    out += lab_section(lab, rerun(report), style);
    if (report.labs.size() < 2) continue;
    const Score sum = score(lab);
    out += fmt::format("Lab {}: {}/{}\n\n", lab.number, sum.points, sum.maximum);
  }
  constexpr double kShownFrom = 1.05;  // below it would read "multiplied by 1.0"
  if (report.slack >= kShownFrom)
    out += wrap(fmt::format("This machine is busy: time limits were multiplied by {:.1f}.",
                            report.slack),
                0, 0, style.width) +
           "\n";
  if (const std::string next = next_step(report);
      !next.empty() && count_of(report, Verdict::broken) > 0)
    out += "Next: " + next + "\n";
  const Score total = score(report);
  return out + fmt::format("Score {}/{} - {}\n", total.points, total.maximum, last_words(report));
}

}  // namespace pipette
