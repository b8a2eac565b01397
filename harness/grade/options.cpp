#include "grade/options.hpp"

#include <CLI/CLI.hpp>

namespace pipette {
namespace {

constexpr const char* kFooter = R"(Examples:
  pipette check 11                      build and grade the first lab
  pipette check 11 --only EchoesOneLine
  pipette check echo --program 'python3 my_echo.py'
  pipette check 11 31 --json result.json
  pipette hint 11                       the next hint for the first failing check
  pipette list                          all labs and your points

LAB is a number, a name, or the beginning of either: 11, echo-stdin, echo.
'pipette test' runs the project's own tests.

Exit codes: 0 all passed, 1 some failed, 2 wrong usage or a fault of Pipette's.)";

void add_protection(CLI::App& command, Options& options) {
  command
      .add_option("--require", options.require,
                  "stop with exit code 2 where this layer of protection is absent")
      ->check(CLI::IsMember({"L1", "L2", "L3"}))
      ->option_text("L1|L2|L3");
  command.add_option("--backend", options.backend, "use this protection, not the best one")
      ->check(CLI::IsMember({"process", "bubblewrap", "direct"}))
      ->option_text("process|bubblewrap|direct");
}

void add_check(CLI::App& app, Options& options) {
  CLI::App* check = app.add_subcommand("check", "build and grade labs (all of them without LAB)");
  check->add_option("LAB", options.labs, "labs to grade");
  check
      ->add_option("--program", options.program,
                   "grade this command instead of the lab's file, in any language")
      ->option_text("'CMD ...'");
  check
      ->add_option("--with", options.with,
                   "a file or folder that the program may read besides its own file")
      ->check(CLI::ExistingPath)
      ->allow_extra_args(false)
      ->option_text("PATH");
  check->add_flag("--solutions", options.solutions, "grade the model solutions");
  check->add_option("--only", options.only, "only the checks with this name, or this in their name")
      ->option_text("CHECK");
  check->add_option("--seed", options.seed, "repeat a run with the same made-up words")
      ->option_text("N");
  check->add_option("--repeat", options.repeat, "every check must pass N times")
      ->check(CLI::Range(1, 100000))
      ->option_text("N");
  check
      ->add_option("--sanitize", options.sanitize,
                   "build the program so that it finds its own memory faults or races")
      ->check(CLI::IsMember({"address", "thread"}))
      ->option_text("address|thread");
  add_protection(*check, options);
  check->add_option("--json", options.json_file, "write the report as JSON")->option_text("FILE");
  check->add_option("--junit", options.junit_file, "write the report as JUnit XML")
      ->option_text("FILE");
  check->callback([&options] { options.command = Command::check; });
}

void add_lab_command(CLI::App& app, Options& options, const char* name, const char* what,
                     Command command) {
  CLI::App* added = app.add_subcommand(name, what);
  added->add_option("LAB", options.labs)->required()->expected(1);
  added->callback([&options, command] { options.command = command; });
}

}  // namespace

ReadOptions read_options(int argc, char** argv) {
  Options options;
  CLI::App app("Pipette grades small C++ programs and explains what went wrong.", "pipette");
  app.set_version_flag("--version", std::string("pipette ") + PIPETTE_VERSION);
  app.footer(kFooter);
  app.require_subcommand(0, 1);
  app.add_subcommand("list", "all labs, by chapter, with your points")->callback([&options] {
    options.command = Command::list;
  });
  add_check(app, options);
  add_lab_command(app, options, "hint", "the next hint for the first failing check", Command::hint);
  add_lab_command(app, options, "reset", "put the lab's empty file back (yours is kept)",
                  Command::reset);
  CLI::App* doctor =
      app.add_subcommand("doctor", "what this machine offers, and whether its protection holds");
  doctor->callback([&options] { options.command = Command::doctor; });
  add_protection(*doctor, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, app.exit(error) == 0 ? 0 : 2};
  }
  if (options.command != Command::none) return {options, 0};
  std::cout << app.help();
  return {std::nullopt, 0};
}

}  // namespace pipette
