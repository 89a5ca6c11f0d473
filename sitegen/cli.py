"""Floor 4: the verbs. The only place that prints and exits: 0 fine, 1 bad content, 2 bad usage.

Heavy modules are imported inside the verbs, so that --help and --version cost click alone.
"""

from __future__ import annotations

import io
import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen import __version__
from sitegen.errors import FlamesiteError, Problem, SourceErrors

if TYPE_CHECKING:
    from sitegen.model import Profile


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="flamesite")
def commands() -> None:
    """Turn profiles and Markdown notes into a site of performance write-ups.

    \b
    flamesite build content/            the whole site, into output/
    flamesite inspect cpu.pb.gz         what a profile holds
    flamesite render cpu.pb.gz --open   one interactive flame graph
    """


def main() -> None:
    """Runs the command line and exits."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of functions are Unicode whatever the terminal's language; what it cannot show must not stop us.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands.main(standalone_mode=False)
    except click.ClickException as err:
        err.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except SourceErrors as err:
        click.echo(str(err), err=True)
        sys.exit(1)
    except FlamesiteError as err:
        text = str(err)
        click.echo(text if ": error: " in text else f"flamesite: error: {text}", err=True)
        sys.exit(1)
    except OSError as err:
        click.echo(f"{err.filename or 'flamesite'}: error: {err.strerror or err}", err=True)
        sys.exit(1)


@commands.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True)
@click.option("--strict", is_flag=True, help="Warnings, and anything that a reader skipped, fail the build.")
@click.option("--base-url", help="Where the site will be served, instead of site.toml's base_url.")
@click.option("--theme", type=click.Path(path_type=Path), help="A theme's folder, instead of site.toml's.")
@click.option("--drafts", is_flag=True, help="Build notes marked `draft: true` too.")
def build(content: Path, output: Path, strict: bool, base_url: str | None, theme: Path | None, drafts: bool) -> None:
    """Build the site from the folder CONTENT."""
    from sitegen.pages.build import BuildOptions, build_site
    from sitegen.pages.output import check_output, write_site
    from sitegen.pages.settings import is_base_url

    if not content.is_dir():
        raise click.UsageError(f"{content} is not a folder; CONTENT is the folder of your notes and profiles")
    if base_url is not None and not is_base_url(base_url):
        raise click.UsageError(f"--base-url {base_url}: expected an address such as https://you.github.io/profiles/")
    check_output(output, content)
    with _progress("building") as tell:
        site = build_site(content, BuildOptions(base_url=base_url, theme=theme, drafts=drafts), tell)
    for warning in site.warnings:
        click.echo(str(warning), err=True)
    if strict and site.warnings:
        raise FlamesiteError(f"{_counted(len(site.warnings), 'warning')} under --strict; nothing was written")
    write_site(output, site.files, content)
    size_mb = sum(len(file.content) for file in site.files) / 1e6
    click.echo(f"{_counted(site.pages, 'page')}, {len(site.files)} files, {size_mb:.1f} MB in {output}/", err=True)


@commands.command()
@click.argument("file")
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

    profile = _read(file)
    chosen = _metric(profile, metric)
    summary = summarise(profile, chosen, top)
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        click.echo(summary_text(profile, summary, chosen))


@commands.command()
@click.argument("file")
@click.option("--metric", help="The sample type whose weight is written.")
@click.option("--json", "as_json", is_flag=True, help="Names exact, every metric, stacks without weight kept.")
@click.option("--kinds", is_flag=True, help="Mark kernel, inlined and JIT frames: _[k] _[i] _[j].")
def fold(file: str, metric: str | None, as_json: bool, kinds: bool) -> None:
    """Write a profile as folded stacks: one line a distinct stack, root first.

    FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint.
    """
    from sitegen.formats.folded_text import fold_json, write_folded

    profile = _read_warning(file)
    chosen = _metric(profile, metric)
    try:
        sys.stdout.writelines(fold_json(profile) if as_json else write_folded(profile, chosen, kinds=kinds))
        sys.stdout.flush()
    except BrokenPipeError:
        # A reader such as `head` has seen enough. Python flushes once more at the end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@commands.command()
@click.argument("file")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--metric", help="The sample type to keep, where OUT is folded text.")
def convert(file: str, out: Path, metric: str | None) -> None:
    """Convert a profile to pprof (OUT ends in .pb.gz) or folded text (.folded).

    FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint.
    """
    from sitegen.formats.folded_text import write_folded
    from sitegen.formats.pprof_message import write_pprof

    if out.exists() and file != "-" and Path(file).exists() and out.samefile(file):
        raise click.UsageError(f"{out}: IN and OUT are the same file")
    if out.name.endswith((".pb.gz", ".pprof")):
        out.write_bytes(write_pprof(_read_warning(file)))
    elif out.name.endswith((".folded", ".collapsed")):
        profile = _read_warning(file)
        if profile.is_difference:
            raise FlamesiteError(
                f"{file} is a difference, and folded text holds no negative counts; use {out.stem}.pb.gz"
            )
        with out.open("w", encoding="utf-8", newline="\n") as text:
            text.writelines(write_folded(profile, _metric(profile, metric)))
    else:
        raise click.UsageError(f"{out}: OUT should end in .pb.gz (pprof) or .folded (folded stacks)")


@commands.command()
@click.argument("file")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="OUT.html or OUT.svg; default: FILE's name.html.")
@click.option("--metric", help="The sample type that the widths show.")
@click.option("--view", type=click.Choice(["flame", "icicle"]), default="flame", show_default=True)
@click.option("--min", "min_share", help="Fold frames below this share, as 0.01%; 0 keeps all.")
@click.option("--title", help="What stands over the picture.")
@click.option("--open", "open_it", is_flag=True, help="Show it in the browser.")
def render(
    file: str,
    output: Path | None,
    metric: str | None,
    view: str,
    min_share: str | None,
    title: str | None,
    open_it: bool,
) -> None:
    """Draw one profile: an interactive page of its own (.html), or a static picture (.svg).

    FILE is a path, `-` for standard input, or the http(s) URL of a live pprof endpoint.
    """
    from sitegen.formats import profile_stem
    from sitegen.pages.standalone import render_html, render_svg

    name = "profile" if "://" in file or file == "-" else profile_stem(Path(file).name)
    output = output or Path(f"{name}.html")
    if output.suffix not in (".html", ".svg"):
        raise click.UsageError(f"{output}: the picture's name should end in .html or .svg")
    share = _share(min_share)
    profile = _read_warning(file)
    chosen = _metric(profile, metric)
    with _progress(f"drawing {name}"):
        draw = render_svg if output.suffix == ".svg" else render_html
        text = draw(profile, chosen, view=view, min_share=share, title=title or name)
    output.write_text(text, "utf-8")
    click.echo(str(output), err=True)
    if open_it:
        webbrowser.open(output.absolute().as_uri())


@commands.command()
@click.argument("url")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), help="How long to profile.")
@click.option("--repeat", type=click.IntRange(min=1), default=1, help="How many runs; FILE gets _1, _2, ... .")
def capture(url: str, file: Path, seconds: float | None, repeat: int) -> None:
    """Fetch profiles from a live pprof endpoint into FILE.

    \b
    flamesite capture http://127.0.0.1:8080/debug/pprof/profile cpu.pb.gz --seconds 20
    """
    from sitegen.formats import read_profile
    from sitegen.pages.capture import endpoint, numbered
    from sitegen.pages.inputs import fetch_telling

    source = endpoint(url, seconds)
    for target in numbered(file, repeat):
        with _progress(f"{target}") as tell:
            content = fetch_telling(source, tell)
        profile = read_profile(content, url)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        metrics = ", ".join(metric.name for metric in profile.metrics)
        click.echo(f"{target}: {_counted(len(profile.sample_stack), 'record')}, {metrics}", err=True)


@commands.command()
def formats() -> None:
    """List what is read, and how each format was tested."""
    from sitegen.formats import READERS

    for reader in READERS:
        click.echo(f"{reader.name:<12} {' '.join(reader.suffixes):<28} {reader.description}")
        click.echo(f"{'':<12} tested: {reader.tested}")


def _read(file: str) -> Profile:
    from sitegen.pages.inputs import read_input

    with _progress(f"reading {file}") as tell:
        return read_input(file, sys.stdin.buffer, tell)


def _read_warning(file: str) -> Profile:
    """The profile, with a word on standard error where its reader left something out."""
    profile = _read(file)
    if (warning := profile.skipped_in_short()) is not None:
        click.echo(Problem(file, warning.line, None, warning.reason, "warning"), err=True)
    return profile


def _metric(profile: Profile, name: str | None) -> int:
    if name is None:
        return profile.default_metric
    if (index := profile.metric_index(name)) is None:
        raise click.UsageError(f"--metric {name}: this profile has {', '.join(kind.name for kind in profile.metrics)}")
    return index


def _share(text: str | None) -> float | None:
    from sitegen.pages.fence import parse_share

    try:
        return None if text is None else parse_share(text)
    except ValueError as err:
        raise click.UsageError(f"--min {text}: {err}") from err


class _progress:
    """A spinner on standard error while something long runs; silent where it is not a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._status: Any = None

    def __enter__(self) -> Callable[[str], None]:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status(self._what)
            self._status.start()
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()

    def _tell(self, doing: str) -> None:
        if self._status is not None:
            self._status.update(f"{self._what}: {doing}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
