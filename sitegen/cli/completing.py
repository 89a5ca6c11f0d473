"""The verb for the shell: completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from sitegen.cli.entry import PROGRAM, commands
from sitegen.errors import FlamesiteError


@commands.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete verbs, options and file names.

    \b
    flamesite completion bash > ~/.local/share/bash-completion/completions/flamesite
    flamesite completion zsh > ~/.zfunc/_flamesite           (a folder of your fpath)
    flamesite completion fish > ~/.config/fish/completions/flamesite.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise FlamesiteError(f"click has no completion for {shell}")
    click.echo(kind(commands, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE").source())
