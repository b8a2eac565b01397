# Threads: one listens to each output and one feeds the child, so that each may wait in peace.
"""runchild.py PROGRAM [ARG...]: runs a program and reports how it went as one JSON line."""

import json
import os
import subprocess
import sys
import threading
import time
from typing import BinaryIO

STDIN = 0
CHUNK = 65_536
PATIENCE = 0.5  # seconds


def fingerprint(data: bytes) -> str:
    """FNV-1a with 64 bits."""
    number = 14695981039346656037
    for byte in data:
        number = ((number ^ byte) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return f"{number:016x}"


def last_line(data: bytes) -> str:
    return data.removesuffix(b"\n").rpartition(b"\n")[2].decode(errors="replace")


class Listener(threading.Thread):
    """Reads one output to its end."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(daemon=True)
        self.stream = stream
        self.heard = bytearray()
        self.start()

    def run(self) -> None:
        while chunk := self.stream.read(CHUNK):
            self.heard += chunk


def feed(stream: BinaryIO) -> None:
    with stream:
        try:
            while chunk := os.read(STDIN, CHUNK):
                while chunk:
                    chunk = chunk[stream.write(chunk) :]
        except BrokenPipeError:
            pass  # the child reads no more


def run(command: list[str]) -> dict[str, object]:
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    out = Listener(child.stdout)
    errors = Listener(child.stderr)
    threading.Thread(target=feed, args=[child.stdin], daemon=True).start()

    status = child.wait()
    # What is still in the pipes counts, but others may hold them open for ever.
    give_up = time.monotonic() + PATIENCE
    for listener in (out, errors):
        listener.join(max(0.0, give_up - time.monotonic()))
    heard = bytes(out.heard)
    return {
        "exit": status if status >= 0 else None,
        "signal": -status if status < 0 else None,
        "out_bytes": len(heard),
        "err_bytes": len(errors.heard),
        "out_sha": fingerprint(heard),
        "out_last": last_line(heard),
    }


def main(command: list[str]) -> int:
    if not command:
        print("usage: runchild.py PROGRAM [ARG...]", file=sys.stderr)
        return 2
    try:
        report = run(command)
    except OSError as error:
        print(f"runchild.py: {error}", file=sys.stderr)
        return 1
    print(json.dumps(report), flush=True)
    return 0


if __name__ == "__main__":
    # Threads that still wait for input or for others must not hold us up.
    os._exit(main(sys.argv[1:]))
