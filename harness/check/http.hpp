// HTTP over a Connection: requests that a check sends, and responses as they came.
#pragma once

#include <gmock/gmock.h>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "check/connection.hpp"
#include "check/received.hpp"
#include "proto/http.hpp"

namespace pipette {

/// A request. Its fields are sent as they stand here; what is missing of Host and, where there is a
/// body, Content-Length is put before them.
struct Request {
  std::string method = "GET";
  std::string target = "/";
  std::vector<HttpField> fields{};
  std::string body{};
};

/// The request's bytes, for a server on `port`.
[[nodiscard]] std::string to_bytes(const Request& request, Port port);

/// A response, or the trouble that kept it from coming (then `raw` holds what came of it, and the
/// head is there if it came as a whole).
struct Response : HttpResponse {
  std::optional<Trouble> trouble{};
  /// What had come behind the response when it was read. Nobody had asked for it yet: often the
  /// rest of a body whose length was told too small. It is still unread.
  std::string surplus{};

  [[nodiscard]] int status() const { return head.status; }
  /// The value of a field, or "" where there is none.
  [[nodiscard]] std::string field(std::string_view name) const {
    return head.fields.find(name).value_or("");
  }
};

void PrintTo(const Response& response, std::ostream* out);

/// Reads the response to a request with this method; interim responses (1xx) are passed over.
/// Bytes after it stay unread.
[[nodiscard]] Response read_response(Connection& connection, std::string_view method = "GET",
                                     Within within = kPromptly);

/// Sends the request in one go and reads its response.
[[nodiscard]] Response ask(Connection& connection, const Request& request,
                           Within within = kPromptly, Location at = Location::current());

// Matchers for responses. All of them fail on trouble, and show the response.

/// A whole response came, whatever it says.
class IsAResponse {
 public:
  using is_gtest_matcher = void;
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
};

/// The response has this status.
class HasStatus {
 public:
  using is_gtest_matcher = void;
  explicit HasStatus(int status) : status_(status) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  int status_;
};

/// Whether the case of letters counts.
enum class Letters { any_case, exact };

/// A field with this name has this value. Names are compared in any case, because that is how HTTP
/// means them; `letters` is about the value.
class HasField {
 public:
  using is_gtest_matcher = void;
  HasField(std::string name, std::string value, Letters letters = Letters::exact)
      : name_(std::move(name)), value_(std::move(value)), letters_(letters) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string name_;
  std::string value_;
  Letters letters_;
};

/// A comma-separated list field holds `token`, in any case ("Allow: GET, POST").
class ListsInField {
 public:
  using is_gtest_matcher = void;
  ListsInField(std::string name, std::string token)
      : name_(std::move(name)), token_(std::move(token)) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string name_;
  std::string token_;
};

/// There is no field with this name.
class HasNoField {
 public:
  using is_gtest_matcher = void;
  explicit HasNoField(std::string name) : name_(std::move(name)) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string name_;
};

/// The Content-Type is this media type, in any case, with or without parameters.
class HasMediaType {
 public:
  using is_gtest_matcher = void;
  explicit HasMediaType(std::string type) : type_(std::move(type)) {}
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;

 private:
  std::string type_;
};

/// The response has no body: not one byte.
class HasNoBody {
 public:
  using is_gtest_matcher = void;
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* out) const;
  void DescribeNegationTo(std::ostream* out) const;
};

}  // namespace pipette
