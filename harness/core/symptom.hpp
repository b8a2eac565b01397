// What is seen of a failure besides its cause. A set of failed checks and their symptoms is the
// fingerprint by which a misunderstanding is recognised (labs/NN-slug/misconceptions.json).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pipette {

enum class Symptom {
  // What the bytes look like.
  nothing_came,
  missing_line_feed,
  extra_line_feed,
  carriage_return,
  cut_at_zero_byte,
  only_blanks_differ,
  only_case_differs,
  zero_bytes,  ///< zero bytes that nobody asked for
  reversed,    ///< the bytes of a line from the last to the first
  came_twice,
  other_order,  ///< the same lines
  look_alikes,  ///< characters that look like those that were expected, or cannot be seen
  comma_for_point,
  one_off,        ///< a number that is larger or smaller by one
  one_byte_more,  ///< in the middle
  one_byte_less,
  more_came,
  end_missing,
  // What the streams did.
  held_back,  ///< the bytes came only when the grader ended the program's input
  closed_before_reply,
  reset,
  reset_after_reply,
  // What the program was doing.
  spinning,
  stopped,
  waiting_for_input,   ///< reads its standard input
  waiting_for_client,  ///< in accept() or in a wait for events of its listening socket
  waiting_for_peer,    ///< reads from, or writes to, a connection
  waiting_for_child,
  waiting_for_lock,
  sleeping,
  client_waits,  ///< a connected client is not served: bytes or a connection wait to be taken
  children_left,
  // What else was seen.
  address_in_use,
  two_listeners,  ///< two programs listen on one port
  wrong_exit_code,
  did_not_end,
};

/// "held_back": as in misconceptions.json and in reports.
[[nodiscard]] std::string_view word(Symptom symptom);
[[nodiscard]] std::optional<Symptom> symptom_of(std::string_view word);

/// What a difference between two byte strings looks like, the most telling first. Empty when both
/// are equal, or when nothing known fits.
[[nodiscard]] std::vector<Symptom> symptoms(std::string_view expected, std::string_view got);

/// The sentence that names a symptom in a failure's text: "only the line feed at the end is
/// missing"; empty for symptoms that no such text tells of.
[[nodiscard]] std::string_view sentence(Symptom symptom);

/// The symptoms whose sentences stand in a text.
[[nodiscard]] std::vector<Symptom> symptoms_named_in(std::string_view text);

}  // namespace pipette
