// fails: JsonRecords.RefusesAByteOrderMark, JsonRecords.RefusesDoubledMembers, JsonRecords.ReadsEscapedMemberNames
// mistake: Takes whatever its library parses: it passes over a mark, and the last of two members
// wins. misconception: library-decides

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "parts.hpp"

using Json = nlohmann::json;

Record record_from(const std::string& line) {
  const Json json = Json::parse(line);
  const Record record{.name = json.at("name").get<std::string>(),
                      .date = json.at("date").get<std::string>(),
                      .score = 0,
                      .line = {}};
  demand(parts.is_name(record.name) && is_date(record.date), "name or date");
  const Json& score = json.at("score");
  demand(score.is_number_integer() && score.dump().size() <= 17, "score");
  demand(parts.is_score(score.get<std::int64_t>()), "score");
  return {record.name, record.date, score.get<std::int64_t>(), {}};
}

int main() {
  Records records;
  Numbers bad;
  std::string line;
  for (std::size_t number = 1; std::getline(std::cin, line); ++number) {
    if (parts.is_blank(line)) continue;
    try {
      records.push_back(record_from(line));
    } catch (const Json::exception&) {
      bad.push_back(number);
    } catch (const BadLine&) {
      bad.push_back(number);
    }
  }
  std::stable_sort(records.begin(), records.end(), parts.is_before);
  Json report = {{"count", records.size()}, {"bad", bad}, {"people", Json::array()}};
  std::int64_t total = 0;
  for (const auto& [name, date, score, text] : records) {
    total += score;
    report["people"].push_back({{"name", name}, {"date", date}, {"score", score}});
  }
  report["total"] = total;
  report["first"] = records.empty() ? Json() : Json(records.front().date);
  report["last"] = records.empty() ? Json() : Json(records.back().date);
  std::cout << report << "\n";
}
