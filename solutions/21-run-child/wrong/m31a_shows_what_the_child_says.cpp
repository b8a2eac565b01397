// fails: RunChild.RunsAProgram, RunChild.KeepsErrorsApart, RunChild.FindsTheLastLine, RunChild.QuotesTheLastLine, RunChild.TakesTheFingerprint, RunChild.WritesSixteenDigits, RunChild.PassesArgumentsOn, RunChild.SearchesThePath, RunChild.KeepsFolderAndEnvironment, RunChild.RefusesAFileThatIsNoProgram, RunChild.PassesInputOn, RunChild.PassesTheEndOn, RunChild.PassesInputAsItComes, RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.PassesMuchThrough, RunChild.SurvivesAChildThatDoesNotRead, RunChild.KeepsTheLastBytes, RunChild.DoesNotWaitForOthers, RunChild.EndsWhileItsInputIsOpen, RunChild.GivesTheChildAPipe, RunChild.GivesTheChildNothingElse, RunChild.LetsTheChildPause
// mistake: Prints what the child says besides the report.
// misconception: output-is-for-people

#include "parts.hpp"

std::string report_and_more(const Child& child) { return child.said.bytes + report(child); }

int main(int argc, char* argv[]) {
  parts.report = report_and_more;
  return run(argc, argv);
}
