#include "grade/watch_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "report/screen_text.hpp"

namespace pipette {
namespace {

namespace fs = std::filesystem;

std::string place_of(const fs::path& file, const fs::path& root) {
  return fs::relative(file, root).string();
}

std::string readme_of(const Lab& lab, const fs::path& root) {
  return place_of(lab.folder / "README.md", root);
}

bool has_todo(const fs::path& source) {
  std::ostringstream text;
  text << std::ifstream(source).rdbuf();
  return text.str().find("// TODO") != std::string::npos;
}

std::string next_step(const Lab& lab, const Ladder& ladder, const fs::path& root) {
  const Climbed climbed = ladder.climbed();
  if (climbed.complete == climbed.labs) return "All labs are complete. That was the whole ladder.";
  const Lab& next = ladder.after(lab);
  return fmt::format("Next comes lab {}: {}. Read {}, then press n.", next.number, next.title,
                     readme_of(next, root));
}

std::string body(const WatchView& view, const Ladder& ladder, const fs::path& root,
                 std::size_t rows, const TerminalStyle& style) {
  const Lab& lab = *view.lab;
  if (!view.fault.empty()) return fault_text(view.fault, style);
  if (!view.result)
    return welcome_text({.source = place_of(lab.source, root),
                         .readme = readme_of(lab, root),
                         .untouched = has_todo(lab.source)},
                        style);
  return verdict_text({.result = *view.result,
                       .rerun = {view.seed},
                       .hint = view.hint,
                       .next_step = next_step(lab, ladder, root)},
                      rows, style);
}

}  // namespace

WatchView view_of(const Lab& lab, std::optional<LabResult> last, const fs::path& root) {
  WatchView view{.lab = &lab, .result = std::move(last)};
  view.points = view.result ? score(*view.result) : Score{0, lab.maximum()};
  view.activity = fmt::format("waiting until you save {}", place_of(lab.source, root));
  return view;
}

void paint(Screen& screen, WatchView& view, const Ladder& ladder, const fs::path& root) {
  constexpr std::size_t kWidestProse = 100;
  const ScreenSize size = screen.size();
  const TerminalStyle style{.colour = screen.colour() && !view.outdated,
                            .width = std::min(size.columns, kWidestProse)};
  ScreenContent content{.number = view.lab->number,
                        .title = view.lab->title,
                        .points = view.points,
                        .climbed = ladder.climbed(),
                        .activity = view.activity,
                        .body = body(view, ladder, root, body_rows(size), style),
                        .outdated = view.outdated,
                        .message = view.message};
  view.scroll = std::min(view.scroll, furthest_scroll(content.body, size));
  content.scroll = view.scroll;
  screen.show(screen_lines(content, size, screen.colour()));
}

}  // namespace pipette
