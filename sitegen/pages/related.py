"""Pages that belong together because their figures hold the same functions.

A page is a vector over functions, and two pages are as near as the cosine of theirs. A function counts by how much it
tells: the rarer among the pages the more, and most at half of the weight, since what is in every sample of a page is
its entry point, and what is in hardly any is chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.pages.page import Page

MOST_RELATED = 3
MOST_FUNCTIONS = 100
"""Functions of a page that are compared: those that tell most. The rest adds time, and hardly changes a cosine."""
LEAST_COSINE = 0.1
"""Below this two pages have little more in common than their language's runtime."""
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Related:
    """A page, and the functions that it shares, those first that tell most."""

    page: Page
    functions: tuple[str, ...]


def related_pages(pages: Sequence[Page]) -> dict[str, list[Related]]:
    """The nearest pages of each one, by URL; only of pages that have any. O(pages^2 x functions in common), in numpy.

    A story and the pages in its folder are left out: it is their section, and lists them.
    """
    vectors = _vectors(pages)
    holders: dict[str, tuple[list[int], list[float]]] = {}
    for number, vector in enumerate(vectors):
        for name, weight in vector.items():
            numbers, weights = holders.setdefault(name, ([], []))
            numbers.append(number)
            weights.append(weight)
    arrays = {name: (np.array(numbers), np.array(weights)) for name, (numbers, weights) in holders.items()}
    found = {}
    for number, page in enumerate(pages):
        nearest = _nearest(number, pages, vectors[number], arrays)
        if nearest:
            found[page.url] = [
                Related(pages[other], _shared(vectors[number], vectors[other])) for other in nearest[:MOST_RELATED]
            ]
    return found


def _vectors(pages: Sequence[Page]) -> list[dict[str, float]]:
    """Each page's functions that tell most, with weights whose squares add up to 1."""
    holding = Counter(name for page in pages for name in page.mentions)
    vectors = []
    for page in pages:
        weights = {
            name: math.sqrt(mention.share * (1 - mention.share)) * math.log((len(pages) + 1) / holding[name])
            for name, mention in page.mentions.items()
            if 0 < mention.share < 1
        }
        chosen = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:MOST_FUNCTIONS]
        length = math.sqrt(sum(weight * weight for _, weight in chosen))
        vectors.append({name: weight / length for name, weight in chosen} if length else {})
    return vectors


def _nearest(
    number: int,
    pages: Sequence[Page],
    vector: Mapping[str, float],
    holders: Mapping[str, tuple[NDArray[np.int64], NDArray[np.float64]]],
) -> list[int]:
    cosine = np.zeros(len(pages), np.float64)
    for name, weight in vector.items():
        numbers, weights = holders[name]
        cosine[numbers] += weight * weights
    near = np.flatnonzero(cosine >= LEAST_COSINE).tolist()
    near = [other for other in near if not _are_kin(pages[number], pages[other])]
    return sorted(near, key=lambda other: (-round(float(cosine[other]), 9), other))


def _are_kin(page: Page, other: Page) -> bool:
    """Whether they are one page, or one lies in the folder of the other."""
    folders = [each.url.rpartition("/")[0] + "/" for each in (page, other)]
    return folders[0].startswith(folders[1]) or folders[1].startswith(folders[0])


def _shared(vector: Mapping[str, float], other: Mapping[str, float]) -> tuple[str, ...]:
    common = [(vector[name] * other[name], name) for name in vector if name in other]
    return tuple(name for _, name in sorted(common, key=lambda item: (-item[0], item[1]))[:_MOST_NAMED])
