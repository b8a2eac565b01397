// fails: SseEmitter.DeliversAnEvent, SseEmitter.NumbersItsEvents, SseEmitter.DeliversEventsWithoutDelay, SseEmitter.SendsOneEventAfterTheOther, SseEmitter.SendsEveryLineOfTheData, SseEmitter.KeepsTheLastLineEnd, SseEmitter.DeliversAnEmptyText, SseEmitter.LeavesTheTextAlone, SseEmitter.KnowsOnlyThreeLineEnds, SseEmitter.SendsTheNameOfAnEvent, SseEmitter.ReachesEveryListener, SseEmitter.StartsNewListenersWithNews, SseEmitter.SendsWhatWasMissed, SseEmitter.SendsNothingTwice, SseEmitter.IgnoresABadBookmark, SseEmitter.KeepsAThousandEvents, SseEmitter.LosesNothingInAStorm, SseEmitter.CarriesEveryLanguage, SseEmitter.CarriesAMebibyte, SseEmitter.CarriesAZeroCharacter, SseEmitter.SurvivesAListenerThatVanishes, SseEmitter.ForgetsListenersThatLeft, SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.RefusesBrokenJson, SseEmitter.RefusesWrongShapes, SseEmitter.RefusesForeignPages, SseEmitter.WelcomesLocalPages, SseEmitter.KeepsConnectionsForMorePosts, SseEmitter.EndsCleanlyWhenTold
// mistake: Does not end its events with a blank line.
// misconception: event-without-end

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <list>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "parts.hpp"

std::string without_blank_line(const Event& event) {
  std::string text = event_text(event);
  text.pop_back();
  return text;
}

int main(int argc, char* argv[]) {
  parts.text = without_blank_line;
  return run(argc, argv);
}
