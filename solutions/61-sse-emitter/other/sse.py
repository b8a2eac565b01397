# Coroutines: asyncio runs one for each client in a single thread; each listener has a queue.
"""sse.py PORT: what is posted to /publish is sent to everybody who listens to /mcp-stream."""

import asyncio
import collections
import json
import re
import signal
import socket
import sys

KEPT = 1000  # events, for listeners that come back
MOST_WAITING = 1 << 20  # bytes; whoever lets more wait than that is dropped
LONGEST_BODY = 8 << 20
LONGEST_SILENCE = 1.0
LOCAL = re.compile(r"http://(127\.0\.0\.1|localhost)(:[0-9]+)?")
REASONS = {200: "OK", 202: "Accepted", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
           405: "Method Not Allowed", 413: "Content Too Large", 422: "Unprocessable Content"}


def event_text(number: int, name: str | None, data: str) -> bytes:
    lines = [f"id: {number}"]
    if name is not None:
        lines.append(f"event: {name}")
    lines += [f"data: {line}" for line in re.split("\r\n|\r|\n", data)]
    return ("\n".join(lines) + "\n\n").encode()


class Listener:
    """What waits for one listener. The replay does not count as waiting."""

    def __init__(self, replay: list[bytes]) -> None:
        self.replay = replay
        self.live: collections.deque[bytes] = collections.deque()
        self.waiting = 0
        self.lost = False
        self.news = asyncio.Event()

    def add(self, text: bytes) -> None:
        if self.waiting > MOST_WAITING:
            self.lost = True
            self.live.clear()
        elif not self.lost:
            self.live.append(text)
            self.waiting += len(text)
        self.news.set()

    def take(self) -> bytes | None:
        if self.replay:
            return self.replay.pop(0)
        if self.live:
            text = self.live.popleft()
            self.waiting -= len(text)
            return text
        return None


class Broker:
    def __init__(self) -> None:
        self.kept: collections.deque[tuple[int, bytes]] = collections.deque(maxlen=KEPT)
        self.newest = 0
        self.listeners: set[Listener] = set()
        self.closing = False

    def publish(self, name: str | None, data: str) -> int:
        self.newest += 1
        text = event_text(self.newest, name, data)
        self.kept.append((self.newest, text))
        for listener in self.listeners:
            listener.add(text)
        return self.newest

    def subscribe(self, last_id: str) -> Listener:
        known = self.newest
        if re.fullmatch("[0-9]{1,18}", last_id) and int(last_id) <= self.newest:
            known = int(last_id)
        listener = Listener([text for number, text in self.kept if number > known])
        self.listeners.add(listener)
        return listener


class Request:
    def __init__(self, head: bytes) -> None:
        first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        self.method, target, version = first.split(" ")
        self.path = target.partition("?")[0]
        self.fields: dict[str, str] = {}
        for line in lines:
            name, _, value = line.partition(":")
            self.fields[name.lower()] = value.strip(" \t")
        closes = "close" in self.fields.get("connection", "").lower()
        self.keep_alive = version == "HTTP/1.1" and not closes
        self.body = b""


def head_of(status: int, fields: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {REASONS[status]}"]
    lines += [f"{name}: {value}" for name, value in fields.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def permission(request: Request) -> dict[str, str]:
    origin = request.fields.get("origin")
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {}


def stream_fields(request: Request) -> dict[str, str]:
    return permission(request) | {"Content-Type": "text/event-stream", "Cache-Control": "no-store",
                                  "Connection": "close"}


def publish(broker: Broker, body: bytes) -> tuple[int, str]:
    try:
        message = json.loads(body.decode())
    except (ValueError, RecursionError):
        return 400, "This is no JSON.\n"
    if not isinstance(message, dict) or not isinstance(message.get("data"), str):
        return 422, 'An object is needed, and in it "data" with a text.\n'
    name = None
    if "event" in message:
        name = message["event"]
        if not isinstance(name, str) or not name or re.search("[\r\n\0]", name):
            return 422, '"event" must be one line of text, and not empty.\n'
    return 202, json.dumps({"id": broker.publish(name, message["data"])}) + "\n"


def answer(broker: Broker, request: Request) -> tuple[int, str]:
    if request.path == "/publish" and request.method == "POST":
        return publish(broker, request.body)
    if request.path == "/mcp-stream":
        return 405, "Listening is done with GET.\n"
    return 404, "There is nothing here.\n"


async def read_request(reader: asyncio.StreamReader) -> Request:
    request = Request(await reader.readuntil(b"\r\n\r\n"))
    length = int(request.fields.get("content-length", "0"))
    if not 0 <= length <= LONGEST_BODY:
        raise ValueError("too long")
    request.body = await reader.readexactly(length)
    return request


async def send_events(writer: asyncio.StreamWriter, broker: Broker, listener: Listener) -> None:
    writer.write(b"retry: 2000\n\n")
    while not listener.lost:
        if (text := listener.take()) is not None:
            writer.write(text)
            await writer.drain()
        elif broker.closing:
            return
        else:
            listener.news.clear()
            try:
                await asyncio.wait_for(listener.news.wait(), LONGEST_SILENCE)
            except asyncio.TimeoutError:
                writer.write(b": still here\n\n")
                await writer.drain()
    writer.transport.abort()


async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, broker: Broker,
                 request: Request) -> None:
    listener = broker.subscribe(request.fields.get("last-event-id", ""))
    sending = asyncio.ensure_future(send_events(writer, broker, listener))
    # A listener has nothing more to say: the next thing that comes is its end.
    leaving = asyncio.ensure_future(reader.read(1))
    try:
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        broker.listeners.discard(listener)
        for task in (sending, leaving):
            task.cancel()
        await asyncio.gather(sending, leaving, return_exceptions=True)


async def serve_requests(reader: asyncio.StreamReader, writer: asyncio.StreamWriter,
                         broker: Broker) -> None:
    keep_alive = True
    while keep_alive:
        request = await read_request(reader)
        keep_alive = request.keep_alive
        origin = request.fields.get("origin")
        body, fields = "", permission(request)
        if origin is not None and not LOCAL.fullmatch(origin):
            status, body, fields = 403, "Pages from elsewhere may not ask.\n", {}
        elif request.path == "/mcp-stream" and request.method in ("GET", "HEAD"):
            writer.write(head_of(200, stream_fields(request)))
            if request.method == "GET":
                await stream(reader, writer, broker, request)
            return
        else:
            status, body = answer(broker, request)
        fields["Content-Length"] = str(len(body))
        if not keep_alive:
            fields["Connection"] = "close"
        writer.write(head_of(status, fields) + (b"" if request.method == "HEAD" else body.encode()))
        await writer.drain()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter,
                broker: Broker) -> None:
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        await serve_requests(reader, writer, broker)
    except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        pass  # The client is lost, or talks no HTTP; the others are not concerned.
    finally:
        writer.close()


async def run(port: int) -> None:
    broker = Broker()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = await asyncio.start_server(
        lambda reader, writer: serve(reader, writer, broker), "127.0.0.1", port, backlog=256)
    host, real_port = server.sockets[0].getsockname()
    print(f"LISTENING {host}:{real_port}", flush=True)
    await stop.wait()
    broker.closing = True
    for listener in broker.listeners:
        listener.news.set()
    streams = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    if broker.listeners:
        await asyncio.wait(streams, timeout=1, return_when=asyncio.FIRST_EXCEPTION)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not re.fullmatch("[0-9]{1,5}", arguments[0]):
        print("usage: sse.py PORT (a number from 0 to 65535)", file=sys.stderr)
        return 2
    if (port := int(arguments[0])) > 65535:
        print("usage: sse.py PORT (a number from 0 to 65535)", file=sys.stderr)
        return 2
    try:
        asyncio.run(run(port))
    except OSError as error:
        print(f"sse.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
