# Coroutines: asyncio runs one for each client in a single thread, so all are served at once.
"""tcp_server.py PORT: listens on 127.0.0.1 and answers every line with the same line reversed."""

import asyncio
import contextlib
import sys

BACKLOG = 128
LONGEST_LINE = 1_048_576


def parse_port(text: str) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5):
        return None
    port = int(text)
    return port if port <= 65535 else None


def without_end(line: bytes) -> bytes:
    # A carriage return belongs to the end of a line only if a line feed follows it.
    return line[:-1].removesuffix(b"\r") if line.endswith(b"\n") else line


async def answer_lines(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while raw := await reader.readline():
        line = without_end(raw)
        quits = line == b"QUIT"
        writer.write((b"BYE" if quits else line[::-1]) + b"\n")
        # A client that does not read its replies is not read from either.
        await writer.drain()
        if quits:
            return


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await answer_lines(reader, writer)
    except (OSError, ValueError):
        pass  # The client is lost, or its line is too long; the others are not concerned.
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def run(port: int) -> None:
    server = await asyncio.start_server(
        serve, "127.0.0.1", port, backlog=BACKLOG, limit=2 * LONGEST_LINE
    )
    host, real_port = server.sockets[0].getsockname()
    print(f"LISTENING {host}:{real_port}", flush=True)
    async with server:
        await server.serve_forever()


def main(arguments: list[str]) -> int:
    port = parse_port(arguments[0]) if len(arguments) == 1 else None
    if port is None:
        print("usage: tcp_server.py PORT (a number from 0 to 65535)", file=sys.stderr)
        return 2
    try:
        asyncio.run(run(port))
    except OSError as error:
        print(f"tcp_server.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
