#include "report/html_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/bytes.hpp"
#include "report/html_text.hpp"
#include "report/picture_svg.hpp"
#include "report/text.hpp"
#include "report/words.hpp"

namespace pipette {
namespace {

constexpr std::size_t kMostItems = 12;  // of lists that somebody else has made

std::string titled(std::string_view title, std::string_view content) {
  return content.empty() ? "" : element("h4", title) + std::string(content);
}

std::string paragraph(std::string_view text, const PageDetail& detail) {
  return element("p", in_html(text, detail.text));
}

std::string list(const std::vector<std::string>& items, const PageDetail& detail) {
  std::string out;
  for (std::size_t i = 0; i < std::min(items.size(), kMostItems); ++i)
    out += element("li", in_html(items[i], detail.text));
  return element("ul", out);
}

std::string lines_in_html(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + in_html(line);
  return out;
}

// Everything about a failed check except its conversation.
std::string explanation(const LabOnPage& place, const CheckResult& check,
                        const PageDetail& detail) {
  const std::string name = title(check);
  std::string out;
  if (check.failure) {
    const Failure& failure = *check.failure;
    const std::string values = lines_in_html(comparison(failure, detail.text));
    if (!values.empty()) out += preformatted("Expected and got: " + name, values);
    out += paragraph(circumstances(failure), detail);
    out += titled("What the program was doing", list(failure.doing, detail));
  }
  if (check.verdict != Verdict::passed) out += paragraph(check.reason, detail);
  out += paragraph(survivors_in_words(check), detail);
  out += titled("Why it matters", paragraph(check.why, detail));
  if (check.failure) {
    const std::string said =
        lines_in_html(lines_of(head_and_tail(check.failure->stderr_tail, detail.text)));
    if (!said.empty())
      out +=
          titled("Its last words on standard error", preformatted("Standard error: " + name, said));
  }
  if (!check.words.empty())
    out += paragraph(words_to_look_up(check.words), detail) +
           preformatted("Look one up: " + name,
                        in_html(command_to_explain(check.words.front()), detail.text));
  const std::string command = in_html(command_to_see_again(place.lab, check, place.rerun));
  return out + titled("See it again", preformatted("Command: " + name, command));
}

std::string text_version(const Picture& picture) {
  std::string out;
  for (const PictureRow& row : picture.rows) {
    const bool is_bytes =
        row.kind == PictureRow::Kind::sent || row.kind == PictureRow::Kind::received;
    std::string item;
    if (row.kind != PictureRow::Kind::left_out) item = "<b>" + moment(row.event.at) + "</b> ";
    item += in_html(retold(row));
    if (is_bytes) item += "<br/><code>" + in_html(bytes_kept(row)) + "</code>";
    if (row.focus) item += " <strong>✗ The check failed here.</strong>";
    out += element("li", item);
  }
  return element(
      "details class=\"text\"",
      "<summary>The same as text, with the bytes in full length</summary>\n" + element("ol", out));
}

// A conversation that was recorded without its events.
std::string story_in_html(const CheckResult& check, const PageDetail& detail) {
  std::string lines;
  for (const std::string& line : check.story)
    lines += (lines.empty() ? "" : "\n") + one_line(head_and_tail(line, detail.text));
  const std::string text = lines_in_html(lines_of(head_and_tail(lines, detail.output)));
  if (text.empty()) return {};
  return element("div class=\"story\"",
                 titled("What happened", preformatted("What happened: " + title(check), text)));
}

std::string conversation(const CheckResult& check, const std::string& id,
                         const PageDetail& detail) {
  if (check.events.empty()) return story_in_html(check, detail);
  const bool passed = check.verdict == Verdict::passed;
  const Picture drawn = picture(check, passed ? detail.passed : detail.failed);
  const std::string name = "What happened: " + title(check);
  const std::string svg = to_svg(drawn, {.id = id, .title = name});
  const std::string box =
      is_wide(drawn)
          ? fmt::format("div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"",
                        in_html(name))
          : "div class=\"drawing\"";
  const std::string legend =
      passed ? ""
             : element("p class=\"legend\"",
                       "Time runs down. The grader is on the left: what it does points to the "
                       "right, what comes back points to the left.");
  return element("div class=\"story\"", titled("What happened", legend + element(box, svg))) +
         text_version(drawn);
}

std::string check_in_html(const LabOnPage& place, std::size_t index, const PageDetail& detail) {
  const CheckResult& check = place.lab.checks[index];
  const std::string id = check_id(place.index, index);
  const std::string story = conversation(check, id, detail);
  const std::string said = element("p class=\"lead\"", in_html(check.requirement, detail.text)) +
                           (check.verdict == Verdict::passed ? paragraph(check.why, detail)
                                                             : explanation(place, check, detail));
  const std::string summary = fmt::format(
      "<h3><span class=\"verdict\">{}</span> <span>{}</span></h3> <span class=\"points\">{}</span>",
      marked_word(check.verdict), in_html(title(check)), points_in_words(check));
  // The name is inside, so that a browser unfolds the check when a link leads to it.
  return fmt::format(
      "<details class=\"check {}\"{}>\n<summary>{}</summary>\n<div class=\"body\" "
      "id=\"{}\">\n{}{}</div>\n</details>\n",
      css_class(check.verdict), &check == place.open ? " open=\"\"" : "", summary, id,
      element("div class=\"said\"", said), story);
}

std::string misconceptions(const LabResult& lab, const PageDetail& detail) {
  std::string out;
  for (std::size_t i = 0; i < std::min(lab.likely.size(), kMostItems); ++i) {
    const Misconception& one = lab.likely[i];
    const std::string words = in_html(words_to_look_up(one.words), detail.text);
    out += element("li", paragraph(one.name, detail) + element("p class=\"quiet\"", words));
  }
  if (out.empty()) return {};
  const std::string hint = fmt::format(
      "This is a guess from what failed. For a hint: <code>./pipette hint {}</code>", lab.number);
  return element("section class=\"note\"", element("h3", "This often means:") + element("ol", out) +
                                               element("p class=\"quiet\"", hint));
}

std::string build_failure(const LabResult& lab, const PageDetail& detail) {
  if (!lab.build_failure) return {};
  const BuildFailure& failure = *lab.build_failure;
  const std::string said = lines_in_html(lines_of(head_and_tail(failure.output, detail.output)));
  return element(
      "section class=\"note bad\"",
      element("h3", "The program did not build") + element("p", "This was the command:") +
          preformatted("The compiler's command",
                       in_html(one_line(head_and_tail(failure.command, detail.text)))) +
          element("p",
                  "This is what the compiler said. Read the first error first: later ones "
                  "often come from the same place.") +
          preformatted("What the compiler said", said));
}

std::string second_look(const LabResult& lab, const PageDetail& detail) {
  if (!lab.second_look) return {};
  const SecondLook& look = *lab.second_look;
  const std::string frames = list(look.frames, detail);
  const std::string report = lines_in_html(lines_of(head_and_tail(look.report, detail.output)));
  std::string content = element("h3", "A second look") +
                        paragraph(second_look_in_words(look), detail) +
                        (frames.empty() ? "" : element("p", "In your code:") + frames);
  if (!report.empty())
    content +=
        element("details class=\"text\"", "<summary>The whole report of the sanitizer</summary>\n" +
                                              preformatted("Report of the sanitizer", report));
  return element("section class=\"note\"", content);
}

}  // namespace

std::string lab_id(std::size_t lab) { return fmt::format("lab-{}", lab + 1); }

std::string check_id(std::size_t lab, std::size_t check) {
  return fmt::format("check-{}-{}", lab + 1, check + 1);
}

std::string_view css_class(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed: return "passed";
    case Verdict::failed: return "failed";
    case Verdict::broken:
    case Verdict::not_run: break;
  }
  return "unjudged";
}

std::string lab_in_html(const LabOnPage& place, const PageDetail& detail) {
  const LabResult& lab = place.lab;
  const Score sum = score(lab);
  std::string out =
      fmt::format("<header><h2>Lab {}: {}</h2><p class=\"points\">{} of {} points</p></header>\n",
                  lab.number, in_html(cut(lab.title, 120)), sum.points, sum.maximum);
  if (!lab.program.empty())
    out += element(
        "p class=\"quiet\"",
        "Program: <code>" + in_html(one_line(head_and_tail(lab.program, detail.text))) + "</code>");
  out += build_failure(lab, detail) + misconceptions(lab, detail) + second_look(lab, detail);
  for (std::size_t i = 0; i < lab.checks.size(); ++i) out += check_in_html(place, i, detail);
  out += "<p class=\"back\"><a href=\"#overview\">Back to the overview</a></p>\n";
  return element(fmt::format("section class=\"lab\" id=\"{}\"", lab_id(place.index)), out);
}

}  // namespace pipette
