#include "report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "report/html_check.hpp"
#include "report/html_page.hpp"
#include "report/html_text.hpp"
#include "report/text.hpp"
#include "report/words.hpp"

namespace pipette {
namespace {

constexpr std::size_t kLargestPage = 1'000'000;

// From the most detailed to the least: the first that fits is taken.
constexpr std::array<PageDetail, 4> kDetails = {
    PageDetail{.failed = {.rows = 40, .head = 2000, .tail = 500},
               .passed = {.rows = 10, .head = 200, .tail = 60},
               .text = 8000,
               .output = kShownOutput},
    PageDetail{.failed = {.rows = 20, .head = 400, .tail = 100},
               .passed = {.rows = 6, .head = 100, .tail = 40},
               .text = 2000,
               .output = kShownOutput / 2},
    PageDetail{.failed = {.rows = 8, .head = 100, .tail = 40},
               .passed = {.rows = 3, .head = 60, .tail = 20},
               .text = 600,
               .output = kShownOutput / 8},
    PageDetail{.failed = {.rows = 3, .head = 60, .tail = 20},
               .passed = {.rows = 1, .head = 40, .tail = 10},
               .text = 200,
               .output = 2000}};

struct Place {
  std::size_t lab = 0;
  const CheckResult* check = nullptr;
};

// The first check that failed in the whole report.
Place first_failure(const Report& report) {
  for (std::size_t i = 0; i < report.labs.size(); ++i)
    if (const CheckResult* check = first_failed(report.labs[i]); check != nullptr)
      return {i, check};
  return {};
}

std::string progress(std::string_view label, const Score& sum) {
  return fmt::format("<progress aria-label=\"{}\" max=\"{}\" value=\"{}\"></progress>\n",
                     in_html(label), std::max(sum.maximum, 1), std::max(sum.points, 0));
}

std::string lab_in_overview(const LabResult& lab, std::size_t index) {
  const Score sum = score(lab);
  std::string checks;
  for (std::size_t i = 0; i < lab.checks.size(); ++i) {
    const CheckResult& check = lab.checks[i];
    checks += fmt::format(
        "<li class=\"{}\"><span class=\"verdict\">{}</span> <a href=\"#{}\">{}"
        "</a></li>\n",
        css_class(check.verdict), marked_word(check.verdict), check_id(index, i),
        in_html(title(check)));
  }
  return fmt::format(
      "<li>\n<h3><a href=\"#{}\">Lab {}: {}</a></h3>\n<p class=\"points\">{} of {} points</p>\n{}"
      "<details class=\"text\"><summary>{}</summary>\n{}</details>\n</li>\n",
      lab_id(index), lab.number, in_html(cut(lab.title, 120)), sum.points, sum.maximum,
      progress(fmt::format("Points in lab {}", lab.number), sum), verdicts_in_words(lab),
      element("ul class=\"checks\"", checks));
}

std::string page_header(const Report& report, const Score& sum) {
  const Place first = first_failure(report);
  std::size_t checks = 0;
  for (const LabResult& lab : report.labs) checks += lab.checks.size();
  std::string about = counted(report.labs.size(), "lab") + ", " + counted(checks, "check");
  if (!report.began.empty())
    about += fmt::format(" · <time>{}</time>", in_html(date_in_words(report.began), 200));
  std::string out = element("p class=\"brand\"", "Pipette");
  out += fmt::format("<h1>{} <span>of {} points</span></h1>\n", sum.points, sum.maximum);
  out += element("p class=\"quiet\"", about);
  if (first.check != nullptr) {
    const auto index = static_cast<std::size_t>(first.check - report.labs[first.lab].checks.data());
    out += fmt::format("<p><a class=\"go\" href=\"#{}\">Go to the first failure</a></p>\n",
                       check_id(first.lab, index));
  } else if (sum.maximum > 0) {
    out += element("p", "✓ Every check that could be judged has passed.");
  }
  return element("header class=\"page\"", out);
}

// Without script they would do nothing, so the script is what shows them.
constexpr std::string_view kTools =
    "<div class=\"tools\" id=\"tools\" hidden=\"\">\n"
    "<button type=\"button\" id=\"unfold\">Open all</button>\n"
    "<button type=\"button\" id=\"fold\">Close all</button>\n"
    "<button type=\"button\" id=\"theme\">Dark colours</button>\n"
    "<p class=\"quiet\">Keys: <kbd>j</kbd> next failure, <kbd>k</kbd> the one before</p>\n</div>\n";

std::string body(const Report& report, const Score& sum, const PageDetail& detail) {
  std::string overview;
  std::string labs;
  const Place first = first_failure(report);
  for (std::size_t i = 0; i < report.labs.size(); ++i) {
    overview += lab_in_overview(report.labs[i], i);
    labs += lab_in_html({report.labs[i], i, rerun(report), first.check}, detail);
  }
  std::string out = "<a class=\"skip\" href=\"#results\">Skip to the results</a>\n";
  out += page_header(report, sum);
  out += fmt::format(
      "<nav id=\"overview\" aria-labelledby=\"overview-title\">\n"
      "<h2 id=\"overview-title\">Overview</h2>\n{}</nav>\n",
      element("ul class=\"labs\"", overview));
  out += fmt::format("<main id=\"results\" tabindex=\"-1\">\n{}{}</main>\n", kTools, labs);
  return out +
         element(
             "footer",
             element("p", fmt::format(
                              "Pipette {}, seed {}{}", in_html(report.version, 200), report.seed,
                              report.slack > 1 ? fmt::format(", time limits × {:.1f}", report.slack)
                                               : "")));
}

std::string page(const Report& report, const PageDetail& detail) {
  const Score sum = score(report);
  return html_document({.title = fmt::format("Pipette: {} of {} points", sum.points, sum.maximum),
                        .style = kPageStyle,
                        .script = kPageScript,
                        .body = body(report, sum, detail)});
}

}  // namespace

std::string to_html(const Report& report) {
  std::string out;
  for (const PageDetail& detail : kDetails) {
    out = page(report, detail);
    if (out.size() < kLargestPage) break;
  }
  return out;
}

}  // namespace pipette
