#include "core/verdict.hpp"

#include <algorithm>
#include <cctype>

namespace pipette {

Score score(const LabResult& lab) {
  Score sum;
  for (const CheckResult& check : lab.checks) {
    if (check.verdict == Verdict::passed) sum.points += check.points;
    if (check.verdict == Verdict::passed || check.verdict == Verdict::failed)
      sum.maximum += check.points;
  }
  return sum;
}

Score score(const Report& report) {
  Score sum;
  for (const LabResult& lab : report.labs) {
    const Score one = score(lab);
    sum.points += one.points;
    sum.maximum += one.maximum;
  }
  return sum;
}

const CheckResult* first_failed(const LabResult& lab) {
  const auto found =
      std::find_if(lab.checks.begin(), lab.checks.end(),
                   [](const CheckResult& check) { return check.verdict == Verdict::failed; });
  return found == lab.checks.end() ? nullptr : &*found;
}

int exit_code(const Report& report) {
  int code = 0;
  for (const LabResult& lab : report.labs)
    for (const CheckResult& check : lab.checks) {
      if (check.verdict == Verdict::broken) return 2;
      if (check.verdict == Verdict::failed) code = 1;
    }
  return code;
}

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed: return "passed";
    case Verdict::failed: return "failed";
    case Verdict::broken: return "broken";
    case Verdict::not_run: return "not run";
  }
  return "?";
}

std::string_view word(Cause cause) {
  switch (cause) {
    case Cause::mismatch: return "mismatch";
    case Cause::timed_out: return "timed out";
    case Cause::closed_early: return "closed early";
    case Cause::crashed: return "crashed";
    case Cause::flooded: return "flooded";
    case Cause::used_too_much: return "used too much";
    case Cause::did_not_start: return "did not start";
    case Cause::did_not_listen: return "did not listen";
    case Cause::did_not_build: return "did not build";
  }
  return "?";
}

std::string folder(const LabResult& lab) { return std::to_string(lab.number) + "-" + lab.slug; }

std::string sentence(std::string_view check_name) {
  check_name.remove_prefix(check_name.find('.') + 1);  // npos + 1 is 0
  const auto is = [&](std::size_t i, int (*kind)(int)) {
    return i < check_name.size() && kind(static_cast<unsigned char>(check_name[i])) != 0;
  };
  // In "HTTPRequest" the last capital of a run begins the next word.
  const auto begins_word = [&](std::size_t i) {
    if (is(i, std::isdigit)) return !is(i - 1, std::isdigit);
    return is(i, std::isupper) && (!is(i - 1, std::isupper) || is(i + 1, std::islower));
  };
  std::string out;
  for (std::size_t i = 0; i < check_name.size(); ++i) {
    if (i > 0 && begins_word(i)) out += ' ';
    const bool in_run = (is(i + 1, std::isupper) && !begins_word(i + 1)) || !begins_word(i);
    const bool lower = i > 0 && is(i, std::isupper) && !in_run;
    out += lower ? static_cast<char>(check_name[i] - 'A' + 'a') : check_name[i];
  }
  return out;
}

}  // namespace pipette
