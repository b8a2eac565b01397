// fails: LineTools.RefusesACallWithoutACommand, LineTools.RefusesAMissingText, LineTools.RefusesAnExtraWord
// mistake: Takes argv[1] and argv[2] without asking whether they are there.
// misconception: boxes-may-be-missing

#include "parts.hpp"

class Wrong : public Tool {
 public:
  int choose(char* argv[]) {
    const std::string command = argv[1];
    if (!is_known(command)) return give_up(kWrongCall, "there is no such command");
    const std::string text = takes_text(command) ? argv[2] : "";
    if (command == "eqnum" && !number_in(text)) return give_up(kWrongCall, "this is no number");
    return work(command, text);
  }
};

int main(int /*argc*/, char* argv[]) { return Wrong().choose(argv); }
