"""Floor 4: the verbs. The only place that prints and exits: 0 fine, 1 bad content, 2 bad usage.

`entry` holds the program itself; `starting`, `site`, `serving` and `publishing` the verbs of a site, `capturing` and
`profiles` those of single profiles, `completing` the shell's; `console` what they share. Heavy modules are imported
inside the verbs, so that --help and --version cost click alone.
"""

from sitegen.cli import (
    capturing,
    completing,
    profiles,
    publishing,
    serving,
    site,
    starting,
)  # their verbs register themselves
from sitegen.cli.entry import commands, main

__all__ = ["capturing", "commands", "completing", "main", "profiles", "publishing", "serving", "site", "starting"]
