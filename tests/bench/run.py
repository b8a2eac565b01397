#!/usr/bin/env python3
"""What a check costs, beside the same check in bare C (driver.c).

Usage: run.py [--rounds N] [--repeat N] [--build FOLDER]

Both sides grade the same model solutions, built as the grader builds them, and take turns, so that
a busy machine slows both. Prints medians in microseconds and their ratio; the aim is 1.5 at most.
Then prints how long after a server's listen() the grader's connection is there; the aim is 1 ms.
At last, what a protected start costs beside posix_spawn and bwrap (spawn.cpp).
"""

import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = {
    "echo": ROOT / "solutions/11-echo-stdin/echo.cpp",
    "tcp": ROOT / "solutions/31-tcp-server/tcp_server.cpp",
}
COMPILE = ["g++", "-std=c++20", "-O0", "-g", "-Wall", "-Wextra", "-pthread"]
TEST_OF = {"echo": "Bench.Echo", "tcp": "Bench.Tcp"}
AIM_RATIO = 1.5
AIM_LAG = 1000
LONGEST_RUN = 120


def build(folder: Path) -> None:
    configure = ["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"]
    subprocess.run(configure, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", folder, "-j1", "bench"], check=True, stdout=subprocess.DEVNULL)


def build_solution(source: Path, folder: Path) -> Path:
    program = folder / source.stem
    subprocess.run([*COMPILE, source, "-o", program], check=True)
    return program


def run_driver(driver: Path, kind: str, program: Path, repeat: int) -> list[float]:
    command = [driver, kind, program, str(repeat)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONGEST_RUN)
    return [float(line) for line in done.stdout.split()]


def run_checks(checks: Path, test: str, program: Path, repeat: int) -> tuple[list[dict], str]:
    """The `ended` events of one test, and what it printed itself."""
    with tempfile.TemporaryFile("w+") as events:
        subprocess.run(
            [checks, f"--gtest_filter={test}", f"--gtest_repeat={repeat}",
             f"--events={events.fileno()}", "--", program],
            stdout=(printed := tempfile.TemporaryFile("w+")),
            pass_fds=[events.fileno()], timeout=LONGEST_RUN, check=False)
        events.seek(0)
        lines = [json.loads(line) for line in events]
    ended = [line for line in lines if line["event"] == "ended"]
    bad = [line for line in ended if line["verdict"] != "passed"]
    if bad or len(ended) != repeat:
        raise SystemExit(f"{test}: {len(ended)} of {repeat} ended; the first that failed: {bad[:1]}")
    printed.seek(0)
    return ended, printed.read()


def durations(events: list[dict]) -> list[float]:
    return [event["duration_ms"] * 1000 for event in events]


def spread(values: list[float]) -> str:
    low, middle, high = quantiles(values, n=4)
    return f"{middle:7.0f} us (half of them {low:.0f} to {high:.0f})"


def compare(kind: str, program: Path, bin_folder: Path, rounds: int, repeat: int) -> None:
    bare, ours, ratios = [], [], []
    for _ in range(rounds):
        one = run_driver(bin_folder / "bench_driver", kind, program, repeat)
        other = durations(run_checks(bin_folder / "bench_checks", TEST_OF[kind], program, repeat)[0])
        bare += one
        ours += other
        ratios.append(median(other) / median(one))
    ratio = median(ours) / median(bare)
    print(f"{kind:5} C driver {spread(bare)}")
    print(f"      Pipette  {spread(ours)}")
    print(f"      ratio of medians {ratio:.2f}, median of the rounds' ratios {median(ratios):.2f} "
          f"(aim: {AIM_RATIO})")


def measure_lag(bin_folder: Path, rounds: int, repeat: int) -> None:
    lags = []
    for _ in range(rounds):
        _, printed = run_checks(bin_folder / "bench_checks", "Bench.ListenLag",
                                bin_folder / "bench_listen_lag", repeat)
        lags += [float(line) for line in printed.split()]
    print(f"lag   listen() to accept() {spread(lags)} (aim: {AIM_LAG})")


def take_priority() -> str:
    """Other work on the machine disturbs less then; only the administrator may do it."""
    try:
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    except PermissionError:
        return "at normal priority"
    return "at high priority"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=10, help="checks per round")
    parser.add_argument("--build", type=Path, default=ROOT / "build/bench")
    options = parser.parse_args()
    build(options.build)
    bin_folder = options.build / "bin"
    print(f"{options.rounds} rounds of {options.repeat}; load {os.getloadavg()[0]:.1f} "
          f"on {os.cpu_count()} cores; {take_priority()}")
    with tempfile.TemporaryDirectory() as folder:
        for kind, source in SOLUTIONS.items():
            program = build_solution(source, Path(folder))
            compare(kind, program, bin_folder, options.rounds, options.repeat)
    measure_lag(bin_folder, options.rounds, options.repeat)
    subprocess.run([bin_folder / "bench_spawn", str(options.rounds * options.repeat)], check=True)


if __name__ == "__main__":
    main()
