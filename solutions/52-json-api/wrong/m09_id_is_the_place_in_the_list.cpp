// fails: JsonApi.NeverGivesAnIdTwice
// mistake: The id is the place in a list, so it moves when a note before it is deleted.
// misconception: id-is-a-place

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "parts.hpp"

struct Wrong : Api {
  Note add(const Wish& wish) override {
    const std::lock_guard lock(mutex_);
    list_.push_back({0, wish.text.value_or(""), wish.done.value_or(false), now()});
    return at(list_.size());
  }

  std::vector<Note> all() override {
    const std::lock_guard lock(mutex_);
    std::vector<Note> found;
    for (std::size_t id = 1; id <= list_.size(); ++id) found.push_back(at(id));
    return found;
  }

  std::optional<Note> find(int id) override {
    const std::lock_guard lock(mutex_);
    if (!has(id)) return std::nullopt;
    return at(static_cast<std::size_t>(id));
  }

  std::optional<Note> change(int id, const Wish& wish) override {
    const std::lock_guard lock(mutex_);
    if (!has(id)) return std::nullopt;
    Note& note = list_[static_cast<std::size_t>(id) - 1];
    note.text = wish.text.value_or(note.text);
    note.done = wish.done.value_or(note.done);
    return at(static_cast<std::size_t>(id));
  }

  bool remove(int id) override {
    const std::lock_guard lock(mutex_);
    if (!has(id)) return false;
    list_.erase(list_.begin() + id - 1);
    return true;
  }

 private:
  bool has(int id) const { return static_cast<std::size_t>(id) <= list_.size(); }

  Note at(std::size_t id) const {
    Note note = list_[id - 1];
    note.id = static_cast<int>(id);
    return note;
  }

  std::vector<Note> list_;
};

int main(int argc, char* argv[]) { Wrong().run(argc, argv); }
