// fails: JsonRecords.SkipsBlankLinesButCountsThem, JsonRecords.ReportsBadLines, JsonRecords.EndsWellAfterBadLines, JsonRecords.RefusesIncompleteRecords, JsonRecords.RefusesOtherKindsOfValues, JsonRecords.LimitsTheLengthOfNames, JsonRecords.RefusesLooseJson, JsonRecords.RefusesRawControlCharacters, JsonRecords.RefusesHalfPairs, JsonRecords.RefusesBrokenText, JsonRecords.RefusesASecondValue, JsonRecords.RefusesAByteOrderMark, JsonRecords.TakesOnlyDaysThatExist, JsonRecords.KnowsEveryLeapYear, JsonRecords.TakesOnlyOneFormOfDates, JsonRecords.TakesEveryYear, JsonRecords.RefusesScoresOutOfRange, JsonRecords.TakesOnlyWholeNumbers, JsonRecords.WritesWholeNumbers, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Ends without a report when a line cannot be read.
// misconception: one-spoils-all

#include <iostream>

#include "reader.hpp"

int main() {
  Records records;
  std::string line;
  try {
    while (parts.next_line(line))
      if (!parts.is_blank(line)) records.push_back(record_in(line));
  } catch (const BadLine& problem) {
    std::cerr << "records: " << problem.why << "\n";
    return 1;
  }
  print(records, {});
}
