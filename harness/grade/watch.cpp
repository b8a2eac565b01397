#include "grade/watch.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iostream>

#include "grade/attempt.hpp"
#include "grade/history.hpp"
#include "grade/keyboard.hpp"
#include "grade/ladder.hpp"
#include "grade/progress.hpp"
#include "grade/screen.hpp"
#include "grade/show.hpp"
#include "grade/signals.hpp"
#include "grade/state.hpp"
#include "grade/task.hpp"
#include "grade/watch_view.hpp"
#include "grade/watcher.hpp"
#include "report/hints.hpp"

namespace pipette {
namespace {

std::string time_of_day() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:%H:%M:%S}", local);
}

struct WatchOptions {
  const Place& place;
  const Options& options;
  const Opener& opener;
  const ProvenProtection& protection;
};

// One session: reads keys, signals, saves and what a run tells, and paints after each of them.
class Watch {
 public:
  Watch(const WatchOptions& options, const std::vector<Lab>& labs)
      : options_(options), state_(options.place.root), ladder_(labs, state_), watcher_(labs) {
    const std::vector<std::string>& named = options.options.labs;
    go_to(named.empty() ? ladder_.to_work_on() : find_lab(labs, named.front()));
  }

  void run() {
    if (view_.result) start("started");
    while (!quit_) {
      paint(screen_, view_, ladder_, options_.place.root);
      wait();
    }
  }

 private:
  // ---- Runs ----

  void go_to(const Lab& lab) {
    attempt_.reset();
    view_ = view_of(lab, state_.load(lab).last, options_.place.root);
    failing_.clear();
    note_failing();
  }

  // The check that is tried first next time. Where nothing was built, it stays as it was.
  void note_failing() {
    if (!view_.result || view_.result->build_failure) return;
    const CheckResult* failed = first_failed(*view_.result);
    failing_ = failed != nullptr ? failed->name : "";
  }

  // Gives up the run under way, if any.
  void start(const std::string& why) {
    attempt_.reset();
    settled_ = false;
    began_ = fmt::format("{} {}", why, time_of_day());
    began_at_ = Clock::now();
    view_.outdated = true;
    view_.fault.clear();
    view_.message.clear();
    view_.activity = began_ + ": building ...";
    paint(screen_, view_, ladder_, options_.place.root);
    report_ = new_report(options_.options, options_.protection);
    attempt_.emplace(AttemptOptions{.place = options_.place,
                                    .protection = options_.protection,
                                    .lab = *view_.lab,
                                    .first = failing_,
                                    .seed = report_.seed,
                                    .slack = report_.slack});
  }

  void show_result(LabResult result) {
    view_.result = std::move(result);
    view_.seed = report_.seed;
    view_.outdated = false;
    view_.scroll = 0;
  }

  void finish(LabResult result) {
    const std::chrono::duration<double> took = Clock::now() - began_at_;
    const auto passed =
        std::count_if(result.checks.begin(), result.checks.end(),
                      [](const CheckResult& check) { return check.verdict == Verdict::passed; });
    view_.activity = result.build_failure
                         ? began_ + ": the program did not build"
                         : fmt::format("{}: {} of {} checks passed ({:.1f} s)", began_, passed,
                                       result.checks.size(), took.count());
    view_.points = score(result);
    ladder_.add_run(*view_.lab, view_.points.points);
    if (hint_subject(result) != hinted_) view_.hint.clear();
    show_result(std::move(result));
    note_failing();
    paint(screen_, view_, ladder_, options_.place.root);
    try {
      remember(state_, *view_.lab, *view_.result);
      report_.labs = {*view_.result};
      History(options_.place.root).keep(report_);
      report_.labs.clear();
    } catch (const UsageError& error) {
      view_.message = error.what();
    }
  }

  void fail(std::string why) {
    view_.fault = std::move(why);
    view_.outdated = false;
    view_.activity = began_ + ": not checked";
  }

  void hear(AttemptNews news) {
    using Kind = AttemptNews::Kind;
    settled_ = news.kind == Kind::judged || news.kind == Kind::fault;
    switch (news.kind) {
      case Kind::building: view_.activity = began_ + ": building ..."; break;
      case Kind::trying_first:
        view_.activity = began_ + ": trying the check that failed last ...";
        break;
      case Kind::checking:
        view_.activity =
            fmt::format("{}: {} of {} checks ...", began_, news.done, view_.lab->checks.size());
        break;
      case Kind::failed_first: show_result(std::move(news.result)); break;
      case Kind::judged: finish(std::move(news.result)); break;
      case Kind::fault: fail(std::move(news.fault)); break;
    }
  }

  void hear_attempt() {
    for (AttemptNews& news : attempt_->read()) hear(std::move(news));
    if (!attempt_->over()) return;
    attempt_.reset();
    if (!settled_) fail("The run ended before its result was there. Press r to run again.");
  }

  // ---- Keys ----

  void give_hint() {
    const std::optional<LabResult> last = state_.load(*view_.lab).last;
    if (!last) view_.message = "Save your program once: hints are for a check that fails.";
    else if (last->build_failure) view_.message = "Start with the compiler's first error.";
    else if (first_failed(*last) == nullptr) view_.message = "No hint is needed: nothing failed.";
    if (!view_.message.empty()) return;
    hinted_ = hint_subject(*last);
    view_.hint = next_hint(state_, *view_.lab);
    view_.scroll = 0;
  }

  void answer(Key key) {
    try {
      if (key == Key::hint) give_hint();
      else view_.message = open_report(options_.place, options_.opener);
    } catch (const UsageError& error) {
      view_.message = error.what();
    }
  }

  void suspend() {
    const bool was_running = attempt_.has_value();
    attempt_.reset();
    screen_.leave();
    signals_.stop_group();
    screen_.enter();
    if (was_running) start("started");
  }

  void scroll(int lines) {
    const auto up = static_cast<std::size_t>(std::max(-lines, 0));
    const auto down = static_cast<std::size_t>(std::max(lines, 0));
    view_.scroll = view_.scroll - std::min(up, view_.scroll) + down;
  }

  void press(Key key) {
    const int page = std::max(static_cast<int>(body_rows(screen_.size())) - 1, 1);
    view_.message.clear();
    switch (key) {
      case Key::hint:
      case Key::open: answer(key); break;
      case Key::again: start("started"); break;
      case Key::next:
        go_to(ladder_.after(*view_.lab));
        if (view_.result) start("started");
        break;
      case Key::quit: quit_ = true; break;
      case Key::interrupt: throw Interrupted{};
      case Key::suspend: suspend(); break;
      case Key::redraw: screen_.forget(); break;
      case Key::up: scroll(-1); break;
      case Key::down: scroll(1); break;
      case Key::page_up: scroll(-page); break;
      case Key::page_down: scroll(page); break;
    }
  }

  // ---- Whatever happens ----

  void read_keys() {
    std::array<char, 256> bytes{};
    const ssize_t size = read(STDIN_FILENO, bytes.data(), bytes.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (size <= 0) throw Interrupted{};  // the terminal has gone
    for (const Key key : keyboard_.keys({bytes.data(), static_cast<std::size_t>(size)})) press(key);
  }

  void obey_signals() {
    while (const auto number = signals_.next()) {
      if (*number == SIGTSTP) suspend();
      else if (*number == SIGCONT) screen_.enter();
      else if (*number == SIGWINCH) screen_.forget();
      else throw Interrupted{};
    }
  }

  void look_for_saves() {
    const std::vector<const Lab*> changed = watcher_.changed();
    if (changed.empty()) return;
    if (std::find(changed.begin(), changed.end(), view_.lab) == changed.end())
      go_to(*changed.front());
    start("saved");
  }

  void wait() {
    std::array<pollfd, 4> events = {{{STDIN_FILENO, POLLIN, 0},
                                     {signals_.descriptor(), POLLIN, 0},
                                     {watcher_.descriptor(), POLLIN, 0},
                                     {attempt_ ? attempt_->descriptor() : -1, POLLIN, 0}}};
    int timeout = -1;
    if (const auto due = watcher_.due()) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - Clock::now()).count();
      timeout = static_cast<int>(std::max<std::int64_t>(left, 0));
    }
    if (poll(events.data(), events.size(), timeout) < 0) return;
    if (events[3].revents != 0) hear_attempt();
    if (events[1].revents != 0) obey_signals();
    if (events[0].revents != 0) read_keys();
    if (events[2].revents != 0) watcher_.notice();
    if (watcher_.due() && Clock::now() >= *watcher_.due()) look_for_saves();
  }

  const WatchOptions options_;
  State state_;
  Ladder ladder_;
  Watcher watcher_;
  // Before the screen, so that no signal ends us while it is ours.
  Signals signals_{SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
  Screen screen_;
  Keyboard keyboard_;

  WatchView view_;
  std::optional<Attempt> attempt_;
  Report report_;        // of the last run, without its lab
  std::string failing_;  // the check that is tried first
  std::string hinted_;   // what view_.hint is about
  std::string began_;    // "saved 12:03:11"
  Clock::time_point began_at_;
  bool settled_ = false;  // the run has told its result, or why there is none
  bool quit_ = false;
};

}  // namespace

int watch_labs(const Place& place, const Options& options, const Opener& opener) {
  require_terminal();
  const std::vector<Lab> labs = load_labs(place.root);
  if (!options.labs.empty()) (void)find_lab(labs, options.labs.front());
  State(place.root).keep_stubs(labs, place.root);
  std::cerr << "pipette: getting ready ..." << std::flush;
  const ProvenProtection protection = prove_protection(place.binaries, backend_of(options.backend));
  std::cerr << "\r\x1b[K" << std::flush;
  if (!options.require.empty()) require_layer(protection.report, options.require);
  Watch({place, options, opener, protection}, labs).run();
  return 0;
}

}  // namespace pipette
