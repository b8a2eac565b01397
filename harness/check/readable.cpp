#include "check/readable.hpp"

#include "check/run.hpp"
#include "core/bytes.hpp"
#include "engine/session.hpp"

namespace pipette {
namespace {

Received in_trouble(Inbox& inbox, Clock::time_point since, const std::string& missing) {
  Trouble trouble = note_trouble(diagnose(&inbox, since, missing));
  return {take(inbox, inbox.unread.size()), std::move(trouble)};
}

}  // namespace

Received Readable::read_until(std::string_view mark, Within within) {
  Inbox& from = inbox();
  const auto since = Clock::now();
  std::size_t searched = 0;
  std::size_t found = std::string::npos;
  const auto search = [&] {
    const std::size_t start = searched - std::min(searched, mark.size());
    found = from.unread.find(mark, start);
    searched = from.unread.size();
    return found != std::string::npos;
  };
  const auto over = [&] { return search() || from.ended || from.flooded; };
  if (session().wait(over, within) && found != std::string::npos) {
    const std::size_t count = found + mark.size();
    const Arrival arrived = arrival_of(from, count);
    return {take(from, count), std::nullopt, arrived};
  }
  return in_trouble(from, since, "no " + (mark == "\n" ? "whole line" : visible(mark)) + " came");
}

Received Readable::read_exactly(std::size_t count, Within within) {
  Inbox& from = inbox();
  const auto since = Clock::now();
  expect(count);
  const auto over = [&] { return from.unread.size() >= count || from.ended || from.flooded; };
  if (session().wait(over, within) && from.unread.size() >= count)
    return {take(from, count), std::nullopt};
  return in_trouble(from, since, std::to_string(count) + " bytes did not come");
}

Received Readable::read_available() {
  session().loop().run_ready();
  Inbox& from = inbox();
  return {take(from, from.unread.size()), std::nullopt};
}

Received Readable::read_to_end(Within within) {
  Inbox& from = inbox();
  const auto since = Clock::now();
  const bool over = session().wait([&] { return from.ended || from.flooded; }, within);
  if (over && from.ended && !from.error) return {take(from, from.unread.size()), std::nullopt};
  return in_trouble(from, since, "the end of the data did not come");
}

}  // namespace pipette
