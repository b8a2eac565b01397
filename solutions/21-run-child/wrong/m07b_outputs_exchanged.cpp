// fails: RunChild.RunsAProgram, RunChild.KeepsErrorsApart, RunChild.FindsTheLastLine, RunChild.QuotesTheLastLine, RunChild.TakesTheFingerprint, RunChild.WritesSixteenDigits, RunChild.PassesArgumentsOn, RunChild.SearchesThePath, RunChild.KeepsFolderAndEnvironment, RunChild.RefusesAFileThatIsNoProgram, RunChild.PassesInputOn, RunChild.PassesTheEndOn, RunChild.PassesInputAsItComes, RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.PassesMuchThrough, RunChild.SurvivesAChildThatDoesNotRead, RunChild.DoesNotWaitForOthers, RunChild.EndsWhileItsInputIsOpen, RunChild.GivesTheChildAPipe, RunChild.GivesTheChildNothingElse, RunChild.LetsTheChildPause
// mistake: Makes the pipe for errors descriptor 1 and the pipe for output descriptor 2.
// misconception: dup2-direction

#include "parts.hpp"

void wire_crosswise(const Pipe& in, const Pipe& out, const Pipe& err) {
  dup2(in.reading, 0);
  dup2(err.writing, 1);
  dup2(out.writing, 2);
}

int main(int argc, char* argv[]) {
  parts.wire = wire_crosswise;
  return run(argc, argv);
}
