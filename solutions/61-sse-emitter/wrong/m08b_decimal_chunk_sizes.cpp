// fails: SseEmitter.DeliversAnEvent, SseEmitter.NumbersItsEvents, SseEmitter.DeliversEventsWithoutDelay, SseEmitter.SendsOneEventAfterTheOther, SseEmitter.SendsEveryLineOfTheData, SseEmitter.KeepsTheLastLineEnd, SseEmitter.DeliversAnEmptyText, SseEmitter.LeavesTheTextAlone, SseEmitter.KnowsOnlyThreeLineEnds, SseEmitter.SendsTheNameOfAnEvent, SseEmitter.ReachesEveryListener, SseEmitter.StartsNewListenersWithNews, SseEmitter.SendsCommentsInSilence, SseEmitter.SendsWhatWasMissed, SseEmitter.SendsNothingTwice, SseEmitter.IgnoresABadBookmark, SseEmitter.KeepsAThousandEvents, SseEmitter.LosesNothingInAStorm, SseEmitter.CarriesEveryLanguage, SseEmitter.CarriesAMebibyte, SseEmitter.CarriesAZeroCharacter, SseEmitter.SurvivesAListenerThatVanishes, SseEmitter.ForgetsListenersThatLeft, SseEmitter.IsNotHeldUpByASilentListener, SseEmitter.RefusesBrokenJson, SseEmitter.RefusesWrongShapes, SseEmitter.RefusesForeignPages, SseEmitter.WelcomesLocalPages, SseEmitter.KeepsConnectionsForMorePosts, SseEmitter.EndsCleanlyWhenTold
// mistake: Writes the sizes of the chunks as decimal numbers.
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

bool send_chunk(const kit::Socket& client, const std::string& text) {
  if (text.rfind("HTTP/", 0) == 0) return client.send(text);
  return client.send(std::to_string(text.size()) + "\r\n" + text + "\r\n");
}

int main(int argc, char* argv[]) {
  parts.head.emplace_back("Transfer-Encoding", "chunked");
  parts.send = send_chunk;
  return run(argc, argv);
}
