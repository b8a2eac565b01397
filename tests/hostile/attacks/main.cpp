// attacks --list | attacks NAME key=value...: one hostile program out of many.
#include <signal.h>
#include <unistd.h>

#include <charconv>
#include <string_view>

#include "attack.hpp"

namespace {

std::vector<Attack> all_attacks() {
  std::vector<Attack> all;
  for (const auto* theme : {&kProcessAttacks, &kWaitingAttacks, &kMemoryAttacks, &kDiskAttacks,
                            &kLeftoverAttacks, &kFileAttacks, &kGraderAttacks, &kSignalAttacks,
                            &kNetworkAttacks, &kSocketAttacks, &kNamespaceAttacks, &kKernelAttacks,
                            &kPrivilegeAttacks, &kInheritedAttacks, &kOutputAttacks})
    all.insert(all.end(), theme->begin(), theme->end());
  return all;
}

int number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0)
    broken("not a number: " + std::string(text));
  return value;
}

void set(Target& target, const std::string& argument) {
  const size_t equals = argument.find('=');
  if (equals == std::string::npos) broken("not key=value: " + argument);
  const std::string key = argument.substr(0, equals);
  const std::string value = argument.substr(equals + 1);
  if (value.empty()) broken("no value: " + argument);
  if (key == "grader") target.grader = number(value);
  else if (key == "port") target.port = number(value);
  else if (key == "udp") target.udp = number(value);
  else if (key == "secret") target.secret = value;
  else if (key == "results") target.results = value;
  else if (key == "other") target.other = value;
  else if (key == "abstract") target.abstract_name = value;
  else if (key == "unix") target.unix_path = value;
  else if (key == "shared") target.shared = value;
  else broken("unknown key: " + key);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) broken("usage: attacks --list | attacks NAME key=value...");
  const std::string name = arguments[1];
  Target target;
  for (int i = 2; i < count; ++i) set(target, arguments[i]);
  alarm(kLastResortSeconds);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes shall be an errno, not a death
  for (const Attack& attack : all_attacks()) {
    if (name == "--list") write_all(STDOUT_FILENO, std::string(attack.name) + "\n");
    if (name != attack.name) continue;
    attack.run(target);
    _exit(0);
  }
  if (name != "--list") broken("no such attack: " + name);
}
