# Copies raw chunks without ever looking for lines; it only remembers whether a line is unfinished.

import os
import sys

STDIN = 0
STDOUT = 1
CHUNK_SIZE = 65536


def write_all(chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(STDOUT, rest) :]


def echo() -> None:
    last_byte = b"\n"
    while chunk := os.read(STDIN, CHUNK_SIZE):
        write_all(chunk)
        last_byte = chunk[-1:]
    if last_byte != b"\n":
        write_all(b"\n")


def main(arguments: list[str]) -> int:
    if arguments:
        print("usage: echo.py (it takes no arguments)", file=sys.stderr)
        return 2
    try:
        echo()
    except OSError as error:
        print(f"echo.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
