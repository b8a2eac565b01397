#!/usr/bin/env python3
"""Holds the README.md of every lab to what it says.

Usage: experiments_test.py [LAB ...]

Its experiments are run with the model solution, and must print exactly what the README shows; the
module experiments tells how they are written. They run in a folder where the solution's source
lies, and the kit beside it, as in the project.

Besides, sentences are short, nothing of the solution is given away, and the points agree with
lab.json: each line "- N points: ..." stands for the next checks of the rubric, in its order.
"""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from experiments import Difference, Terminal, check_sentences, experiments, run_all

ROOT = Path(__file__).resolve().parents[1]
SHORTEST_GIVEAWAY = 12  # characters of a line of the solution
SECTIONS = ["The idea", "The contract", "Build and try it by hand", "What the checks look at",
            "When you are stuck", "Words", "Where to go next"]


def run_experiments(text: str, source: Path, number: str) -> None:
    commands = experiments(text)
    with tempfile.TemporaryDirectory() as labs:
        folder = Path(labs) / source.parent.name
        folder.mkdir()
        (Path(labs) / "kit").symlink_to(ROOT / "labs" / "kit")
        shutil.copy(source, folder)
        with Terminal(folder) as terminal:
            run_all(terminal, commands, number)
            terminal.leave()


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
