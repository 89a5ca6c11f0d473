"""The verb for writing: serve."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.console import Progress, base_url_of, cache_folder, content_folder, counted, day_of
from sitegen.cli.entry import commands
from sitegen.errors import FlamesiteError

if TYPE_CHECKING:
    from sitegen.pages.preview import Preview, PreviewState
    from sitegen.pages.preview_server import PreviewServer


@commands.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--base-url", help="As for build; its path is where the site is served.")
@click.option("--theme", type=click.Path(path_type=Path), help="A theme's folder, instead of site.toml's.")
@click.option("--drafts", is_flag=True, help="Show notes marked `draft: true` too.")
@click.option("--now", "today", metavar="DATE", help="Hold back notes of later dates; also by SOURCE_DATE_EPOCH.")
@click.option("--open", "open_it", is_flag=True, help="Show it in the browser.")
def serve(
    content: Path,
    host: str,
    port: int,
    base_url: str | None,
    theme: Path | None,
    drafts: bool,
    today: str | None,
    open_it: bool,
) -> None:
    """Show the site of the folder CONTENT while you write it.

    Every saved change is built, and the browser shows it where you were reading, with the graph as you left it. What
    is wrong stands over the page until it is mended; the last good site stays. No output is written.

    \b
    flamesite serve content --open
    flamesite serve content --drafts --port 0
    """
    from sitegen.pages.build import BuildOptions
    from sitegen.pages.preview import Preview, address_of
    from sitegen.pages.preview_server import PreviewServer

    kept = cache_folder(None, False, content_folder(content))
    options = BuildOptions(base_url=base_url_of(base_url), theme=theme, drafts=drafts, now=day_of(today), cache=kept)
    preview = Preview(content_folder(content), options)
    try:
        server = PreviewServer(preview, host, port)
    except OSError as err:
        if err.errno == errno.EADDRINUSE:
            raise FlamesiteError(f"port {port} of {host} is taken; choose another with --port, or 0 for any") from err
        raise FlamesiteError(f"--host {host} --port {port}: {err.strerror or err}") from err
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for number, state in enumerate(_states(preview, server)):
            if number == 0:
                address = address_of(host, server.server_port, state.base_path)
                click.echo(f"{address} (Ctrl-C ends it)", err=True)
                if open_it:
                    import webbrowser

                    webbrowser.open(address)
    except KeyboardInterrupt:
        click.echo("", err=True)
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()


def _states(preview: Preview, server: PreviewServer) -> Iterator[PreviewState]:
    """Builds at first and after each change, and says how it went."""
    from sitegen.pages.preview import changes

    for _ in changes(preview.folders, server.stopping):
        begun = time.perf_counter()
        with Progress("building"):
            state = preview.rebuild()
        _tell(state, time.perf_counter() - begun)
        yield state


def _tell(state: PreviewState, seconds: float) -> None:
    for problem in state.problems:
        click.echo(str(problem), err=True)
    if state.is_broken:
        click.echo(f"not built: {counted(len(state.problems), 'error')}", err=True)
    else:
        pages = sum(path.endswith(".html") for path in state.files) - 1  # but for 404.html
        click.echo(f"{counted(pages, 'page')} in {seconds:.2f} s", err=True)
