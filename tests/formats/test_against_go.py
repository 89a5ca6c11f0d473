"""Every function's flat and cumulative weight, and what we write, against `go tool pprof`."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest

from sitegen.formats import pprof, pprof_raw, read_profile
from sitegen.formats.folded_text import fold_json, write_folded
from sitegen.formats.pprof_message import write_pprof
from sitegen.model import Profile
from tests.formats.conftest import GoPprof
from tests.formats.pprof_messages import pprof_bytes

ROOT = Path(__file__).resolve().parent.parent.parent
CAPTURES = sorted([*ROOT.glob("content/whoami/*/*.pb.gz"), *ROOT.glob("tests/data/pprof/*.pb.gz")])

_TOTAL = re.compile(r"^Showing nodes accounting for .* of (-?[\d.]+)\S* total$", re.MULTILINE)
_ROW = re.compile(r"\s*(-?[\d.]+)\S*\s+\S+%\s+\S+%\s+(-?[\d.]+)\S*\s+\S+%  (.*?)(?: \((?:partial-)?inline\))?")

Weights = dict[str, float]

pytestmark = pytest.mark.go


def captured_types() -> list[tuple[Path, str]]:
    cases = []
    for path in CAPTURES:
        profile = read_profile(path.read_bytes(), path.name)
        cases += [(path, metric.name) for metric in profile.metrics]
    return cases


def weights_by_name(profile: Profile, metric: int) -> tuple[Weights, Weights]:
    """Flat and cumulative weight of every name; a sample counts a name once, however deep it recurses."""
    flat: Counter[str] = Counter()
    cumulative: Counter[str] = Counter()
    names = profile.frames.name
    for leaf, weight in zip(profile.sample_stack.tolist(), profile.weight[:, metric].tolist(), strict=True):
        seen = set()
        node = leaf
        while node >= 0:
            seen.add(names[profile.stack_frame[node]])
            node = int(profile.stack_parent[node])
        if leaf >= 0:
            flat[names[profile.stack_frame[leaf]]] += weight
        cumulative.update(dict.fromkeys(seen, weight))
    shown = {name for name in cumulative if cumulative[name] or flat[name]}
    return {name: flat[name] for name in shown}, {name: cumulative[name] for name in shown}


def top(text: str) -> tuple[float, Weights, Weights]:
    """The total, flat and cum of a report. pprof tells functions by name alone, unless they have none."""
    total = _TOTAL.search(text)
    assert total, text
    rows = text.split("cum%\n", 1)[1].splitlines()
    flat: Counter[str] = Counter()
    cumulative: Counter[str] = Counter()
    for row in rows:
        found = _ROW.fullmatch(row)
        assert found, row
        assert found[3] not in flat, found[3]
        flat[found[3]] = float(found[1])  # type: ignore[assignment]
        cumulative[found[3]] = float(found[2])  # type: ignore[assignment]
    return float(total[1]), dict(flat), dict(cumulative)


def report(go_pprof: GoPprof, path: Path, metric: str, unit: str) -> str:
    options = ["-nodecount=0", "-nodefraction=0", "-edgefraction=0", f"-unit={unit}", f"-sample_index={metric}"]
    return go_pprof("-top", *options, path)


@pytest.mark.parametrize(("path", "metric"), captured_types(), ids=lambda part: getattr(part, "stem", part))
def test_every_function_weighs_what_pprof_says(go_pprof: GoPprof, path: Path, metric: str) -> None:
    profile = read_profile(path.read_bytes(), path.name)
    index = profile.metric_index(metric)
    assert index is not None
    total, flat, cumulative = top(report(go_pprof, path, metric, profile.metrics[index].unit))
    assert (flat, cumulative) == weights_by_name(profile, index)
    # pprof takes the side before as the whole of a difference, and else sums up sizes.
    before = profile.weight_before
    expected = before[:, index].sum() if before is not None else abs(profile.weight[:, index]).sum()
    assert total == expected


@pytest.mark.parametrize(
    ("drop", "keep"),
    [("f2", ""), ("f[23]", "f2"), ("f.*", ""), ("alloc", ""), ("alloc|f1", "f1"), ("(f2", ""), ("main|outer", "")],
)
def test_dropped_frames_are_those_that_pprof_drops(go_pprof: GoPprof, tmp_path: Path, drop: str, keep: str) -> None:
    """Inlined groups, recursion, arguments, stacks that match from the root on, and a pattern that is none."""
    locations = {
        1: (0, 0, [("f1", "", 0)]),
        2: (0, 0, [("f2", "", 0)]),
        3: (0, 0, [("f3(int)", "", 0), (".f2", "", 0)]),
        4: (0, 0, [("leaf", "", 0), ("alloc(int)", "", 0), ("outer", "", 0)]),
        5: (0, 0, [("main", "", 0)]),
        6: (0, 0, [("(anonymous namespace)::alloc(f2)", "", 0)]),
    }
    stacks = [[3, 2, 1], [1, 4, 5], [4, 1], [2, 1, 2], [4], [6, 3, 5], [1, 2, 5, 4], [2, 3, 4], [5, 6, 1], []]
    samples = [(stack, [10**place]) for place, stack in enumerate(stacks)]
    content = pprof_bytes(samples, locations, drop_frames=drop, **({"keep_frames": keep} if keep else {}))
    path = tmp_path / "dropped.pb"
    path.write_bytes(content)
    _, flat, cumulative = top(report(go_pprof, path, "samples", "count"))
    assert (flat, cumulative) == weights_by_name(pprof.read(content, path.name), 0)


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_raw_text_reads_as_the_protobuf_it_was_printed_from(go_pprof: GoPprof, path: Path) -> None:
    """Also the frames' files, modules, lines and kinds, labels, times and comments; only the duration is cut."""
    expected = read_profile(path.read_bytes(), path.name)
    found = pprof_raw.read(go_pprof("-raw", path).encode(), path.name)
    assert "".join(fold_json(found)) == "".join(fold_json(expected))
    assert rows(found) == rows(expected)
    assert found.default_metric == expected.default_metric
    assert [(each.key, each.unit, each.value) for each in found.labels] == [
        (each.key, each.unit, each.value) for each in expected.labels
    ]
    for field in ("period", "period_metric", "recorded_ns", "comments", "doc_url"):
        assert getattr(found.provenance, field) == getattr(expected.provenance, field)


def rows(profile: Profile) -> list[tuple[object, ...]]:
    frames = profile.frames
    return sorted(zip(frames.name, frames.file, frames.module, frames.line.tolist(), frames.kind.tolist(), strict=True))


@pytest.mark.parametrize("path", CAPTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_pprof_reads_what_we_write_as_it_reads_the_original(go_pprof: GoPprof, path: Path, tmp_path: Path) -> None:
    original = read_profile(path.read_bytes(), path.name)
    written = tmp_path / path.name
    written.write_bytes(write_pprof(original))
    metric = original.metrics[original.default_metric]
    assert top(report(go_pprof, written, metric.name, metric.unit)) == top(
        report(go_pprof, path, metric.name, metric.unit)
    )
    read_again = pprof_raw.read(go_pprof("-raw", written).encode(), path.name)
    for index in range(len(original.metrics)):
        assert list(write_folded(read_again, index, kinds=True)) == list(write_folded(original, index, kinds=True))


def test_a_profile_without_gzip_is_accepted_by_both(go_pprof: GoPprof, tmp_path: Path) -> None:
    path = tmp_path / "heap.pb"
    path.write_bytes(gzip.decompress(ROOT.joinpath("tests/data/pprof/heap.pb.gz").read_bytes()))
    profile = read_profile(path.read_bytes(), path.name)
    _, flat, _ = top(report(go_pprof, path, "alloc_space", "bytes"))
    assert flat == weights_by_name(profile, 1)[0]
