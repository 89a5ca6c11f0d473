"""Ground floor: the tables that everything else reads: frames, profiles, call trees, units; numpy and nothing else.

A `Profile` is what a reader found in a file: samples on a trie of stacks. A `CallTree` is what a view shows: one
table in depth-first order, whatever the view. Both are frozen, their arrays are read-only.
"""

from sitegen.model.builder import ProfileBuilder
from sitegen.model.frames import FrameTable, Kind
from sitegen.model.profile import LabelColumn, Profile, Provenance, Skipped
from sitegen.model.timeline import Timeline
from sitegen.model.tree import CallTree
from sitegen.model.units import Metric

__all__ = [
    "CallTree",
    "FrameTable",
    "Kind",
    "LabelColumn",
    "Metric",
    "Profile",
    "ProfileBuilder",
    "Provenance",
    "Skipped",
    "Timeline",
]
