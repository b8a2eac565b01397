#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/bytes.hpp"
#include "report/picture.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

std::string_view in_plain_words(Cause cause) {
  switch (cause) {
    case Cause::mismatch: return "";
    case Cause::timed_out: return "The time was up before the whole answer was there.";
    case Cause::closed_early:
      return "The program closed its output or the connection before the answer was complete.";
    case Cause::crashed:
      return "The program crashed: the operating system ended it before it was done.";
    case Cause::flooded:
      return "The program wrote far more than the answer, so the grader stopped reading.";
    case Cause::used_too_much:
      return "The program took more memory or disk than any answer needs, so it was stopped.";
    case Cause::did_not_start: return "The operating system could not start the program.";
    case Cause::did_not_listen:
      return "The program did not open its port, so nobody could connect to it.";
    case Cause::did_not_build: return "The compiler could not make a program from the source.";
  }
  return "";
}

constexpr std::size_t kLongestTitle = 120;

// The number in these characters, or -1.
int number(std::string_view text) {
  int value = -1;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value).ptr;
  return end == text.data() + text.size() ? value : -1;
}

std::size_t count_of(const LabResult& lab, Verdict verdict) {
  return static_cast<std::size_t>(
      std::count_if(lab.checks.begin(), lab.checks.end(),
                    [verdict](const CheckResult& check) { return check.verdict == verdict; }));
}

}  // namespace

std::string_view marked_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed: return "✓ passed";
    case Verdict::failed: return "✗ failed";
    case Verdict::broken: return "! broken";
    case Verdict::not_run: break;
  }
  return "– not run";
}

std::string title(const CheckResult& check) {
  return cut(sentence(std::string_view(check.name).substr(0, 8 * kLongestTitle)), kLongestTitle);
}

std::string points_in_words(const CheckResult& check) {
  if (check.verdict == Verdict::broken || check.verdict == Verdict::not_run) return {};
  return fmt::format("{} of {} points", check.verdict == Verdict::passed ? check.points : 0,
                     check.points);
}

std::string circumstances(const Failure& failure) {
  const auto waited = failure.waited.count();
  std::string words(in_plain_words(failure.cause));
  if (waited <= 0) return words;
  const std::string time = waited < 100
                               ? fmt::format("{} ms", waited)
                               : fmt::format("{:.1f} s", static_cast<double>(waited) / 1000);
  return fmt::format("The grader waited {}.{}{}", time, words.empty() ? "" : " ", words);
}

std::string survivors_in_words(const CheckResult& check) {
  if (check.survivors <= 0) return {};
  return fmt::format(
      "When the check was over, {} {} of the program still ran. The grader ended {}.",
      check.survivors, check.survivors == 1 ? "process" : "processes",
      check.survivors == 1 ? "it" : "them");
}

std::string second_look_in_words(const SecondLook& look) {
  if (look.check.empty() && !look.sentence.empty()) return look.sentence;
  const std::string_view what = look.sanitizer == "thread"
                                    ? "a build that watches how threads share memory"
                                    : "a build that watches every access to memory";
  if (look.check.empty())
    return fmt::format("The same checks ran again with {}. It found nothing.", what);
  return fmt::format("The same checks ran again with {}. In the check \"{}\" it found: {}", what,
                     sentence(look.check), look.sentence);
}

Rerun rerun(const Report& report) { return {report.seed, report.options}; }

std::string command_to_see_again(const LabResult& lab, const CheckResult& check,
                                 const Rerun& rerun) {
  const std::size_t dot = check.name.find('.');
  const std::string name = check.name.substr(dot == std::string::npos ? 0 : dot + 1);
  std::string command = fmt::format("./pipette check {} --only {} --seed {}", lab.number,
                                    shell_word(cut(name, kLongestTitle)), rerun.seed);
  if (!rerun.options.empty()) command += " " + rerun.options;
  return one_line(command);
}

std::string words_to_look_up(const std::vector<std::string>& words) {
  return words.empty() ? "" : fmt::format("Words to look up: {}", fmt::join(words, ", "));
}

std::string command_to_explain(std::string_view word) {
  return one_line(fmt::format("./pipette explain {}", shell_word(word)));
}

std::vector<std::string> comparison(const Failure& failure, std::size_t limit) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view label, std::string_view text) {
    for (const std::string& line : lines_of(head_and_tail(text, limit))) {
      out.push_back(fmt::format("{:>8}  {}", label, line));
      label = {};
    }
  };
  add("expected", failure.expected);
  add("got", failure.got);
  return out;
}

std::string date_in_words(std::string_view began) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  if (began.size() != 20 || began[10] != 'T' || began[19] != 'Z') return printable(began);
  const int month = number(began.substr(5, 2));
  const int day = number(began.substr(8, 2));
  if (month < 1 || month > 12 || day < 1) return printable(began);
  return printable(fmt::format("{} {} {}, {} UTC", day,
                               kMonths.at(static_cast<unsigned>(month) - 1), began.substr(0, 4),
                               began.substr(11, 5)));
}

std::string counted(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string verdicts_in_words(const LabResult& lab) {
  std::string out = counted(lab.checks.size(), "check");
  std::string_view between = ": ";
  for (const Verdict verdict :
       {Verdict::passed, Verdict::failed, Verdict::broken, Verdict::not_run}) {
    const std::size_t count = count_of(lab, verdict);
    if (count == 0) continue;
    out += fmt::format("{}{} {}", between, count, word(verdict));
    between = ", ";
  }
  return out;
}

bool is_told_by_compiler(const LabResult& lab, const CheckResult& check) {
  return lab.build_failure && check.failure && check.failure->cause == Cause::did_not_build;
}

}  // namespace pipette
