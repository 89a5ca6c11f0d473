"""The program: its name and help, and which exit code an error has."""

from __future__ import annotations

import io
import sys

import click

from sitegen import __version__
from sitegen.errors import FlamesiteError, SourceErrors

PROGRAM = "flamesite"
SECTIONS = {
    "A site": ("new", "build", "serve", "check", "publish", "clean"),
    "Profiles": ("capture", "inspect", "render", "convert", "fold", "formats"),
    "The shell": ("completion",),
}
"""The verbs in the order of the help; one that is in no section would not be listed, and a test sees to that."""


class _Sections(click.Group):
    """A group whose help lists its verbs by what they are about."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes a list of verbs for each section."""
        width = max(len(verb) for verb in self.commands)
        longest = formatter.width - width - 4  # the margin, and what stands between both columns
        for section, verbs in SECTIONS.items():
            listed = [(verb.ljust(width), self.commands[verb].get_short_help_str(longest)) for verb in verbs]
            with formatter.section(section):
                formatter.write_dl(listed)


@click.group(cls=_Sections, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


def main() -> None:
    """Runs the command line and exits."""
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
