#include "grade/attempt.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "engine/family.hpp"
#include "engine/interruption.hpp"
#include "grade/run.hpp"
#include "grade/task.hpp"
#include "report/json.hpp"

namespace pipette {
namespace {

using Kind = AttemptNews::Kind;

// ---- In the process of its own ----

// One message: its kind, the number of bytes that follow the line feed, and these.
class Messenger {
 public:
  explicit Messenger(int fd) : fd_(fd) {}

  void say(Kind kind, const std::string& text = {}) const {
    std::string bytes = std::to_string(static_cast<int>(kind)) + " ";
    bytes += std::to_string(text.size()) + "\n" + text;
    for (std::string_view rest = bytes; !rest.empty();) {
      const ssize_t written = write(fd_, rest.data(), rest.size());
      if (written < 0 && errno != EINTR) _exit(1);  // nobody listens any more
      rest.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
  }

 private:
  int fd_;
};

bool has_check(const Lab& lab, const std::string& name) {
  return std::any_of(lab.checks.begin(), lab.checks.end(),
                     [&name](const RubricEntry& check) { return check.name == name; });
}

// Tries the one check. True when that has settled everything, because nothing could be built.
bool try_first(const AttemptOptions& how, const Messenger& messenger) {
  Options one;
  one.only = how.first;
  bool built = false;
  // A grading tells first that it builds, then of each check that begins.
  const auto progress = [&](const std::string&) {
    messenger.say(std::exchange(built, true) ? Kind::trying_first : Kind::building);
  };
  LabResult result =
      grade(how.lab, {how.place, one, how.protection, how.seed, how.slack, progress});
  if (result.build_failure) {
    result.checks = not_built(how.lab.checks);
    messenger.say(Kind::judged, to_json(result));
    return true;
  }
  // One failure says little about what is behind it.
  result.likely.clear();
  if (first_failed(result) != nullptr) messenger.say(Kind::failed_first, to_json(result));
  return false;
}

void grade_in_steps(const AttemptOptions& how, const Messenger& messenger) {
  const bool stepwise = has_check(how.lab, how.first);
  if (stepwise && try_first(how, messenger)) return;
  const Options all;
  int done = -1;
  const auto progress = [&](const std::string&) {
    if (done >= 0) messenger.say(Kind::checking, std::to_string(done));
    else if (!stepwise) messenger.say(Kind::building);
    ++done;
  };
  messenger.say(
      Kind::judged,
      to_json(grade(how.lab, {how.place, all, how.protection, how.seed, how.slack, progress})));
}

// Nothing that is written to the standard streams may reach the screen of the process above.
void leave_the_terminal() {
  const int nowhere = require(open("/dev/null", O_RDWR | O_CLOEXEC), "open /dev/null");
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    require(dup2(nowhere, stream), "leave the terminal");
  close(nowhere);
}

[[noreturn]] void work(const AttemptOptions& how, const Messenger& messenger, pid_t parent) {
  try {
    // Before signals get through: from here on, SIGTERM is noticed, and ends the run in order.
    Loop loop;
    const Interruption until_the_end(loop);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    require(prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0), "watch the process above");
    if (getppid() != parent) _exit(1);
    leave_the_terminal();
    become_guardian();
    grade_in_steps(how, messenger);
  } catch (const Interrupted&) {
  } catch (const std::exception& error) {
    messenger.say(Kind::fault, error.what());
  }
  (void)sweep();
  _exit(0);
}

// ---- In the process that watches ----

AttemptNews news_of(int kind, const std::string& text) {
  AttemptNews news{.kind = static_cast<Kind>(kind)};
  switch (news.kind) {
    case Kind::checking: news.done = std::stoi(text); break;
    case Kind::failed_first:
    case Kind::judged: {
      std::optional<LabResult> result = lab_from_json(text);
      if (!result) return {.kind = Kind::fault, .fault = "The result could not be read."};
      news.result = std::move(*result);
      break;
    }
    case Kind::fault: news.fault = text; break;
    case Kind::building:
    case Kind::trying_first: break;
  }
  return news;
}

}  // namespace

Attempt::Attempt(const AttemptOptions& options) {
  Pipe pipe;
  const pid_t self = getpid();
  pid_ = require(fork(), "start a grading");
  if (pid_ == 0) work(options, Messenger(pipe.ends[1]), self);
  news_ = Descriptor(pipe.release(0));
  require(fcntl(news_.get(), F_SETFL, O_NONBLOCK), "read what a grading tells");
}

Attempt::~Attempt() {
  constexpr std::chrono::seconds kPatience(3);
  const Deadline deadline{Within(kPatience)};
  if (!over_) kill(pid_, SIGTERM);
  while (!over_ && !deadline.passed()) {
    pollfd readable{news_.get(), POLLIN, 0};
    (void)poll(&readable, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count()));
    over_ = !fill();
    unread_.clear();
  }
  // Reaps it, too. One that does not end by itself is killed.
  (void)sweep();
}

bool Attempt::fill() {
  std::array<char, 65536> bytes{};
  while (true) {
    const ssize_t size = ::read(news_.get(), bytes.data(), bytes.size());
    if (size > 0) unread_.append(bytes.data(), static_cast<std::size_t>(size));
    else if (size == 0 || (errno != EINTR && errno != EAGAIN)) return false;
    else if (errno == EAGAIN) return true;
  }
}

std::vector<AttemptNews> Attempt::read() {
  over_ = !fill();
  std::vector<AttemptNews> news;
  std::size_t at = 0;
  for (std::size_t line = 0; (line = unread_.find('\n', at)) != std::string::npos;) {
    const std::size_t blank = unread_.find(' ', at);
    const std::size_t size = std::stoul(unread_.substr(blank + 1, line - blank - 1));
    if (unread_.size() < line + 1 + size) break;
    news.push_back(
        news_of(std::stoi(unread_.substr(at, blank - at)), unread_.substr(line + 1, size)));
    at = line + 1 + size;
  }
  unread_.erase(0, at);
  if (unread_.empty()) unread_.shrink_to_fit();
  return news;
}

}  // namespace pipette
