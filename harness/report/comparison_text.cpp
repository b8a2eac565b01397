#include <fmt/format.h>

#include <algorithm>

#include "core/bytes.hpp"
#include "report/comparison.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kIndent = 23;  // where a row's text begins
constexpr std::size_t kLongest = 300;

std::string short_line(std::string_view text) { return one_line(shortened(text, kLongest)); }

std::string marked(std::string_view text, bool colour) {
  return colour ? fmt::format("\033[1;33m{}\033[0m", text) : std::string(text);
}

std::string row_in_words(const ComparedRow& row, bool colour) {
  const double time = std::chrono::duration<double, std::milli>(row.at).count();
  const std::string number = row.step > 0 ? fmt::format("{:>4}", row.step) : "    ";
  const std::string moment =
      row.step > 0 ? fmt::format("{:>10.1f} ms", time) : std::string(13, ' ');
  std::string out = fmt::format("{}  {}    {}", number, moment, row.text);
  const std::string indent(kIndent, ' ');
  switch (row.likeness) {
    case Likeness::same: out += "  = same"; break;
    case Likeness::not_compared: break;
    case Likeness::not_replayed:
      out += "  - " + (row.now.empty() ? "not replayed" : row.now);
      break;
    case Likeness::differs:
      if (row.drawing.empty()) out += "\n" + indent + marked("now: " + row.now, colour);
      for (const std::string& line : row.drawing) out += "\n" + indent + line;
      break;
  }
  return out + "\n";
}

// Of a long conversation, the rows around the beginning, the first difference and the end.
std::string rows_in_words(const Comparison& comparison, bool colour) {
  constexpr std::size_t kAround = 12;
  const auto& rows = comparison.rows;
  const auto first = std::find_if(rows.begin(), rows.end(), [](const ComparedRow& row) {
    return row.likeness == Likeness::differs;
  });
  const auto focus = static_cast<std::size_t>(first - rows.begin());
  const auto is_shown = [&](std::size_t i) {
    return i < kAround || i + kAround >= rows.size() ||
           (i + kAround >= focus && i <= focus + kAround);
  };
  std::string out;
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!is_shown(i)) {
      ++left_out;
      continue;
    }
    if (left_out > 0) out += fmt::format("{:>{}}... {} more lines ...\n", "", kIndent, left_out);
    left_out = 0;
    out += row_in_words(rows[i], colour);
  }
  return out;
}

std::string header(const Comparison& comparison, const CheckResult& then,
                   const ReplayOrigin& origin) {
  std::string out = fmt::format("Replay: lab {}, {} ({})\n", origin.lab, short_line(then.name),
                                short_line(sentence(then.name)));
  const bool judged = then.verdict == Verdict::passed || then.verdict == Verdict::failed;
  out += fmt::format("  recorded  {}; the check {} then\n", short_line(origin.recorded),
                     judged ? word(then.verdict) : "was not judged");
  out += fmt::format("  then      {}\n  now       {}\n", short_line(origin.then),
                     short_line(origin.now));
  for (const auto& [before, after] : comparison.ports)
    out += fmt::format("  ports     {} is {} now\n", before, after);
  return out;
}

// What a likeness means, and what it does not.
std::string meaning(const Comparison& comparison, const CheckResult& then,
                    const ReplayOrigin& origin, std::size_t width) {
  if (comparison.first_difference == 0 && comparison.cut.empty() && then.verdict == Verdict::failed)
    return wrap("The check failed then. The same means here: it still fails in the same way.", 0, 0,
                width) +
           "\n";
  const bool differs = comparison.first_difference != 0;
  const std::string no_verdict =
      differs ? "Different does not mean right. " : "The same does not mean right. ";
  return wrap(no_verdict + "This tells whether the program is right:", 0, 0, width) +
         fmt::format("\n  ./pipette check {} --only {}\n", origin.lab,
                     short_line(then.name.substr(then.name.find('.') + 1)));
}

std::string outcome(const Comparison& comparison) {
  const std::string replayed =
      fmt::format("Replayed {} of {} steps: ", comparison.replayed, comparison.steps);
  if (comparison.first_difference != 0)
    return replayed + fmt::format("differs first at step {}", comparison.first_difference);
  if (comparison.replayed == comparison.steps && comparison.cut.empty())
    return replayed + "the program behaves as it did then";
  return replayed + "so far the program behaves as it did then";
}

}  // namespace

std::string to_terminal(const Comparison& comparison, const CheckResult& then,
                        const ReplayOrigin& origin, const TerminalStyle& style) {
  std::string out = header(comparison, then, origin) + "\n";
  out += rows_in_words(comparison, style.colour) + "\n";
  if (!comparison.cut.empty())
    out += wrap("The replay ends early: " + comparison.cut + ".", 0, 0, style.width) + "\n";
  out += meaning(comparison, then, origin, style.width);
  return out + marked(outcome(comparison), style.colour) + "\n";
}

}  // namespace pipette
