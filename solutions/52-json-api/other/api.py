"""Keeps notes, and serves them as JSON over HTTP on 127.0.0.1. Usage: api.py PORT"""

import json
import re
import sys
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

LONGEST_TEXT = 1000  # characters
LONGEST_BODY = 1 << 20  # bytes

Note = dict[str, Any]
notes: dict[int, Note] = {}
last_id = 0
lock = threading.Lock()


class Refusal(Exception):
    """A request that cannot be granted."""

    def __init__(self, status: int, words: str, allow: str = "") -> None:
        super().__init__(words)
        self.status = status
        self.allow = allow


def parse(body: bytes) -> Any:
    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")  # NaN and Infinity, which Python would take

    try:
        return json.loads(body.decode("utf-8"), parse_constant=refuse)
    except ValueError:
        raise Refusal(400, "the body is not JSON in UTF-8") from None


def wish_in(body: bytes, required: set[str]) -> Note:
    """The members of a note that a client may choose, as far as they are there."""
    found = parse(body)
    if not isinstance(found, dict):
        raise Refusal(422, "the body must be an object")
    for name in sorted(required - found.keys()):
        raise Refusal(422, f"{name} is missing")
    text = found.get("text", "-")
    if not isinstance(text, str) or not 1 <= len(text) <= LONGEST_TEXT:
        raise Refusal(422, f"text must be a string of 1 to {LONGEST_TEXT} characters")
    if not isinstance(found.get("done", False), bool):
        raise Refusal(422, "done must be true or false")
    return {name: found[name] for name in ("text", "done") if name in found}


def add(wish: Note) -> Note:
    global last_id
    created = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    with lock:
        last_id += 1
        notes[last_id] = {"id": last_id, "text": wish["text"], "done": wish.get("done", False),
                          "created": created}
        return dict(notes[last_id])


def chosen(query: str) -> list[Note]:
    parameters = dict(parse_qsl(query, keep_blank_values=True))
    done = parameters.get("done")
    if done not in (None, "true", "false"):
        raise Refusal(400, "done must be true or false")
    with lock:
        every = [dict(notes[key]) for key in sorted(notes)]
    return [note for note in every
            if (done is None or note["done"] == (done == "true"))
            and parameters.get("q", "") in note["text"]]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together

    def handle_request(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            self.route(body)
        except Refusal as refusal:
            self.answer(refusal.status, {"error": str(refusal)}, Allow=refusal.allow)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def route(self, body: bytes) -> None:
        url = urlsplit(self.path)
        if url.path == "/notes":
            self.allow("GET", "POST")
            if self.command == "GET":
                self.answer(200, chosen(url.query))
            else:
                self.check_body(body)
                note = add(wish_in(body, {"text"}))
                self.answer(201, note, Location=f"/notes/{note['id']}")
        elif found := re.fullmatch("/notes/([1-9][0-9]{0,8})", url.path):
            self.allow("GET", "PUT", "PATCH", "DELETE")
            self.one(int(found[1]), body)
        else:
            raise Refusal(404, "there is nothing at this path")

    def one(self, key: int, body: bytes) -> None:
        if self.command in ("PUT", "PATCH"):
            self.check_body(body)
        with lock:
            if key not in notes:
                raise Refusal(404, "there is no such note")
            if self.command == "DELETE":
                del notes[key]
            elif self.command != "GET":
                required = {"text", "done"} if self.command == "PUT" else set()
                notes[key].update(wish_in(body, required))
            note = dict(notes.get(key, {}))
        if self.command == "DELETE":
            self.answer(204)
        else:
            self.answer(200, note)

    def allow(self, *methods: str) -> None:
        if self.command not in methods:
            raise Refusal(405, "this method does not work here", ", ".join(methods))

    def check_body(self, body: bytes) -> None:
        if len(body) > LONGEST_BODY:
            raise Refusal(413, "the body is too long")
        if self.headers.get_content_type() != "application/json":
            raise Refusal(415, "the body must be application/json")

    def answer(self, status: int, value: Any = None, **fields: str) -> None:
        self.send_response(status)
        for name, text in fields.items():
            if text:
                self.send_header(name, text)
        body = b"" if status == 204 else json.dumps(value, ensure_ascii=False).encode()
        if body:
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1."""

    request_queue_size = 256


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not re.fullmatch("[0-9]{1,5}", arguments[0]) \
            or int(arguments[0]) > 65535:
        print("usage: api.py PORT", file=sys.stderr)
        return 2
    try:
        server = Server(("127.0.0.1", int(arguments[0])), Handler)
    except OSError as error:
        print(f"api.py: {error}", file=sys.stderr)
        return 1
    print(f"LISTENING 127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
