#include "report/sanitizer_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/bytes.hpp"

namespace pipette {
namespace {

struct Entry {
  std::string_view mark;
  std::string_view sentence;
};

// The first entry whose mark stands in the headline counts.
constexpr std::array kMemoryFaults = {
    Entry{"stack-use-after-return",
          "The program used a local variable of a function that had already ended."},
    Entry{"stack-use-after-scope",
          "The program used a local variable behind the end of the block { } that it belongs to."},
    Entry{"double-free", "The program gave the same memory back twice (with delete or free)."},
    Entry{"not malloc()-ed",
          "The program gave back (with delete or free) something that it had never got from new or "
          "malloc."},
    Entry{"param-overlap",
          "The program copied memory onto itself: the two places overlap, and this way of copying "
          "does not allow that."},
    Entry{"negative-size-param",
          "The program asked to copy or to fill a negative number of bytes."},
    Entry{"requested allocation size", "The program asked for far more memory than there can be."},
    Entry{"calloc-overflow", "The program asked for far more memory than there can be."},
    Entry{"out of memory", "The program asked for more memory than it could get."},
    Entry{"container-overflow",
          "The program used an element of a vector that is not there: behind its end."},
    Entry{"stack-overflow",
          "The stack was full: a function called itself too often, or its local variables are too "
          "large."},
    Entry{": FPE", "The program divided by zero, or calculated something that has no result."},
    Entry{": ILL", "The program reached a place that has no valid instruction."},
    Entry{": BUS", "The program used memory that cannot be reached."},
};

constexpr std::array kUndefined = {
    Entry{"division by zero", "The program divided by zero."},
    Entry{"null pointer passed as argument",
          "A null pointer (one that points to nothing) was handed to a function that needs a real "
          "one."},
    Entry{"applying ", "The program calculated with a pointer that points to nothing."},
    Entry{"null pointer returned", "A function returned nothing where it promises a real pointer."},
    Entry{"null pointer", "The program used a null pointer: a pointer that points to nothing."},
    Entry{"misaligned",
          "The program read or wrote a value at a place in memory where such a value must not "
          "begin."},
    Entry{"reached the end of a value-returning function",
          "A function that promises a value came to its end without return."},
    Entry{"unreachable", "The program reached a place that it declares impossible to reach."},
    Entry{"non-positive value", "An array was made with a length of zero or less."},
    Entry{"variable length array bound", "An array was made with a length of zero or less."},
    Entry{"insufficient space",
          "The program used memory that is too small for what it looked for there."},
    Entry{"does not point to an object",
          "The program used an object that is not there any more, or that is of another type."},
    Entry{"passing zero to", "The program asked for the first set bit of 0, which has none."},
    Entry{"base pointer", "A pointer was moved out of the memory that it belongs to."},
    Entry{"pointer index expression", "A pointer was moved out of the memory that it belongs to."},
};

constexpr std::array kThreads = {
    Entry{"lock-order-inversion",
          "Mutexes were locked in different orders: two threads can wait for each other for ever."},
    Entry{"heap-use-after-free", "The program used memory that it had already given back."},
    Entry{"use of an invalid mutex",
          "The program used a mutex that was not there any more, or not there yet."},
    Entry{"destroy of a locked mutex", "A mutex went away while it was still locked."},
    Entry{"double lock of a mutex", "A thread locked a mutex that it had already locked."},
    Entry{"unlock of an unlocked mutex",
          "A thread unlocked a mutex that was not locked, or that another thread had locked."},
    Entry{"thread leak", "A thread was started, and nobody waited for its end."},
    Entry{"signal-unsafe call",
          "A signal handler called a function that must not be called there."},
    Entry{"errno", "A signal handler changed errno, which the rest of the program may be using."},
};

template <std::size_t kSize>
std::string_view known(const std::array<Entry, kSize>& entries, std::string_view headline) {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& one) {
    return headline.find(one.mark) != std::string_view::npos;
  });
  return entry == entries.end() ? std::string_view() : entry->sentence;
}

std::string_view before(std::string_view text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

// The text between the first two `quote`s, in quotes; empty where there are none.
std::string quoted(std::string_view text, std::string_view quote = "'") {
  const std::string_view inside = before(behind(text, quote), quote);
  return inside.empty() ? std::string() : fmt::format("'{}'", inside);
}

std::string_view line_with(const SanitizerLines& report, std::string_view mark) {
  for (const std::string& line : report)
    if (line.find(mark) != std::string::npos) return line;
  return {};
}

bool holds(std::string_view text, std::string_view mark) {
  return text.find(mark) != std::string_view::npos;
}

std::string_view access(const SanitizerLines& report) {
  if (!line_with(report, "WRITE of size").empty()) return "wrote to";
  return "read";
}

std::string bytes(std::string_view count) {
  return fmt::format("{} {}", count, count == "1" ? "byte" : "bytes");
}

// "3 bytes behind a block of 10 bytes", "right behind the variable 'table' (40 bytes)".
std::string neighbour(const SanitizerLines& report, bool in_front) {
  const std::string variable = quoted(line_with(report, "<== Memory access"));
  if (!variable.empty()) return "the variable " + variable;
  const std::string_view line = line_with(report, " is located ");
  const std::string_view distance = before(behind(line, " is located "), " ");
  const std::string where = (distance == "0" ? "right" : bytes(distance)) +
                            std::string(in_front ? " in front of " : " behind ");
  if (holds(line, "global variable"))
    return where + fmt::format("the variable {} ({})", quoted(behind(line, "global variable")),
                               bytes(behind(line, " of size ")));
  const std::string_view until = before(line, "-byte region");
  if (until.size() == line.size()) return {};
  return where + "a block of " + bytes(until.substr(until.rfind(' ') + 1));
}

std::string outside_of_a_block(const SanitizerLines& report) {
  const std::string_view line = line_with(report, " is located ");
  const bool in_front = holds(report.front(), "underflow") || holds(line, " to the left of ") ||
                        holds(line, " bytes before ") ||
                        holds(line_with(report, "<== Memory access"), " underflows ");
  const std::string where = neighbour(report, in_front);
  return fmt::format("The program {} memory {} an array or a string{}.", access(report),
                     in_front ? "in front of" : "behind the end of",
                     where.empty() ? "" : fmt::format(" ({})", where));
}

// What LeakSanitizer counts stands in the last line: "181 byte(s) leaked in 5 allocation(s)."
std::string leak(const SanitizerLines& report) {
  const std::string_view sum = behind(line_with(report, "SUMMARY"), "Sanitizer: ");
  const std::string_view count = before(behind(sum, "leaked in "), " ");
  if (count.empty()) return "The program ended without giving all its memory back.";
  return fmt::format("The program ended without giving all its memory back: {}, in {} {}.",
                     bytes(before(sum, " ")), count, count == "1" ? "piece" : "pieces");
}

std::string another_size(const SanitizerLines& report) {
  const auto size = [&](std::string_view mark) {
    const std::string_view text = behind(line_with(report, mark), mark);
    const std::string_view number = text.substr(std::min(text.find_first_not_of(' '), text.size()));
    return bytes(before(number, " "));
  };
  return fmt::format(
      "An object was given back as another type than it was made as: it has {}, and delete was "
      "told {}.",
      size("size of the allocated type:"), size("size of the deallocated type:"));
}

std::string gave_up(const SanitizerLines& report) {
  if (!line_with(report, "glibcxx_assert").empty())
    return "The program used an element that is not there, of a string, a vector or the like.";
  if (!line_with(report, "__cxa_throw").empty()) return "An exception was thrown and never caught.";
  return "The program gave up: by abort(), a failed assertion or an exception that nobody caught.";
}

std::string of_memory(const SanitizerLines& report) {
  const std::string_view headline = report.front();
  if (holds(headline, "detected memory leaks")) return leak(report);
  if (holds(headline, "buffer-overflow") || holds(headline, "buffer-underflow"))
    return outside_of_a_block(report);
  if (holds(headline, "heap-use-after-free"))
    return fmt::format(
        "The program {} memory that was already given back: by delete or free, or because a string "
        "or a vector was gone or had moved.",
        access(report));
  if (holds(headline, "alloc-dealloc-mismatch"))
    return fmt::format("Memory was got in one way and given back in another: {}.",
                       before(behind(headline, "mismatch ("), ")"));
  if (holds(headline, "new-delete-type-mismatch")) return another_size(report);
  if (holds(headline, ": ABRT")) return gave_up(report);
  if (holds(headline, ": SEGV"))
    return line_with(report, "points to the zero page").empty()
               ? "The program used a pointer that does not point to memory of its own."
               : "The program used a null pointer: a pointer that points to nothing.";
  std::string sentence(known(kMemoryFaults, headline));
  const std::string variable = quoted(line_with(report, "<== Memory access"));
  const bool local = holds(headline, "stack-use-after");
  if (local && !variable.empty()) sentence.insert(sentence.size() - 1, " (" + variable + ")");
  return sentence;
}

std::string of_undefined(std::string_view what) {
  for (const std::string_view mark : {" overflow: ", "negation of "})
    if (holds(what, mark) && holds(what, " cannot be represented in type"))
      return fmt::format("A calculation gave a number that does not fit into its type {}: {}.",
                         quoted(behind(what, "in type")),
                         mark[0] == 'n' ? fmt::format("-({})", before(behind(what, mark), " "))
                                        : before(behind(what, mark), " cannot be"));
  if (holds(what, "outside the range of representable values"))
    return fmt::format("The number {} does not fit into its new type {}.",
                       before(what, " is outside"), quoted(behind(what, "of type")));
  if (holds(what, "out of bounds for type"))
    return fmt::format(
        "The program used index {} of an array of type {}: there is no such element.",
        before(behind(what, "index "), " "), quoted(what));
  if (holds(what, "not a valid value for type"))
    return fmt::format(
        "A variable of type {} held {}, which is no such value: often nothing was stored in it "
        "yet.",
        quoted(behind(what, "for type")), before(behind(what, "load of value "), ","));
  if (holds(what, "shift"))
    return fmt::format("Bits were shifted in a way that has no result: {}.", what);
  return std::string(known(kUndefined, what));
}

std::string of_threads(const SanitizerLines& report) {
  const std::string_view headline = report.front();
  if (!holds(headline, "data race")) return std::string(known(kThreads, headline));
  std::string variable = quoted(line_with(report, "Location is global"));
  if (variable == "'<null>'") variable.clear();
  return fmt::format(
      "Two threads used the same memory at the same time{}, and at least one of them wrote to it.",
      variable.empty() ? "" : " (the variable " + variable + ")");
}

}  // namespace

std::string_view behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

std::string sanitizer_sentence(const SanitizerLines& report) {
  const std::string_view headline = report.front();
  const std::string_view what = behind(headline, "runtime error: ");
  const bool undefined = !what.empty();
  std::string sentence = undefined                               ? of_undefined(what)
                         : holds(headline, "WARNING: ThreadSan") ? of_threads(report)
                                                                 : of_memory(report);
  if (!sentence.empty()) return sentence;
  return fmt::format("The program did something that C++ gives no meaning to: {}.",
                     undefined ? what : before(behind(headline, "Sanitizer: "), " on "));
}

}  // namespace pipette
