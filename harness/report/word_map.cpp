#include "report/word_map.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace pipette {
namespace {

constexpr std::size_t kMostNear = 5;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::vector<std::string> names(const WordPage& page) {
  std::vector<std::string> out = {page.name};
  out.insert(out.end(), page.also.begin(), page.also.end());
  return out;
}

// How many letters must be put in, left out, replaced or swapped with their neighbour (the
// restricted Damerau-Levenshtein distance).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::move(last);
    last = std::move(row);
  }
  return last.back();
}

// How far a name is from what was typed, or nothing when it is too far.
std::size_t farness(const std::string& typed, const std::string& name) {
  const std::size_t edits = distance(typed, name);
  if (edits <= std::max<std::size_t>(1, typed.size() / 3)) return edits;
  const bool contains = typed.size() >= 3 && name.find(typed) != std::string::npos;
  return contains ? typed.size() : std::string::npos;
}

}  // namespace

std::string also_here(const WordPage& page) {
  std::string out;
  for (const std::string& word : page.also)
    if (page.name.find(word) == std::string::npos)
      out += (out.empty() ? "; also here: " : ", ") + word;
  return out;
}

bool is_met(const WordPage& page) {
  return std::any_of(page.labs.begin(), page.labs.end(),
                     [](const WordLab& lab) { return lab.passed; });
}

const WordPage* page_of(const WordMap& map, std::string_view slug) {
  if (slug.ends_with(".md")) slug.remove_suffix(3);
  const auto found = std::find_if(map.pages.begin(), map.pages.end(),
                                  [&](const WordPage& page) { return page.slug == slug; });
  return found == map.pages.end() ? nullptr : &*found;
}

const WordPage* find_word(const WordMap& map, std::string_view word) {
  const std::string in_lower = lower(word);
  const std::string as_call = std::string(word) + "()";
  const WordPage* call = nullptr;
  const WordPage* other_letters = nullptr;
  for (const WordPage& page : map.pages) {
    for (const std::string& name : names(page)) {
      if (name == word) return &page;
      if (name == as_call) call = &page;
      if (other_letters == nullptr && lower(name) == in_lower) other_letters = &page;
    }
  }
  if (call != nullptr) return call;
  return other_letters != nullptr ? other_letters : page_of(map, in_lower);
}

std::vector<std::string> near_words(const WordMap& map, std::string_view word) {
  const std::string typed = lower(word);
  std::multimap<std::size_t, std::string> by_farness;
  for (const WordPage& page : map.pages) {
    std::pair<std::size_t, std::string> nearest = {std::string::npos, ""};
    for (const std::string& name : names(page))
      if (const std::size_t far = farness(typed, lower(name)); far < nearest.first)
        nearest = {far, name};
    if (nearest.first != std::string::npos) by_farness.insert(nearest);
  }
  std::vector<std::string> out;
  for (const auto& [far, name] : by_farness)
    if (out.size() < kMostNear) out.push_back(name);
  return out;
}

}  // namespace pipette
