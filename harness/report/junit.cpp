#include "report/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "core/bytes.hpp"
#include "report/html_text.hpp"
#include "report/terminal.hpp"

namespace pipette {
namespace {

// For XML too, in_html() leaves nothing that is forbidden (XML 1.0, section 2.2). A bare line feed
// becomes a blank in an attribute.
std::string attribute(std::string_view text) {
  std::string out;
  for (const char c : in_html(text)) {
    if (c == '\n') out += "&#10;";
    else out += c;
  }
  return out;
}

struct Totals {
  int tests = 0;
  int failures = 0;
  int errors = 0;
  int skipped = 0;
  std::chrono::nanoseconds time{0};

  void add(const CheckResult& check) {
    ++tests;
    failures += check.verdict == Verdict::failed ? 1 : 0;
    errors += check.verdict == Verdict::broken ? 1 : 0;
    skipped += check.verdict == Verdict::not_run ? 1 : 0;
    time += check.duration;
  }
};

std::string seconds(std::chrono::nanoseconds time) {
  return fmt::format("{:.3f}", std::max(0.0, std::chrono::duration<double>(time).count()));
}

std::string attributes(const Totals& totals) {
  return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}" time="{}")", totals.tests,
                     totals.failures, totals.errors, totals.skipped, seconds(totals.time));
}

Totals totals_of(const LabResult& lab) {
  Totals totals;
  for (const CheckResult& check : lab.checks) totals.add(check);
  return totals;
}

std::string failure_element(const Report& report, const LabResult& lab, const CheckResult& check) {
  std::string text = explain(lab, check, rerun(report), {.colour = false, .width = 100});
  const bool unbuilt = check.failure && check.failure->cause == Cause::did_not_build;
  // The compiler's output can be long: it is told once in a lab.
  if (unbuilt && first_failed(lab) == &check) text += "\n" + build_failure(lab, {});
  const Cause cause = check.failure ? check.failure->cause : Cause::mismatch;
  const std::string title = check.requirement.empty() ? sentence(check.name) : check.requirement;
  return fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", attribute(title),
                     word(cause), in_html(text));
}

std::string error_element(const CheckResult& check) {
  std::string text = check.reason + "\n";
  for (const std::string& line : check.story) text += line + "\n";
  return fmt::format("      <error message=\"{}\" type=\"{}\">{}</error>\n",
                     attribute(check.reason), word(check.verdict), in_html(text));
}

std::string inside(const Report& report, const LabResult& lab, const CheckResult& check) {
  switch (check.verdict) {
    case Verdict::passed: return {};
    case Verdict::failed: return failure_element(report, lab, check);
    case Verdict::broken: return error_element(check);
    case Verdict::not_run:
      return fmt::format("      <skipped message=\"{}\"/>\n", attribute(check.reason));
  }
  return {};
}

// GitLab drops a test case whose class name and name were there before.
class Names {
 public:
  std::string unique(const std::string& class_name, const std::string& name) {
    std::string candidate = name;
    for (int i = 2; !used_.insert(class_name + '\n' + candidate).second; ++i)
      candidate = fmt::format("{} ({})", name, i);
    return candidate;
  }

 private:
  std::set<std::string> used_;
};

std::string test_case(const Report& report, const LabResult& lab, const CheckResult& check,
                      Names& names) {
  const std::size_t dot = check.name.find('.');
  const std::string suite = dot == std::string::npos ? "" : "." + check.name.substr(0, dot);
  const std::string class_name = attribute(folder(lab) + suite);
  const std::string name = names.unique(class_name, attribute(sentence(check.name)));
  const std::string content = inside(report, lab, check);
  const std::string start = fmt::format(R"(    <testcase classname="{}" name="{}" time="{}")",
                                        class_name, name, seconds(check.duration));
  return content.empty() ? start + "/>\n" : start + ">\n" + content + "    </testcase>\n";
}

}  // namespace

std::string to_junit(const Report& report) {
  Totals all;
  for (const LabResult& lab : report.labs)
    for (const CheckResult& check : lab.checks) all.add(check);

  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites name=\"pipette\" {}>\n", attributes(all));
  Names names;
  for (const LabResult& lab : report.labs) {
    out += fmt::format("  <testsuite name=\"{}\" {}>\n", attribute(folder(lab)),
                       attributes(totals_of(lab)));
    for (const CheckResult& check : lab.checks) out += test_case(report, lab, check, names);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace pipette
