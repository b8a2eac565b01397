// Recordings of real checks, played again to the same and to other programs, through the command
// line.
#include <nlohmann/json.hpp>

#include "backends.hpp"
#include "grade_fixture.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

// A server of lab 31 that serves one client after the other. `{answer}` makes the reply of a line.
constexpr const char* kServer = R"(
import socket, sys, time
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen(100)
print("LISTENING 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
while True:
  client, _ = listener.accept()
  with client, client.makefile("rb") as lines:
    try:
      for line in lines:
        reply = line.rstrip(b"\n")[::-1] + b"\n"
        {answer}
    except OSError:
      {lost}
)";

// For `{lost}`: serves nobody any more. A server that ended might or might not be there still when
// the next client comes.
constexpr const char* kStuck = "time.sleep(1000)";

class ReplayTest : public GradeTest {
 protected:
  // A file with a program, and the value of --program that runs it.
  std::string script(const std::string& name, const std::string& text) {
    std::ofstream(root_ / name) << text;
    return "/usr/bin/python3 " + name;
  }
  std::string server(const std::string& name, const std::string& answer,
                     const std::string& lost = "pass") {
    std::string text = kServer;
    text.replace(text.find("{answer}"), 8, answer);
    text.replace(text.find("{lost}"), 6, lost);
    return script(name, text);
  }
  // Runs one check and leaves its recording in r.json.
  void record(const std::string& lab, const std::string& check, const std::string& program,
              const std::string& backend = "") {
    std::vector<std::string> arguments = {"check",     lab,     "--only", check,
                                          "--program", program, "--json", "r.json"};
    if (!backend.empty()) arguments.push_back("--backend=" + backend);
    const Output run = pipette(arguments);
    ASSERT_THAT(run.code, testing::AnyOf(0, 1)) << run.err;
  }
  Output replay(const std::string& program, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"replay", "r.json", "--program", program};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return pipette(arguments);
  }
  static Output expect_same(const Output& run) {
    EXPECT_EQ(run.code, 0) << run.out << run.err;
    EXPECT_THAT(last_line(run.out), HasSubstr("the program behaves as it did then")) << run.out;
    return run;
  }
  static Output expect_different(const Output& run) {
    EXPECT_EQ(run.code, 1) << run.out << run.err;
    EXPECT_THAT(last_line(run.out), HasSubstr("differs first at step ")) << run.out;
    return run;
  }
};

constexpr const char* kEcho =
    "import sys\nfor line in sys.stdin: print(line, end='', flush=True)\n";
constexpr const char* kHoldsBack = "import sys\nprint(sys.stdin.read(), end='')\n";

// ---- Standard input and output ----

TEST_F(ReplayTest, AFailureIsTheSameUntilTheProgramIsMended) {
  const std::string wrong = script("wrong.py", kHoldsBack);
  const std::string right = script("right.py", kEcho);
  record("11", "AnswersBeforeTheNextLine", wrong);
  const Output same = expect_same(replay(wrong));
  EXPECT_THAT(same.out, AllOf(HasSubstr("the check failed then"), HasSubstr("wrong.py"),
                              HasSubstr("it still fails in the same way")));
  const Output mended = expect_different(replay(right));
  EXPECT_THAT(mended.out, AllOf(HasSubstr("right.py"), HasSubstr("now: stdout: \"")));
}

TEST_F(ReplayTest, TheStudentsOwnFileIsBuiltAndPlayedTo) {
  record("11", "EchoesOneLine", script("right.py", kEcho));
  write_stub(contents(root_ / "solutions" / "11-echo-stdin" / "echo.cpp"));
  const Output own = pipette({"replay", "r.json", "--check", "EchoesOneLine"});
  EXPECT_THAT(expect_same(own).out, HasSubstr("labs/11-echo-stdin/echo.cpp"));
  write_stub("int main() { return nothing; }\n");
  const Output refused = pipette({"replay", "r.json", "--check", "EchoesOneLine"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, AllOf(HasSubstr("error:"), HasSubstr("Nothing was replayed")));
}

TEST_F(ReplayTest, PortionsStayApartAndOtherBytesAreFound) {
  // Answers each portion that it reads with its size, so that the cuts are seen.
  const char* const sizes = R"(
import os
while part := os.read(0, 4096): os.write(1, b"%d " % len(part) + part)
)";
  const std::string wrong = script("wrong.py", sizes);
  record("11", "KeepsTheOrderOfLines", wrong);
  expect_same(replay(wrong));
  const Output other = expect_different(replay(script("right.py", kEcho)));
  EXPECT_THAT(other.out, AllOf(HasSubstr("    then  \""), HasSubstr("     now  \""),
                               HasSubstr("first difference at byte 0")));
}

TEST_F(ReplayTest, ExitCodesAndCrashesDiffer) {
  const std::string right = script("right.py", kEcho);
  record("11", "EchoesOneLine", right);
  const Output code = expect_different(
      replay(script("code.py", std::string(kEcho) + "sys.exit(3)\n"), {"--check", "Echoes"}));
  EXPECT_THAT(code.out, HasSubstr("now: exit code 3"));
  const Output crash = expect_different(
      replay(script("crash.py", "import os\nos.abort()\n"), {"--check", "EchoesOneLine"}));
  EXPECT_THAT(crash.out, HasSubstr("now: "));
}

// ---- Connections, under every backend ----

TEST_F(ReplayTest, ServersArePlayedToUnderEveryBackend) {
  const std::string wrong = server("wrong.py", "client.sendall(reply[:-1])");
  const std::string right = server("right.py", "client.sendall(reply)");
  for (const Backend backend : backends()) {
    const std::string option = "--backend=" + std::string(word(backend));
    record("31", "AnswersALineReversed", wrong, std::string(word(backend)));
    const Output same = expect_same(replay(wrong, {option}));
    EXPECT_THAT(same.out, HasSubstr("LISTENING 127.0.0.1:"));
    const Output mended = expect_different(replay(right, {option}));
    EXPECT_THAT(mended.out, HasSubstr("now: client: \"\\n\" came")) << option;
  }
}

TEST_F(ReplayTest, APortThatWasGivenIsGivenAgain) {
  const std::string right = server("right.py", "client.sendall(reply)");
  record("31", "ListensOnTheGivenPort", right);
  expect_same(replay(right, {"--check", "ListensOnTheGivenPort"}));
  // The line names the port that was asked for, and another one is open.
  std::string text = kServer;
  text.replace(text.find("int(sys.argv[1])"), 16, "0");
  text.replace(text.find("{answer}"), 8, "client.sendall(reply)");
  text.replace(text.find("{lost}"), 6, "pass");
  const Output other = expect_different(replay(script("other.py", text), {"--check", "Given"}));
  EXPECT_THAT(other.out, HasSubstr("LISTENING 127.0.0.1:"));
}

TEST_F(ReplayTest, ResetsArePlayed) {
  const std::string wrong = server("wrong.py", "client.sendall(reply)", kStuck);
  const std::string right = server("right.py", "client.sendall(reply)");
  record("31", "SurvivesAResetInMidLine", wrong);
  const Output same = expect_same(replay(wrong));
  EXPECT_THAT(same.out, AllOf(HasSubstr("pieces)"), HasSubstr("grader reset the connection")));
  expect_different(replay(right));
}

TEST_F(ReplayTest, StopsAndClosesArePlayed) {
  const std::string wrong = server("wrong.py", "client.sendall(reply)", kStuck);
  const std::string right = server("right.py", "client.sendall(reply)");
  record("31", "SurvivesAGoneReader", wrong);
  const Output same = expect_same(replay(wrong));
  EXPECT_THAT(same.out, AllOf(HasSubstr("SIGSTOP"), HasSubstr("SIGCONT")));
  expect_different(replay(right));
}

// ---- What cannot be replayed ----

TEST_F(ReplayTest, AnUnplayableConversationSaysSo) {
  const std::string right = server("right.py", "client.sendall(reply)");
  record("31", "ReversesALongLine", right);
  const Output run = replay(right, {"--check", "ReversesALongLine"});
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("The replay ends early: the grader sent 1048577 bytes"),
                             HasSubstr("so far the program behaves as it did then")));
}

TEST_F(ReplayTest, FilesThatAreNoRecordingsAreRefused) {
  const std::string program = script("wrong.py", kHoldsBack);
  record("11", "AnswersBeforeTheNextLine", program);
  const std::string text = contents(root_ / "r.json");
  const Json report = Json::parse(text);
  const auto refused = [&](const std::string& bytes, const char* why,
                           const std::vector<std::string>& more = {}) {
    std::ofstream(root_ / "r.json") << bytes;
    const Output run = replay(program, more);
    EXPECT_EQ(run.code, 2) << why << "\n" << run.out;
    EXPECT_THAT(run.err, AllOf(HasSubstr(why), HasSubstr("r.json"))) << run.out;
  };
  const auto changed = [&](const char* pointer, const Json& value) {
    Json other = report;
    other[Json::json_pointer(pointer)] = value;
    return other.dump();
  };
  refused("", "it is not JSON, at line 1, column 1");
  refused(text.substr(0, text.size() / 2), "it is not JSON, at line ");
  refused(std::string(1000, '['), "too many brackets at line 1, column 31");
  refused("{}", "it has no list \"labs\"");
  refused(changed("/labs/0/checks", "none"), "labs[0] has no list \"checks\"");
  refused(changed("/labs/0/checks/0/events/1/kind", "dance"), "labs[0].checks[0] is not");
  refused(changed("/labs/0/number", 12), "its lab 12 (\"echo-stdin\") is not one of this project");
  refused(changed("/labs/0/slug", "\033[2J"), "is not one of this project");
  refused(changed("/labs/0/checks/0/verdict", "passed"), "no check of it failed: name one");
  refused(changed("/labs/0/checks/0/events", Json::array()), "it holds no conversation");
  refused(changed("/labs/0/checks/0/events/0/lane", "rogue"),
          "event 1: a program with a wrong name");
  refused(text, "it holds no check NoSuchCheck", {"--check", "NoSuchCheck"});
  refused(text, "it holds nothing of lab 31", {"--lab", "31"});
  EXPECT_THAT(pipette({"replay", "none.json"}).err, HasSubstr("none.json: there is no such file"));
  EXPECT_THAT(pipette({"replay", "/dev/zero"}).err, HasSubstr("there is no such file"));
  EXPECT_EQ(pipette({"replay"}).code, 2);
}

TEST_F(ReplayTest, TheRecordingIsNotForTheProgram) {
  // It looks for the file on the command lines of others, and in the folder for temporary files.
  const std::string spy = script("spy.py", R"(
import glob, os, sys
found = []
for name in glob.glob("/proc/*/cmdline") + glob.glob("/tmp/*/recording.json"):
  try: text = open(name, "rb").read()
  except OSError: continue
  for word in text.split(b"\0"):
    path = word.removeprefix(b"--recording=")
    if path == word: continue
    try: found.append(open(path).read())
    except OSError: pass
  if name.endswith(".json"): found.append(text)
for line in sys.stdin: print(line, end="", flush=True)
if found: print("found", len(found))
)");
  for (const Backend backend : backends()) {
    record("11", "EchoesOneLine", script("right.py", kEcho), std::string(word(backend)));
    const Output run =
        replay(spy, {"--check", "EchoesOneLine", "--backend=" + std::string(word(backend))});
    EXPECT_THAT(expect_same(run).out, Not(HasSubstr("found")));
  }
}

}  // namespace
}  // namespace pipette
