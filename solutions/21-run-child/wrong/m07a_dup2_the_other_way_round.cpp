// fails: RunChild.RunsAProgram, RunChild.KeepsErrorsApart, RunChild.FindsTheLastLine, RunChild.QuotesTheLastLine, RunChild.TakesTheFingerprint, RunChild.WritesSixteenDigits, RunChild.PassesArgumentsOn, RunChild.SearchesThePath, RunChild.KeepsFolderAndEnvironment, RunChild.RefusesAFileThatIsNoProgram, RunChild.PassesInputOn, RunChild.PassesTheEndOn, RunChild.PassesInputAsItComes, RunChild.ReadsMuchOutput, RunChild.ReadsManyErrorsFirst, RunChild.ReadsBothAtOnce, RunChild.PassesMuchThrough, RunChild.SurvivesAChildThatDoesNotRead, RunChild.KeepsTheLastBytes, RunChild.DoesNotWaitForOthers, RunChild.EndsWhileItsInputIsOpen, RunChild.GivesTheChildAPipe, RunChild.GivesTheChildNothingElse, RunChild.CollectsTheChildAtOnce, RunChild.LetsTheChildPause
// mistake: Calls dup2 for the outputs with both numbers exchanged, so the pipes become what the streams were.
// misconception: dup2-direction

#include "parts.hpp"

void wire_backwards(const Pipe& in, const Pipe& out, const Pipe& err) {
  dup2(in.reading, 0);
  dup2(1, out.writing);
  dup2(2, err.writing);
}

int main(int argc, char* argv[]) {
  parts.wire = wire_backwards;
  return run(argc, argv);
}
