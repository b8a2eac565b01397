#!/usr/bin/env python3
"""Holds the README.md of every lab to what it says.

Usage: experiments_test.py [LAB ...]

Its experiments are run with the model solution, and must print exactly what the README shows. They
stand in blocks that begin with ```console: a line "$ command", then the lines that it prints. Each
command runs in a bash of its own, all in one folder where the solution's source lies; the kit is
beside it, as in the project. The last command of a block that begins with ```console stays goes on
running, until a line ^C presses Ctrl-C. Where port 8080 is taken, another one replaces it
everywhere.

Besides, sentences are short, nothing of the solution is given away, and the points agree with
lab.json: each line "- N points: ..." stands for the next checks of the rubric, in its order.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[1]
PORT = 8080
LONGEST_COMMAND = 60  # seconds; the compiler is the slowest
LONGEST_SENTENCES = 14  # words, on average
SHORTEST_GIVEAWAY = 12  # characters of a line of the solution
SECTIONS = ["The idea", "The contract", "Build and try it by hand", "What the checks look at",
            "When you are stuck", "Words", "Where to go next"]


class Difference(Exception):
    """Something is not as the README says."""


# ---- Experiments ---------------------------------------------------------------------------------


class Command:
    """A line "$ command" and the lines that it prints. Ctrl-C is a command too: "^C"."""

    def __init__(self, line: str, stays: bool = False) -> None:
        self.line = line
        self.stays = stays
        self.output: list[str] = []


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """The language line and the lines of every fenced block."""
    found = re.findall(r"^```([^\n]+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(language, body.splitlines()) for language, body in found]


def experiments(text: str) -> list[Command]:
    commands: list[Command] = []
    for language, lines in blocks(text):
        if language.split()[0] != "console":
            continue
        block: list[Command] = []
        for line in lines:
            if line.startswith("$ "):
                block.append(Command(line[2:]))
            elif line == "^C":
                block.append(Command("^C"))
            elif block:
                block[-1].output.append(line)
            else:
                raise Difference(f"a console block begins with {line!r}, which is no command")
        if block and language.split()[1:] == ["stays"]:
            block[-1].stays = True
        commands += block
    if not commands:
        raise Difference("there is no console block, so nothing to try")
    return commands


def free_port() -> int:
    """The port of the READMEs, or another one where somebody listens on it."""
    for port in (PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise Difference("there is no free port")


class Terminal:
    """Runs a README's commands one after the other, and kills what is left in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port: int | None = None
        self.staying: subprocess.Popen[bytes] | None = None
        self.lines: list[str] = []  # what the program that stays has printed
        self.shown = 0  # how many of these lines were compared already
        self.reader = Thread()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.staying:
            self.kill(self.staying)

    def run(self, command: Command) -> None:
        line = self.with_port(command.line)
        expected = [self.with_port(text) for text in command.output]
        if line == "^C":
            got = self.press_control_c()
        elif command.stays:
            got = self.start(line, len(expected))
        else:
            got = self.finish(line)
        if got != expected:
            raise Difference(f"{line}\n    expected {expected}\n    got      {got}")

    def with_port(self, text: str) -> str:
        if str(PORT) not in text:
            return text
        self.port = self.port or free_port()
        return re.sub(rf"\b{PORT}\b", str(self.port), text)

    def spawn(self, line: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            ["bash", "-c", line], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()

    def finish(self, line: str) -> list[str]:
        process = self.spawn(line)
        try:
            out, _ = process.communicate(timeout=LONGEST_COMMAND)
        except subprocess.TimeoutExpired:
            raise Difference(f"{line}\n    did not end in {LONGEST_COMMAND} s") from None
        finally:
            self.kill(process)
        return out.decode(errors="replace").splitlines()

    def start(self, line: str, count: int) -> list[str]:
        if self.staying:
            raise Difference(f"{line}\n    comes before ^C has ended the one that stays")
        self.staying = self.spawn(line)
        self.lines = []
        self.reader = Thread(target=self.read_staying, args=[self.staying], daemon=True)
        self.reader.start()
        self.wait_until(lambda: len(self.lines) >= count)
        if self.staying.poll() is not None:
            raise Difference(f"{line}\n    has ended, but was to stay; it printed {self.lines}")
        self.shown = len(self.lines)
        return self.lines[:self.shown]

    def read_staying(self, process: "subprocess.Popen[bytes]") -> None:
        for line in process.stdout or []:
            self.lines.append(line.decode(errors="replace").rstrip("\n"))

    def press_control_c(self) -> list[str]:
        """What the program printed since it was started."""
        if not self.staying:
            raise Difference("^C\n    stands where nothing is running")
        process, self.staying = self.staying, None
        if process.poll() is not None:
            raise Difference(f"^C\n    comes too late: it has ended with {process.returncode}")
        os.killpg(process.pid, signal.SIGINT)
        ended = self.wait_until(lambda: process.poll() is not None)
        self.kill(process)
        if not ended:
            raise Difference("^C\n    did not end the program")
        self.reader.join(LONGEST_COMMAND)
        return self.lines[self.shown:]

    def leave(self) -> None:
        """Presses Ctrl-C where a program still stays; it must have printed nothing more."""
        if self.staying and (more := self.press_control_c()):
            raise Difference(f"the program that stays has also printed {more}")

    def wait_until(self, holds) -> bool:
        deadline = time.monotonic() + LONGEST_COMMAND
        while not holds() and time.monotonic() < deadline:
            if self.staying and self.staying.poll() is not None:
                break
            time.sleep(0.01)
        return holds()


def run_experiments(text: str, source: Path, number: str) -> None:
    commands = experiments(text)
    with tempfile.TemporaryDirectory() as labs:
        folder = Path(labs) / source.parent.name
        folder.mkdir()
        (Path(labs) / "kit").symlink_to(ROOT / "labs" / "kit")
        shutil.copy(source, folder)
        run_all(commands, folder, number)


def run_all(commands: list[Command], folder: Path, number: str) -> None:
    with Terminal(folder) as terminal:
        for command in commands:
            terminal.run(command)
            print(f"{number}  ok  {terminal.with_port(command.line)}", flush=True)
        terminal.leave()


# ---- Text ----------------------------------------------------------------------------------------


def sentences(text: str) -> list[str]:
    """The sentences outside of code and headings. A piece of code in a sentence is one word."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"`[^`]*`", "code", text)
    text = re.sub(r"^\s*- ", "\n\n", text, flags=re.MULTILINE)
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        found += re.split(r"[.!?](?:\s+|$)", " ".join(paragraph.split()))
    return [sentence for sentence in found if sentence]


def check_sentences(text: str) -> str:
    lengths = [len(sentence.split()) for sentence in sentences(text)]
    average = sum(lengths) / len(lengths)
    if average > LONGEST_SENTENCES:
        raise Difference(f"a sentence has {average:.1f} words on average, at most "
                         f"{LONGEST_SENTENCES} are wanted; the longest: "
                         f"{max(sentences(text), key=lambda one: len(one.split()))!r}")
    return f"a sentence has {average:.1f} words on average"


def code_lines(source: Path) -> set[str]:
    lines = {" ".join(line.split()) for line in source.read_text().splitlines()}
    return {line for line in lines if len(line) >= SHORTEST_GIVEAWAY and not line.startswith("//")}


def check_secrets(text: str, solution: Path, stub: Path) -> str:
    flat = " ".join(text.split())
    for line in sorted(code_lines(solution) - code_lines(stub)):
        if line in flat:
            raise Difference(f"a line of the solution is given away: {line}")
    return "nothing of the solution is given away"


def check_sections(text: str) -> str:
    found = re.findall(r"^## (.*)$", text, re.MULTILINE)
    if found != SECTIONS:
        raise Difference(f"the sections are {found}, not {SECTIONS}")
    return f"all {len(SECTIONS)} sections are there"


def check_points(text: str, rubric: list[dict]) -> str:
    groups = [int(points) for points in re.findall(r"^- (\d+) points?: ", text, re.MULTILINE)]
    left = list(rubric)
    for number, points in enumerate(groups, 1):
        taken: list[dict] = []
        while left and sum(check["points"] for check in taken) < points:
            taken.append(left.pop(0))
        if sum(check["points"] for check in taken) != points:
            names = [check["name"] for check in taken]
            raise Difference(f"group {number} has {points} points, which does not fit {names}")
    if left or sum(groups) != 100:
        raise Difference(f"the groups have {sum(groups)} points; without one: {left}")
    return f"{len(groups)} groups stand for {len(rubric)} checks and 100 points"


def check_only(text: str, rubric: list[dict]) -> str:
    names = [check["name"].split(".")[1] for check in rubric]
    for name in re.findall(r"--only (\w+)", text):
        if name not in names:
            raise Difference(f"--only {name}: there is no such check")
    return "every check that is named is there"


# ---- Main ----------------------------------------------------------------------------------------


def check_lab(folder: Path) -> int:
    """Prints one line per command and rule; returns how many did not hold."""
    number = folder.name.split("-")[0]
    lab = json.loads((folder / "lab.json").read_text())
    text = (folder / "README.md").read_text()
    solution = ROOT / "solutions" / folder.name / lab["source"]
    rules = [
        lambda: check_sections(text),
        lambda: check_points(text, lab["checks"]),
        lambda: check_only(text, lab["checks"]),
        lambda: check_sentences(text),
        lambda: check_secrets(text, solution, folder / lab["source"]),
        lambda: run_experiments(text, solution, number),
    ]
    failed = 0
    for rule in rules:
        try:
            if said := rule():
                print(f"{number}  ok  {said}", flush=True)
        except Difference as difference:
            print(f"{number}  DIFFERENT  {difference}", flush=True)
            failed += 1
    return failed


def main(words: list[str]) -> int:
    folders = sorted(path.parent for path in ROOT.glob("labs/*/lab.json"))
    chosen = [folder for folder in folders
              if not words or any(folder.name.startswith(word) for word in words)]
    if not chosen:
        print(f"there is no lab {words}", file=sys.stderr)
        return 2
    return 1 if sum([check_lab(folder) for folder in chosen]) > 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
