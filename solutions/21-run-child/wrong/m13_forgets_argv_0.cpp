// fails: RunChild.RunsAProgram, RunChild.KeepsErrorsApart, RunChild.FindsTheLastLine, RunChild.QuotesTheLastLine, RunChild.TakesTheFingerprint, RunChild.WritesSixteenDigits, RunChild.PassesArgumentsOn, RunChild.SearchesThePath, RunChild.KeepsFolderAndEnvironment, RunChild.ReportsTheExitCode, RunChild.ReportsTheSignal, RunChild.SaysThatNothingWasStarted, RunChild.RefusesAFileThatIsNoProgram, RunChild.PassesInputOn, RunChild.PassesInputAsItComes, RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.SurvivesAChildThatDoesNotRead, RunChild.WaitsForASilentChild, RunChild.KeepsTheLastBytes, RunChild.DoesNotWaitForOthers, RunChild.EndsWhileItsInputIsOpen, RunChild.GivesTheChildAPipe, RunChild.GivesTheChildNothingElse, RunChild.CollectsTheChildAtOnce, RunChild.LetsTheChildPause, RunChild.RestsWhileTheChildSleeps
// mistake: Gives the child the arguments without its own name in front.
// misconception: box-0-is-an-argument

#include "parts.hpp"

void become_nameless(char* argv[]) { execvp(argv[0], argv + 1); }

int main(int argc, char* argv[]) {
  parts.become = become_nameless;
  return run(argc, argv);
}
