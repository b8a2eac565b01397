#!/usr/bin/env python3
"""Starts every hostile program under every protection that this machine offers, and compares what
they achieved with the table in matrix.md.

Usage: matrix_test.py BINARIES [--write] [--only COLUMN] [ATTACK ...]

BINARIES is the folder with pipette_prover. --write prints the table as it comes out here, with the
reasons of the present one.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer

sys.dont_write_bytecode = True  # no traces in the source folder
import columns as all_about_columns
from columns import Column, Namespace, Place, choose, environment, leftovers, run, survivors

TABLE = Path(__file__).with_name("matrix.md")
HEADINGS = ["level 0", "process", "bubblewrap", "direct"]
AT_A_TIME = 3
HANG = 25  # seconds without an answer; a program has 10, or twice that on a busy machine
LONGEST_COLUMN = 240
# Where the naive grader has no processes of its own, these would reach everybody's.
NOT_AMONG_OTHERS = {"kill-all", "kill-all-dirty-bits"}
# Without them, what is process 1 is somebody else's too.
ABOUT_PROCESS_1 = {"read-secret-init-root", "setns-init", "list-processes"}


@dataclass
class Outcome:
    """What one attack came to in one column."""

    word: str
    account: str


@dataclass
class Result:
    """What a whole column came to."""

    column: Column
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0


@dataclass
class Row:
    """One line of the table."""

    cells: dict[str, str]
    why: str

    def expected(self, column: Column) -> str:
        """`contained (user: open)` says two things: the first is for root."""
        cell = self.cells[column.protection]
        parts = re.fullmatch(r"(\w+) \(user: (\w+)\)", cell)
        if not parts:
            return cell
        return parts[1] if column.user == 0 else parts[2]


def read_table() -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for line in TABLE.read_text().splitlines() if TABLE.exists() else []:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == len(HEADINGS) + 2 and cells[0] != "attack":
            rows[cells[0]] = Row(dict(zip(HEADINGS, cells[1:-1])), cells[-1])
    return rows


# ---- Running -------------------------------------------------------------------------------------


def run_column(column: Column, binaries: Path, attacks: list[str]) -> Result:
    result = Result(column)
    started = time.monotonic()
    namespace = Namespace() if column.within_bubblewrap else None
    with Place(column) as folder:
        command = column.command(binaries, folder, attacks, namespace)
        read_outcomes(start(command, folder, namespace), result, attacks)
        result.seconds = time.monotonic() - started
        if namespace and not namespace.ends_within(HANG):
            result.faults.append("what bwrap had shut in did not end with it")
        result.faults += survivors(folder, column.user)
        result.faults += [f"{left} was left" for left in folder.iterdir()]
    result.faults += [f"{attack}: no answer" for attack in attacks if attack not in result.outcomes]
    return result


def start(command: list[str], folder: Path,
          namespace: Namespace | None) -> "subprocess.Popen[str]":
    grader = subprocess.Popen(command, env=environment(folder), cwd="/", text=True,
                              errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, start_new_session=True,
                              pass_fds=[namespace.told] if namespace else [])
    if namespace:
        namespace.meet()
    return grader


def read_outcomes(grader: "subprocess.Popen[str]", result: Result, attacks: list[str]) -> None:
    guard = Timer(LONGEST_COLUMN, os.killpg, (grader.pid, signal.SIGKILL))
    guard.start()
    last = time.monotonic()
    for line in grader.stdout or []:
        now = time.monotonic()
        attack, word, account = (line.rstrip("\n").split("\t", 2) + ["", ""])[:3]
        if attack in attacks:
            result.outcomes[attack] = Outcome(word, account)
        elif result.column.protection != "level 0":  # there, a program may write where it likes
            result.faults.append(f"a line that is not the grader's: {line[:80]!r}")
        if now - last > HANG:
            result.faults.append(f"{attack}: the grader answered only after {now - last:.0f} s")
        last = now
    words = grader.stderr.read() if grader.stderr else ""
    guard.cancel()
    if grader.wait() != 0:
        result.faults.append(f"the grader ended with {grader.returncode}: {words.strip()}")


def refusals(binaries: Path, chosen: list[Column]) -> list[str]:
    """In a container, the stronger protections must say that they are not to be had."""
    faults = []
    for name, backend, inside, code in [("direct", "direct", False, 2),
                                        ("bubblewrap", "bubblewrap", True, 1)]:
        for column in [one for one in chosen if one.name.startswith("container")]:
            strong = Column(f"{name} in {column.name}", name, column.user, column.prefix,
                            backend=backend, within_bubblewrap=inside)
            if inside and all_about_columns.shutil.which("bwrap") is None:
                continue
            with Place(strong) as folder:
                tried = run(strong.command(binaries, folder, ["fake-pass"]), folder)
            if tried.returncode != code or not tried.stderr.strip() or tried.stdout:
                faults.append(f"{strong.name}: it must refuse with exit code {code} and a reason, "
                              f"but: {tried.returncode} {tried.stdout}{tried.stderr}")
    return faults


# ---- Comparing -----------------------------------------------------------------------------------


def is_fair(column: Column, attack: str) -> bool:
    own_world = column.protection != "level 0" or column.prefix
    return bool(own_world) or attack not in NOT_AMONG_OTHERS | ABOUT_PROCESS_1


def differences(results: list[Result], table: dict[str, Row], attacks: list[str]) -> list[str]:
    found = [f"{name}: it is not in the table" for name in attacks if name not in table]
    for result in results:
        for name, outcome in result.outcomes.items():
            if name not in table or not is_fair(result.column, name):
                continue
            expected = table[name].expected(result.column)
            depends = expected == "depends" and outcome.word in ("works", "no")
            if outcome.word != expected and not depends:
                found.append(f"{name}, {result.column.name}: expected {expected}, "
                             f"got {outcome.word}: {outcome.account}")
        found += [f"{result.column.name}: {fault}" for fault in result.faults]
    return found


def cell(results: list[Result], protection: str, attack: str, old: Row | None) -> str:
    words = {("root" if one.column.user == 0 else "user"): one.outcomes[attack].word
             for one in results if one.column.protection == protection
             and not one.column.name.startswith("container") and attack in one.outcomes}
    if not words or (old and old.cells[protection] == "depends"):
        return old.cells[protection] if old else "?"
    if len(set(words.values())) == 1:
        return next(iter(words.values()))
    return f"{words['root']} (user: {words['user']})"


def print_table(results: list[Result], table: dict[str, Row], attacks: list[str]) -> None:
    print("| attack | " + " | ".join(HEADINGS) + " | why |")
    print("|---" * (len(HEADINGS) + 2) + "|")
    for name in attacks:
        old = table.get(name)
        cells = [cell(results, protection, name, old) for protection in HEADINGS]
        print(f"| {name} | {' | '.join(cells)} | {old.why if old else '?'} |")


def summary(result: Result) -> str:
    words = [outcome.word for outcome in result.outcomes.values()]
    counts = ", ".join(f"{words.count(word)} {word}" for word in sorted(set(words)))
    return f"{result.column.name}: {counts}; {result.seconds:.0f} s"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("attacks", nargs="*")
    options = parser.parse_intermixed_args()
    binaries = options.binaries.resolve()
    listed = subprocess.run([binaries / "pipette_attacks", "--list"], check=True, text=True,
                            capture_output=True).stdout.split()
    attacks = options.attacks or listed
    chosen, left_out = choose(binaries)
    if options.only:
        chosen = [column for column in chosen if options.only in column.name]
    table, before = read_table(), leftovers()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        results = list(pool.map(lambda column: run_column(
            column, binaries, [one for one in attacks if one in listed and (
                one not in NOT_AMONG_OTHERS or is_fair(column, one))]), chosen))
    if options.write:
        print_table(results, table, attacks)
        return 0
    found = differences(results, table, attacks) + refusals(binaries, chosen)
    found += [f"{name}: there is no such attack" for name in table if name not in listed]
    found += [f"{left} was left" for left in leftovers() - before]
    for column, reason in left_out:
        print(f"left out  {column.name}: {reason}")
    for result in results:
        print(summary(result))
    for difference in found:
        print(f"DIFFERENT  {difference}")
    print(f"{len(attacks)} attacks, {len(results)} columns, {len(left_out)} left out, "
          f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
