"""`python -m sitegen` is the `flamesite` command."""

from sitegen.cli import main

main()
