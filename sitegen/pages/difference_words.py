"""What a page says of a difference in sentences: how the sides are scaled, and what the verdicts rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sitegen.analysis.changes import RowChanges
from sitegen.model.comparison import PER_OPERATION, PER_SECOND, SHARE, Certainty, ScalingName
from sitegen.model.units import SHARE_OF_TOTAL, format_number, format_share, format_weight

_SIDES = ("before", "after")


def difference_sentence(changes: RowChanges, source: str, refused: Mapping[ScalingName, str], is_net: bool) -> str:
    """What stands under a difference's picture while this comparison is shown.

    source: where the numbers of operations come from; refused: the scalings that are not offered, and why.
    """
    sentences = [_noise(changes)] if is_net else [_scale(changes, source), _noise(changes)]
    # Without operations nobody expects a comparison per operation.
    unavailable = [f"{name}: {reason}" for name, reason in refused.items() if name != PER_OPERATION]
    if unavailable and not is_net:
        sentences.append(f"Not offered: {'; '.join(unavailable)}.")
    return " ".join(sentences)


def runs_text(runs: Sequence[int]) -> str:
    """How many runs there are a side.

    >>> runs_text((1, 1)), runs_text((3, 3)), runs_text((3, 1))
    ('one run a side', '3 runs a side', '3 runs before, 1 after')
    """
    if runs[0] != runs[1]:
        return f"{runs[0]} run{'s' if runs[0] != 1 else ''} before, {runs[1]} after"
    return "one run a side" if runs[0] == 1 else f"{runs[0]} runs a side"


def _scale(changes: RowChanges, source: str) -> str:
    sides = changes.before, changes.after
    if changes.scaling == SHARE:
        return "Each side is taken as 100%, so a frame that is removed makes all others grow: compare shares with care."
    if changes.scaling == PER_OPERATION:
        noun = changes.unit.per
        counts = ", ".join(f"{format_number(round(side))} {when}" for side, when in zip(sides, _SIDES, strict=True))
        return f"Scaled to one {noun}: {counts} ({source})."
    if changes.scaling == PER_SECOND:
        seconds = ", ".join(f"{side:.4g} s {when}" for side, when in zip(sides, _SIDES, strict=True))
        return f"Scaled to one second of recording: {seconds}."
    return "Weights as recorded." if changes.runs == (1, 1) else "Weights as recorded, the mean of each side's runs."


def _noise(changes: RowChanges) -> str:
    certainty = changes.certainty
    least = f"{format_share(certainty.smallest_share)} of the total"
    if changes.unit.unit != SHARE_OF_TOTAL:
        least += f" ({format_weight(certainty.smallest_difference, changes.unit)})"
    if certainty.basis == "unknown":
        return f"The noise is not known, because {certainty.reason}: coloured is every change of at least {least}."
    method = _method(certainty, runs_text(changes.runs))
    return f"{method} Changes under {least} are not called; intervals are of {_percent(certainty.confidence)} each."


def _method(certainty: Certainty, runs: str) -> str:
    rate = _percent(certainty.rate)
    if certainty.basis == "sampling":
        return (
            f"With {runs} only sampling noise is known: a coloured frame is beyond sampling noise (at most {rate} of "
            "them wrongly), but how much runs differ cannot be known, so none is said to have changed; grey frames (~) "
            "are within it."
        )
    return (
        f"With {runs}, a coloured frame changed by more than runs of one side vary (at most {rate} of them wrongly); "
        "grey frames (~) are not distinguishable from noise."
    )


def _percent(share: float) -> str:
    """A round share: "95%", not "95.00%"."""
    return format_share(share).replace(".00%", "%")
