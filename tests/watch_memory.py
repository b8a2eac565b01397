#!/usr/bin/env python3
"""How much memory `pipette watch` takes, and how long a save takes, over many saves. It takes
minutes, so ctest does not run it.

    tests/watch_memory.py BUILD_FOLDER [SAVES [PROGRAM PROGRAM]]

Saves two programs for lab 11 in turns (else: a wrong one and the solution), 200 times, and prints
the resident memory of both processes after 20 saves and at the end, and the median time from a save
to its verdict.
"""

import fcntl
import os
import pathlib
import pty
import re
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time

PROJECT = pathlib.Path(__file__).resolve().parent.parent
SOLUTIONS = PROJECT / "solutions/11-echo-stdin"
LIMIT = 120  # seconds for one verdict, on a busy machine
VERDICT = re.compile(rb"saved [0-9:]+: (\d+ of \d+ checks passed|the program did not build)")


class Screen:
    """What a program writes to a terminal of its own."""

    def __init__(self, command, environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(command[0], command, environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))

    def wait_for(self, pattern):
        seen = b""
        deadline = time.monotonic() + LIMIT
        while not pattern.search(seen):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                raise TimeoutError(seen[-2000:])
            seen = seen[-4000:] + os.read(self.terminal, 65536)

    def resident(self):
        """KiB of the keeper and of the worker."""
        worker = pathlib.Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()[0]
        return [int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1])
                for pid in (self.pid, worker)]


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    saves = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    sources = [pathlib.Path(name) for name in sys.argv[3:5]] or [
        SOLUTIONS / "wrong/m09a_skips_empty_lines.cpp", SOLUTIONS / "echo.cpp"]
    programs = [source.read_text() for source in sources]
    home = pathlib.Path(tempfile.mkdtemp(prefix="pipette-watch-"))
    shutil.copytree(PROJECT / "labs", home / "labs")
    environment = {**os.environ, "PIPETTE_ROOT": str(home), "PIPETTE_BIN": str(build)}
    screen = Screen([str(build / "bin/pipette"), "watch", "11"], environment)
    screen.wait_for(re.compile(rb"press r"))
    times = []
    for done in range(saves):
        began = time.monotonic()
        (home / "labs/11-echo-stdin/echo.cpp").write_text(programs[done % 2])
        screen.wait_for(VERDICT)
        times.append(time.monotonic() - began)
        if done + 1 in (20, saves):
            keeper, worker = screen.resident()
            print(f"after {done + 1} saves: keeper {keeper} KiB, worker {worker} KiB; "
                  f"median {statistics.median(times):.2f} s", flush=True)
    os.write(screen.terminal, b"q")
    os.waitpid(screen.pid, 0)
    shutil.rmtree(home)


main()
