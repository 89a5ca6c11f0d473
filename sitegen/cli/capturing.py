"""The verb that records: capture."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.console import Clock, counted
from sitegen.cli.entry import commands
from sitegen.errors import SourceError

if TYPE_CHECKING:
    from sitegen.pages.capture import Recording

KINDS = ("cpu", "heap", "allocs", "goroutine", "block", "mutex", "threadcreate")
"""As in sitegen.pages.capture; the help needs no more than their names."""


@commands.command()
@click.argument("url")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--profile", "kinds", multiple=True, type=click.Choice(KINDS), help="What to record; repeat for several.")
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), help="How long a CPU profile lasts.")
@click.option("--repeat", type=click.IntRange(min=1), default=1, help="How many runs; FILE gets _1, _2, ... .")
def capture(url: str, file: Path, kinds: tuple[str, ...], seconds: float | None, repeat: int) -> None:
    """Fetch profiles from a live pprof endpoint.

    Without --profile, URL is one profile's and goes into FILE. With it, URL is the server's, and FILE is a folder that
    gets cpu_1.pb.gz, heap_1.pb.gz and so on, run after run. Three runs a side let a difference be tested.

    \b
    flamesite capture http://127.0.0.1:8080/debug/pprof/profile cpu.pb.gz --seconds 20
    flamesite capture http://127.0.0.1:8080 before --profile cpu --profile heap --seconds 10 --repeat 3
    """
    from sitegen.pages.capture import Recording, endpoint, note_lines, numbered, recordings

    if kinds:
        kinds = tuple(dict.fromkeys(kinds))
        planned = recordings(url, file, kinds, seconds, repeat)
    elif file.is_dir():
        raise click.UsageError(f"{file} is a folder; say what to record into it, as --profile cpu --profile heap")
    else:
        planned = [Recording(endpoint(url, seconds), target) for target in numbered(file, repeat)]
    for number, recording in enumerate(planned):
        try:
            _record(recording, f"{number + 1} of {len(planned)}: {recording.target}")
        except SourceError:
            if number:
                click.echo(f"stopped after {number} of {counted(len(planned), 'recording')}, which stay", err=True)
            raise
    if kinds and (lines := note_lines(file, kinds, repeat)):
        click.echo("\nin a note beside it:\n", err=True)
        click.echo("\n".join(lines), err=True)


def _record(recording: Recording, title: str) -> None:
    """Fetches one profile, and keeps it where it is one."""
    from sitegen.formats import read_profile
    from sitegen.pages.inputs import fetch_telling

    target = recording.target
    with Clock(title, recording.source.seconds) as tell:
        content = fetch_telling(recording.source, tell)
    profile = read_profile(content, recording.source.url)
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = target.with_name(f".{target.name}.part")
    passing.write_bytes(content)
    os.replace(passing, target)
    metrics = ", ".join(metric.name for metric in profile.metrics)
    empty = (
        "" if len(profile.sample_stack) else "; it is empty: was the server under load, and this profile switched on?"
    )
    click.echo(f"{target}: {counted(len(profile.sample_stack), 'record')}, {metrics}{empty}", err=True)
