"""The verbs of a site: build, check."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from sitegen.cli.console import Progress, counted
from sitegen.cli.entry import commands
from sitegen.errors import FlamesiteError


@commands.command()
@click.argument("content", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True)
@click.option("--strict", is_flag=True, help="Warnings, and anything that a reader skipped, fail the build.")
@click.option("--base-url", help="Where the site will be served, instead of site.toml's base_url.")
@click.option("--theme", type=click.Path(path_type=Path), help="A theme's folder, instead of site.toml's.")
@click.option("--drafts", is_flag=True, help="Build notes marked `draft: true` too.")
@click.option("--single-file", is_flag=True, help="Write each page as one HTML file, to mail.")
@click.option("--now", "today", metavar="DATE", help="Hold back notes of later dates; also by SOURCE_DATE_EPOCH.")
def build(content: Path, output: Path, strict: bool, base_url: str | None, today: str | None, **asked: Any) -> None:
    """Build the site from the folder CONTENT."""
    from sitegen.pages.build import BuildOptions, build_site
    from sitegen.pages.output import check_output, write_site
    from sitegen.pages.settings import is_base_url

    if not content.is_dir():
        raise click.UsageError(f"{content} is not a folder; CONTENT is the folder of your notes and profiles")
    if base_url and not is_base_url(base_url):  # empty is "not given": a workflow passes it on for a pull request
        raise click.UsageError(f"--base-url {base_url}: expected an address such as https://you.github.io/profiles/")
    check_output(output, content)
    options = BuildOptions(base_url=base_url, now=_day(today), **asked)
    with Progress("building") as tell:
        site = build_site(content, options, tell)
    for warning in site.warnings:
        click.echo(str(warning), err=True)
    if strict and site.warnings:
        raise FlamesiteError(f"{counted(len(site.warnings), 'warning')} under --strict; nothing was written")
    write_site(output, site.files, content)
    size_mb = sum(len(file.content) for file in site.files) / 1e6
    held = f", {counted(site.held_back, 'note')} held back" if site.held_back else ""
    click.echo(f"{counted(site.pages, 'page')}, {len(site.files)} files, {size_mb:.1f} MB in {output}/{held}", err=True)


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

    if not content.is_dir():
        raise click.UsageError(f"{content} is not a folder; CONTENT is the folder of your notes and profiles")
    with Progress("checking") as tell:
        site = build_site(content, BuildOptions(theme=theme, drafts=drafts, now=_day(today)), tell)
    for warning in site.warnings:
        click.echo(str(warning), err=True)
    if site.warnings:
        raise FlamesiteError(f"{counted(len(site.warnings), 'warning')} in {content}")
    holding = f"{counted(site.claims, 'claim')}, {counted(site.callouts, 'callout')}"
    click.echo(f"{counted(site.pages, 'page')}, {holding}: all hold", err=True)


def _day(text: str | None) -> date | None:
    """The day of --now, else that of SOURCE_DATE_EPOCH in UTC, else None: nothing hangs on the clock."""
    try:
        if text is not None:
            return date.fromisoformat(text)
    except ValueError as err:
        raise click.UsageError(f"--now {text}: expected a date such as 2026-11-20") from err
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError) as err:
        raise click.UsageError(f"SOURCE_DATE_EPOCH={seconds}: expected seconds since 1970") from err
