// fails: SseEmitter.NumbersItsEvents, SseEmitter.SendsOneEventAfterTheOther, SseEmitter.SendsEveryLineOfTheData, SseEmitter.KeepsTheLastLineEnd, SseEmitter.DeliversAnEmptyText, SseEmitter.LeavesTheTextAlone, SseEmitter.KnowsOnlyThreeLineEnds, SseEmitter.SendsTheNameOfAnEvent, SseEmitter.ReachesEveryListener, SseEmitter.StartsNewListenersWithNews, SseEmitter.SendsWhatWasMissed, SseEmitter.KeepsAThousandEvents, SseEmitter.LosesNothingInAStorm, SseEmitter.CarriesEveryLanguage, SseEmitter.CarriesAMebibyte, SseEmitter.CarriesAZeroCharacter, SseEmitter.SurvivesAListenerThatVanishes, SseEmitter.ForgetsListenersThatLeft, SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.KeepsConnectionsForMorePosts
// mistake: Ends the stream after the first event, so that the browser has to call again.
// misconception: answer-has-an-end

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

bool send_one_event(const kit::Socket& client, const std::string& text) {
  return client.send(text) && text.rfind("id:", 0) != 0;
}

int main(int argc, char* argv[]) {
  parts.send = send_one_event;
  return run(argc, argv);
}
