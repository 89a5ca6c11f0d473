"""The verbs of a site: build, check."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.console import Counter, base_url_of, cache_folder, content_folder, counted, day_of
from sitegen.cli.entry import commands
from sitegen.errors import FlamesiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.pages.build import Site

PAGES_MOST_BYTES = 1_000_000_000
"""What GitHub Pages publishes at most, and of a file what git push takes: docs.github.com, "GitHub Pages limits"."""
FILE_MOST_BYTES = 100 * (1 << 20)
_LEAST_STAGE_S = 0.01


@commands.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="The folder for the site.",
)
@click.option("--strict", is_flag=True, help="Warnings, and anything that a reader skipped, fail the build.")
@click.option("--base-url", help="Where the site will be served, instead of site.toml's base_url.")
@click.option("--theme", type=click.Path(path_type=Path), help="A theme's folder, instead of site.toml's.")
@click.option("--drafts", is_flag=True, help="Build notes marked `draft: true` too.")
@click.option("--single-file", is_flag=True, help="Write each page as one HTML file, to mail.")
@click.option("--now", "today", metavar="DATE", help="Hold back notes of later dates; also by SOURCE_DATE_EPOCH.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes; as many as processors.")
@click.option("--cache", type=click.Path(path_type=Path), help="Where results are kept; else in ~/.cache/flamesite.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing.")
def build(
    content: Path,
    output: Path,
    strict: bool,
    base_url: str | None,
    today: str | None,
    cache: Path | None,
    no_cache: bool,
    **asked: Any,
) -> None:
    """Build the site from the folder CONTENT.

    What did not change since the last build is taken from the cache; the site is the same with and without it.
    """
    from sitegen.pages.build import BuildOptions, build_site
    from sitegen.pages.output import check_output, write_site

    check_output(output, content_folder(content))
    kept = cache_folder(cache, no_cache, content)
    options = BuildOptions(base_url=base_url_of(base_url), now=day_of(today), cache=kept, **asked)
    with Counter() as tell:
        site = build_site(content, options, tell)
    for warning in site.warnings:
        click.echo(str(warning), err=True)
    if strict and site.warnings:
        raise FlamesiteError(f"{counted(len(site.warnings), 'warning')} under --strict; nothing was written")
    began = time.perf_counter()
    write_site(output, site.files, content, kept)
    for line in closing_report(site, output, time.perf_counter() - began):
        click.echo(line, err=True)


@commands.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("--theme", type=click.Path(path_type=Path), help="A theme's folder, instead of site.toml's.")
@click.option("--drafts", is_flag=True, help="Check notes marked `draft: true` too.")
@click.option("--now", "today", metavar="DATE", help="Leave out notes of later dates; also by SOURCE_DATE_EPOCH.")
def check(content: Path, theme: Path | None, drafts: bool, today: str | None) -> None:
    """Check all that build checks, and write nothing; warnings fail.

    Claims that no longer hold, frames and files that are not there, broken links, whatever a reader skipped.
    """
    from sitegen.pages.build import BuildOptions, build_site

    content_folder(content)
    with Counter() as tell:
        site = build_site(content, BuildOptions(theme=theme, drafts=drafts, now=day_of(today)), tell)
    for warning in site.warnings:
        click.echo(str(warning), err=True)
    if site.warnings:
        raise FlamesiteError(f"{counted(len(site.warnings), 'warning')} in {content}")
    holding = f"{counted(site.claims, 'claim')}, {counted(site.callouts, 'callout')}"
    click.echo(f"{counted(site.pages, 'page')}, {holding}: all hold", err=True)


def closing_report(site: Site, output: Path, writing_s: float) -> Iterator[str]:
    """What was built, where the time went, and what GitHub Pages would refuse."""
    size = sum(file.size for file in site.files)
    held = f", {counted(site.held_back, 'note')} held back" if site.held_back else ""
    warned = f", {counted(len(site.warnings), 'warning')}" if site.warnings else ""
    yield f"{counted(site.pages, 'page')}, {len(site.files):,} files, {size / 1e6:,.1f} MB in {output}/{held}{warned}"
    stages = {**site.seconds, "exchange": writing_s}
    told = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in stages.items() if seconds >= _LEAST_STAGE_S)
    yield f"{counted(site.made, 'page')} made anew" + (f"; {told}" if told else "")
    if size > PAGES_MOST_BYTES:
        yield f"warning: GitHub Pages publishes sites of up to 1 GB, and this one has {size / 1e9:,.2f} GB"
    for file in site.files:
        if file.size > FILE_MOST_BYTES:
            yield f"warning: GitHub takes files of up to 100 MB, and {file.path} has {file.size / 1e6:,.0f} MB"
