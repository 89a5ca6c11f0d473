"""What a person is told of a profile: the facts beside a page's figure, and the text of `inspect`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sitegen.analysis.summary import distinct_stacks
from sitegen.model import Profile
from sitegen.model.units import format_number, format_share, format_weight


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of provenance."""

    label: str
    value: str


def facts(profile: Profile) -> list[Fact]:
    """When and how a profile was recorded and what it holds; only what the file says."""
    source = profile.provenance
    lines: list[tuple[str, str | None]] = [
        ("Format", profile.format),
        ("Recorded", _recorded(source.recorded_ns)),
        ("Duration", f"{source.duration_s:.4g} s" if source.duration_s else None),
        ("Period", _period(profile)),
        ("Records", f"{len(profile.sample_stack):,} on {distinct_stacks(profile):,} distinct stacks"),
    ]
    for metric, total in zip(profile.metrics, profile.totals().tolist(), strict=True):
        lines.append((f"Total {metric.name.replace('_', ' ')}", format_weight(total, metric)))
    keys = sorted({column.key for column in profile.labels})
    lines += [
        ("Labels", ", ".join(keys) or None),
        ("Size", f"{source.source_bytes:,} bytes" if source.source_bytes else None),
        ("SHA-256", source.sha256 or None),
    ]
    return [Fact(label, value) for label, value in lines if value is not None]


def summary_text(profile: Profile, summary: dict[str, Any], metric: int) -> str:
    """The text of `inspect`: facts, what was skipped, and the hottest functions of the chosen metric."""
    lines = [profile.title]
    lines += [f"  {fact.label:<22} {fact.value}" for fact in facts(profile)]
    lines += [f"  {'Comment':<22} {comment}" for comment in profile.provenance.comments]
    for skipped in profile.skipped:
        place = f"line {skipped.line}: " if skipped.line else ""
        lines.append(f"  {'Remark' if skipped.is_remark else 'Skipped':<22} {place}{skipped.reason}")
    kind = profile.metrics[metric]
    total = float(profile.totals()[metric])
    lines += ["", f"  {'self':>14} {'':>7}  {'total':>14} {'':>7}  {kind.name}"]
    for row in summary["hottest"]:
        shares = [format_share(row[side] / total) if total else "–" for side in ("self", "total")]
        weights = [_weight(row[side], profile, metric) for side in ("self", "total")]
        lines.append(f"  {weights[0]:>14} {shares[0]:>7}  {weights[1]:>14} {shares[1]:>7}  {row['name']}")
    return "\n".join(lines)


def _weight(value: float, profile: Profile, metric: int) -> str:
    kind = profile.metrics[metric]
    return format_number(value) if kind.unit == "count" else format_weight(value, kind)


def _recorded(recorded_ns: int | None) -> str | None:
    if recorded_ns is None:
        return None
    return datetime.fromtimestamp(recorded_ns // 10**9, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _period(profile: Profile) -> str | None:
    source = profile.provenance
    if not source.period or source.period_metric is None:
        return None
    text = f"{format_weight(source.period, source.period_metric)} of {source.period_metric.name}"
    if source.period_metric.unit == "nanoseconds":
        text += f" ({1e9 / source.period:,.4g} samples a second)"
    return text
