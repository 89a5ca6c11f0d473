"""Debian's Chromium for the browser tests, and a watch over every page that they open.

A page that logs an error, throws, breaks its Content-Security-Policy, opens a dialog or asks for anything but
files and the test's own server fails the test that opened it.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    WebError,
    sync_playwright,
)

SWITCHES = [
    "--no-sandbox",  # the sandbox refuses to run as root, as CI does
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # what slips past the switches finds no host
]
LOCAL_SCHEMES = {"file", "data", "blob", "about"}
TIMEOUT_MS = 10_000

REPORT_POLICY_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI}`));
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs Chromium, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless Chromium for the session, with an empty profile of its own."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("Debian's chromium is not installed (make test installs it)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def own_origins() -> set[str]:
    """The addresses, as `http://127.0.0.1:8000`, that the test itself serves."""
    return set()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the test's pages so far; a test that expects a problem takes it out."""
    return []


@pytest.fixture
def new_page(chromium: Browser, own_origins: set[str], problems: list[str]) -> Iterator[Callable[..., Page]]:
    """Open watched pages: `new_page(color_scheme="dark", viewport={"width": 390, "height": 844})`.

    Takes the options of Playwright's `Browser.new_context`; each page has a context of its own.
    """
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(TIMEOUT_MS)
        context.add_init_script(REPORT_POLICY_VIOLATIONS)
        _watch(context, own_origins, problems)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, "\n".join(["the browser reported:", *problems])


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A watched page of 1280 by 720 pixels."""
    return new_page()


@pytest.fixture
def serve(own_origins: set[str]) -> Iterator[Callable[[Path], str]]:
    """Serve folders on free loopback ports: `serve(folder)` gives the folder's address without a final slash."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        origin = f"http://127.0.0.1:{server.server_port}"
        own_origins.add(origin)
        return origin

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Write nothing: pytest's output is for tests."""


def _watch(context: BrowserContext, own_origins: set[str], problems: list[str]) -> None:
    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console error: {message.text}")

    def on_error(error: WebError) -> None:
        problems.append(f"uncaught: {error.error}")

    def on_dialog(dialog: Dialog) -> None:
        problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in LOCAL_SCHEMES and f"{address.scheme}://{address.netloc}" not in own_origins:
            problems.append(f"request off the site: {request.url}")

    context.on("console", on_console)
    context.on("weberror", on_error)
    context.on("dialog", on_dialog)
    context.on("request", on_request)
