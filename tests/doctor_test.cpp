// What Pipette says about the protection of a machine, and what it does when that is not enough.
#include <unistd.h>

#include "core/error.hpp"
#include "grade/protection.hpp"
#include "grade_fixture.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

const fs::path kBinaries = fs::path(PIPETTE_BINARY_DIR) / "bin";

class DoctorTest : public GradeTest {
 protected:
  // Runs `pipette` below a command that changes the world for it.
  Output pipette_below(std::vector<std::string> command, const std::vector<std::string>& words) {
    command.push_back((kBinaries / "pipette").string());
    command.insert(command.end(), words.begin(), words.end());
    const fs::path executable = command.front();
    command.erase(command.begin());
    const TaskResult result =
        run_task({.executable = executable,
                  .arguments = command,
                  .environment = {"PATH=/usr/bin:/bin", "PIPETTE_ROOT=" + root_.string(),
                                  "PIPETTE_BIN=" + kBinaries.parent_path().string()},
                  .directory = "/",
                  .limits = {}},
                 std::chrono::seconds(120));
    return {result.ending ? result.ending->code : -1, result.out, result.err};
  }

  const std::vector<std::string> kContainer_ = {
      (kBinaries / "hostile_without_namespaces").string()};
};

TEST_F(DoctorTest, TellsMachineLayersAndProtections) {
  const Output run = pipette({"doctor"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("compiler"), HasSubstr("kernel"), HasSubstr("Landlock"),
                             ContainsRegex("L1 process rules +proven"), HasSubstr("L2 namespaces"),
                             HasSubstr("L3 cgroup"), ContainsRegex("foreign files +[a-z]+"),
                             ContainsRegex("[0-9]+ of [0-9]+ canaries held back")));
}

TEST_F(DoctorTest, ContainerHasLayerOneAndSaysWhyNotMore) {
  const Output run = pipette_below(kContainer_, {"doctor"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("Layers (process,"), ContainsRegex("L1 process rules +proven"),
                    ContainsRegex("L2 namespaces +absent +direct: make a private network")));
}

TEST_F(DoctorTest, AbsentLayerThatIsRequiredIsNoFailureOfTheStudent) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"doctor", "--require", "L2"},
        std::vector<std::string>{"check", "11", "--solutions", "--require=L2"}}) {
    const Output run = pipette_below(kContainer_, command);
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.err, AllOf(HasSubstr("layer L2 is required"), HasSubstr("doctor")));
    EXPECT_THAT(run.out, Not(HasSubstr("FAIL")));
  }
}

TEST_F(DoctorTest, LabsScoreTheSameInAContainer) {
  const Output run = pipette_below(kContainer_, {"check", "11", "31", "--solutions"});
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_THAT(last_line(run.out), HasSubstr("200/200"));
}

TEST_F(DoctorTest, ReportHoldsWhatWasProven) {
  (void)pipette({"check", "11", "--json", "r.json"});
  const std::string json = contents(root_ / "r.json");
  EXPECT_THAT(json, AllOf(HasSubstr("\"protection\""), HasSubstr("\"standing\": \"proven\""),
                          HasSubstr("\"canaries\"")));
}

TEST_F(DoctorTest, UnknownLayerAndBackendAreRefused) {
  EXPECT_EQ(pipette({"doctor", "--require", "L9"}).code, 2);
  EXPECT_EQ(pipette({"check", "11", "--backend", "magic"}).code, 2);
}

// A machine whose protection has a hole: its prover says so.
TEST_F(DoctorTest, NothingIsGradedWhenACanaryGetsThrough) {
  const fs::path binaries = root_ / "binaries";
  fs::create_directories(binaries / "bin");
  for (const char* name : {"pipette_attacks", "pipette_init"})
    fs::create_symlink(kBinaries / name, binaries / "bin" / name);
  std::ofstream(binaries / "bin" / "pipette_prover")
      << "#!/bin/sh\n"
         "for name; do printf '%s\\tcontained\\tblocked\\n' \"$name\" >&3; done\n"
         "printf 'read-secret\\topen\\tworked: read the secret\\n' >&3\n";
  fs::permissions(binaries / "bin" / "pipette_prover", fs::perms::owner_all);
  const Output run =
      pipette_below({"/usr/bin/env", "PIPETTE_BIN=" + binaries.string()}, {"check", "11"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, AllOf(HasSubstr("the canary 'read-secret' got through"),
                             HasSubstr("Nothing is graded")));
  EXPECT_THAT(run.out, Not(HasSubstr("Score")));
}

TEST(RequireLayer, KnowsEveryLayer) {
  const ProtectionReport report{.backend = "direct",
                                .user = "user 1",
                                .layers = {{"L1 process rules", Standing::proven, {}},
                                           {"L2 namespaces", Standing::weakened, "half"},
                                           {"L3 cgroup", Standing::absent, "not delegated"}}};
  EXPECT_NO_THROW(require_layer(report, "L1"));
  EXPECT_NO_THROW(require_layer(report, "L2"));
  EXPECT_THROW(require_layer(report, "L3"), HarnessError);
}

}  // namespace
}  // namespace pipette
