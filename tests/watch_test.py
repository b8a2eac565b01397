#!/usr/bin/env python3
"""`pipette watch` in a real terminal, which tmux provides.

    tests/watch_test.py BUILD_FOLDER [NAME ...]     all cases, or those named

Exits with 77 where there is no tmux.
"""

import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
ECHO = "11-echo-stdin/echo.cpp"
SERVER = "31-tcp-server/tcp_server.cpp"
LIMIT = 90  # seconds for anything to appear, on a busy machine
build = pathlib.Path()

# Every check waits for this one until its time is up.
HANGING = """#include <unistd.h>
int main() { for (;;) pause(); }
"""


class Terminal:
    """A shell in a terminal of its own, in a copy of the labs."""

    def __init__(self, columns=80, rows=24, **environment):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="pipette-watch-"))
        for part in ("labs", "solutions"):
            for lab in ("11-echo-stdin", "31-tcp-server"):
                shutil.copytree(PROJECT / part / lab, self.home / part / lab)
        shutil.copytree(PROJECT / "labs/kit", self.home / "labs/kit")
        kept = {k: v for k, v in os.environ.items()
                if k not in ("TMUX", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR", "ENV")}
        self.environment = {**kept, "PIPETTE_ROOT": str(self.home), "PIPETTE_BIN": str(build),
                            "PIPETTE_POLL": "0", "PS1": "$ ", "LC_ALL": "C.UTF-8", **environment}
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  "sh", "-i")

    def tmux(self, *arguments):
        command = ["tmux", "-S", str(self.home / "tmux"), *arguments]
        return subprocess.run(command, env=self.environment, check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout

    def close(self):
        family = self.family()
        self.tmux("kill-server")
        wait_for(lambda: gone(family), "everything to end", lambda: family)
        shutil.rmtree(self.home)

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def sees(self, *texts, but=()):
        def there():
            screen = self.screen()
            return all(t in screen for t in texts) and not any(t in screen for t in but)

        wait_for(there, f"{texts} without {but}", self.screen)

    def keys(self, *keys):
        self.tmux("send-keys", *keys)

    def type(self, text):
        self.tmux("send-keys", "-l", text)
        self.keys("Enter")

    def watch(self, *arguments):
        self.type(" ".join([str(build / "bin/pipette"), "watch", *arguments, "; echo code=$?"]))

    def save(self, lab_file, text):
        """As many editors do: a new file takes the old one's place."""
        place = self.home / "labs" / lab_file
        draft = place.with_suffix(".new")
        draft.write_text(text)
        draft.rename(place)

    def family(self):
        """All that runs in the terminal: the shell first, and parents before their children.

        Not by number: the system begins anew with small ones.
        """
        shell = int(self.tmux("display-message", "-p", "#{pane_pid}"))
        above = {pid: list(ancestors(pid)) for pid in pids()}
        below = [pid for pid in above if shell in above[pid]]
        return [shell] + sorted(below, key=lambda pid: len(above[pid]))

    def watchers(self):
        """The keeper and the worker, and where one is graded, what it is graded in."""
        return [p for p in self.family() if "pipette watch" in command_of(p)]


def pids():
    return [int(entry.name) for entry in pathlib.Path("/proc").iterdir() if entry.name.isdigit()]


def command_of(pid):
    with contextlib.suppress(OSError):
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
    return ""


def ancestors(pid):
    """The processes above this one."""
    with contextlib.suppress(OSError):
        while pid > 1:
            stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
            pid = int(stat.rsplit(")", 1)[1].split()[1])
            yield pid


def gone(family):
    return not any(pathlib.Path(f"/proc/{pid}").exists() for pid in family)


def wait_for(condition, what, state):
    deadline = time.monotonic() + LIMIT
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what}; there is:\n{state()}")
        time.sleep(0.05)


def solution(lab_file):
    return (PROJECT / "solutions" / lab_file).read_text()


def wrong(name):
    return next((PROJECT / "solutions/11-echo-stdin/wrong").glob(name + "*")).read_text()


# ---- Cases ----


def from_the_first_start_to_the_next_lab(terminal):
    terminal.watch()
    terminal.sees("Open labs/11-echo-stdin/echo.cpp in your editor, find // TODO, write, save.",
                  "labs/11-echo-stdin/README.md", "Lab 11 - Echo lines: 0/100",
                  "labs 0/2 complete, 0/200 points", "h hint   r run again   n next lab")
    terminal.save(ECHO, wrong("m09a"))
    terminal.sees("14 of 15 checks passed", "FAIL  Keeps empty lines", 'expected  "\\n\\na\\n"',
                  "Lab 11 - Echo lines: 90/100", "labs 0/2 complete, 90/200 points")
    terminal.save(ECHO, solution(ECHO).replace(";", "", 1))
    terminal.sees("the program did not build", "This is the first error", "echo.cpp:", "expected",
                  but=["FAIL"])
    terminal.save(ECHO, solution(ECHO))
    terminal.sees("15 of 15 checks passed", "All checks passed: 100 of 100 points.",
                  "Next comes lab 31", "labs/31-tcp-server/README.md", "labs 1/2 complete")
    terminal.keys("n")
    terminal.sees("Lab 31", "Open labs/31-tcp-server/tcp_server.cpp in your editor")
    terminal.save(SERVER, solution(SERVER))
    terminal.sees("Lab 31", "All checks passed", "labs 2/2 complete, 200/200",
                  "All labs are complete.")
    terminal.save(ECHO, wrong("m09a"))  # another lab's file: it is what one works on now
    terminal.sees("Lab 11 - Echo lines: 90/100", "FAIL  Keeps empty lines",
                  "labs 2/2 complete, 200/200 points")


def keys_do_what_they_say(terminal):
    terminal.watch("11")
    terminal.sees("Open labs/11-echo-stdin/echo.cpp")
    terminal.keys("h")
    terminal.sees("Save your program once")
    terminal.keys("o")
    terminal.sees("There is no run yet.")
    terminal.keys("r")
    terminal.sees("0 of 15 checks passed", "Lab 11 - Echo lines: 0/100")
    terminal.keys("h")
    terminal.sees("1 Look at:")
    terminal.keys("h")
    terminal.sees("2 Think about:")
    terminal.keys("o")
    terminal.sees("report.html")
    assert "<html" in (terminal.home / ".pipette/report.html").read_text()
    terminal.keys("PageDown")
    terminal.sees("h hint", but=["1 Look at:"])
    terminal.keys("Up")
    terminal.keys("PageUp")
    terminal.sees("1 Look at:")
    terminal.keys("q")
    terminal.sees("code=0", but=["Lab 11"])
    out = subprocess.run([build / "bin/pipette", "hint", "11"], env=terminal.environment,
                         stdout=subprocess.PIPE, text=True, check=True).stdout
    assert "3 Try:" in out, out  # what was asked for on the screen counts


def last_failure_comes_first_and_a_save_gives_the_run_up(terminal):
    terminal.save(ECHO, wrong("m09a"))
    terminal.watch("11")
    terminal.keys("r")
    terminal.sees("14 of 15 checks passed")
    terminal.save(ECHO, HANGING)
    # The first check of the lab would be another one, and the run is not over.
    terminal.sees("FAIL  Keeps empty lines", "The time was up", "of 15 checks ...")
    terminal.save(ECHO, solution(ECHO))
    terminal.sees("15 of 15 checks passed", "All checks passed")
    terminal.keys("q")
    terminal.sees("code=0")


def remembers_what_was_done_last(terminal):
    terminal.save(ECHO, solution(ECHO))
    terminal.watch("11")
    terminal.keys("r")
    terminal.sees("All checks passed")
    terminal.keys("q")
    terminal.sees("code=0")
    terminal.type("clear")
    terminal.watch()  # the first lab is complete
    terminal.sees("Lab 31", "labs 1/2 complete")
    terminal.keys("n")
    terminal.sees("Lab 11", "started", "15 of 15 checks passed")


def resizing_paints_anew(terminal):
    terminal.save(ECHO, wrong("m09a"))
    terminal.watch("11")
    terminal.keys("r")
    terminal.sees("FAIL  Keeps empty lines", "more: press the down key")
    terminal.tmux("resize-window", "-x", "40", "-y", "10")
    terminal.sees("Lab 11 - Echo lines: 90/100", "h hint r run n next o open q quit", "more:")
    terminal.tmux("resize-window", "-x", "30", "-y", "8")
    terminal.sees("Make the window larger")
    terminal.tmux("resize-window", "-x", "120", "-y", "60")
    terminal.sees("FAIL  Keeps empty lines", "See it again:", "What happened", "exit code 0",
                  but=["more:"])


def settings(terminal):
    tty = terminal.tmux("display-message", "-p", "#{pane_tty}").strip()
    return subprocess.run(["stty", "-a", "-F", tty], stdout=subprocess.PIPE, check=True).stdout


def begin(terminal, mark):
    """Puts the mark on the screen, and waits until the shell wants the next command: what is typed
    earlier would stand on the mark's own line. Returns the terminal's settings."""
    terminal.type(f"clear; echo; echo {mark}")
    terminal.sees(f"\n{mark}\n$")
    return settings(terminal)


def expect_restored(terminal, mark, before):
    terminal.sees(f"\n{mark}\n")
    flags = terminal.tmux("display-message", "-p", "#{cursor_flag} #{alternate_on} #{wrap_flag}")
    assert flags.split() == ["1", "0", "1"], flags
    assert settings(terminal) == before


def every_end_restores_the_terminal(terminal):
    ends = [
        (0, lambda: terminal.keys("q")),
        (130, lambda: terminal.keys("C-c")),
        (130, lambda: os.kill(terminal.watchers()[0], signal.SIGTERM)),  # the keeper
        (130, lambda: os.kill(terminal.watchers()[1], signal.SIGTERM)),  # the worker
        (130, lambda: os.kill(terminal.watchers()[0], signal.SIGHUP)),
        (130, lambda: os.kill(terminal.watchers()[1], signal.SIGINT)),
    ]
    for number, (code, end) in enumerate(ends):
        mark = f"before watch {number}"
        before = begin(terminal, mark)
        terminal.watch("11")
        terminal.sees("press r", but=[mark])
        end()
        terminal.sees(f"code={code}\n")
        expect_restored(terminal, mark, before)


def ends_with_everything_below_it(terminal):
    terminal.save(ECHO, HANGING)
    terminal.watch("11")
    terminal.keys("r")
    terminal.sees("of 15 checks ...")
    family = terminal.family()[1:]
    assert len(family) > 4, family  # keeper, worker, grading, checks, program
    os.kill(terminal.watchers()[0], signal.SIGKILL)
    wait_for(lambda: gone(family), "everything to end", lambda: family)


def stops_and_goes_on(terminal):
    mark = "before the watch"
    before = begin(terminal, mark)
    terminal.watch("11")
    terminal.sees("press r", but=[mark])
    terminal.keys("C-z")
    terminal.sees(mark, "Stopped")
    expect_restored(terminal, mark, before)
    terminal.type("fg")
    terminal.sees("press r", but=[mark])
    terminal.save(ECHO, HANGING)
    terminal.sees("of 15 checks ...")
    terminal.keys("C-z")
    terminal.sees(mark)
    terminal.save(ECHO, solution(ECHO))
    terminal.type("fg")
    terminal.sees("All checks passed")
    terminal.keys("C-c")
    terminal.sees("pipette: interrupted")
    expect_restored(terminal, mark, before)


def polls_where_it_must(terminal):
    terminal.watch("11")
    terminal.sees("press r")
    _, worker = terminal.watchers()
    links = [os.readlink(link) for link in pathlib.Path(f"/proc/{worker}/fd").iterdir()]
    assert not any("inotify" in link for link in links), links
    terminal.save(ECHO, solution(ECHO))
    terminal.sees("All checks passed")


def needs_a_terminal(terminal):
    run = subprocess.run([build / "bin/pipette", "watch"], env=terminal.environment,
                         stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, text=True)
    assert run.returncode == 2, run
    assert run.stderr == "pipette: watch needs a terminal; use ./pipette check LAB\n", run
    terminal.watch("99")
    terminal.sees("there is no lab '99'", "code=2")


CASES = {
    from_the_first_start_to_the_next_lab: {},
    keys_do_what_they_say: {},
    last_failure_comes_first_and_a_save_gives_the_run_up: {},
    remembers_what_was_done_last: {},
    resizing_paints_anew: {},
    every_end_restores_the_terminal: {},
    ends_with_everything_below_it: {},
    stops_and_goes_on: {},
    polls_where_it_must: {"PIPETTE_POLL": "1"},
    needs_a_terminal: {},
}


def main():
    global build
    build = pathlib.Path(sys.argv[1]).resolve()
    if shutil.which("tmux") is None:
        print("watch_test: skipped: there is no tmux here")
        return 77
    failed = 0
    for case, environment in CASES.items():
        if len(sys.argv) > 2 and case.__name__ not in sys.argv[2:]:
            continue
        began = time.monotonic()
        terminal = Terminal(**environment)
        try:
            case(terminal)
            verdict = "ok"
        except (AssertionError, subprocess.CalledProcessError) as error:
            failed += 1
            verdict = f"FAILED: {error}"
        finally:
            terminal.close()
        print(f"{case.__name__}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
    return 1 if failed else 0


sys.exit(main())
