"""The web server of a preview: this computer only, pages as built, with one script set in that reloads them."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from generator.problems import Problem, errors
from generator.serve.status_page import (
    SCRIPT,
    SCRIPT_PATH,
    STATE_PATH,
    STYLE,
    STYLE_PATH,
    script_tag,
    status_page,
)

HOST = "127.0.0.1"
FIRST_PORT = 8000
_PORTS_TRIED = 100
_TREES = ("/public/", "/internal/")
_SHARED = "/assets/"
"""A tree's page for missing pages may be shown at any depth, so it names its styles from the root of its host."""


@dataclass(frozen=True, slots=True)
class State:
    """What the preview shows: how often it was built, the problems, and why the machine or we failed, or ""."""

    built: int = 0
    published: int = 0
    problems: tuple[Problem, ...] = ()
    failure: str = ""

    @property
    def pages(self) -> str:
        """Changes with every build, also with one that found faults."""
        return f"{self.built}-{self.published}"

    @property
    def says(self) -> str:
        """One line for the foot of a page, "" when all is well."""
        faults = len(errors(self.problems))
        if self.failure:
            return "The pages could not be made: see why"
        return f"{faults} {'fault' if faults == 1 else 'faults'}: see where" if faults else ""


class PreviewServer(ThreadingHTTPServer):
    """Serves `folder`, which holds public/ and internal/, and what `state` gives."""

    daemon_threads = True
    # Windows would let two programs have the same port
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, folder: Path, state: Callable[[], State]) -> None:
        """Raises `OSError` when the port is taken."""
        super().__init__((HOST, port), partial(_Handler, folder=folder, state=state))

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.server_port}/"


def start_server(port: int | None, folder: Path, state: Callable[[], State]) -> PreviewServer:
    """A server at `port`, or without one at 8000 or the next port that is free. Raises `OSError` when none is."""
    if port is not None:
        return PreviewServer(port, folder, state)
    for tried in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        if not _taken(tried):
            try:
                return PreviewServer(tried, folder, state)
            except OSError:
                continue
    return PreviewServer(0, folder, state)


def _taken(port: int) -> bool:
    """Whether some program answers there already, on whichever of the computer's addresses."""
    with socket.socket() as tried:
        tried.settimeout(0.2)
        return tried.connect_ex((HOST, port)) == 0


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, folder: Path, state: Callable[[], State]) -> None:
        self._state = state
        self._folder = folder
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A page, a file, or one of the preview's own answers."""
        if not self._is_for_us():
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        try:
            path = urlsplit(self.path).path
        except ValueError:
            self._missing("")
            return
        own = self._own(path)
        if own is not None:
            self._send(*own)
        elif path.startswith(_SHARED):
            self.path = f"/public{self.path}"
            self._page_or_file(path)
        elif path.startswith(_TREES):
            self._page_or_file(path)
        else:
            self._missing("")

    def do_HEAD(self) -> None:
        """The same without the body."""
        self.do_GET()

    def _is_for_us(self) -> bool:
        """Whether the browser means this computer: a foreign page must not read drafts through a name of its own."""
        name = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        return name in (HOST, "localhost")

    def _own(self, path: str) -> tuple[str, bytes] | None:
        state = self._state()
        if path == "/":
            has_pages = state.published > 0
            page = status_page(state.problems, state.failure, state.pages, has_pages)
            return "text/html; charset=utf-8", page.encode()
        if path == STATE_PATH:
            return "application/json", json.dumps({"pages": state.pages, "says": state.says}).encode()
        if path == SCRIPT_PATH:
            return "text/javascript; charset=utf-8", SCRIPT.encode()
        if path == STYLE_PATH:
            return "text/css; charset=utf-8", STYLE.encode()
        return None

    def _page_or_file(self, path: str) -> None:
        file = Path(self.translate_path(self.path))
        try:
            is_folder = file.is_dir()
        except (OSError, ValueError):  # too long a name, or one with a zero in it
            is_folder = False
        if is_folder:
            if not path.endswith("/"):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            file = file / "index.html"
        try:
            content = file.read_bytes()
        except (OSError, ValueError):
            self._missing(path)
            return
        if file.suffix == ".html":
            self._send("text/html; charset=utf-8", self._with_script(content))
        else:
            self._send(self.guess_type(str(file)), content)

    def _missing(self, path: str) -> None:
        """The tree's own page for an address that leads nowhere."""
        tree = path.split("/")[1] if path else ""
        try:
            content = self._with_script((self._folder / tree / "404.html").read_bytes())
        except OSError:
            content = b"There is no page here."
        self._send("text/html; charset=utf-8", content, HTTPStatus.NOT_FOUND)

    def _with_script(self, page: bytes) -> bytes:
        before, body, after = page.rpartition(b"</body>")
        return before + script_tag(self._state().pages).encode() + body + after if body else page

    def _send(self, kind: str, content: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the terminal is for builds and problems."""
