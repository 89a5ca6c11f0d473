"""flamesite: a static site generator for performance write-ups.

Floors, top to bottom: `cli` prints and exits; `pages` turns content into a site; `drawing` turns tables into SVG
and page data; `formats`, `results` and `analysis` make and change tables; `model` and `errors` are the ground.
Imports go down only, never sideways between packages of one floor (tests/test_architecture.py).
"""

__version__ = "0.1.0"
