// fails: JsonRecords.ReportsOneRecord, JsonRecords.TakesMembersInAnyOrder, JsonRecords.WritesOneLine, JsonRecords.ReadsAnUnfinishedLastLine, JsonRecords.ReportsEmptyInput, JsonRecords.SkipsBlankLinesButCountsThem, JsonRecords.AllowsWhiteSpace, JsonRecords.SortsByDate, JsonRecords.FindsTheFirstAndTheLastDate, JsonRecords.KeepsQuotesAndBackslashes, JsonRecords.KeepsLineFeedsAndTabs, JsonRecords.UnderstandsEveryEscape, JsonRecords.KeepsTheZeroCharacter, JsonRecords.ReportsBadLines, JsonRecords.EndsWellAfterBadLines, JsonRecords.RefusesIncompleteRecords, JsonRecords.RefusesOtherKindsOfValues, JsonRecords.KeepsOtherAlphabets, JsonRecords.DecodesUnicodeEscapes, JsonRecords.JoinsSurrogatePairs, JsonRecords.CountsCharactersNotBytes, JsonRecords.LimitsTheLengthOfNames, JsonRecords.RefusesLooseJson, JsonRecords.RefusesRawControlCharacters, JsonRecords.RefusesHalfPairs, JsonRecords.RefusesBrokenText, JsonRecords.RefusesASecondValue, JsonRecords.RefusesAByteOrderMark, JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesOnlyOneFormOfDates, JsonRecords.TakesEveryYear, JsonRecords.KeepsLargeScores, JsonRecords.RefusesScoresOutOfRange, JsonRecords.TakesOnlyWholeNumbers, JsonRecords.WritesWholeNumbers, JsonRecords.AddsExactly, JsonRecords.IgnoresOtherMembers, JsonRecords.IgnoresDeepNesting, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames, JsonRecords.SortsEqualDatesByName, JsonRecords.KeepsTheOrderOfEquals, JsonRecords.SortsManyRecordsInTime, JsonRecords.ReadsLongLines
// mistake: Prints a sentence for people in front of the report.
// misconception: output-is-for-programs

#include <iostream>

#include "reader.hpp"

int main() {
  std::cout << "Reading records ...\n";
  return run();
}
