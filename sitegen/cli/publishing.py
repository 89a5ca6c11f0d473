"""The verbs of a built site: publish, clean."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli.console import Progress, counted
from sitegen.cli.entry import commands

_OUTPUT = click.argument("output", type=click.Path(path_type=Path), default=Path("output"))
_MOST_NAMES = 5


@commands.command(short_help="Push the built site in OUTPUT to a branch, as one commit.")
@_OUTPUT
@click.option("--remote", default="origin", show_default=True, help="A remote's name, an address, or a path.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch to write to; made where it is not.")
@click.option("--message", help="The commit's message.")
@click.option("--yes", is_flag=True, help="Push without asking.")
@click.option("--dry-run", is_flag=True, help="Say what would be pushed, and stop.")
def publish(output: Path, remote: str, branch: str, message: str | None, yes: bool, dry_run: bool) -> None:
    """Push the built site in OUTPUT to a branch, as one commit on top of it.

    A branch that flamesite did not make is refused, nothing is forced, and what a branch holds besides the site, such
    as a CNAME, stays. Your files, branches and index are not touched.

    \b
    flamesite publish --dry-run                 what would change
    flamesite publish --yes                     output/ to gh-pages of origin, without asking
    flamesite publish site --branch pages --remote git@example.org:you/profiles.git
    """
    from sitegen.pages.publish import publisher

    with publisher(output, remote, branch, Path.cwd()) as publishing:
        with Progress(f"comparing with {branch}"):
            plan = publishing.plan()
        if plan.left_out:
            click.echo(f"left out, because flamesite did not write it: {_some(plan.left_out)}", err=True)
        if not plan.is_new:
            click.echo(f"{branch} of {remote} holds this site already", err=True)
            return
        if plan.carried:
            click.echo(f"stays in {branch}: {_some(plan.carried)}", err=True)
        change = f"{plan.added:,} new, {plan.changed:,} changed, {plan.removed:,} removed"
        where = f"{branch} of {remote}" if plan.parent else f"{branch} of {remote}, a new branch"
        click.echo(f"{counted(plan.files, 'file')} to {where}: {change}", err=True)
        if dry_run:
            return
        if not yes and not _can_answer():
            raise click.UsageError("publish asks before it pushes, and nobody can answer here; say --yes")
        if not yes:
            click.confirm("Push?", abort=True, err=True)
        with Progress(f"pushing to {remote}"):
            commit = publishing.push(plan, message)
    click.echo(f"pushed {commit[:12]}", err=True)
    if plan.parent is None:
        click.echo(f"once: in the repository's settings, Pages, choose the branch {branch}", err=True)


@commands.command(short_help="Remove what flamesite wrote to OUTPUT, and nothing else.")
@_OUTPUT
def clean(output: Path) -> None:
    """Remove the built site in OUTPUT: what flamesite wrote, and nothing else.

    Files that were changed since the build, and those of others, stay and are named.
    """
    from sitegen.pages.cleaning import clean_site

    cleaned = clean_site(output)
    click.echo(f"{counted(cleaned.removed, 'file')} removed from {output}", err=True)
    if cleaned.changed:
        click.echo(f"changed since the build, so it stays: {_some(cleaned.changed)}", err=True)
    if cleaned.others:
        click.echo(f"not flamesite's, so it stays: {_some(cleaned.others)}", err=True)


def _can_answer() -> bool:
    return sys.stdin.isatty()


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return f"{', '.join(names[:_MOST_NAMES])}{more}"
