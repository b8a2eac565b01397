#include "grade/program.hpp"

#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "grade/catalogue.hpp"
#include "grade/task.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape = c == '\\' && quote != '\'' && i + 1 < text.size();
    if (escape) word += text[++i];
    else if (quote != 0 && c == quote) quote = 0;
    else if (quote == 0 && (c == '\'' || c == '"')) quote = c;
    else if (quote == 0 && (c == ' ' || c == '\t')) {
      if (in_word) words.push_back(std::exchange(word, {}));
      in_word = false;
      continue;
    } else word += c;
    in_word = true;
  }
  if (quote != 0)
    throw UsageError("--program: the quote " + std::string(1, quote) + " is not closed");
  if (in_word) words.push_back(word);
  return words;
}

}  // namespace

std::string find_command(const std::string& name) {
  const auto runs = [](const fs::path& file) {
    return access(file.c_str(), X_OK) == 0 && fs::is_regular_file(file);
  };
  if (name.find('/') != std::string::npos) return runs(name) ? fs::absolute(name).string() : "";
  std::istringstream path(from_environment("PATH"));
  for (std::string folder; std::getline(path, folder, ':');)
    if (const fs::path file = fs::path(folder) / name; runs(file))
      return fs::absolute(file).string();
  return "";
}

std::vector<std::string> program_command(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  if (words.empty()) throw UsageError("--program: there is no program in ''");
  const std::string program = find_command(words.front());
  if (program.empty())
    throw UsageError("--program: there is no program '" + words.front() +
                     "' that can be run: is the name right, and is the file executable?");
  words.front() = program;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (std::error_code ignored; fs::is_regular_file(words[i], ignored))
      words[i] = fs::absolute(words[i]).string();
  return words;
}

}  // namespace pipette
