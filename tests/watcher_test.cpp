// What `pipette watch` is made of, besides its screen: saves that are noticed, keys, the ladder.
#include "grade/watcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "engine/session.hpp"
#include "grade/keyboard.hpp"
#include "grade/ladder.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

// Two labs in a folder of their own. The parameter says whether the watcher polls.
class WatcherTest : public testing::TestWithParam<bool> {
 protected:
  WatcherTest() {
    setenv("PIPETTE_POLL", GetParam() ? "1" : "0", 1);
    for (const char* name : {"11-echo", "31-server"}) {
      const fs::path folder = directory_.path() / name;
      fs::create_directory(folder);
      Lab& lab = labs_.emplace_back();
      lab.number = std::atoi(name);
      lab.folder = folder;
      lab.source = folder / "source.cpp";
      lab.checks = {{"A.B", 100}};
      write(labs_.back().source, "first");
    }
  }
  ~WatcherTest() override { unsetenv("PIPETTE_POLL"); }

  static void write(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::trunc) << text;
  }

  // The labs of the next changes that are noticed, by number.
  static std::vector<int> next_changes(Watcher& watcher) {
    const Deadline deadline{Within(std::chrono::seconds(20))};
    while (!deadline.passed()) {
      pollfd events{watcher.descriptor(), POLLIN, 0};
      const auto left = watcher.due().value_or(deadline.at()) - Clock::now();
      const auto timeout = std::chrono::ceil<std::chrono::milliseconds>(left).count();
      poll(&events, 1, static_cast<int>(std::max<std::int64_t>(timeout, 0)));
      if (events.revents != 0) watcher.notice();
      if (!watcher.due() || Clock::now() < *watcher.due()) continue;
      std::vector<int> numbers;
      for (const Lab* lab : watcher.changed()) numbers.push_back(lab->number);
      if (!numbers.empty()) return numbers;
    }
    return {};
  }

  // What was done before this is no change.
  void expect_nothing_before_another_save(Watcher& watcher) {
    write(labs_[1].source, "something else");
    EXPECT_THAT(next_changes(watcher), ElementsAre(31));
  }

  WorkingDirectory directory_;
  std::vector<Lab> labs_;
};

INSTANTIATE_TEST_SUITE_P(Watcher, WatcherTest, testing::Bool(), [](const auto& polls) {
  return std::string(polls.param ? "Polling" : "Inotify");
});

TEST_P(WatcherTest, NoticesAFileThatIsWrittenAnew) {
  Watcher watcher(labs_);
  EXPECT_EQ(watcher.descriptor() < 0, GetParam());
  write(labs_[0].source, "second");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
  write(labs_[0].source, "third!");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
}

TEST_P(WatcherTest, NoticesAFileThatTakesTheOldOnesPlace) {
  Watcher watcher(labs_);
  for (const char* text : {"second", "third!"}) {
    write(labs_[0].folder / "source.cpp~", text);
    fs::rename(labs_[0].folder / "source.cpp~", labs_[0].source);
    EXPECT_THAT(next_changes(watcher), ElementsAre(11));
  }
}

TEST_P(WatcherTest, NoticesAFileThatWasAwayForAWhile) {
  Watcher watcher(labs_);
  fs::remove(labs_[0].source);
  expect_nothing_before_another_save(watcher);
  write(labs_[0].source, "second");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
}

TEST_P(WatcherTest, NoticesHeadersBesideTheSource) {
  Watcher watcher(labs_);
  write(labs_[0].folder / "mine.hpp", "int f();");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
  fs::remove(labs_[0].folder / "mine.hpp");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
}

TEST_P(WatcherTest, TheSameBytesAreNoChange) {
  Watcher watcher(labs_);
  write(labs_[0].source, "first");
  write(labs_[0].folder / "notes.txt", "not compiled");
  fs::create_directory(labs_[0].folder / "folder");
  expect_nothing_before_another_save(watcher);
}

TEST_P(WatcherTest, SeveralWritesAreOneSave) {
  Watcher watcher(labs_);
  {
    std::ofstream file(labs_[0].source, std::ios::trunc);
    for (int i = 0; i < 5; ++i) file << i << std::flush;
  }
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
  expect_nothing_before_another_save(watcher);
}

TEST_P(WatcherTest, GoesOnWhenAFolderIsReplaced) {
  Watcher watcher(labs_);
  fs::rename(labs_[0].folder, directory_.path() / "away");
  fs::create_directory(labs_[0].folder);
  write(labs_[0].source, "second");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
  write(labs_[0].source, "third!");
  EXPECT_THAT(next_changes(watcher), ElementsAre(11));
}

TEST_P(WatcherTest, DoesNotFollowLinksOrWaitForPipes) {
  fs::remove(labs_[0].source);
  ASSERT_EQ(mkfifo(labs_[0].source.c_str(), 0600), 0);
  Watcher watcher(labs_);
  expect_nothing_before_another_save(watcher);
}

// ---- Keys ----

TEST(Keyboard, KnowsLettersInBothCasesAndControlKeys) {
  Keyboard keyboard;
  EXPECT_THAT(keyboard.keys("hRnOq"),
              ElementsAre(Key::hint, Key::again, Key::next, Key::open, Key::quit));
  EXPECT_THAT(keyboard.keys("\x03\x1a\x0c"),
              ElementsAre(Key::interrupt, Key::suspend, Key::redraw));
  EXPECT_THAT(keyboard.keys("xyz1\n\t\xC3\xA4"), IsEmpty());
}

TEST(Keyboard, PutsSequencesTogetherThatComeInPieces) {
  Keyboard keyboard;
  EXPECT_THAT(keyboard.keys("\x1b[A\x1bOB\x1b[5~\x1b[6~"),
              ElementsAre(Key::up, Key::down, Key::page_up, Key::page_down));
  EXPECT_THAT(keyboard.keys("\x1b"), IsEmpty());
  EXPECT_THAT(keyboard.keys("["), IsEmpty());
  EXPECT_THAT(keyboard.keys("B"), ElementsAre(Key::down));
}

TEST(Keyboard, ForgetsSequencesThatItDoesNotKnow) {
  Keyboard keyboard;
  EXPECT_THAT(keyboard.keys("\x1b[1;5Cq"), ElementsAre(Key::quit));
  EXPECT_THAT(keyboard.keys("\x1bq"), ElementsAre(Key::quit));
  EXPECT_THAT(keyboard.keys("\x1b\x1b[A"), ElementsAre(Key::up));
  EXPECT_THAT(keyboard.keys("\x1b[" + std::string(1000, '1') + "\x03"),
              testing::Contains(Key::interrupt));
}

// ---- The ladder ----

TEST_P(WatcherTest, LadderKnowsWhatComesNext) {
  const State state(directory_.path());
  LabState done;
  done.best = 100;
  state.save(labs_[0], done);
  Ladder ladder(labs_, state);
  EXPECT_EQ(ladder.to_work_on().number, 31);
  EXPECT_EQ(ladder.after(labs_[0]).number, 31);
  EXPECT_EQ(ladder.after(labs_[1]).number, 11);
  ladder.add_run(labs_[1], 60);
  ladder.add_run(labs_[1], 40);
  EXPECT_EQ(ladder.climbed().complete, 1);
  EXPECT_EQ(ladder.climbed().points, (Score{160, 200}));
  ladder.add_run(labs_[1], 100);
  EXPECT_EQ(ladder.climbed().complete, 2);
  EXPECT_EQ(ladder.to_work_on().number, 11);
}

}  // namespace
}  // namespace pipette
