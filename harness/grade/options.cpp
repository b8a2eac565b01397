#include "grade/options.hpp"

#include <CLI/CLI.hpp>

namespace pipette {
namespace {

constexpr const char* kFooter = R"(Examples:
  pipette check 11                      build and grade the first lab
  pipette check 11 --only EchoesOneLine
  pipette check echo --program 'python3 my_echo.py'
  pipette check 11 31 --json result.json
  pipette watch                         builds and grades each time you save
  pipette hint 11                       the next hint for what fails
  pipette report                        the last run as pictures, in your browser
  pipette list                          all labs and your points
  pipette explain pipe                  what a word means

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

// "--sanitize 11": the value may be left out, and what follows is a lab then.
void take_back_lab(Options& options) {
  if (options.sanitize.empty() || options.sanitize == "address" || options.sanitize == "thread" ||
      options.sanitize == kAsTheLabSays)
    return;
  options.labs.insert(options.labs.begin(), options.sanitize);
  options.sanitize = kAsTheLabSays;
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
      ->expected(0, 1)
      ->default_str(kAsTheLabSays)
      ->option_text("[address|thread]");
  check->add_flag_callback(
      "--no-second-look", [&options] { options.second_look = false; },
      "do not look again with sanitizers after a crash or a full score");
  add_protection(*check, options);
  check->add_option("--json", options.json_file, "write the report as JSON")->option_text("FILE");
  check->add_option("--html", options.html_file, "write the report as one page for a browser")
      ->option_text("FILE");
  check
      ->add_option("--markdown", options.markdown_file,
                   "write the report as Markdown, for a CI summary")
      ->option_text("FILE");
  check->add_option("--junit", options.junit_file, "write the report as JUnit XML")
      ->option_text("FILE");
  check->callback([&options] {
    options.command = Command::check;
    take_back_lab(options);
  });
}

void add_replay(CLI::App& app, Options& options) {
  CLI::App* replay = app.add_subcommand(
      "replay", "play a recorded conversation to your program again, and see what differs");
  replay->add_option("FILE", options.recording, "a report: pipette check --json FILE writes one")
      ->required();
  replay
      ->add_option("--check", options.only,
                   "the checks with this name, or this in their name; else the first that failed")
      ->option_text("CHECK");
  replay->add_option("--lab", options.labs, "the lab; else the first that fits")
      ->expected(1)
      ->option_text("LAB");
  replay->add_option("--program", options.program, "this command instead of the lab's file")
      ->option_text("'CMD ...'");
  replay
      ->add_option("--with", options.with,
                   "a file or folder that the program may read besides its own file")
      ->check(CLI::ExistingPath)
      ->allow_extra_args(false)
      ->option_text("PATH");
  add_protection(*replay, options);
  replay->callback([&options] { options.command = Command::replay; });
}

void add_lab_command(CLI::App& app, Options& options, const char* name, const char* what,
                     Command command) {
  CLI::App* added = app.add_subcommand(name, what);
  added->add_option("LAB", options.labs)->required()->expected(1);
  added->callback([&options, command] { options.command = command; });
}

void add_show(CLI::App& app, Options& options) {
  CLI::App* show = app.add_subcommand("show", "the last run again, or one check of it in full");
  show->add_option("LAB", options.labs, "the last run of this lab")->expected(1);
  show->add_option("CHECK", options.only, "the checks with this name, or this in their name");
  show->callback([&options] { options.command = Command::show; });
  CLI::App* report = app.add_subcommand("report", "the last run as a page with pictures");
  report->add_option("LAB", options.labs, "the last run of this lab")->expected(1);
  report->add_option("--output", options.html_file, "where to write it")->option_text("FILE");
  report->add_flag("!--no-open", options.open, "do not open it in a browser");
  report->callback([&options] { options.command = Command::report; });
}

void add_words(CLI::App& app, Options& options) {
  CLI::App* explain = app.add_subcommand("explain", "what a word means, or the map of all words");
  explain->add_option("WORD", options.words, "such as pipe, or event loop");
  explain->callback([&options] { options.command = Command::explain; });
  CLI::App* words = app.add_subcommand("words", "the map of words as one page for a browser");
  words->add_option("--html", options.html_file, "where to write it")
      ->required()
      ->option_text("FILE");
  words->callback([&options] { options.command = Command::words; });
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
  CLI::App* watch =
      app.add_subcommand("watch", "build and grade each time you save, on one screen");
  watch->add_option("LAB", options.labs, "the lab to begin with")->expected(1);
  watch->callback([&options] { options.command = Command::watch; });
  add_protection(*watch, options);
  add_lab_command(app, options, "hint", "the next hint for the first failing check", Command::hint);
  add_lab_command(app, options, "reset", "put the lab's empty file back (yours is kept)",
                  Command::reset);
  add_replay(app, options);
  add_show(app, options);
  add_words(app, options);
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
