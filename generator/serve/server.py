"""The web server of a preview: this computer only, each file made when it is asked for, with one script set in."""

from __future__ import annotations

import hashlib
import json
import os
import socket
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from generator.problems import Problem
from generator.serve.news import News, State, failure_of
from generator.serve.page_script import NEWS_PATH, SCRIPT, SCRIPT_PATH, WORKER, WORKER_PATH, script_tag
from generator.serve.status_page import STYLE, STYLE_PATH, fault_page, missing_page, status_page

HOST = "127.0.0.1"
FIRST_PORT = 8000
_PORTS_TRIED = 100
_TREES = ("/public/", "/internal/")
_SHARED = "/assets/"
"""A tree's page for missing pages may be shown at any depth, so it names its styles from the root of its host."""
_JAVASCRIPT = "text/javascript; charset=utf-8"
_OURS = {
    SCRIPT_PATH: (_JAVASCRIPT, SCRIPT.encode()),
    WORKER_PATH: (_JAVASCRIPT, WORKER.encode()),
    STYLE_PATH: ("text/css; charset=utf-8", STYLE.encode()),
}
_STILL_HERE = 15
"""Seconds without news after which a browser is written to: so it is noticed when it has gone."""


class Pages(Protocol):
    """What is shown."""

    @property
    def has_pages(self) -> bool:
        """Whether there is anything to show."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong."""

    def content(self, path: str) -> bytes | tuple[Problem, ...] | None:
        """The file `path`, why it cannot be made, or None if there is none of that name."""


class PreviewServer(ThreadingHTTPServer):
    """Serves public/ and internal/ of `pages`, and tells `news`."""

    daemon_threads = True
    # Windows would let two programs have the same port
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, pages: Pages, news: News) -> None:
        """Raises `OSError` when the port is taken."""
        super().__init__((HOST, port), partial(_Handler, pages=pages, news=news))

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: a browser that goes away in the middle of an answer is no fault."""


def start_server(port: int | None, pages: Pages, news: News) -> PreviewServer:
    """A server at `port`, or without one at 8000 or the next port that is free. Raises `OSError` when none is."""
    if port is not None:
        return PreviewServer(port, pages, news)
    for tried in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if not _taken(tried):
            try:
                return PreviewServer(tried, pages, news)
            except OSError:
                continue
    return PreviewServer(0, pages, news)


def _taken(port: int) -> bool:
    """Whether some program answers there already, on whichever of the computer's addresses."""
    with socket.socket() as tried:
        tried.settimeout(0.2)
        return tried.connect_ex((HOST, port)) == 0


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, pages: Pages, news: News) -> None:
        self._pages = pages
        self._news = news
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A page, a file, or one of the preview's own answers."""
        if not self._is_for_us():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        self._news.page_asked()
        try:
            path = unquote(urlsplit(self.path).path, errors="strict")
        except ValueError:
            path = ""
        if path == "/":
            state = self._news.state
            self._send_page(status_page(state.problems, state.failure, self._pages.has_pages).encode(), state.pages)
        elif path == NEWS_PATH:
            self._send_news()
        elif path in _OURS:
            self._send(*_OURS[path])
        elif path.startswith((_SHARED, *_TREES)):
            self._send_file(f"public{path}" if path.startswith(_SHARED) else path[1:])
        else:
            self._send_missing("")

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _is_for_us(self) -> bool:
        """Whether the browser means this computer: a foreign page must not read drafts through a name of its own."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        return name in (HOST, "localhost")

    def _send_file(self, path: str) -> None:
        pages = self._news.state.pages
        folder = path.endswith("/")
        found = self._made(f"{path}index.html" if folder else path)
        if found is None and not folder and self._made(f"{path}/index.html") is not None:
            self._send_elsewhere(f"/{path}/")
        elif found is None:
            self._send_missing(path)
        elif not isinstance(found, bytes):
            self._send_page(fault_page(found).encode(), pages, HTTPStatus.SERVICE_UNAVAILABLE)
        elif folder or path.endswith(".html"):
            self._send_page(found, pages)
        else:
            self._send(self.guess_type(path), found)

    def _made(self, path: str) -> bytes | tuple[Problem, ...] | str | None:
        """The file, or what keeps it from being made: faults in files, or how the machine or we failed."""
        failure = ""
        found: bytes | tuple[Problem, ...] | str | None
        try:
            found = self._pages.content(path)
        except Exception as fault:  # the preview must outlive a mistake of ours
            found = failure = failure_of(fault)
        if failure or path.endswith(".html"):
            self._news.found(self._pages.problems, failure)
        return found

    def _send_missing(self, path: str) -> None:
        """The tree's own page for an address that leads nowhere."""
        pages = self._news.state.pages
        found = self._made(f"{path.partition('/')[0]}/404.html") if path else None
        page = found if isinstance(found, bytes) else missing_page().encode()
        self._send_page(page, pages, HTTPStatus.NOT_FOUND)

    def _send_elsewhere(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_page(self, page: bytes, pages: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        """A page with our script, under a name that it has as long as it says the same."""
        name = hashlib.sha256(page).hexdigest()[:20]
        before, body, after = page.rpartition(b"</body>")
        if body:
            page = before + script_tag(name, pages).encode() + body + after
        self._send("text/html; charset=utf-8", page, status, name)

    def _send(self, kind: str, content: bytes, status: HTTPStatus = HTTPStatus.OK, name: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if name:
            self.send_header("ETag", f'"{name}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_news(self) -> None:
        """The present state and each that follows, as server-sent events, until the browser goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 500\n\n")
        told: State | None = None
        while (state := self._news.wait(told, _STILL_HERE)) is not None:
            said = json.dumps({"pages": state.pages, "says": state.says})
            self.wfile.write(b": still here\n\n" if state == told else f"data: {said}\n\n".encode())
            self.wfile.flush()
            told = state

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the terminal is for what was saved, and for problems."""
