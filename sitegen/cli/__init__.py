"""Floor 4: the verbs. The only place that prints and exits: 0 fine, 1 bad content, 2 bad usage.

`entry` holds the program itself, and says which module holds which verb: `starting`, `site`, `serving` and `publishing`
those of a site, `capturing` and `profiles` those of single profiles, `completing` the shell's; `console` what they
share. A module is imported when one of its verbs is called, and heavy ones inside the verbs, so that --help and
--version cost click alone.
"""

from sitegen.cli.entry import commands, main

__all__ = ["commands", "main"]
