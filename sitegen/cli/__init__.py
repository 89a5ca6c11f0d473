"""Floor 4: the verbs. The only place that prints and exits: 0 fine, 1 bad content, 2 bad usage.

`entry` holds the program itself; `starting`, `site`, `serving` and `publishing` the verbs of a site, `profiles` those
of single profiles; `console` what they share. Heavy modules are imported inside the verbs, so that --help and --version
cost click alone.
"""

from sitegen.cli import profiles, publishing, serving, site, starting  # their verbs register themselves
from sitegen.cli.entry import commands, main

__all__ = ["commands", "main", "profiles", "publishing", "serving", "site", "starting"]
