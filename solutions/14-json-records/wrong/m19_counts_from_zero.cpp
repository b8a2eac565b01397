// fails: JsonRecords.SkipsBlankLinesButCountsThem, JsonRecords.ReportsBadLines, JsonRecords.EndsWellAfterBadLines, JsonRecords.RefusesIncompleteRecords, JsonRecords.RefusesOtherKindsOfValues, JsonRecords.LimitsTheLengthOfNames, JsonRecords.RefusesLooseJson, JsonRecords.RefusesRawControlCharacters, JsonRecords.RefusesHalfPairs, JsonRecords.RefusesBrokenText, JsonRecords.RefusesASecondValue, JsonRecords.RefusesAByteOrderMark, JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesOnlyOneFormOfDates, JsonRecords.TakesEveryYear, JsonRecords.RefusesScoresOutOfRange, JsonRecords.TakesOnlyWholeNumbers, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Gives the first line the number 0.
// misconception: lines-begin-with-one

#include <iostream>

#include "reader.hpp"

int main() {
  parts.report = [](const Records& records, const Numbers& bad) {
    Numbers from_zero;
    for (const std::size_t number : bad) from_zero.push_back(number - 1);
    return report(records, from_zero);
  };
  return run();
}
