#include "grade/task.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "core/error.hpp"
#include "engine/family.hpp"
#include "engine/interruption.hpp"

namespace pipette {
namespace {

// The pipe through which a helper hands over its results.
class EventPipe {
 public:
  EventPipe(Loop& loop, Transcript& transcript) {
    std::array<int, 2> ends{};
    require(pipe2(ends.data(), O_CLOEXEC), "make a pipe");
    write_end_ = ends[1];
    reader_ =
        std::make_shared<PipePump>(boost::asio::posix::stream_descriptor(loop.context(), ends[0]),
                                   transcript, PumpOptions{.lane = "events"});
    reader_->start_reading();
  }
  ~EventPipe() {
    close_write_end();
    reader_->close();
  }
  EventPipe(const EventPipe&) = delete;
  EventPipe& operator=(const EventPipe&) = delete;

  [[nodiscard]] int write_end() const { return write_end_; }
  void close_write_end() {
    if (write_end_ >= 0) ::close(std::exchange(write_end_, -1));
  }
  [[nodiscard]] Inbox& inbox() { return reader_->inbox(); }

 private:
  int write_end_ = -1;
  std::shared_ptr<PipePump> reader_;
};

}  // namespace

TaskResult run_task(SpawnOptions options, Within limit,
                    const std::function<void(std::string_view)>& on_bytes) {
  Transcript transcript;
  Loop loop;
  EventPipe events(loop, transcript);
  options.extra = on_bytes ? events.write_end() : -1;
  options.quiet_input = true;
  options.keep_all_output = false;
  Process process(loop, transcript, options);
  if (!process.started())
    throw HarnessError("start " + options.executable.string() + ": " +
                       std::generic_category().message(process.failure().error));
  events.close_write_end();
  const auto hand_over = [&] {
    const std::string bytes = std::exchange(events.inbox().unread, {});
    if (on_bytes && !bytes.empty()) on_bytes(bytes);
  };
  const Interruption interruption(loop);
  const auto done = [&] {
    hand_over();
    return interruption.happened() || (process.drained() && events.inbox().ended);
  };
  TaskResult result;
  if (loop.wait(done, Deadline(limit))) result.ending = process.ending();
  if (interruption.happened()) {
    process.kill();
    sweep();
    throw Interrupted{};
  }
  hand_over();
  result.out = process.out().inbox().unread;
  result.err = process.err().inbox().unread;
  return result;
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

}  // namespace pipette
