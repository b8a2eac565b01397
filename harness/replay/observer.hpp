// Notes what happens during a replay, in the form of a recording, with all bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/transcript.hpp"
#include "engine/session.hpp"
#include "report/recording.hpp"

namespace pipette {

/// Watches streams and programs by looking at them: look() is called whenever something may have
/// happened. What is watched must live as long as the observer, or until leave().
class Observer {
 public:
  void watch(const std::string& lane, const Inbox& inbox) { streams_[lane] = {&inbox}; }
  void watch(const std::string& lane, const Process& program) { programs_[lane] = {&program}; }
  /// The grader has closed the lane: nothing more comes on it.
  void leave(const std::string& lane) { streams_.erase(lane); }

  /// Notes an event that has just happened, with all that came before it.
  void tell(Event event);
  /// Notes what is new.
  void look();

  /// Whether as much has come on a lane as is said, or nothing more can come.
  [[nodiscard]] bool has_come(const Seen& seen) const;
  /// Whether on some lane more has come than is said, or its end.
  [[nodiscard]] bool exceeds(const std::map<std::string, Seen, std::less<>>& recorded) const;

  [[nodiscard]] const std::vector<Event>& events() const { return events_; }

 private:
  struct Stream {
    const Inbox* inbox = nullptr;
    std::size_t told = 0;
    bool ended = false;
  };
  struct Watched {
    const Process* process = nullptr;
    bool ended = false;
  };
  void look_at(const std::string& lane, Stream& stream);
  void look_at(const std::string& lane, Watched& program);
  void add(Event event);

  Clock::time_point began_ = Clock::now();
  std::map<std::string, Stream, std::less<>> streams_;
  std::map<std::string, Watched, std::less<>> programs_;
  std::vector<Event> events_;
  std::size_t kept_ = 0;
};

}  // namespace pipette
