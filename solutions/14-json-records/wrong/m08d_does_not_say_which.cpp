// fails: JsonRecords.SkipsBlankLinesButCountsThem, JsonRecords.ReportsBadLines, JsonRecords.EndsWellAfterBadLines, JsonRecords.RefusesIncompleteRecords, JsonRecords.RefusesOtherKindsOfValues, JsonRecords.LimitsTheLengthOfNames, JsonRecords.RefusesLooseJson, JsonRecords.RefusesRawControlCharacters, JsonRecords.RefusesHalfPairs, JsonRecords.RefusesBrokenText, JsonRecords.RefusesASecondValue, JsonRecords.RefusesAByteOrderMark, JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesOnlyOneFormOfDates, JsonRecords.TakesEveryYear, JsonRecords.RefusesScoresOutOfRange, JsonRecords.TakesOnlyWholeNumbers, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Passes over bad lines without a word: the list stays empty.
// misconception: silent-about-bad-lines

#include <iostream>

#include "reader.hpp"

int main() {
  parts.report = [](const Records& records, const Numbers& /*bad*/) { return report(records, {}); };
  return run();
}
