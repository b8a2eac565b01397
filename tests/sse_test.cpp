// Event streams are read as WHATWG HTML, 9.2.6 says, however the bytes are cut.
#include "proto/sse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/utf8.hpp"

namespace pipette {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// An item in one line: "message|data|last id", ": comment", "retry 5" or "nothing".
std::string told(const SseItem& item) {
  if (item.event) return item.event->name + "|" + item.event->data + "|" + item.event->last_id;
  if (item.comment) return ":" + item.comment->text;
  if (item.retry) return "retry " + std::to_string(item.retry->milliseconds);
  return "nothing";
}

// All about it, to compare what must be equal.
std::string told_wholly(const SseItem& item) {
  std::string text = told(item);
  if (item.event) text += "|" + item.event->own_id.value_or("-") + "|" + item.event->raw;
  if (item.nothing) text += "|" + item.nothing->raw;
  for (const auto& line : item.event     ? item.event->ignored
                          : item.nothing ? item.nothing->ignored
                                         : std::vector<std::string>{})
    text += "|" + line;
  return text;
}

struct Read {
  std::vector<SseItem> items{};
  std::string unfinished{};
  std::string last_id{};
};

Read read(const std::vector<std::string_view>& pieces) {
  SseReader reader;
  Read read;
  for (const std::string_view piece : pieces) {
    // A copy of just the right size, so that a sanitizer sees every byte read too far.
    const std::vector<char> exact(piece.begin(), piece.end());
    for (SseItem& item : reader.push({exact.data(), exact.size()}))
      read.items.push_back(std::move(item));
  }
  read.unfinished = reader.unfinished();
  read.last_id = reader.last_id();
  return read;
}

std::vector<std::string> whole(const Read& read) {
  std::vector<std::string> all = {read.unfinished, read.last_id};
  for (const SseItem& item : read.items) all.push_back(told_wholly(item));
  return all;
}

// The stream in one piece; in every two pieces and byte by byte it must be the same.
Read read(std::string_view bytes) {
  const Read all = read(std::vector{bytes});
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
    EXPECT_EQ(whole(read({bytes.substr(0, cut), bytes.substr(cut)})), whole(all)) << cut;
  std::vector<std::string_view> single;
  for (std::size_t i = 0; i < bytes.size(); ++i) single.push_back(bytes.substr(i, 1));
  EXPECT_EQ(whole(read(single)), whole(all)) << "byte by byte";
  return all;
}

std::vector<std::string> items(std::string_view bytes) {
  std::vector<std::string> all;
  for (const SseItem& item : read(bytes).items) all.push_back(told(item));
  return all;
}

TEST(Sse, AnEventEndsAtItsBlankLine) {
  EXPECT_THAT(items("data: hello\n\n"), ElementsAre("message|hello|"));
  EXPECT_THAT(items("data: one\n\ndata: two\n\n"), ElementsAre("message|one|", "message|two|"));
  EXPECT_THAT(items("data: hello\n"), IsEmpty());
}

TEST(Sse, LinesEndInThreeWays) {
  for (const std::string end : {"\n", "\r", "\r\n"})
    EXPECT_THAT(items("data: a" + end + "data: b" + end + end + "data: c" + end + end),
                ElementsAre("message|a\nb|", "message|c|"));
  EXPECT_THAT(items("data: a\rdata: b\r\ndata: c\n\r"), ElementsAre("message|a\nb\nc|"));
  EXPECT_THAT(items("data: a\n\r\n"), ElementsAre("message|a|"));
  EXPECT_THAT(items("data: a\v\f\xc2\x85\xe2\x80\xa8 b\n\n"),
              ElementsAre("message|a\v\f\xc2\x85\xe2\x80\xa8 b|"));
}

TEST(Sse, ACarriageReturnEndsALineAtOnce) {
  SseReader reader;
  EXPECT_THAT(reader.push("data: a\r"), IsEmpty());
  EXPECT_EQ(reader.push("\r").size(), 1U);
  EXPECT_THAT(reader.push("\n"), IsEmpty());
  EXPECT_EQ(reader.unfinished(), "");
  EXPECT_EQ(reader.push("data: b\n\n").at(0).event.value().raw, "data: b\n\n");
}

TEST(Sse, DataLinesAreJoined) {
  EXPECT_THAT(items("data: a\ndata: b\n\n"), ElementsAre("message|a\nb|"));
  EXPECT_THAT(items("data: a\ndata:\n\n"), ElementsAre("message|a\n|"));
  EXPECT_THAT(items("data\ndata\n\n"), ElementsAre("message|\n|"));
}

TEST(Sse, AnEmptyMessageIsAMessage) {
  EXPECT_THAT(items("data\n\n"), ElementsAre("message||"));
  EXPECT_THAT(items("data:\n\n"), ElementsAre("message||"));
  EXPECT_THAT(items("data: \n\n"), ElementsAre("message||"));
}

TEST(Sse, OneBlankAfterTheColonIsRemoved) {
  EXPECT_THAT(items("data:x\n\n"), ElementsAre("message|x|"));
  EXPECT_THAT(items("data:  x \n\n"), ElementsAre("message| x |"));
  EXPECT_THAT(items("data:\tx\n\n"), ElementsAre("message|\tx|"));
  EXPECT_THAT(items("data: a: b\n\n"), ElementsAre("message|a: b|"));
}

TEST(Sse, TheEventFieldNamesTheEvent) {
  EXPECT_THAT(items("event: note\ndata: x\n\ndata: y\n\n"), ElementsAre("note|x|", "message|y|"));
  EXPECT_THAT(items("data: x\nevent: a\nevent: b\n\n"), ElementsAre("b|x|"));
  EXPECT_THAT(items("event: a\nevent\ndata: x\n\n"), ElementsAre("message|x|"));
}

TEST(Sse, WithoutDataThereIsNoEvent) {
  EXPECT_THAT(items("event: note\n\ndata: x\n\n"), ElementsAre("nothing", "message|x|"));
  EXPECT_THAT(items("id: 5\n\n"), ElementsAre("nothing"));
  EXPECT_THAT(items("Data: x\n\n"), ElementsAre("nothing"));
  EXPECT_EQ(read("event: note\nfoo\n\n").items.at(0).nothing.value().raw, "event: note\nfoo\n\n");
  EXPECT_THAT(items("\n\n\r\n"), IsEmpty());
}

TEST(Sse, CommentsStandAlone) {
  EXPECT_THAT(items(": hi\n\n"), ElementsAre(": hi"));
  EXPECT_THAT(items(":\n:x\n"), ElementsAre(":", ":x"));
  EXPECT_THAT(items("data: a\n: c\ndata: b\n\n"), ElementsAre(": c", "message|a\nb|"));
  EXPECT_EQ(read(": c\r\ndata: a\r\n: d\r\n\r\n").items.at(2).event.value().raw,
            "data: a\r\n: d\r\n\r");
}

TEST(Sse, IdsHoldUntilTheyAreMoved) {
  EXPECT_THAT(items("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n"),
              ElementsAre("message|a|1", "message|b|1", "message|c|"));
  const Read one = read("id: 1\ndata: a\n\ndata: b\n\n");
  EXPECT_EQ(one.items.at(0).event.value().own_id, "1");
  EXPECT_EQ(one.items.at(1).event.value().own_id, std::nullopt);
  EXPECT_EQ(one.last_id, "1");
}

TEST(Sse, AnIdHoldsFromItsBlankLineOn) {
  EXPECT_EQ(read("id: 1\n\n").last_id, "1");
  EXPECT_EQ(read("id: 1\ndata: a\n\nid: 2\ndata: b\n").last_id, "1");
}

TEST(Sse, AnIdWithANulIsIgnored) {
  using namespace std::string_view_literals;
  const Read stream = read("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"sv);
  EXPECT_EQ(stream.items.at(1).event.value().last_id, "1");
  EXPECT_THAT(stream.items.at(1).event.value().ignored, ElementsAre("id: 2\0"sv));
  EXPECT_THAT(items("data: a\0b\n\n"sv), ElementsAre("message|a\0b|"sv));
}

TEST(Sse, RetryIsMadeOfDigits) {
  EXPECT_THAT(items("retry: 2000\n"), ElementsAre("retry 2000"));
  EXPECT_THAT(items("retry:0\n\n"), ElementsAre("retry 0"));
  EXPECT_THAT(items("retry: 99999999999999999999999\n"),
              ElementsAre("retry " + std::to_string(~0UL)));
  for (const char* wrong : {"retry\n", "retry:\n", "retry: -1\n", "retry: 1.5\n", "retry: 12x\n",
                            "retry:  5\n", "retry: 5 \n", "RETRY: 5\n"})
    EXPECT_THAT(items(wrong), IsEmpty()) << wrong;
}

TEST(Sse, WhatIsIgnoredIsKept) {
  const SseEvent event =
      read("foo: bar\ndata: a\n data: b\nretry: x\ndata:c\n\n").items.at(0).event.value();
  EXPECT_EQ(event.data, "a\nc");
  EXPECT_THAT(event.ignored, ElementsAre("foo: bar", " data: b", "retry: x"));
  EXPECT_THAT(read("{\n}\n\n").items.at(0).nothing.value().ignored, ElementsAre("{", "}"));
}

TEST(Sse, OneByteOrderMarkMayStandAtTheStart) {
  EXPECT_THAT(items("\xef\xbb\xbf"
                    "data: a\n\n"),
              ElementsAre("message|a|"));
  EXPECT_THAT(items("\xef\xbb\xbf\n\ndata: a\n\n"), ElementsAre("message|a|"));
  EXPECT_THAT(items("\xef\xbb\xbf\xef\xbb\xbf"
                    "data: a\n\n"),
              ElementsAre("nothing"));
  EXPECT_THAT(items("\n\xef\xbb\xbf"
                    "data: a\n\n"),
              ElementsAre("nothing"));
  EXPECT_THAT(items("\xef\xbb"
                    "data: a\n\n"),
              ElementsAre("nothing"));
}

TEST(Sse, BrokenUtf8IsReplaced) {
  EXPECT_THAT(items("data: \xc3\xa9\xf0\x9f\x98\x80\n\n"),
              ElementsAre("message|\xc3\xa9\xf0\x9f\x98\x80|"));
  EXPECT_THAT(items("data: a\xff"
                    "b\xf0\x9f\n\n"),
              ElementsAre("message|a\xef\xbf\xbd"
                          "b\xef\xbf\xbd|"));
}

TEST(Sse, WhatIsUnfinishedIsNoEvent) {
  EXPECT_EQ(read("data: a\n\ndata: b\nda").unfinished, "data: b\nda");
  EXPECT_EQ(read("data: a\r\n").unfinished, "data: a\r\n");
  EXPECT_EQ(read("data: a\n\n: bye\n\nretry: 5\n").unfinished, "");
  EXPECT_EQ(read("data: a\n\n").unfinished, "");
}

TEST(Sse, RawIsWhatCame) {
  const Read stream = read("data: a\n\nfoo\r\nid: 1\rdata: b\n\n");
  EXPECT_EQ(stream.items.at(0).event.value().raw, "data: a\n\n");
  EXPECT_EQ(stream.items.at(1).event.value().raw, "foo\r\nid: 1\rdata: b\n\n");
}

// One U+FFFD for each longest beginning of a character, as in the Encoding standard.
TEST(Utf8, ReplacesWhatIsBroken) {
  const std::string mark = "\xef\xbf\xbd";
  EXPECT_EQ(decode_utf8(""), "");
  EXPECT_EQ(decode_utf8("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
            "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
  EXPECT_EQ(decode_utf8("\x80"), mark);
  EXPECT_EQ(decode_utf8("\xc0\x80"), mark + mark);
  EXPECT_EQ(decode_utf8("\xc3"), mark);
  EXPECT_EQ(decode_utf8("\xc3"
                        "a"),
            mark + "a");
  EXPECT_EQ(decode_utf8("\xe2\x82"
                        "a"),
            mark + "a");
  EXPECT_EQ(decode_utf8("\xe0\x80\x80"), mark + mark + mark);
  EXPECT_EQ(decode_utf8("\xed\xa0\x80"), mark + mark + mark);
  EXPECT_EQ(decode_utf8("\xf0\x9f\x98\xf0\x9f\x98\x80"), mark + "\xf0\x9f\x98\x80");
  EXPECT_EQ(decode_utf8("\xf0\x80\x80\x80"), mark + mark + mark + mark);
  EXPECT_EQ(decode_utf8("\xf4\x90\x80\x80"), mark + mark + mark + mark);
  EXPECT_EQ(decode_utf8("\xf5"), mark);
  EXPECT_EQ(decode_utf8("\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf"),
            "\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf");
}

TEST(Utf8, TellsCutFromBroken) {
  using Kind = Utf8Start::Kind;
  EXPECT_EQ(utf8_start("\xf0\x9f\x98").kind, Kind::cut);
  EXPECT_EQ(utf8_start("\xf0\x9f\x98"
                       "a")
                .kind,
            Kind::broken);
  EXPECT_EQ(utf8_start("\xf0\x9f\x98"
                       "a")
                .length,
            3U);
  EXPECT_EQ(utf8_start("\xc3\xa9"
                       "a")
                .length,
            2U);
}

}  // namespace
}  // namespace pipette
