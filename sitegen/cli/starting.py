"""The verb that begins a site: new."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.entry import commands


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--github", is_flag=True, help="Add the workflow that publishes to GitHub Pages.")
def new(folder: Path, github: bool) -> None:
    """Make a site that builds, in the folder DIR.

    It holds one write-up to change: a profile with callouts, a difference of two sides of three runs, claims in its
    text. Nothing is asked and nothing overwritten. The workflow goes to the top of the git repository.

    \b
    flamesite new my-site               my-site/content/, with site.toml and a first note
    flamesite new . --github            in a repository of your own, with its workflow
    """
    from sitegen.pages.starter import CONTENT_FOLDER, start_site

    for path in start_site(folder, with_workflow=github):
        click.echo(str(path))
    content = folder / CONTENT_FOLDER
    click.echo(f"\nnow:  flamesite build {content} -o {folder / 'output'}", err=True)
    if github:
        click.echo('once: in the repository\'s settings, Pages, choose the source "GitHub Actions"', err=True)
