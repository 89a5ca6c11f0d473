"""The verbs of a site: build, check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sitegen.cli.console import Progress, base_url_of, content_folder, counted, day_of
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

    check_output(output, content_folder(content))
    options = BuildOptions(base_url=base_url_of(base_url), now=day_of(today), **asked)
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

    content_folder(content)
    with Progress("checking") as tell:
        site = build_site(content, BuildOptions(theme=theme, drafts=drafts, now=day_of(today)), tell)
    for warning in site.warnings:
        click.echo(str(warning), err=True)
    if site.warnings:
        raise FlamesiteError(f"{counted(len(site.warnings), 'warning')} in {content}")
    holding = f"{counted(site.claims, 'claim')}, {counted(site.callouts, 'callout')}"
    click.echo(f"{counted(site.pages, 'page')}, {holding}: all hold", err=True)
