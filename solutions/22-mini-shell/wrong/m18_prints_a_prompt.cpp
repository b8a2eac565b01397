// fails: MiniShell.RunsACommand, MiniShell.FindsProgramsByName, MiniShell.PassesEveryArgument, MiniShell.RunsLineAfterLine, MiniShell.SkipsComments, MiniShell.RunsEachLineWhenItComes, MiniShell.KeepsAllOtherBytes, MiniShell.RunsEachLineOnce, MiniShell.EndsWithTheLastStatus, MiniShell.ExitsWithAGivenNumber, MiniShell.ExitsWithTheLastStatus, MiniShell.ChangesItsFolder, MiniShell.SurvivesAMissingFolder, MiniShell.WantsOneFolder, MiniShell.ReadsFromAFile, MiniShell.WritesToAFile, MiniShell.SendsErrorsToAFile, MiniShell.MakesFilesThatOthersMayUse, MiniShell.RedirectsOneCommandOnly, MiniShell.RedirectsFromLeftToRight, MiniShell.SplitsWordsAtOperators, MiniShell.RefusesAMissingFile, MiniShell.ConnectsTwoCommands, MiniShell.RedirectsOutOfAPipe, MiniShell.ConnectsFiveCommands, MiniShell.EndsWhenNobodyReads, MiniShell.GivesCommandsTheUsualSignals, MiniShell.PassesMuchThroughPipes, MiniShell.GoesOnAfterAnUnknownCommand, MiniShell.RunsTheOthersOfAPipe, MiniShell.KeepsQuotedBlanks, MiniShell.KeepsEmptyWords, MiniShell.KeepsQuotedSigns, MiniShell.JoinsQuotedParts, MiniShell.RefusesAMissingCommand, MiniShell.RefusesAMissingFileName, MiniShell.RefusesAnOpenQuote, MiniShell.RunsNothingOfAWrongLine, MiniShell.CollectsEveryChild, MiniShell.ClosesWhatItOpens, MiniShell.GivesCommandsThreeDescriptors, MiniShell.WaitsForEveryCommand, MiniShell.WaitsForItsOwnCommandsOnly
// mistake: Prints a prompt before each line, although its output belongs to the commands.
// misconception: output-is-for-people

#include "parts.hpp"

class PolishShell : public Shell {
  bool next_line(std::string& line) override {
    std::cout << "$ " << std::flush;
    return Shell::next_line(line);
  }
};

int main() { return PolishShell().run(); }
