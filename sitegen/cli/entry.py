"""The program: its name and help, and which exit code an error has."""

from __future__ import annotations

import io
import sys

import click

from sitegen import __version__
from sitegen.errors import FlamesiteError, SourceErrors


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
