#!/usr/bin/env python3
"""Kills the grader with SIGKILL in the middle of hostile programs: none of them may outlive it.

Usage: kill_test.py BINARIES [ATTACK ...]

BINARIES is the folder with pipette_prover and pipette. The grader is killed while the attack runs,
or after it has left what it leaves; within ten seconds, everything must be gone that ran below it.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # no traces in the source folder
from columns import Column, Place, choose, environment, survivors

ROOT = Path(__file__).resolve().parents[2]
BUILDS = ROOT / "tests" / "hostile" / "builds"
ATTACKS = ["daemon-beside", "daemon", "fork-tree", "many-daemons", "subreaper-self", "busy-loop",
           "vfork-never-exec", "ignore-signals", "fork-bomb", "stop-self"]
QUICK = {"daemon", "many-daemons", "fork-bomb"}  # over at once; what they leave may not be
PATIENCE = 10  # seconds until an attack must be at work, and until everything must be gone
AT_A_TIME = 3
LAB = "11-echo-stdin"


def children() -> dict[int, list[int]]:
    """Every process that has some, and its children."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text(errors="replace")
            except OSError:
                continue
            found.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    return found


def family(ancestor: int) -> list[int]:
    """All processes below one, parents before their children."""
    below, known = [ancestor], children()
    for pid in below:
        below += known.get(pid, [])
    return below[1:]


def identity(pid: int) -> str | None:
    """What tells a process from another one that got its number later; nothing for the dead."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def name(pid: int) -> str:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return "gone"
    return f"process {pid}: {words.decode(errors='replace')[:80]}"


def wait_for_end(known: dict[int, str | None], folder: Path) -> list[str]:
    """What is still there when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        left = [name(pid) for pid, before in known.items() if before and identity(pid) == before]
        left += [one for one in survivors(folder) if one not in left]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.05)


def part_of(grader: "subprocess.Popen[str]", part: str) -> int | None:
    """The worker below the keeper, or the check binary below that."""
    for pid in family(grader.pid):
        try:
            program = os.readlink(f"/proc/{pid}/exe")
        except OSError:
            continue
        if Path(program).name.startswith({"worker": "pipette", "checks": "checks_"}[part]):
            return pid
    return None


def words_of(grader: "subprocess.Popen[str]") -> str:
    """What a grader that has ended said, in short."""
    said = "".join(stream.read() for stream in (grader.stdout, grader.stderr) if stream)
    return f"exit code {grader.returncode}, {said[-400:]!r}"


def kill_in_the_middle(grader: "subprocess.Popen[str]", folder: Path, sign: str,
                       part: str = "keeper") -> list[str]:
    """`sign` is in the command line of what is to be at work then."""
    deadline = time.monotonic() + PATIENCE
    known: list[int] = []
    while not any(sign in name(pid) for pid in known):
        if grader.poll() is not None:
            return [f"the grader had ended before {sign} was at work: {words_of(grader)}"]
        if time.monotonic() > deadline:
            return [f"{sign} was never at work"]
        time.sleep(0.02)
        known = family(grader.pid)
    time.sleep(0.3)
    known = {pid: identity(pid) for pid in family(grader.pid)}
    if grader.poll() is not None:
        return [f"the grader had ended before it was killed, {sign} at work"]
    victim = grader.pid if part == "keeper" else part_of(grader, part)
    if victim is None:
        return [f"there is no {part} to kill"]
    os.kill(victim, signal.SIGKILL)
    grader.wait()
    left = wait_for_end(known, folder)
    for one in left:
        try:
            os.kill(int(one.split()[1].rstrip(":")), signal.SIGKILL)
        except ProcessLookupError:
            pass
    return left


def kill_prover(column: Column, binaries: Path, attack: str) -> list[str]:
    with Place(column) as folder:
        # The first one shows that the grader is at work, and the last ones keep it there.
        command = column.command(binaries, folder, ["fake-pass", attack, *["sleep-forever"] * 9])
        grader = subprocess.Popen(command, env=environment(folder), cwd="/", text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
        assert grader.stdout
        if not grader.stdout.readline().startswith("fake-pass"):
            return ["the grader did not begin"]
        return kill_in_the_middle(grader, folder, "sleep-forever" if attack in QUICK else attack)


def project(column: Column, folder: Path) -> None:
    for part in ("labs", "solutions"):
        shutil.copytree(ROOT / part / LAB, folder / part / LAB)
    for path in [folder, *folder.rglob("*")] if column.user != os.geteuid() else []:
        os.lchown(path, column.user, column.user)


def kill_check(column: Column, binaries: Path, folder: Path, options: list[str],
               sign: str, part: str = "keeper") -> list[str]:
    command = [*column.prefix, str(binaries / "pipette"), "check", "11", "--backend",
               column.backend, *options]
    place = {"PIPETTE_ROOT": str(folder), "PIPETTE_BIN": str(folder / "binaries")}
    grader = subprocess.Popen(command, env={**environment(folder), **place}, cwd=folder, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
    return kill_in_the_middle(grader, folder, sign, part)


def kill_pipette(column: Column, binaries: Path, attack: str, part: str) -> list[str]:
    with Place(column) as folder:
        (folder / "binaries").mkdir()
        (folder / "binaries" / "bin").symlink_to(binaries)
        project(column, folder)
        # The folder among the arguments is how survivors are found.
        program = f"{binaries / 'pipette_attacks'} {attack} shared={folder}"
        return kill_check(column, binaries, folder, ["--program", program], f"_attacks {attack}",
                          part)


def kill_compiling_pipette(column: Column, binaries: Path, text: str) -> list[str]:
    with Place(column) as folder:
        (folder / "binaries").mkdir()
        (folder / "binaries" / "bin").symlink_to(binaries)
        project(column, folder)
        shutil.copy(BUILDS / f"{text}.cpp", folder / "labs" / LAB / "echo.cpp")
        return kill_check(column, binaries, folder, [], "cc1plus")


def main() -> int:
    binaries = Path(sys.argv[1]).resolve()
    attacks = sys.argv[2:] or ATTACKS
    chosen, left_out = choose(binaries)
    protected = [column for column in chosen if column.protection != "level 0"]
    trials = [(f"{attack}, {column.name}", kill_prover, column, attack)
              for column in protected if not column.name.startswith("container")
              for attack in attacks]
    graders = [column for column in protected if column.protection in ("direct", "process")
               and not column.name.startswith("container")]
    trials += [(f"{attack}, {part} of pipette, {column.name}", kill_pipette, column, attack, part)
               for column in graders for attack in attacks if attack not in QUICK
               for part in ("keeper", "worker", "checks")]
    trials += [(f"{text}, pipette, {column.name}", kill_compiling_pipette, column, text)
               for column in graders for text in ("constexpr_loops", "parentheses")]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        results = list(pool.map(lambda one: one[1](one[2], binaries, *one[3:]), trials))
    faults = 0
    for column, reason in left_out:
        print(f"left out  {column.name}: {reason}")
    for (title, *_), left in zip(trials, results):
        faults += bool(left)
        if left:
            print(f"SURVIVED  {title}: {len(left)}: {'; '.join(left[:3])}")
    print(f"{len(trials)} graders killed, {len(left_out)} columns left out, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
