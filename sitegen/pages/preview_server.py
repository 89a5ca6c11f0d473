"""The web server of the preview: the site under the path that it will have, and a stream of what has changed.

Only what is served is changed, never the site: pages get the preview's script and style, and their policy lets that
script listen to this server. `/__flamesite/` is the server's own; no page can have that path, because names that begin
with `_` are no content.
"""

from __future__ import annotations

import html
import json
import mimetypes
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

from sitegen.errors import Problem
from sitegen.pages.preview import Preview, PreviewState
from sitegen.pages.theme import default_folder

OWN = "/__flamesite/"
EVENTS = f"{OWN}events"
_OWN_FILES = {"preview.js": "preview/preview.js", "preview.css": "preview/preview.css", "tokens.css": "css/tokens.css"}
_ALIVE_S = 10.0  # a comment this often tells a browser that left from one that listens
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".md": "text/markdown", ".xml": "application/xml"}
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content="[^"]*)"')
_WAITING = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not built yet</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/__flamesite/tokens.css"></head>
<body class="preview-waiting"><p>This site could not be built yet. It appears here as soon as it can.</p></body></html>
"""


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview on a host and port; port 0 takes a free one."""

    daemon_threads = True  # streams end with the program

    def __init__(self, preview: Preview, host: str, port: int) -> None:
        self.preview = preview
        self.stopping = threading.Event()
        super().__init__((host, port), _PreviewHandler)

    @property
    def hosts(self) -> set[str] | None:
        """The names that a browser may call this server by; None for any, where it is open to other machines.

        A page of somebody else's could otherwise point its own name here and read what is not published yet.
        """
        if self.server_address[0] not in _LOOPBACK:
            return None
        return {f"{name}:{self.server_port}" for name in ("127.0.0.1", "[::1]", "localhost")}

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of browsers that hang up; anything else is a mistake of ours, and is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def previewed(page: bytes, fingerprint: str) -> bytes:
    """A page as the preview shows it: with its script, its style, and leave to listen to this server."""
    page = _POLICY.sub(rb"\1; connect-src 'self'" + b'"', page, count=1)
    tags = (
        f'<link rel="stylesheet" href="{OWN}preview.css">\n'
        f'<script defer src="{OWN}preview.js" data-fingerprint="{html.escape(fingerprint)}"></script>\n'
    )
    return page.replace(b"</head>", tags.encode() + b"</head>", 1)


def event_of(state: PreviewState, path: str) -> dict[str, object]:
    """What the page at this path is told of a state."""
    findings = [
        {"place": _place(problem), "severity": problem.severity, "message": problem.message}
        for problem in state.problems
    ]
    return {"fingerprint": state.fingerprint(path), "findings": findings, "isBroken": state.is_broken}


def _place(problem: Problem) -> str:
    return ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part is not None)


class _PreviewHandler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        """Answers with a file of the site, one of our own, or the stream."""
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        hosts = self.server.hosts
        if hosts is not None and self.headers.get("Host", "") not in hosts:
            self._answer(HTTPStatus.FORBIDDEN, b"This preview is for the machine that it runs on.\n", "text/plain")
        elif path == EVENTS:
            self._stream(parse_qs(parts.query).get("page", ["/"])[0])
        elif path.startswith(OWN):
            self._own(path.removeprefix(OWN))
        else:
            self._site(path, parts.query)

    def do_HEAD(self) -> None:
        """Answers as to GET; what follows the head is left out where it is written."""
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing: the command line tells of builds, not of requests."""

    def _site(self, path: str, query: str) -> None:
        state = self.server.preview.wait(after=0)
        if not path.startswith(state.base_path):
            whole = path == "/" or f"{path}/" == state.base_path
            if whole:
                self._redirect(state.base_path, query)
            else:
                text = f"The site is served under {state.base_path}, as base_url says.\n"
                self._answer(HTTPStatus.NOT_FOUND, text.encode(), "text/plain")
            return
        if not state.files:
            page = previewed(_WAITING, state.fingerprint(path))
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, page, "text/html")
            return
        name = state.file_of(path)
        if name is None and state.file_of(f"{path}/") is not None:
            self._redirect(f"{path}/", query)
            return
        kind = _type_of(name or "404.html")
        content = state.page_at(path)
        if kind == "text/html":
            content = previewed(content, state.fingerprint(path))
        self._answer(HTTPStatus.OK if name else HTTPStatus.NOT_FOUND, content, kind)

    def _own(self, name: str) -> None:
        if name not in _OWN_FILES:
            self._answer(HTTPStatus.NOT_FOUND, b"No such file.\n", "text/plain")
            return
        self._answer(HTTPStatus.OK, (default_folder() / _OWN_FILES[name]).read_bytes(), _type_of(name))

    def _stream(self, path: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told = 0
        path = unquote(path)
        while not self.server.stopping.is_set():
            state = self.server.preview.wait(told, _ALIVE_S)
            if state.version > told:
                told = state.version
                text = f"data: {json.dumps(event_of(state, path), ensure_ascii=False)}\n\n"
            else:
                text = ": still here\n\n"
            self.wfile.write(text.encode())
            self.wfile.flush()

    def _redirect(self, path: str, query: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path) + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        is_text = kind.startswith("text/") or kind.endswith(("json", "xml"))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _type_of(name: str) -> str:
    for suffix, kind in _TYPES.items():
        if name.endswith(suffix):
            return kind
    guessed, encoding = mimetypes.guess_type(name)
    return guessed if guessed and encoding is None else "application/octet-stream"
