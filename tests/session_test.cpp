// What one check owns: its time, its directory, its programs.
#include "engine/session.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <sstream>

#include "children.hpp"
#include "engine/probe.hpp"

namespace pipette {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

namespace fs = std::filesystem;
constexpr auto kNever = [] { return false; };
constexpr Within kHours = std::chrono::hours(100);
constexpr Within kShort = std::chrono::milliseconds(5);

const SessionOptions kPatient{.check_limit = kPatience};

std::string read_to_end(Session& session, Started& program) {
  EXPECT_TRUE(session.wait([&] { return program.process.drained(); }, kPatience));
  return program.process.out().inbox().unread;
}

std::vector<std::string> lines_of(Session& session, const std::string& name) {
  std::istringstream text(read_to_end(session, *session.spawn({child(name), {}, 0, true})));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

TEST(WorkingDirectory, IsEmptyAndPrivate) {
  const WorkingDirectory directory;
  EXPECT_TRUE(fs::is_empty(directory.path()));
  EXPECT_EQ(fs::status(directory.path()).permissions(), fs::perms::owner_all);
}

TEST(WorkingDirectory, GoesWithEverythingInIt) {
  fs::path path;
  {
    const WorkingDirectory directory;
    path = directory.path();
    fs::create_directories(path / "a" / "b");
    std::ofstream(path / "a" / "b" / "file") << "text";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(WorkingDirectory, GoesThoughAFolderInItIsLocked) {
  const Unprivileged here;
  fs::path path;
  {
    const WorkingDirectory directory;
    path = directory.path();
    fs::create_directories(path / "locked" / "inside");
    std::ofstream(path / "locked" / "inside" / "file") << "text";
    ASSERT_EQ(chmod((path / "locked" / "inside").c_str(), 0), 0);
    ASSERT_EQ(chmod((path / "locked").c_str(), 0), 0);
    ASSERT_EQ(chmod(path.c_str(), 0500), 0);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(WorkingDirectory, FollowsNoLinkOutOfIt) {
  const Unprivileged here;
  const WorkingDirectory outside;
  std::ofstream(outside.path() / "precious") << "text";
  ASSERT_EQ(chmod(outside.path().c_str(), 0500), 0);
  {
    const WorkingDirectory directory;
    fs::create_directory_symlink(outside.path(), directory.path() / "link");
    fs::create_directory(directory.path() / "locked");
    ASSERT_EQ(chmod((directory.path() / "locked").c_str(), 0), 0);
  }
  EXPECT_TRUE(fs::exists(outside.path() / "precious"));
  EXPECT_EQ(fs::status(outside.path()).permissions(), fs::perms(0500));
}

TEST(Session, AWaitEndsAtItsOwnLimit) {
  Session session({.check_limit = kHours});
  EXPECT_FALSE(session.wait(kNever, kShort));
}

TEST(Session, AWaitEndsWithTheCheck) {
  Session session({.check_limit = kShort});
  EXPECT_FALSE(session.wait(kNever, kHours));
  EXPECT_FALSE(session.wait(kNever, kHours)) << "the time of a check does not begin anew";
}

// Looks come at least a millisecond apart, so the hundredth is past the limit without slack.
bool hundred_looks(Session& session) {
  int looks = 0;
  return session.wait([&] { return ++looks == 100; }, kShort, std::chrono::milliseconds(1));
}

TEST(Session, SlackMultipliesEveryLimit) {
  Session strict({.slack = 1, .check_limit = kPatience});
  EXPECT_FALSE(hundred_looks(strict));
  Session lenient({.slack = 10000, .check_limit = kShort});
  EXPECT_TRUE(hundred_looks(lenient));
}

TEST(Session, ProgramsGetTheEnvironmentOfTheLabs) {
  Session session(kPatient);
  const auto environment = lines_of(session, "prints_environment");
  const auto directory = lines_of(session, "prints_directory");
  EXPECT_THAT(environment, SizeIs(5));
  EXPECT_THAT(environment, Contains("PATH=/usr/bin:/bin"));
  EXPECT_THAT(environment, Contains("LANG=C.UTF-8"));
  EXPECT_THAT(environment, Contains(StartsWith("TZ=")));
  ASSERT_THAT(directory, SizeIs(1)) << "it is empty";
  EXPECT_THAT(environment, Contains("HOME=" + directory[0]));
  EXPECT_THAT(environment, Contains("TMPDIR=" + directory[0]));
  session.finish();
}

TEST(Session, TheTimeZoneIsSometimesAnOddOne) {
  std::set<std::string> zones;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Session session({.check_limit = kPatience, .seed = seed});
    for (const std::string& line : lines_of(session, "prints_environment"))
      if (line.rfind("TZ=", 0) == 0) zones.insert(line);
    session.finish();
  }
  EXPECT_THAT(zones, testing::ElementsAre("TZ=UTC0", "TZ=XYZ-5:45"));
}

TEST(Session, TheSameSeedGivesTheSameNumbers) {
  Session one({.seed = 7});
  Session same({.seed = 7});
  Session other({.seed = 8});
  const auto number = one.random()();
  EXPECT_EQ(same.random()(), number);
  EXPECT_NE(other.random()(), number);
}

TEST(Session, LanesAreNumbered) {
  Session session(kPatient);
  EXPECT_EQ(session.next_client(), "client");
  EXPECT_EQ(session.next_client(), "client 2");
  for (int i = 0; i < 4; ++i) (void)session.spawn({child("sleeps"), {}, 0, true});
  std::string told;
  for (const std::string& line : story(session.transcript())) told += line + "\n";
  EXPECT_THAT(told, HasSubstr(" program: started"));
  EXPECT_THAT(told, HasSubstr(" 2nd program: started"));
  EXPECT_THAT(told, HasSubstr(" 3rd program: started"));
  EXPECT_THAT(told, HasSubstr(" 4th program: started"));
  session.finish();
}

TEST(Session, TheEndLeavesNobody) {
  Session session(kPatient);
  for (const char* name : {"sleeps", "ignores_sigterm", "spins"})
    (void)session.spawn({child(name), {}, 0, true});
  (void)session.spawn({child("forks_chain"), {"3"}, 0, true});
  EXPECT_EQ(session.finish(), 0) << "what we end ourselves counts as nobody's fault";
  EXPECT_THAT(family_of(getpid()), SizeIs(1));
}

TEST(Session, CountsWhomAProgramLeftBehind) {
  Session session(kPatient);
  const auto program = session.spawn({child("forks_daemon"), {}, 0, true});
  ASSERT_TRUE(session.wait([&] { return program->process.ending().has_value(); }, kPatience));
  EXPECT_EQ(session.finish(), 1);
  EXPECT_THAT(family_of(getpid()), SizeIs(1));
}

TEST(Session, NothingOfOneCheckIsSeenByTheNext) {
  for (int check = 0; check < 3; ++check) {
    Session session(kPatient);
    const auto before = lines_of(session, "prints_directory");
    ASSERT_THAT(before, SizeIs(1)) << "the directory is empty";
    std::ofstream(fs::path(before[0]) / "left_behind") << "text";
    session.finish();
  }
}

}  // namespace
}  // namespace pipette
