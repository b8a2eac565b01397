#include "report/screen_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "core/bytes.hpp"
#include "report/screen.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::string_view kBold = "1";
constexpr std::string_view kGreen = "32";

std::string prose(std::string_view text, const TerminalStyle& style) {
  return " " + wrap(text, 1, 1, style.width) + "\n";
}

bool holds(const std::string& line, std::string_view words) {
  return line.find(words) != std::string::npos;
}

bool is_error(const std::string& line) {
  // The linker's own words stand above the line in which collect2 sums up.
  return (holds(line, " error: ") || holds(line, " fatal error: ")) &&
         line.rfind("collect2:", 0) != 0;
}

// A line of the compiler's that leads to the error below it.
bool leads_on(const std::string& line) {
  return line.rfind("In file included from", 0) == 0 ||
         line.rfind("                 from", 0) == 0 || holds(line, "required from") ||
         holds(line, ": In ");
}

std::string build_text(const LabResult& lab, const TerminalStyle& style) {
  std::string out = paint(" The program did not build. This is the first error:", kBold, style);
  out += "\n\n";
  const std::string& output = lab.build_failure->output;
  for (const std::string& line : lines_of(first_error(head_and_tail(output, kShownOutput))))
    out += line + "\n";
  std::size_t errors = 0;
  for (const std::string& line : lines_of(output)) errors += is_error(line) ? 1 : 0;
  if (errors < 2) return out;
  return out + "\n" +
         prose(fmt::format("{} more below this one. They often come from the same place: mend this "
                           "one, and save.",
                           errors == 2 ? "There is 1" : fmt::format("There are {}", errors - 1)),
               style);
}

// The text without the paragraph that begins with `heading`.
std::string without_paragraph(const std::string& text, const std::string& heading) {
  const std::size_t at = text.find("\n\n" + heading);
  if (at == std::string::npos) return text;
  const std::size_t end = text.find("\n\n", at + 2);
  return text.substr(0, at) + (end == std::string::npos ? "\n" : text.substr(end));
}

std::string failure_text(const Told& told, const CheckResult& failed, std::size_t rows,
                         const TerminalStyle& style) {
  std::string above;
  if (!told.hint.empty()) above = without_paragraph(told.hint, "Still stuck?") + "\n";
  else if (!told.result.likely.empty())
    above = prose("This often means: " + told.result.likely.front().name, style) + "\n";
  const std::string full = above + explain(told.result, failed, told.rerun, style);
  if (folded(full, style.width).size() <= rows) return full;
  return without_paragraph(full, "  See it again:");
}

std::string counted(std::size_t count) {
  return count == 1 ? "1 check" : fmt::format("{} checks", count);
}

std::string passed_text(const Told& told, const TerminalStyle& style) {
  std::string unjudged;
  std::size_t passed = 0;
  for (const CheckResult& check : told.result.checks)
    if (check.verdict == Verdict::passed) ++passed;
    else unjudged += check_line(check, style);
  const Score points = score(told.result);
  if (passed == 0) return " No check could be judged:\n\n" + unjudged;
  const std::string words =
      fmt::format("{} passed: {} of {} points.", unjudged.empty() ? "All checks" : counted(passed),
                  points.points, points.maximum);
  std::string out = " " + paint(words, kGreen, style) + "\n\n";
  if (!unjudged.empty())
    out += prose("These could not be judged, and cost no points:", style) + "\n" + unjudged + "\n";
  return out + prose(told.next_step, style);
}

}  // namespace

std::string welcome_text(const Welcome& welcome, const TerminalStyle& style) {
  const std::string begin =
      welcome.untouched
          ? fmt::format("Open {} in your editor, find // TODO, write, save.", welcome.source)
          : fmt::format("Go on with {} in your editor, and save.", welcome.source);
  return prose(begin, style) + "\n" +
         prose("This screen checks your program each time you save.", style) + "\n" +
         prose(fmt::format("{} says what the program is asked to do.", welcome.readme), style) +
         "\n" + prose("To check the program as it is now, press r.", style);
}

std::string fault_text(const std::string& fault, const TerminalStyle& style) {
  return prose("Your program was not checked:", style) + "\n" + prose(fault, style);
}

std::string verdict_text(const Told& told, std::size_t rows, const TerminalStyle& style) {
  if (told.result.build_failure) return build_text(told.result, style);
  const CheckResult* failed = first_failed(told.result);
  return failed != nullptr ? failure_text(told, *failed, rows, style) : passed_text(told, style);
}

std::string first_error(const std::string& output) {
  const std::vector<std::string> lines = lines_of(output);
  const auto error = std::find_if(lines.begin(), lines.end(), is_error);
  if (error == lines.end()) return output;
  auto first = error;
  while (first != lines.begin() && leads_on(*std::prev(first))) --first;
  const auto end = std::find_if(std::next(error), lines.end(), [](const std::string& line) {
    return is_error(line) || holds(line, " warning: ") || leads_on(line);
  });
  std::string text;
  for (auto line = first; line != end; ++line) text += *line + "\n";
  return text;
}

}  // namespace pipette
