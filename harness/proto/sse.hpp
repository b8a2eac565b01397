// The event-stream format (WHATWG HTML, 9.2.6 "Interpreting an event stream"), read as a browser
// reads it, but without forgetting what a browser ignores.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pipette {

/// What a browser would hand to a page. Texts are decoded UTF-8: broken bytes became U+FFFD.
struct SseEvent {
  std::string name = "message";
  std::string data;
  std::string last_id;                  ///< the id that holds now: from this event or before
  std::optional<std::string> own_id{};  ///< from an id field of this event
  std::vector<std::string> ignored{};   ///< its lines that a browser passes over, as they came:
                                        ///< unknown names, a wrong retry, an id with a NUL
  std::string raw{};                    ///< its bytes, from its first line to its blank line
};

/// A line that begins with a colon; without the colon.
struct SseComment {
  std::string text;
};

/// A valid retry field: after so many milliseconds a browser calls again.
struct SseRetry {
  unsigned long milliseconds = 0;
};

/// Fields that a blank line ended, but that hold no data: a browser hands nothing to the page.
/// Comments and valid retry fields alone do not make one.
struct SseNothing {
  std::vector<std::string> ignored{};
  std::string raw{};
};

/// One thing on the stream. Exactly one member is set.
struct SseItem {
  std::optional<SseEvent> event{};
  std::optional<SseComment> comment{};
  std::optional<SseRetry> retry{};
  std::optional<SseNothing> nothing{};
};

/// Reads a stream that comes bit by bit; no input is invalid. However the bytes are cut, the items
/// are the same. An item is there as soon as the byte that ends it: a CR ends a line at once.
class SseReader {
 public:
  /// The items that these bytes completed, in order. Comments and retry fields come when their line
  /// ends, events at their blank line.
  [[nodiscard]] std::vector<SseItem> push(std::string_view bytes);

  /// A line that has not ended, and the lines of an event whose blank line has not come: at the end
  /// of a stream a browser throws them away.
  [[nodiscard]] const std::string& unfinished() const { return raw_; }
  /// The id that a browser would name when it calls again: of the last block that a blank line
  /// ended.
  [[nodiscard]] const std::string& last_id() const { return last_id_; }

 private:
  void take_line(std::vector<SseItem>& items);
  bool take_field(std::string_view name, const std::string& value);
  void dispatch(std::vector<SseItem>& items);

  std::string line_{};  // not ended yet
  std::string raw_{};   // of the block under way, with `line_`
  std::string last_id_{};
  SseEvent block_{};
  bool has_data_ = false;
  bool has_field_ = false;  // the block under way has a line besides comments and retry fields
  bool at_start_ = true;    // a BOM may still come
  bool after_cr_ = false;   // an LF now belongs to the line before
};

}  // namespace pipette
