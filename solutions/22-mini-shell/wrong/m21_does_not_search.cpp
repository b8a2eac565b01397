// fails: MiniShell.FindsProgramsByName, MiniShell.PassesEveryArgument, MiniShell.RunsLineAfterLine, MiniShell.SkipsComments, MiniShell.RunsEachLineWhenItComes, MiniShell.KeepsAllOtherBytes, MiniShell.RunsEachLineOnce, MiniShell.EndsWithTheLastStatus, MiniShell.ExitsWithAGivenNumber, MiniShell.ExitsWithTheLastStatus, MiniShell.TellsWhichSignalEndedACommand, MiniShell.ChangesItsFolder, MiniShell.SurvivesAMissingFolder, MiniShell.WantsOneFolder, MiniShell.ReadsFromAFile, MiniShell.WritesToAFile, MiniShell.EmptiesAnOldFile, MiniShell.AppendsToAFile, MiniShell.SendsErrorsToAFile, MiniShell.MakesFilesThatOthersMayUse, MiniShell.RedirectsOneCommandOnly, MiniShell.RedirectsFromLeftToRight, MiniShell.SplitsWordsAtOperators, MiniShell.RefusesAMissingFile, MiniShell.ConnectsTwoCommands, MiniShell.RedirectsOutOfAPipe, MiniShell.ConnectsFiveCommands, MiniShell.RunsAllCommandsAtOnce, MiniShell.EndsWhenNobodyReads, MiniShell.GivesCommandsTheUsualSignals, MiniShell.PassesMuchThroughPipes, MiniShell.GoesOnAfterAnUnknownCommand, MiniShell.RunsTheOthersOfAPipe, MiniShell.KeepsQuotedBlanks, MiniShell.KeepsEmptyWords, MiniShell.KeepsQuotedSigns, MiniShell.JoinsQuotedParts, MiniShell.RefusesAMissingCommand, MiniShell.RefusesAMissingFileName, MiniShell.RefusesAnOpenQuote, MiniShell.RunsNothingOfAWrongLine, MiniShell.CollectsEveryChild, MiniShell.ClosesWhatItOpens, MiniShell.GivesCommandsThreeDescriptors, MiniShell.RestsWhileCommandsWork, MiniShell.WaitsForEveryCommand, MiniShell.TakesTheStatusOfTheLast, MiniShell.WaitsForItsOwnCommandsOnly
// mistake: Starts the program by its name alone, without looking through PATH.
// misconception: a-name-is-a-path

#include "parts.hpp"

class ShortSightedShell : public Shell {
  void call_exec(const std::vector<char*>& arguments) override {
    execv(arguments[0], arguments.data());
  }
};

int main() { return ShortSightedShell().run(); }
