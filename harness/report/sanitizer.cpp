#include "report/sanitizer.hpp"

#include <algorithm>
#include <sstream>

#include "core/bytes.hpp"
#include "report/sanitizer_words.hpp"
#include "report/text.hpp"

namespace pipette {
namespace {

constexpr std::size_t kMostFrames = 8;
constexpr std::size_t kShownReport = std::size_t{16} << 10U;
constexpr std::size_t kLongestSentence = 400;  // a program can write what looks like a report

bool begins_a_report(std::string_view line) {
  return line.find("ERROR: AddressSanitizer: ") != std::string_view::npos ||
         line.find("ERROR: LeakSanitizer: ") != std::string_view::npos ||
         line.find("ERROR: ThreadSanitizer: ") != std::string_view::npos ||
         line.find("WARNING: ThreadSanitizer: ") != std::string_view::npos ||
         line.find(": runtime error: ") != std::string_view::npos;
}

SanitizerLines first_report(std::string_view text) {
  std::istringstream lines{std::string(text)};
  SanitizerLines report;
  for (std::string line; std::getline(lines, line);) {
    const bool begins = begins_a_report(line);
    if (begins && !report.empty()) break;
    if (begins || !report.empty()) report.push_back(line);
  }
  return report;
}

std::string_view without_leading_blanks(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t"), text.size()));
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "echo.cpp:12" of "/tmp/x/echo.cpp:12:7" where the file is the student's; else empty.
std::string own_place(std::string_view path, const std::vector<std::string>& own_files) {
  if (path.substr(0, 5) == "/usr/") return {};
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const std::string_view file = name.substr(0, name.find(':'));
  const std::string_view line = behind(name, ":").substr(0, behind(name, ":").find(':'));
  const bool own = std::find(own_files.begin(), own_files.end(), file) != own_files.end();
  return own && is_digits(line) ? std::string(file) + ":" + std::string(line) : std::string();
}

// Cuts "    #1 0x55a4 in f(int) /tmp/echo.cpp:12 (echo+0x18)" down to "echo.cpp:12 in f(int)";
// empty for everybody else's frames.
std::string own_frame(std::string_view line, const std::vector<std::string>& own_files) {
  line = without_leading_blanks(line);
  line = without_leading_blanks(line.substr(std::min(line.find(' '), line.size())));
  if (line.substr(0, 2) == "0x" && line.find(" in ") != std::string_view::npos)
    line = behind(line, " in ");
  if (const std::size_t module = line.rfind(" ("); module != std::string_view::npos &&
                                                   line.back() == ')' &&
                                                   line.find("+0x", module) != line.npos)
    line = line.substr(0, module);
  const std::size_t blank = line.rfind(' ');
  if (blank == std::string_view::npos) return {};
  const std::string place = own_place(line.substr(blank + 1), own_files);
  if (place.empty()) return {};
  return place + " in " + one_line(line.substr(0, blank));
}

// What a stack is about, by the line above it: empty for the fault itself.
enum class About { fault, given_back, taken, other_thread, aside };

About about(std::string_view heading) {
  const auto holds = [&](std::string_view mark) {
    return heading.find(mark) != std::string_view::npos;
  };
  if (holds("leak of ") || holds(" acquired here")) return About::fault;
  if (holds("freed by") || holds("Previous write of") || holds("Previous atomic write"))
    return holds("freed by") ? About::given_back : About::other_thread;
  if (holds("Previous read of") || holds("Previous atomic read")) return About::other_thread;
  if (holds("allocated by")) return About::taken;
  return About::aside;
}

// ThreadSanitizer tells a delete or a free as a write.
bool gave_back(std::string_view frame) {
  return frame.find("#0 operator delete") == 0 || frame.find("#0 free ") == 0;
}

std::string_view remark(About about) {
  switch (about) {
    case About::given_back: return ", where the memory was given back";
    case About::taken: return ", where the memory was taken";
    case About::other_thread: return ", in the other thread";
    case About::fault:
    case About::aside: break;
  }
  return "";
}

// All own frames of the stack where it happened, and the innermost of each that explains it.
std::vector<std::string> own_frames(const SanitizerLines& report,
                                    const std::vector<std::string>& own_files) {
  std::vector<std::string> frames;
  About now = About::fault;
  std::size_t stacks = 0;
  bool said = false;  // of this stack
  for (std::size_t i = 1; i < report.size() && frames.size() < kMostFrames; ++i) {
    const std::string_view line = without_leading_blanks(report[i]);
    if (line.substr(0, 3) == "#0 ") {
      now = ++stacks == 1 ? About::fault : about(report[i - 1]);
      if (now == About::other_thread && gave_back(line)) now = About::given_back;
      said = false;
    }
    if (line.empty() || line[0] != '#' || now == About::aside || (said && stacks > 1)) continue;
    std::string frame = own_frame(line, own_files);
    if (frame.empty()) continue;
    said = true;
    frame += remark(now);
    if (std::find(frames.begin(), frames.end(), frame) == frames.end())
      frames.push_back(std::move(frame));
  }
  if (frames.empty()) {
    const std::string_view headline = report.front();
    const std::string place =
        own_place(headline.substr(0, headline.find(": runtime error")), own_files);
    if (!place.empty()) frames.push_back(place);
  }
  return frames;
}

std::string with_place(const std::string& sentence, const SanitizerLines& report,
                       const std::vector<std::string>& frames) {
  std::string words = shortened(one_line(sentence), kLongestSentence);
  if (frames.empty()) return words;
  const bool leak = report.front().find("detected memory leaks") != std::string::npos;
  return words + (leak ? " It was taken in " : " It happened in ") +
         frames.front().substr(0, frames.front().find(' ')) + ".";
}

}  // namespace

std::optional<SecondLook> read_sanitizer_report(std::string_view text,
                                                const std::vector<std::string>& own_files) {
  const SanitizerLines report = first_report(text);
  if (report.empty()) return std::nullopt;
  const bool threads = report.front().find("ThreadSanitizer") != std::string::npos;
  SecondLook look{.sanitizer = threads ? "thread" : "address"};
  look.frames = own_frames(report, own_files);
  look.sentence = with_place(sanitizer_sentence(report), report, look.frames);
  std::string whole;
  for (const std::string& line : report) whole += line + "\n";
  look.report = printable(head_and_tail(whole, kShownReport));
  return look;
}

}  // namespace pipette
