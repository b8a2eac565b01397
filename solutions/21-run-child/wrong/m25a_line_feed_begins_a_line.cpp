// fails: RunChild.RunsAProgram, RunChild.KeepsErrorsApart, RunChild.FindsTheLastLine, RunChild.QuotesTheLastLine, RunChild.SearchesThePath, RunChild.KeepsFolderAndEnvironment, RunChild.RefusesAFileThatIsNoProgram, RunChild.PassesInputOn, RunChild.PassesInputAsItComes, RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.PassesMuchThrough, RunChild.SurvivesAChildThatDoesNotRead, RunChild.DoesNotWaitForOthers, RunChild.EndsWhileItsInputIsOpen, RunChild.GivesTheChildAPipe, RunChild.GivesTheChildNothingElse, RunChild.LetsTheChildPause
// mistake: Takes what stands behind the last line feed for the last line, also when it is nothing.
// misconception: last-line-ends

#include "parts.hpp"

std::string behind_the_last(std::string bytes) { return bytes.substr(bytes.rfind('\n') + 1); }

int main(int argc, char* argv[]) {
  parts.last_line = behind_the_last;
  return run(argc, argv);
}
