"""Bar charts as figures for SVG: where each bar stands. Pure; the template draws them, without script."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, HEAD, FOOT = 640, 150, 18, 20
"""Of the drawing, in its own units; the space above the bars and below them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar and its lower part, which stands out. ``label`` is written below where it is not empty."""

    x: float
    width: float
    top: float
    height: float
    part_top: float
    part_height: float
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from left to right; ``most`` is the value of the top line."""

    bars: tuple[Bar, ...]
    most: int


def chart(values: Sequence[tuple[str, int, int]]) -> Chart:
    """Of (label, value, part of the value that stands out), the oldest first. Every fourth bar is labelled."""
    most = _round_up(max((value for _, value, _ in values), default=0))
    step = WIDTH / max(1, len(values))
    bars = [_bar(number, step, most, *one, last=len(values) - 1) for number, one in enumerate(values)]
    return Chart(tuple(bars), most)


def _bar(number: int, step: float, most: int, label: str, value: int, part: int, last: int) -> Bar:
    room = HEIGHT - HEAD - FOOT
    height, below = (round(room * one / most, 1) for one in (value, part))
    base = HEIGHT - FOOT
    shown = label if (last - number) % 4 == 0 else ""
    return Bar(round(number * step + step * 0.15, 1), round(step * 0.7, 1), base - height, height, base - below, below,
               shown, value)  # fmt: skip


def _round_up(value: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …: a scale that is read at a glance."""
    scale = 1
    while True:
        for factor in (1, 2, 5):
            if scale * factor >= value:
                return scale * factor
        scale *= 10
