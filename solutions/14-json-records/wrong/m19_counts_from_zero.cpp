// fails: JsonRecords.SkipsBlankLinesButCountsThem, JsonRecords.ReportsBadLines, JsonRecords.EndsWellAfterBadLines, JsonRecords.RefusesIncompleteRecords, JsonRecords.RefusesOtherKindsOfValues, JsonRecords.LimitsTheLengthOfNames, JsonRecords.RefusesLooseJson, JsonRecords.RefusesRawControlCharacters, JsonRecords.RefusesHalfPairs, JsonRecords.RefusesBrokenText, JsonRecords.RefusesASecondValue, JsonRecords.RefusesAByteOrderMark, JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesOnlyOneFormOfDates, JsonRecords.TakesEveryYear, JsonRecords.RefusesScoresOutOfRange, JsonRecords.TakesOnlyWholeNumbers, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Gives the first line the number 0.
// misconception: lines-begin-with-one

#include "reader.hpp"

int main() {
  parts.report = [](const Records& records, Numbers bad) {
    for (std::size_t& number : bad) --number;
    return report(records, bad);
  };
  return run();
}
