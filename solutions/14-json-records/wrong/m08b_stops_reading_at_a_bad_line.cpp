// fails: JsonRecords.SkipsBlankLinesButCountsThem, JsonRecords.ReportsBadLines, JsonRecords.EndsWellAfterBadLines, JsonRecords.RefusesIncompleteRecords, JsonRecords.RefusesOtherKindsOfValues, JsonRecords.LimitsTheLengthOfNames, JsonRecords.RefusesLooseJson, JsonRecords.RefusesRawControlCharacters, JsonRecords.RefusesHalfPairs, JsonRecords.RefusesBrokenText, JsonRecords.RefusesASecondValue, JsonRecords.RefusesAByteOrderMark, JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesOnlyOneFormOfDates, JsonRecords.TakesEveryYear, JsonRecords.RefusesScoresOutOfRange, JsonRecords.TakesOnlyWholeNumbers, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Reports what came before the first bad line, and that line.
// misconception: one-spoils-all

#include <iostream>

#include "reader.hpp"

int main() {
  Records records;
  Numbers bad;
  std::string line;
  for (std::size_t number = 1; bad.empty() && parts.next_line(line); ++number) {
    if (parts.is_blank(line)) continue;
    try {
      records.push_back(record_in(line));
    } catch (const BadLine&) {
      bad.push_back(number);
    }
  }
  print(records, bad);
}
