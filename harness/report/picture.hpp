// A check's conversation laid out for drawing: who takes part, and what happened from top to
// bottom. Page, Mermaid and text version are made of the same rows.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/verdict.hpp"

namespace pipette {

/// One step of the conversation.
struct PictureRow {
  enum class Kind {
    sent,      ///< bytes from the grader
    received,  ///< bytes from the program
    life,      ///< a start, an end, a signal, a deadline
    pause,     ///< nothing happened from `event.at` until `until`
    left_out,  ///< `count` steps that are not shown
  };
  Kind kind = Kind::life;
  Event event{};                      ///< neighbouring pieces of one lane are one event
  std::size_t lane = 0;               ///< an index into Picture::lanes
  std::size_t count = 1;              ///< pieces that were joined, or steps left out
  std::chrono::nanoseconds until{0};  ///< when the last piece passed, or the pause was over
  bool focus = false;                 ///< the check failed here
};

/// The lanes from left to right, the grader first and the programs last. A program's three streams
/// are on the program's own lane, each connection has one, and where there are too many, they
/// share.
struct Picture {
  std::vector<std::string> lanes;
  std::vector<PictureRow> rows;
};

struct PictureLimits {
  std::size_t rows = 40;    ///< of a longer conversation, as many first and last rows are kept
  std::size_t head = 2000;  ///< first bytes of a row that are kept
  std::size_t tail = 500;   ///< last bytes of a longer one
};

/// The rows of a check's events. Of a failed check one is in focus: the deadline that passed, or
/// else the last row.
[[nodiscard]] Picture picture(const CheckResult& check, const PictureLimits& limits);

/// Which way an arrow points.
enum class Direction { none, to_program, to_grader };
[[nodiscard]] Direction direction(const PictureRow& row);

/// "0.4 ms", "12 ms", "2.00 s".
[[nodiscard]] std::string moment(std::chrono::nanoseconds at);

/// The bytes of a row between quotes, escaped, in at most `columns` columns (more than 3).
[[nodiscard]] std::string bytes_in_short(const PictureRow& row, std::size_t columns);

/// All bytes of a row that were kept, escaped.
[[nodiscard]] std::string bytes_kept(const PictureRow& row);

/// "4096 bytes in 2 pieces".
[[nodiscard]] std::string size_in_words(const PictureRow& row);

/// What happened in a row without bytes: printable, on one line, without the lane's name.
[[nodiscard]] std::string words(const PictureRow& row);

/// The stream that a row happened on, where the lane's own name does not say it; else nothing.
[[nodiscard]] std::string stream(const Picture& picture, const PictureRow& row);

/// The row as a sentence, without its bytes.
[[nodiscard]] std::string retold(const PictureRow& row);

/// The text in at most `columns` characters, printable, on one line.
[[nodiscard]] std::string cut(std::string_view text, std::size_t columns);

}  // namespace pipette
