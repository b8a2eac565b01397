"""What the tests of texts share: running the commands that a page shows, and measuring its prose.

Experiments stand in blocks that begin with ```console: a line "$ command", then the lines that it
prints. Each command runs in a bash of its own, all of a page in one folder. The last command of a
block that begins with ```console stays goes on running, until a line ^C presses Ctrl-C. Where port
8080 is taken, another one replaces it everywhere.
"""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from threading import Thread

PORT = 8080
PORTS = 100  # from there on, to choose from
LONGEST_COMMAND = 60  # seconds; the compiler is the slowest
LONGEST_SENTENCES = 14  # words, on average
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}  # the same for everybody


class Difference(Exception):
    """Something is not as the README says."""


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


class Port:
    """The port of the READMEs, or the next one that nobody uses. It is claimed by a name that only
    one test can hold (unix(7), abstract sockets): two that run side by side get two ports."""

    def __init__(self) -> None:
        for self.number in range(PORT, PORT + PORTS):
            self.claim = socket.socket(socket.AF_UNIX)
            try:
                self.claim.bind(f"\0pipette-experiments-{self.number}")
                use_once(self.number)
                return
            except OSError:
                self.claim.close()
        raise Difference("there is no free port")

    def release(self) -> None:
        self.claim.close()


def use_once(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


class Terminal:
    """Runs a README's commands one after the other, and kills what is left in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port: Port | None = None
        self.staying: subprocess.Popen[bytes] | None = None
        self.lines: list[str] = []  # what the program that stays has printed
        self.shown = 0  # how many of these lines were compared already
        self.reader = Thread()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self.staying:
            self.kill(self.staying)
        if self.port:
            self.port.release()

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
        self.port = self.port or Port()
        return re.sub(rf"\b{PORT}\b", str(self.port.number), text)

    def spawn(self, line: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            ["bash", "-c", line], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            env={**ENVIRONMENT, "HOME": str(self.folder)})

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


def run_all(terminal: Terminal, commands: list[Command], name: str) -> None:
    """Prints one line per command, with the name in front of it."""
    for command in commands:
        terminal.run(command)
        print(f"{name}  ok  {terminal.with_port(command.line)}", flush=True)


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
