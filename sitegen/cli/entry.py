"""The program: its name and help, and which exit code an error has."""

from __future__ import annotations

import atexit
import gc
import io
import sys
from importlib import import_module

import click

from sitegen import __version__
from sitegen.errors import FlamesiteError, SourceErrors

PROGRAM = "flamesite"
SECTIONS = {
    "A site": {
        "new": "starting",
        "build": "site",
        "serve": "serving",
        "check": "site",
        "publish": "publishing",
        "clean": "publishing",
    },
    "Profiles": {
        "capture": "capturing",
        "inspect": "profiles",
        "render": "profiles",
        "convert": "profiles",
        "fold": "profiles",
        "formats": "profiles",
    },
    "The shell": {"completion": "completing"},
}
"""The verbs in the order of the help, with the modules that hold them."""
_FEW_COLLECTIONS = 200_000, 10, 10  # a build makes records by the thousand, which live to its end, and hardly a cycle
_MODULES = {verb: module for verbs in SECTIONS.values() for verb, module in verbs.items()}


class _Verbs(click.Group):
    """A group that loads the verb that is called, and whose help lists all by what they are about."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all verbs."""
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb; the module that is imported for it registers those that it holds."""
        if cmd_name in _MODULES:
            import_module(f"sitegen.cli.{_MODULES[cmd_name]}")
        else:
            load_verbs()  # click names the nearest
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes a list of verbs for each section."""
        known = load_verbs()
        width = max(map(len, known))
        longest = formatter.width - width - 4  # the margin, and what stands between both columns
        for section, verbs in SECTIONS.items():
            listed = [(verb.ljust(width), known[verb].get_short_help_str(longest)) for verb in verbs]
            with formatter.section(section):
                formatter.write_dl(listed)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name=PROGRAM)
def commands() -> None:
    """Turn profiles and Markdown notes into a site of performance write-ups.

    \b
    flamesite new my-site                        a site to start from
    flamesite serve my-site/content              write, and see each change in the browser
    flamesite build my-site/content -o output    the whole site, for any web server or the disk
    flamesite render cpu.pb.gz --open            one interactive flame graph, without a site

    Each verb explains itself: flamesite build --help. Exit codes: 0 fine, 1 bad content, 2 bad usage.
    """


def load_verbs() -> dict[str, click.Command]:
    """All verbs by their names, in the order of the help."""
    for module in set(_MODULES.values()):
        import_module(f"sitegen.cli.{module}")
    return {verb: commands.commands[verb] for verb in _MODULES}


def main() -> None:
    """Runs the command line and exits."""
    gc.set_threshold(*_FEW_COLLECTIONS)
    atexit.register(gc.freeze)  # what ends with the program need not be looked through for cycles
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Names of functions are Unicode whatever the terminal's language; what it cannot show must not stop us.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands.main(prog_name=PROGRAM, standalone_mode=False)
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
