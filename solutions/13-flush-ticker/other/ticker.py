# Writes its lines without any buffer of its own, and sleeps until moments that are reckoned from
# the start. A signal that is handled cuts no sleep short: Python goes back to sleep by itself.

import os
import re
import signal
import sys
import time
from datetime import datetime, timezone

STDOUT = 1


def number_from(text: str, lowest: int, highest: int) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValueError(f"not a number: {text!r}")
    number = int(text)
    if not lowest <= number <= highest:
        raise ValueError(f"{number} is not in {lowest} to {highest}")
    return number


def now_as_text() -> str:
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    return now.isoformat(timespec="milliseconds") + "Z"


def write_all(text: bytes) -> None:
    while text:
        text = text[os.write(STDOUT, text) :]


def tick(count: int, period_ms: int) -> None:
    start = time.monotonic()
    for number in range(1, count + 1):
        due = start + (number - 1) * period_ms / 1000
        time.sleep(max(0.0, due - time.monotonic()))
        write_all(f"{number} {now_as_text()}\n".encode())


def main(arguments: list[str]) -> int:
    try:
        count, period_ms = arguments
        task = number_from(count, 1, 1000), number_from(period_ms, 0, 5000)
    except ValueError as error:
        print(f"usage: ticker.py COUNT PERIOD ({error})", file=sys.stderr)
        return 2
    signal.signal(signal.SIGUSR1, lambda number, frame: None)
    try:
        tick(*task)
    except OSError as error:
        print(f"ticker.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
