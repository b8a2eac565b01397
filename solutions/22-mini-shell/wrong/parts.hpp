// A small shell that is right. Each wrong program replaces the one part that it gets wrong.

#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

struct SyntaxError {};

struct Token {
  std::string text;
  bool is_sign = false;
};

struct Redirection {
  int number = 0;
  int flags = 0;
  std::string file;
};

struct Command {
  std::vector<std::string> words;
  std::vector<Redirection> redirections;
};

using Commands = std::vector<Command>;
using Tokens = std::vector<Token>;

constexpr int kWrite = O_WRONLY | O_CREAT | O_CLOEXEC;

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }

inline void complain(const std::string& text) { std::cerr << "mini_shell: " + text + "\n"; }

class Shell {
 public:
  virtual ~Shell() = default;

  virtual int run() {
    std::string line;
    while (!leaves && next_line(line)) run_line(line);
    return status;
  }

 protected:
  int status = 0;
  bool leaves = false;

  virtual bool next_line(std::string& line) { return static_cast<bool>(getline(std::cin, line)); }

  virtual void run_line(const std::string& line) {
    try {
      const Commands commands = parse(tokens(line));
      if (!commands.empty()) status = run_commands(commands);
    } catch (const SyntaxError&) {
      complain("syntax error");
      status = 2;
    }
  }

  // ---- From a line to commands ----

  virtual Tokens tokens(const std::string& line) {
    Tokens found;
    std::size_t at = 0;
    while (true) {
      while (at < line.size() && is_blank(line[at])) ++at;
      if (at == line.size() || line[at] == '#') return found;
      if (const std::string sign = sign_at(line, at); !sign.empty()) {
        found.push_back({sign, true});
        at += sign.size();
      } else {
        found.push_back({word_at(line, at), false});
      }
    }
  }

  virtual std::string sign_at(const std::string& line, std::size_t at) {
    for (const char* sign : {"2>", ">>", "<", ">", "|"})
      if (line.compare(at, std::strlen(sign), sign) == 0) return sign;
    return "";
  }

  // Moves `at` behind the word.
  virtual std::string word_at(const std::string& line, std::size_t& at) {
    std::string word;
    while (at < line.size() && !is_blank(line[at]) && !strchr("|<>", line[at])) {
      if (line[at] == '\'') {
        word += quoted_at(line, at);
      } else {
        word += line[at++];
      }
    }
    return word;
  }

  virtual std::string quoted_at(const std::string& line, std::size_t& at) {
    const std::size_t end = line.find('\'', at + 1);
    if (end == std::string::npos) throw SyntaxError{};
    const std::string text = line.substr(at + 1, end - at - 1);
    at = end + 1;
    return text;
  }

  virtual Commands parse(const Tokens& all) {
    if (all.empty()) return {};
    Commands commands(1);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].is_sign) {
        commands.back().words.push_back(all[i].text);
      } else if (all[i].text == "|") {
        check(commands.back());
        commands.emplace_back();
      } else {
        if (i + 1 == all.size() || all[i + 1].is_sign) throw SyntaxError{};
        commands.back().redirections.push_back(redirection(all[i].text, all[i + 1].text));
        ++i;
      }
    }
    check(commands.back());
    return commands;
  }

  virtual void check(const Command& command) {
    if (command.words.empty()) throw SyntaxError{};
  }

  virtual Redirection redirection(const std::string& sign, const std::string& file) {
    if (sign == "<") return {0, O_RDONLY | O_CLOEXEC, file};
    if (sign == ">>") return {1, kWrite | O_APPEND, file};
    return {sign == "2>" ? 2 : 1, kWrite | O_TRUNC, file};
  }

  // ---- Running ----

  virtual int run_commands(const Commands& commands) {
    const std::vector<std::string>& words = commands[0].words;
    if (commands.size() == 1 && words.at(0) == "cd") return change_folder(words);
    if (commands.size() == 1 && words.at(0) == "exit") return leave(words);
    return run_pipeline(commands);
  }

  virtual int change_folder(const std::vector<std::string>& words) {
    if (words.size() == 2 && chdir(words[1].c_str()) == 0) return 0;
    complain("cd: that did not work");
    return 1;
  }

  virtual int leave(const std::vector<std::string>& words) {
    leaves = true;
    return words.size() > 1 ? atoi(words[1].c_str()) : status;
  }

  virtual int run_pipeline(const Commands& commands) {
    std::vector<pid_t> children;
    int input = -1;
    for (std::size_t i = 0; i < commands.size(); ++i) {
      int ends[2] = {-1, -1};
      if (i + 1 < commands.size()) make_pipe(ends);
      children.push_back(start(commands[i], input, ends[1]));
      close_in_shell(input);
      close_in_shell(ends[1]);
      input = ends[0];
    }
    return wait_for(children);
  }

  virtual void make_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) perror("pipe");
  }

  virtual void close_in_shell(int end) {
    if (end >= 0) close(end);
  }

  virtual pid_t start(const Command& command, int input, int output) {
    const pid_t child = fork();
    if (child == 0) become(command, input, output);
    return child;
  }

  virtual void become(const Command& command, int input, int output) {
    connect_pipes(input, output);
    if (!open_files(command)) _exit(1);
    execute(command);
    leave_child(127);
  }

  virtual void connect_pipes(int input, int output) {
    move(input, 0);
    move(output, 1);
  }

  virtual void move(int from, int to) {
    if (from >= 0) dup2(from, to);
  }

  virtual bool open_files(const Command& command) {
    for (const Redirection& one : command.redirections) {
      const int file = open(one.file.c_str(), one.flags, rights());
      if (file < 0) complain(one.file + " cannot be opened");
      if (file < 0) return false;
      move(file, one.number);
    }
    return true;
  }

  virtual mode_t rights() { return 0666; }

  // Comes back when the program cannot be started.
  virtual void execute(const Command& command) {
    std::vector<char*> arguments;
    for (const std::string& word : command.words)
      arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    call_exec(arguments);
    complain(command.words[0] + ": not found");
  }

  virtual void call_exec(const std::vector<char*>& arguments) {
    execvp(arguments[0], arguments.data());
  }

  virtual void leave_child(int code) { _exit(code); }

  // ---- Waiting ----

  virtual int wait_for(const std::vector<pid_t>& children) {
    int last = 0;
    for (const pid_t child : children) last = collect(child);
    return last;
  }

  virtual int collect(pid_t child) {
    int raw = 0;
    while (waitpid(child, &raw, 0) < 0 && errno == EINTR) continue;
    return status_from(raw);
  }

  virtual int status_from(int raw) {
    return WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : WEXITSTATUS(raw);
  }
};
