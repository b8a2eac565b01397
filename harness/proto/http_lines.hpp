// The lines of a head, read from left to right: shared by heads and by trailers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/http.hpp"

namespace pipette {

/// Without the blanks and tabs around it.
[[nodiscard]] std::string_view without_blanks(std::string_view text);
/// The members of a comma-separated list, without the blanks around them and without empty ones.
[[nodiscard]] std::vector<std::string_view> list_members(std::string_view text);
/// Whether both are the same when the case of ASCII letters does not count.
[[nodiscard]] bool same_letters(std::string_view one, std::string_view other);
/// A character that names and methods may be made of (RFC 9110, 5.6.2).
[[nodiscard]] bool is_token_char(char byte);

/// Stands before the next byte of a head. Every reading member returns false when it cannot go on:
/// then `invalid` says why, or the bytes are over. It never looks further than it must, so that the
/// outcome does not depend on how many bytes have come.
class HttpLines {
 public:
  explicit HttpLines(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] bool ended() const { return at_ == bytes_.size(); }
  /// The next byte; not for an end.
  [[nodiscard]] char next() const { return bytes_[at_]; }
  [[nodiscard]] std::string_view from(std::size_t start) const {
    return bytes_.substr(start, at_ - start);
  }
  [[nodiscard]] const std::optional<Invalid>& invalid() const { return invalid_; }

  /// Stands after the longest run of bytes for which `fits` is true.
  template <typename Fits>
  void skip(Fits fits) {
    while (!ended() && fits(next())) ++at_;
  }
  /// Just this text; `why` is the reason when it is another.
  bool literal(std::string_view text, std::string_view why);
  /// One digit between `least` and `most`.
  bool digit(char least, char most, std::string_view why);
  /// Text up to the end of the line, and CRLF.
  bool rest_of_line(std::string_view& text);
  bool line_end();
  /// One field with its line end.
  bool field(HttpFields& fields);
  /// Fields, and the empty line that ends them.
  bool fields(HttpFields& fields);
  /// Ends the reading: the byte at `offset` is wrong.
  bool fail(std::size_t offset, std::string_view why);
  bool fail(std::string_view why) { return fail(at_, why); }

 private:
  bool field_colon(std::size_t start);

  std::string_view bytes_;
  std::size_t at_ = 0;
  std::optional<Invalid> invalid_{};
};

}  // namespace pipette
