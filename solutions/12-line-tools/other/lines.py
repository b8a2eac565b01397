# Generators: each command is a small function from lines to lines, and one place prints and counts.
"""lines.py COMMAND [TEXT]: one of six small tools for the lines of standard input."""

import os
import re
import sys
from collections import deque
from collections.abc import Iterator

BLANKS = b" \t\r\n\v\f"
NUMBER = re.compile(rb"-?[0-9]{1,15}")


def input_lines() -> Iterator[bytes]:
    for line in sys.stdin.buffer:
        yield line.removesuffix(b"\n")


def parse_number(text: bytes) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None


def count(_: bytes) -> Iterator[bytes]:
    yield b"%d" % sum(1 for _ in input_lines())


def last(_: bytes) -> Iterator[bytes]:
    yield from deque(input_lines(), maxlen=1)


def last_text(_: bytes) -> Iterator[bytes]:
    yield from deque((text for text in strip(b"") if text), maxlen=1)


def strip(_: bytes) -> Iterator[bytes]:
    for line in input_lines():
        yield line.strip(BLANKS)


def eq(text: bytes) -> Iterator[bytes]:
    for number, line in enumerate(input_lines(), 1):
        if line == text:
            yield b"%d" % number


def eqnum(text: bytes) -> Iterator[bytes]:
    wanted = parse_number(text)
    for number, line in enumerate(strip(b""), 1):
        if parse_number(line) == wanted:
            yield b"%d" % number


WITHOUT_TEXT = {b"count": count, b"last": last, b"last-text": last_text, b"strip": strip}
WITH_TEXT = {b"eq": eq, b"eqnum": eqnum}
MAY_FIND_NOTHING = {b"last", b"last-text", b"eq", b"eqnum"}


def work(command: bytes, results: Iterator[bytes]) -> int:
    printed = 0
    for printed, result in enumerate(results, 1):
        sys.stdout.buffer.write(result + b"\n")
    sys.stdout.buffer.flush()
    if printed == 0 and command in MAY_FIND_NOTHING:
        print(f"lines.py: {command.decode()} found nothing", file=sys.stderr)
        return 1
    return 0


def main(words: list[bytes]) -> int:
    match words:
        case [command] if command in WITHOUT_TEXT:
            return work(command, WITHOUT_TEXT[command](b""))
        case [command, text] if command in WITH_TEXT:
            if command != b"eqnum" or parse_number(text) is not None:
                return work(command, WITH_TEXT[command](text))
    print("usage: lines.py count | last | last-text | strip | eq TEXT | eqnum NUMBER",
          file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main([os.fsencode(word) for word in sys.argv[1:]]))
    except OSError as error:
        print(f"lines.py: {error}", file=sys.stderr)
        sys.exit(1)
