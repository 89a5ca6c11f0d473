"""The claims of one page: spans with a role, computed from the page's profiles and benchmark results, and checked.

`show` tells which figures the page has, once they are drawn; `write` computes a span's number, and `place` puts all
of them into the note's HTML. What is wrong with a span is an error; a claim that no longer holds is a warning, and the
page says so beside the number.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sitegen.analysis.select import NoSuchFrame, select
from sitegen.errors import FlamesiteError, Problem, SourceError, quoted
from sitegen.pages.bench_role import BenchRole
from sitegen.pages.claim_finding import Finding
from sitegen.pages.claim_frames import find_frame_number
from sitegen.pages.claim_markup import ClaimRecord, Placed, claim_html, claim_list, plain_numbers, with_numbers
from sitegen.pages.claim_sources import ClaimSources, ShownFigure
from sitegen.pages.claim_syntax import BenchClaim, Claim, ClaimError, PredictClaim, parse_claim, source_names
from sitegen.pages.claim_value import NoInterval, Stated, holds
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.frame_link import figure_link, frame_path
from sitegen.pages.note_source import RoleSpan
from sitegen.pages.prediction_role import find_prediction
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.sources import Aliases
from sitegen.pages.templates import Templates


@dataclass(slots=True)
class PageClaims:
    """Computes the claims of one note. `path` is the note as messages name it, `folder` where its paths begin.

    broken: aliases already known to be wrong, whose claims are left out without another word. Problems are collected;
    a claim with an error has no record.
    """

    path: str
    folder: Path
    aliases: Aliases
    profiles: ProfileStore
    results: ResultStore
    templates: Templates
    default_metric: str | None
    ids: FigureIds
    broken: Collection[str] = ()
    problems: list[Problem] = field(default_factory=list)
    records: list[ClaimRecord] = field(default_factory=list)
    _placed: dict[str, Placed] = field(default_factory=dict)
    _sources: ClaimSources = field(init=False)
    _benches: BenchRole = field(init=False)

    def __post_init__(self) -> None:
        self._sources = ClaimSources(self.folder, self.aliases, self.profiles, self.default_metric)
        self._benches = BenchRole(self.folder, self.aliases, self.results)

    def show(self, figures: Sequence[ShownFigure]) -> None:
        """Tells of the page's figures that show profiles, in its order: numbers are of them, and link to them."""
        self._sources.figures = tuple(figures)

    def write(self, role: RoleSpan) -> str | None:
        """The HTML that stands for a span; None where it has an error."""
        try:
            claim = parse_claim(role.role, role.text)
            # Without a name it is about what the page shows, which hangs on the aliases as well.
            if self.broken and (not claim.sources or not set(source_names(claim)).isdisjoint(self.broken)):
                return None
            finding = self._find(claim, role.line)
            verdict = _verdict(claim.stated, finding)
        except SourceError as err:
            self.problems.append(err.problem)
            return None
        except FlamesiteError as err:
            self._fault(role, str(err), "error")
            return None
        text = f"{{{role.role}}} {' '.join(role.text.split())}"
        if verdict is False:
            self._fault(role, f"claim does not hold: {quoted(text)}: the data say {_said(finding)}", "warning")
        if finding.warning:
            self._fault(role, f"{quoted(text)} rests on what is in doubt: {finding.warning}", "warning")
        claim_id = self.ids.choose(None, f"claim-{len(self.records) + 1}")
        assert claim_id is not None, "an id that was not asked for is always found"
        stated = claim.stated.text if claim.stated else ""
        number = _number(claim.stated, finding, verdict)
        record = ClaimRecord(claim_id, text, stated, number, verdict, self._link(finding), finding)
        self.records.append(record)
        self._placed[role.placeholder] = claim_html(self.templates, record)
        return self._placed[role.placeholder].html

    def place(self, html: str) -> str:
        """The note's HTML with the numbers in the places of their spans; nothing in those of spans with errors."""
        return with_numbers(html, self._placed)

    def plain(self, text: str) -> str:
        """A plain text, such as a heading's, with the numbers in it."""
        return plain_numbers(text, self._placed)

    def listed(self, html: str) -> list[dict[str, Any]]:
        """The rows of claim_list.html; html is the note's, with the numbers placed."""
        return claim_list(self.records, html)

    @property
    def used_profiles(self) -> tuple[Path, ...]:
        """The files of the profiles that numbers came from, in order."""
        return tuple(
            dict.fromkeys(path for record in self.records for side in record.finding.sides for path in side.paths)
        )

    def _find(self, claim: Claim, line: int) -> Finding:
        if isinstance(claim, BenchClaim):
            return self._benches.find(claim)
        if isinstance(claim, PredictClaim):
            return find_prediction(claim, self._sources, self._benches, line)
        return find_frame_number(claim, self._sources, line)

    def _link(self, finding: Finding) -> str:
        """The hash that opens the frame in the first figure that shows the profile and holds the frame, or nothing."""
        if finding.frame is None:
            return ""
        paths = tuple(side.paths for side in finding.sides)
        figures = self._sources.figures
        shown = [figure for figure in figures if figure.sides == paths]
        shown += [figure for figure in figures if not set(paths).isdisjoint(figure.sides)]
        for figure in shown:
            tree = figure.tree
            try:
                nodes = np.flatnonzero(select(tree.parent, tree.frame, tree.frames, finding.frame))
            except NoSuchFrame:
                continue
            heaviest = int(nodes[np.argmax(tree.width(figure.metric)[nodes])])
            return figure_link(figure.id, frame_path(tree, heaviest))
        return ""

    def _fault(self, role: RoleSpan, message: str, severity: str) -> None:
        self.problems.append(Problem(self.path, role.line, role.column, message, severity))


def _verdict(stated: Stated | None, finding: Finding) -> bool | None:
    """Whether a claim holds; None where nothing is claimed. Raises UnitError, ClaimError."""
    if stated is None:
        return None
    try:
        # Units are judged even where there is no number, so that a wrong one does not wait for more runs.
        value = finding.estimate.value if finding.estimate else 0.0
        agrees = holds(stated, finding.quantity, value, finding.interval)
    except NoInterval:
        number = stated.text.removeprefix(stated.operator).strip()
        raise ClaimError(
            f"~= asks for an interval, and there is none: {finding.reason}; say = {number}, = {number} +- TOLERANCE, "
            ">= or <="
        ) from None
    # What may be noise supports no number; that it agrees with one is all that can be said.
    return agrees and (not finding.undecided or stated.operator == "~=")


def _number(stated: Stated | None, finding: Finding, verdict: bool | None) -> str:
    """The number as it stands in the text: as the author wrote it where the claim holds, else with all its digits."""
    if finding.undecided or finding.estimate is None:
        return f"~ ({finding.undecided})"
    value = finding.estimate.value
    if stated is None:
        return finding.quantity.write(value)
    return finding.quantity.write_as(value, stated) if verdict else finding.quantity.precise(value)


def _said(finding: Finding) -> str:
    """What the data say, for the message."""
    parts = [f"~: {finding.undecided}"] if finding.undecided else []
    if finding.estimate is not None:
        interval = f" ({finding.interval_name} {finding.interval_text})" if finding.interval else ""
        parts.append(f"{finding.quantity.precise(finding.estimate.value)}{interval}")
    return "; ".join(parts)
