#include "check/http.hpp"

#include "check/run.hpp"
#include "core/bytes.hpp"
#include "engine/session.hpp"

namespace pipette {
namespace {

constexpr std::size_t kShownBody = 300;   // bytes of a body: enough for a note or an error
constexpr std::size_t kShownFields = 12;  // more than any lab's response needs

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string folded(std::string_view text) {
  std::string small;
  for (const char c : text) small += folded(c);
  return small;
}

// What keeps a head or a body from being complete, in words that follow "waited 2.0 s: ".
std::string what_is_missing(std::string_view unread, std::string_view method) {
  const auto parsed = parse_http_response_head(unread, method);
  const auto* head = std::get_if<Complete<HttpResponseHead>>(&parsed);
  if (unread.empty()) return "no response came";
  if (head == nullptr) return "the head of the response did not end (with an empty line)";
  const std::size_t body = unread.size() - head->length;
  switch (head->value.framing) {
    case HttpFraming::length:
      return "Content-Length says " + std::to_string(head->value.length) +
             " bytes of body, but only " + std::to_string(body) + " came";
    case HttpFraming::chunked: return "the last chunk of the body (\"0\\r\\n\\r\\n\") did not come";
    case HttpFraming::until_close:
      return "the response says nothing about the length of its body (no Content-Length, no "
             "chunks), so it lasts until the connection ends, and that did not happen";
    case HttpFraming::none: break;
  }
  return "the response did not come";
}

bool is_interim(const Parsed<HttpResponse>& parsed) {
  const auto* response = std::get_if<Complete<HttpResponse>>(&parsed);
  return response != nullptr && response->value.head.status < 200;
}

// Parses what has come, and takes interim responses away.
Parsed<HttpResponse> parse_unread(Inbox& from, std::string_view method) {
  const bool ended = from.ended && !from.error && !from.unread.empty();
  auto parsed = parse_http_response(from.unread, {.method = method, .ended = ended});
  while (is_interim(parsed)) {
    (void)take(from, std::get<Complete<HttpResponse>>(parsed).length);
    parsed = parse_http_response(from.unread, {.method = method, .ended = ended});
  }
  return parsed;
}

Response in_trouble(Inbox& from, Trouble trouble, std::string_view method) {
  Response response;
  auto parsed = parse_http_response_head(from.unread, method);
  if (auto* head = std::get_if<Complete<HttpResponseHead>>(&parsed))
    response.head = std::move(head->value);
  response.raw = take(from, from.unread.size());
  response.trouble = note_trouble(std::move(trouble));
  return response;
}

// A program that died in the middle is the better explanation of a broken response.
Trouble not_http(const Invalid& invalid, const std::string& what) {
  notice_ends();
  if (const auto how = crash()) return {Cause::crashed, *how};
  return {Cause::mismatch, "this is no " + what + ": " + invalid.why + " (byte " +
                               std::to_string(invalid.offset) + ")"};
}

void print_head(const HttpResponseHead& head, std::ostream* out) {
  *out << printable("status " + std::to_string(head.status) + " " + head.reason);
  std::size_t shown = 0;
  for (const HttpField& field : head.fields.all)
    if (shown++ < kShownFields) *out << "\n" << printable(field.name + ": " + field.value);
  if (shown > kShownFields) *out << "\n(" << shown - kShownFields << " more fields)";
}

bool listed(const std::vector<HttpField>& fields, std::string_view name) {
  for (const HttpField& field : fields)
    if (folded(field.name) == folded(name)) return true;
  return false;
}

}  // namespace

std::string to_bytes(const Request& request, Port port) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  if (!listed(request.fields, "Host")) bytes += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  const bool framed =
      listed(request.fields, "Content-Length") || listed(request.fields, "Transfer-Encoding");
  if (!request.body.empty() && !framed)
    bytes += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  for (const HttpField& field : request.fields) bytes += field.name + ": " + field.value + "\r\n";
  return bytes + "\r\n" + request.body;
}

Response read_response(Connection& connection, std::string_view method, Within within) {
  Inbox& from = connection.inbox();
  const auto since = Clock::now();
  Parsed<HttpResponse> parsed = Incomplete{};
  std::optional<std::size_t> seen;
  const auto over = [&] {
    if (seen == from.total && !from.ended) return false;  // nothing new to parse
    seen = from.total;
    parsed = parse_unread(from, method);
    return !std::holds_alternative<Incomplete>(parsed) || from.ended || from.flooded;
  };
  (void)session().wait(over, within);
  if (const auto* complete = std::get_if<Complete<HttpResponse>>(&parsed)) {
    (void)take(from, complete->length);
    return Response{complete->value, std::nullopt, from.unread.substr(0, kShownBody)};
  }
  if (const auto* invalid = std::get_if<Invalid>(&parsed))
    return in_trouble(from, not_http(*invalid, "whole HTTP response"), method);
  return in_trouble(from, diagnose(&from, since, what_is_missing(from.unread, method)), method);
}

Response ask(Connection& connection, const Request& request, Within within, Location at) {
  connection.send(to_bytes(request, connection.port()), within, at);
  return read_response(connection, request.method, within);
}

void PrintTo(const Response& response, std::ostream* out) {
  const HttpResponseHead& head = response.head;
  if (!head.raw.empty()) print_head(head, out);
  if (response.trouble) {
    const std::string_view rest = std::string_view(response.raw).substr(head.raw.size());
    if (!head.raw.empty()) *out << "\n";
    if (!rest.empty()) *out << visible(rest, kShownBody) << "\n";
    *out << (response.raw.empty() ? "nothing: " : "") << response.trouble->words;
    return;
  }
  if (!response.body.empty()) *out << "\nbody: " << shortened(response.body, kShownBody);
  if (!response.surplus.empty())
    *out << "\nbehind the response came more: " << visible(response.surplus);
}

bool IsAResponse::MatchAndExplain(const Response& response, testing::MatchResultListener*) const {
  return !response.trouble;
}

void IsAResponse::DescribeTo(std::ostream* out) const { *out << "a whole response"; }

void IsAResponse::DescribeNegationTo(std::ostream* out) const { *out << "no whole response"; }

bool HasStatus::MatchAndExplain(const Response& response, testing::MatchResultListener*) const {
  return !response.trouble && response.status() == status_;
}

void HasStatus::DescribeTo(std::ostream* out) const {
  *out << "a response with status " << status_;
}

void HasStatus::DescribeNegationTo(std::ostream* out) const {
  *out << "a response with another status than " << status_;
}

bool HasField::MatchAndExplain(const Response& response,
                               testing::MatchResultListener* listener) const {
  if (response.trouble) return false;
  const auto values = response.head.fields.values(name_);
  for (const std::string& value : values) {
    const bool equal =
        letters_ == Letters::exact ? value == value_ : folded(value) == folded(value_);
    if (equal) return true;
  }
  *listener << "\n"
            << (values.empty() ? "there is no field " + name_
                               : name_ + " is " + visible(values.front()));
  return false;
}

void HasField::DescribeTo(std::ostream* out) const {
  *out << "a response with the field " << name_ << ": " << printable(value_);
}

void HasField::DescribeNegationTo(std::ostream* out) const {
  *out << "a response without the field " << name_ << ": " << printable(value_);
}

bool ListsInField::MatchAndExplain(const Response& response,
                                   testing::MatchResultListener* listener) const {
  if (response.trouble) return false;
  if (response.head.fields.lists(name_, token_)) return true;
  if (!response.head.fields.find(name_)) *listener << "\nthere is no field " << name_;
  return false;
}

void ListsInField::DescribeTo(std::ostream* out) const {
  *out << "a response whose field " << name_ << " names " << token_;
}

void ListsInField::DescribeNegationTo(std::ostream* out) const {
  *out << "a response whose field " << name_ << " does not name " << token_;
}

bool HasNoField::MatchAndExplain(const Response& response,
                                 testing::MatchResultListener* listener) const {
  if (response.trouble) return false;
  const auto value = response.head.fields.find(name_);
  if (value) *listener << "\n" << name_ << " is " << visible(*value);
  return !value;
}

void HasNoField::DescribeTo(std::ostream* out) const {
  *out << "a response without the field " << name_;
}

void HasNoField::DescribeNegationTo(std::ostream* out) const {
  *out << "a response with the field " << name_;
}

bool HasMediaType::MatchAndExplain(const Response& response,
                                   testing::MatchResultListener* listener) const {
  if (response.trouble) return false;
  const auto value = response.head.fields.find("Content-Type");
  std::string type = folded(value.value_or("").substr(0, value.value_or("").find(';')));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
  if (type == folded(type_)) return true;
  *listener << "\n"
            << (value ? "Content-Type is " + visible(*value) : "there is no field Content-Type");
  return false;
}

void HasMediaType::DescribeTo(std::ostream* out) const {
  *out << "a response with Content-Type: " << type_;
}

void HasMediaType::DescribeNegationTo(std::ostream* out) const {
  *out << "a response with another Content-Type than " << type_;
}

bool HasNoBody::MatchAndExplain(const Response& response,
                                testing::MatchResultListener* listener) const {
  if (response.trouble) return false;
  if (!response.body.empty()) *listener << "\nthe body has " << response.body.size() << " bytes";
  return response.body.empty();
}

void HasNoBody::DescribeTo(std::ostream* out) const { *out << "a response without a body"; }

void HasNoBody::DescribeNegationTo(std::ostream* out) const { *out << "a response with a body"; }

}  // namespace pipette
