// fails: RunChild.KeepsErrorsApart, RunChild.PassesArgumentsOn, RunChild.KeepsFolderAndEnvironment, RunChild.ReportsTheExitCode, RunChild.ReportsTheSignal, RunChild.SaysThatNothingWasStarted, RunChild.RefusesAFileThatIsNoProgram, RunChild.PassesInputAsItComes, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.KeepsTheLastBytes, RunChild.GivesTheChildNothingElse, RunChild.CollectsTheChildAtOnce, RunChild.LetsTheChildPause
// mistake: Pastes the arguments into one command and lets a shell cut it into words again.
// misconception: arguments-are-one-text

#include "parts.hpp"

void become_shell(char* argv[]) {
  std::string command;
  for (char** word = argv; *word != nullptr; ++word) command += std::string(*word) + ' ';
  execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
}

int main(int argc, char* argv[]) {
  parts.become = become_shell;
  return run(argc, argv);
}
