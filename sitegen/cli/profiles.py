"""The verbs of single profiles: inspect, fold, convert, render, formats."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from sitegen.cli.console import Progress, metric_of, read, read_warning, share_of
from sitegen.cli.entry import commands
from sitegen.errors import FlamesiteError

SCALES = ("share", "absolute", "per second", "per operation")
"""As in sitegen.model.comparison, which would load numpy for --help."""


@commands.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.option("--metric", help="The sample type to rank functions by.")
@click.option("--top", type=click.IntRange(min=0), default=20, show_default=True, help="How many functions; 0: all.")
def inspect(file: str, as_json: bool, metric: str | None, top: int) -> None:
    """Say what a profile holds.

    FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint.
    """
    import json

    from sitegen.analysis.summary import summarise
    from sitegen.pages.report import summary_text

    profile = read(file)
    chosen = metric_of(profile, metric)
    summary = summarise(profile, chosen, top)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        click.echo(summary_text(profile, summary, chosen))


@commands.command(short_help="Write a profile as folded stacks, one a line.")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--metric", help="The sample type whose weight is written.")
@click.option("--json", "as_json", is_flag=True, help="Names exact, every metric, stacks without weight kept.")
@click.option("--kinds", is_flag=True, help="Mark kernel, inlined and JIT frames: _[k] _[i] _[j].")
def fold(file: str, metric: str | None, as_json: bool, kinds: bool) -> None:
    """Write a profile as folded stacks: one line a distinct stack, root first.

    FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint.
    """
    from sitegen.formats.folded_text import fold_json, write_folded

    profile = read_warning(file)
    chosen = metric_of(profile, metric)
    try:
        sys.stdout.writelines(fold_json(profile) if as_json else write_folded(profile, chosen, kinds=kinds))
        sys.stdout.flush()
    except BrokenPipeError:
        # A reader such as `head` has seen enough. Python flushes once more at the end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@commands.command(short_help="Convert a profile to pprof, speedscope or folded text.")
@click.argument("file", type=click.Path(allow_dash=True))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--metric", help="The sample type to keep, where OUT is not pprof.")
def convert(file: str, out: Path, metric: str | None) -> None:
    """Convert a profile to pprof (OUT ends in .pb.gz), speedscope (.speedscope.json) or folded text (.folded).

    FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint.
    """
    from sitegen.formats.folded_text import write_folded
    from sitegen.formats.pprof_message import write_pprof
    from sitegen.formats.speedscope_text import write_speedscope

    if out.exists() and file != "-" and Path(file).exists() and out.samefile(file):
        raise click.UsageError(f"{out}: IN and OUT are the same file")
    if out.name.endswith((".pb.gz", ".pprof")):
        out.write_bytes(write_pprof(read_warning(file)))
    elif out.name.endswith((".folded", ".collapsed", ".speedscope.json")):
        profile = read_warning(file)
        chosen = metric_of(profile, metric)
        if profile.is_difference:
            raise FlamesiteError(
                f"{file} is a difference, and speedscope's or folded text holds no negative counts; use .pb.gz"
            )
        if out.name.endswith(".json"):
            pieces = write_speedscope(profile, None if metric is None else chosen)
        else:
            pieces = write_folded(profile, chosen)
        with out.open("w", encoding="utf-8", newline="\n") as text:
            text.writelines(pieces)
    else:
        raise click.UsageError(
            f"{out}: OUT should end in .speedscope.json (speedscope), .pb.gz (pprof) or .folded (folded stacks)"
        )


@commands.command(short_help="Draw profiles: an interactive page, or a still picture.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="OUT.html or OUT.svg; default: FILE's name.html.")
@click.option(
    "--before",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="A profile before: draws the difference. Repeat for runs.",
)
@click.option("--per", help="Operations of each run: a number, two as 'A -> B', or benchmark files 'A -> B'.")
@click.option("--scale", type=click.Choice(SCALES), help="How the sides are scaled at first.")
@click.option("--metric", help="The sample type that the widths show.")
@click.option("--view", type=click.Choice(["flame", "icicle", "chart"]), default="flame", show_default=True)
@click.option("--min", "min_share", help="Fold frames below this share, as 0.01%; 0 keeps all.")
@click.option("--title", help="What stands over the picture.")
@click.option("--open", "open_it", is_flag=True, help="Show it in the browser.")
def render(
    files: tuple[str, ...],
    output: Path | None,
    before: tuple[str, ...],
    min_share: str | None,
    open_it: bool,
    **asked: Any,
) -> None:
    """Draw profiles: an interactive page of its own (.html), or a static picture (.svg).

    Each FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint; several are runs of the
    same, drawn as their sum. With --before it is the difference of two sides, each one profile or several runs.

    \b
    flamesite render after.pb.gz --before before.pb.gz -o diff.html
    """
    from sitegen.pages.rendering import RenderRequest, draw, name_of

    name = name_of(files, before)
    output = output or Path(f"{name}.html")
    if output.suffix not in (".html", ".svg"):
        raise click.UsageError(f"{output}: the picture's name should end in .html or .svg")
    if not before and (asked["per"] or asked["scale"]):
        raise click.UsageError("--per and --scale are about a difference; name the other side with --before FILE")
    share = share_of(min_share)
    earlier, later = (tuple((file, read_warning(file)) for file in side) for side in (before, files))
    if asked["metric"]:
        metric_of(later[0][1], asked["metric"])
    with Progress(f"drawing {name}"):
        try:
            text = draw(RenderRequest(name, earlier, later, min_share=share, **asked), as_svg=output.suffix == ".svg")
        except ValueError as err:
            raise click.UsageError(f"--per {asked['per']}: {err}") from err
    output.write_text(text, "utf-8")
    click.echo(str(output), err=True)
    if open_it:
        import webbrowser

        webbrowser.open(output.absolute().as_uri())


@commands.command()
def formats() -> None:
    """List what is read, and how each format was tested."""
    from sitegen.formats import READERS

    for reader in READERS:
        click.echo(f"{reader.name:<12} {' '.join(reader.suffixes):<28} {reader.description}")
        click.echo(f"{'':<12} tested: {reader.tested}")
