// Reads command lines from standard input and runs them: programs alone or connected by pipes, with
// redirections to files, and two builtins, cd and exit. It ends with the status of the last line.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace {

constexpr int kFailure = 1;
constexpr int kSyntaxError = 2;
constexpr int kCannotRun = 126;
constexpr int kNotFound = 127;
constexpr int kSignalBase = 128;

// Returns the result of a system call, or throws what went wrong.
int checked(int result, const std::string& what) {
  if (result < 0) throw std::system_error(errno, std::system_category(), what);
  return result;
}

void complain(std::string_view text) { std::cerr << "mini_shell: " << text << '\n'; }

// Owns one file descriptor and closes it at the end of its life.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  // Makes `number` another name for what this descriptor stands for.
  void appear_as(int number) const {
    if (fd_ >= 0) checked(::dup2(fd_, number), "dup2");
  }

 private:
  int fd_ = -1;
};

struct Pipe {
  Descriptor reading;
  Descriptor writing;
};

// Both ends are closed on exec: a command keeps only the copies that it gets as its 0 and 1.
Pipe make_pipe() {
  std::array<int, 2> ends{};
  checked(::pipe2(ends.data(), O_CLOEXEC), "pipe");
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

// ---- What a line says ----

struct Redirection {
  int number;  // of the descriptor that is to lead to the file
  int flags;   // how the file is opened
  std::string file;
};

struct Command {
  std::vector<std::string> words;
  std::vector<Redirection> redirections;
};

struct SyntaxError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Reads a line from left to right and builds its commands.
class Parser {
 public:
  explicit Parser(std::string_view line) : rest_(line) {}

  // Returns nothing for a line without any command: it is blank, or only a comment.
  std::vector<Command> pipeline() {
    if (at_end()) return {};
    std::vector<Command> commands;
    commands.push_back(command());
    while (take("|")) commands.push_back(command());
    return commands;
  }

 private:
  // Up to the next | or the end of the line.
  Command command() {
    Command result;
    while (!at_end() && !rest_.starts_with('|')) {
      if (std::optional<Redirection> found = redirection())
        result.redirections.push_back(std::move(*found));
      else result.words.push_back(word());
    }
    if (result.words.empty()) throw SyntaxError("a command is missing");
    return result;
  }

  std::optional<Redirection> redirection() {
    constexpr int kWrite = O_WRONLY | O_CREAT;
    // The longer signs come first: >> begins with >.
    if (take("2>")) return Redirection{STDERR_FILENO, kWrite | O_TRUNC, file_name()};
    if (take(">>")) return Redirection{STDOUT_FILENO, kWrite | O_APPEND, file_name()};
    if (take(">")) return Redirection{STDOUT_FILENO, kWrite | O_TRUNC, file_name()};
    if (take("<")) return Redirection{STDIN_FILENO, O_RDONLY, file_name()};
    return std::nullopt;
  }

  std::string file_name() {
    if (at_end() || ends_a_word(rest_.front())) throw SyntaxError("a file name is missing");
    return word();
  }

  // A word may be made of several parts, of which some are quoted: a'b c'd.
  std::string word() {
    std::string text;
    while (!rest_.empty() && !ends_a_word(rest_.front())) {
      if (take("'")) {
        text += quoted();
      } else {
        text += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    return text;
  }

  // The opening quote is taken already.
  std::string_view quoted() {
    const std::size_t end = rest_.find('\'');
    if (end == std::string_view::npos) throw SyntaxError("a quote is not closed");
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }

  static bool ends_a_word(char c) { return is_blank(c) || c == '|' || c == '<' || c == '>'; }

  // Whether nothing but blanks and perhaps a comment is left. Skips the blanks.
  bool at_end() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    return rest_.empty() || rest_.starts_with('#');
  }

  bool take(std::string_view sign) {
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  std::string_view rest_;
};

// ---- Inside a child ----

// Turns this process into the command. The descriptors 0 to 2 and the redirections are the child's
// own: the shell, from which it was copied, does not notice them.
[[noreturn]] void become(const Command& command) {
  for (const Redirection& redirection : command.redirections) {
    constexpr mode_t kForEverybody = 0666;  // less what the umask takes away
    const Descriptor file(
        checked(::open(redirection.file.c_str(), redirection.flags | O_CLOEXEC, kForEverybody),
                redirection.file));
    file.appear_as(redirection.number);
  }

  std::vector<char*> arguments;
  for (const std::string& word : command.words)
    arguments.push_back(const_cast<char*>(word.c_str()));  // exec does not change them
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());

  // Only a program that could not be started arrives here.
  const int error = errno;
  complain(command.words.front() + ": " + std::generic_category().message(error));
  ::_exit(error == ENOENT ? kNotFound : kCannotRun);
}

// Whatever fails, the child must not go back into the shell's loop: there would be two shells. It
// leaves by _exit, because what stands in the copied buffers belongs to the shell.
[[noreturn]] void run_child(const Command& command, const Descriptor& input,
                            const Descriptor& output) {
  try {
    input.appear_as(STDIN_FILENO);
    output.appear_as(STDOUT_FILENO);
    become(command);
  } catch (const std::exception& error) {
    complain(error.what());
    ::_exit(kFailure);
  }
}

// ---- The shell ----

// Returns -1 where the system has no room for one more process.
pid_t start(const Command& command, const Descriptor& input, const Descriptor& output) {
  const pid_t child = ::fork();
  if (child < 0) complain(command.words.front() + ": " + std::generic_category().message(errno));
  if (child == 0) run_child(command, input, output);
  return child;
}

int wait_for(pid_t child) {
  if (child < 0) return kFailure;
  int raw = 0;
  while (::waitpid(child, &raw, 0) < 0)
    if (errno != EINTR) checked(-1, "waitpid");
  return WIFSIGNALED(raw) ? kSignalBase + WTERMSIG(raw) : WEXITSTATUS(raw);
}

// All commands are started before any is waited for: a pipe holds little, so a command whose reader
// has not begun yet would soon stand still.
int run_pipeline(const std::vector<Command>& commands) {
  std::vector<Pipe> pipes;
  while (pipes.size() + 1 < commands.size()) pipes.push_back(make_pipe());

  const Descriptor as_it_is;  // the two ends of the pipeline lead where the shell's own 0 and 1 do
  std::vector<pid_t> children;
  for (std::size_t i = 0; i < commands.size(); ++i)
    children.push_back(start(commands[i], i > 0 ? pipes[i - 1].reading : as_it_is,
                             i < pipes.size() ? pipes[i].writing : as_it_is));

  pipes.clear();  // while the shell held a writing end, the reader of that pipe would see no end
  int status = 0;
  for (const pid_t child : children) status = wait_for(child);
  return status;
}

// Both builtins change the shell itself, which no child could do.
int change_folder(const std::vector<std::string>& words) {
  if (words.size() != 2) throw std::runtime_error("cd: exactly one folder is wanted");
  checked(::chdir(words[1].c_str()), "cd: " + words[1]);
  return 0;
}

int exit_code(const std::vector<std::string>& words, int last_status) {
  if (words.size() == 1) return last_status;
  std::uint8_t code = 0;
  const char* const end = words[1].data() + words[1].size();
  const auto [stop, error] = std::from_chars(words[1].data(), end, code);
  if (words.size() > 2 || error != std::errc{} || stop != end)
    throw std::runtime_error("exit: one number from 0 to 255 is wanted");
  return code;
}

class Shell {
 public:
  // Returns the exit code of the shell.
  int run() {
    for (std::string line; !leaves_ && std::getline(std::cin, line);) run_line(line);
    return status_;
  }

 private:
  void run_line(std::string_view line) {
    try {
      const std::vector<Command> commands = Parser(line).pipeline();
      if (!commands.empty()) status_ = run(commands);
    } catch (const SyntaxError& error) {
      complain(error.what());
      status_ = kSyntaxError;
    } catch (const std::exception& error) {
      complain(error.what());
      status_ = kFailure;
    }
  }

  int run(const std::vector<Command>& commands) {
    const std::vector<std::string>& words = commands.front().words;
    if (commands.size() == 1 && words.front() == "cd") return change_folder(words);
    if (commands.size() > 1 || words.front() != "exit") return run_pipeline(commands);
    const int code = exit_code(words, status_);
    leaves_ = true;
    return code;
  }

  int status_ = 0;
  bool leaves_ = false;
};

}  // namespace

int main() { return Shell().run(); }
