"""The benchmark results of one page: bench fences looked up in their files, compared, and made into tables."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from sitegen.analysis.benchmarks import RunComparison, RunSummary, compare_runs, describe
from sitegen.errors import Problem, SourceError, closest, quoted
from sitegen.model.runs import Series
from sitegen.pages import bench_table, bench_words
from sitegen.pages.bench_fence import BenchRequest
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.note_source import PlacedText
from sitegen.pages.result_store import ResultStore, measured_otherwise
from sitegen.pages.sources import Aliases, NoSuchSource
from sitegen.pages.templates import Templates
from sitegen.results import ResultFile


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a fence: its names as typed, its files, all its runs."""

    names: tuple[PlacedText, ...]
    paths: tuple[Path, ...]
    results: ResultFile

    @property
    def source(self) -> str:
        """What the author wrote for it."""
        return " ".join(name.text for name in self.names)


@dataclass(frozen=True, slots=True)
class DifferenceGraph:
    """A difference graph of the page: its id, and the folders of its files before and after."""

    id: str
    folders: tuple[frozenset[Path], frozenset[Path]]


@dataclass(slots=True)
class PageBenches:
    """Makes the benchmark figures of one note. `path` is the note as messages name it, `folder` where its paths begin.

    Problems are collected; a figure with an error is not made.
    """

    path: str
    folder: Path
    aliases: Aliases
    store: ResultStore
    templates: Templates
    ids: FigureIds
    problems: list[Problem] = field(default_factory=list)
    _sides: dict[tuple[Path, ...], Side] = field(default_factory=dict)

    def draw(self, request: BenchRequest, graphs: Sequence[DifferenceGraph] = ()) -> str | None:
        """The figure that a fence asks for, as HTML; None where it has errors. `graphs` are the page's differences."""
        sides = [self._side(names) for names in (request.before, request.after) if names]
        known = [side for side in sides if side is not None]
        if len(known) < len(sides):
            return None
        faults = len(self.problems)
        if len(known) == 2:
            self._check_alike(*known)
        chosen = [self._chosen(request, side.results.series, known) for side in known]
        name = request.before[0].text
        stem = name if name in self.aliases else PurePosixPath(known[0].paths[0].name).stem
        figure_id = self.ids.choose(request.id, stem)
        if figure_id is None:
            self._fault(*request.place("id"), f"the page has another element with the id {quoted(request.id or '')}")
        graph = self._graph(request, known, graphs)
        if any(problem.severity == "error" for problem in self.problems[faults:]):
            return None
        self._sides |= {side.paths: side for side in known}
        context = self._context(request, known, chosen)
        return self.templates.render("bench.html", {"bench": {"id": figure_id, "graph": graph, **context}})

    def provenance(self, page_url: str, downloads: bool) -> tuple[list[dict[str, Any]], set[str]]:
        """What the foot says of each side, and which of its files the site must hold."""
        records, copied = [], set()
        for side in self._sides.values():
            files = []
            for path in side.paths:
                below = path.relative_to(self.store.content).as_posix()
                link = quote(posixpath.relpath(below, posixpath.dirname(page_url) or ".")) if downloads else None
                copied |= {below} if downloads else set()
                file = self.store.file(path)
                runs = bench_words.runs_text(file.results.series)
                facts = f"{runs}, {file.bytes:,} bytes"
                files.append({"path": below, "download": link, "facts": facts, "sha256": file.sha256})
            records.append(
                {
                    "title": side.source,
                    "facts": bench_words.facts(side.results),
                    "files": files,
                    "skipped": bench_words.skipped_lines([self.store.file(path).results for path in side.paths]),
                }
            )
        return records, copied

    def _side(self, names: tuple[PlacedText, ...]) -> Side | None:
        """The runs that some names mean; None where a file is missing or cannot be read."""
        paths: list[Path] = []
        faults = len(self.problems)
        for name in names:
            try:
                paths += self.store.resolve(name.text, self.folder, self.aliases)
            except NoSuchSource as err:
                self._fault(name.line, name.column, str(err))
        if len(self.problems) > faults:
            return None
        try:
            return Side(names, tuple(paths), self.store.side(paths))
        except SourceError as err:
            self.problems.append(err.problem)
            return None

    def _check_alike(self, before: Side, after: Side) -> None:
        """Sides are measured alike, and no run stands on both."""
        place = after.names[0]
        for message in measured_otherwise(before.results, after.results, (before.source, after.source)):
            self._fault(place.line, place.column, message)
        if shared := sorted(set(before.paths).intersection(after.paths)):
            message = f"{self.store.name(shared[0])} is on both sides, so its runs are compared with themselves"
            self._fault(place.line, place.column, message, "warning")

    def _chosen(self, request: BenchRequest, series: Sequence[Series], sides: Sequence[Side]) -> list[Series]:
        """The series of the metrics that the fence asks for, in its order; each that no side has is a fault, once."""
        if request.metrics is None:
            return list(series)
        if series is sides[0].results.series:
            known = list(dict.fromkeys(each.metric.name for side in sides for each in side.results.series))
            for name in request.metrics:
                if name not in known:
                    near = closest(name, known)
                    message = f"expected one of {', '.join(known)}, found {quoted(name)}{near}"
                    self._fault(*request.place("metric"), message)
        order = {name: number for number, name in enumerate(request.metrics)}
        return sorted((each for each in series if each.metric.name in order), key=lambda each: order[each.metric.name])

    def _graph(self, request: BenchRequest, sides: Sequence[Side], graphs: Sequence[DifferenceGraph]) -> str | None:
        """The id of the difference graph of the same change: the one asked for, else that of the same folders."""
        if request.graph is not None:
            ids = [graph.id for graph in graphs]
            if request.graph not in ids:
                message = f"expected the id of a flame-diff figure of this page, found {quoted(request.graph)}"
                self._fault(*request.place("graph"), f"{message}{closest(request.graph, ids)}")
            return request.graph
        folders = [{path.parent for path in side.paths} for side in sides]
        alike = [graph.id for graph in graphs if [set(side) for side in graph.folders] == folders]
        return alike[0] if len(alike) == 1 else None

    def _context(self, request: BenchRequest, sides: list[Side], chosen: list[list[Series]]) -> dict[str, Any]:
        rows: Sequence[RunComparison | RunSummary]
        if len(sides) == 2:
            rows = compared = compare_runs(chosen[0], chosen[1])
            groups, covers = bench_table.comparison_groups(compared)
        else:
            rows = described = describe(chosen[0])
            groups, covers = bench_table.summary_groups(described)
        results = [side.results for side in sides]
        sources = [{"name": side.source, "runs": bench_words.runs_text(side.results.series)} for side in sides]
        return {
            "title": request.title or "",
            "caption": request.caption or "",
            "alt": request.alt or f"Benchmark results: {' against '.join(side.source for side in sides)}",
            "is_comparison": len(sides) == 2,
            "sources": sources,
            "groups": groups,
            "covers": covers,
            "sentences": bench_table.sentences(rows),
            "measured": bench_words.measured(results),
            "method": bench_words.method(rows),
            "remarks": bench_words.skipped_lines(
                [self.store.file(path).results for side in sides for path in side.paths]
            ),
        }

    def _fault(self, line: int, column: int, message: str, severity: str = "error") -> None:
        self.problems.append(Problem(self.path, line, column, message, severity))
