# Cuts a line with one pattern, and leaves fork, exec and the wiring to subprocess. Files are opened
# in the shell itself, before their command is started.

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from typing import BinaryIO

TOKEN = re.compile(
    rb"""[ \t]* (?: (?P<end> $ | [#] )
                  | (?P<sign> 2> | >> | [|<>] )
                  | (?P<word> (?: [^ \t|<>'] | '[^']*' )+ ) )""",
    re.VERBOSE | re.DOTALL,
)
QUOTED = re.compile(rb"'([^']*)'")
TO_FILE = os.O_WRONLY | os.O_CREAT
REDIRECTIONS = {
    b"<": ("stdin", os.O_RDONLY),
    b">": ("stdout", TO_FILE | os.O_TRUNC),
    b">>": ("stdout", TO_FILE | os.O_APPEND),
    b"2>": ("stderr", TO_FILE | os.O_TRUNC),
}

FAILURE = 1
SYNTAX_ERROR = 2
CANNOT_RUN = 126
NOT_FOUND = 127


@dataclass
class Command:
    words: list[bytes] = field(default_factory=list)
    redirections: list[tuple[bytes, bytes]] = field(default_factory=list)


def complain(text: object) -> None:
    print(f"mini_shell.py: {text}", file=sys.stderr)


def tokens(line: bytes) -> list[tuple[str, bytes]]:
    found = []
    place = 0
    while match := TOKEN.match(line, place):
        if match.lastgroup == "end":
            return found
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    raise SyntaxError("a quote is not closed")


def parse(line: bytes) -> list[Command]:
    rest = tokens(line)
    if not rest:
        return []
    commands = [Command()]
    while rest:
        kind, text = rest.pop(0)
        if kind == "word":
            commands[-1].words.append(QUOTED.sub(rb"\1", text))
        elif text == b"|":
            commands.append(Command())
        elif rest and rest[0][0] == "word":
            commands[-1].redirections.append((text, QUOTED.sub(rb"\1", rest.pop(0)[1])))
        else:
            raise SyntaxError("a file name is missing")
    if not all(command.words for command in commands):
        raise SyntaxError("a command is missing")
    return commands


class Job:
    """One command of a pipeline: a process, or the status of one that could not be started."""

    def __init__(self, command: Command, reads: BinaryIO | None, writes: BinaryIO | None) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.status = FAILURE
        streams = {"stdin": reads, "stdout": writes, "stderr": None}
        opened = []
        try:
            for sign, name in command.redirections:
                stream, flags = REDIRECTIONS[sign]
                opened.append(os.open(name, flags, 0o666))
                streams[stream] = opened[-1]
        except OSError as error:
            complain(error)
        else:
            self.start(command.words, streams)
        finally:
            for descriptor in opened:
                os.close(descriptor)

    def start(self, words: list[bytes], streams: dict) -> None:
        try:
            self.process = subprocess.Popen(words, **streams)
        except FileNotFoundError as error:
            complain(error)
            self.status = NOT_FOUND
        except OSError as error:
            complain(error)
            self.status = CANNOT_RUN

    def wait(self) -> int:
        if self.process is None:
            return self.status
        code = self.process.wait()
        return code if code >= 0 else 128 - code


def run_pipeline(commands: list[Command]) -> int:
    jobs = []
    reads: BinaryIO | None = None
    for command in commands:
        next_reads = writes = None
        if command is not commands[-1]:
            ends = os.pipe()
            next_reads, writes = os.fdopen(ends[0], "rb"), os.fdopen(ends[1], "wb")
        jobs.append(Job(command, reads, writes))
        for end in (reads, writes):
            if end is not None:
                end.close()
        reads = next_reads
    return [job.wait() for job in jobs][-1]


def run(commands: list[Command], status: int) -> int:
    words = commands[0].words
    if len(commands) == 1 and words[0] == b"exit":
        sys.exit(int(words[1]) if len(words) > 1 else status)
    if len(commands) == 1 and words[0] == b"cd":
        if len(words) != 2:
            raise OSError("cd: exactly one folder is wanted")
        os.chdir(words[1])
        return 0
    return run_pipeline(commands)


def main() -> int:
    status = 0
    for line in sys.stdin.buffer:
        try:
            if commands := parse(line.removesuffix(b"\n")):
                status = run(commands, status)
        except SyntaxError as error:
            complain(error)
            status = SYNTAX_ERROR
        except OSError as error:
            complain(error)
            status = FAILURE
    return status


if __name__ == "__main__":
    sys.exit(main())
