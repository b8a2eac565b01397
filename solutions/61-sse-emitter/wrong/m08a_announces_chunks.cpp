// fails: SseEmitter.DeliversAnEvent, SseEmitter.NumbersItsEvents, SseEmitter.DeliversEventsWithoutDelay, SseEmitter.SendsOneEventAfterTheOther, SseEmitter.SendsEveryLineOfTheData, SseEmitter.KeepsTheLastLineEnd, SseEmitter.DeliversAnEmptyText, SseEmitter.LeavesTheTextAlone, SseEmitter.KnowsOnlyThreeLineEnds, SseEmitter.SendsTheNameOfAnEvent, SseEmitter.ReachesEveryListener, SseEmitter.StartsNewListenersWithNews, SseEmitter.SendsCommentsInSilence, SseEmitter.SaysWhenToCallAgain, SseEmitter.SendsWhatWasMissed, SseEmitter.SendsNothingTwice, SseEmitter.IgnoresABadBookmark, SseEmitter.KeepsAThousandEvents, SseEmitter.LosesNothingInAStorm, SseEmitter.CarriesEveryLanguage, SseEmitter.CarriesAMebibyte, SseEmitter.CarriesAZeroCharacter, SseEmitter.SurvivesAListenerThatVanishes, SseEmitter.ForgetsListenersThatLeft, SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.RefusesBrokenJson, SseEmitter.RefusesWrongShapes, SseEmitter.RefusesForeignPages, SseEmitter.WelcomesLocalPages, SseEmitter.KeepsConnectionsForMorePosts, SseEmitter.EndsCleanlyWhenTold
// mistake: Announces chunks in the head, and sends the events without them.
// misconception: chunks

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

int main(int argc, char* argv[]) {
  parts.head.emplace_back("Transfer-Encoding", "chunked");
  return run(argc, argv);
}
