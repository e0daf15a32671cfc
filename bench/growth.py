"""How the wording check's time grows with the text: a plot, and what twice the text costs (2 is linear).

python bench/growth.py
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log
from statistics import median
from time import perf_counter

from handhold.wording import check
from score import corpus

SIZES = (1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000)  # characters
TURNS = 5
WIDTH = 50
MEETS_ALL = 16_000  # characters; shorter texts wake fewer of the rules


def grown() -> Iterator[tuple[int, float]]:
    """Characters, and the milliseconds of a check; the texts are the corpus's messages, one after another."""
    everything = " ".join(row["text"] for row in corpus())
    check(everything, voice="draft")
    for size in SIZES:
        yield size, median(_timed(everything[:size]) for _ in range(TURNS))


def _timed(text: str) -> float:
    began = perf_counter()
    check(text, voice="draft")
    return (perf_counter() - began) * 1000


def plot(points: list[tuple[int, float]]) -> str:
    """A bar a size; under them what twice the text costs, once it is long enough to meet every rule."""
    most = max(spent for _, spent in points)
    bars = [f"{size:7,} {spent:7.1f} ms {'█' * round(spent / most * WIDTH)}" for size, spent in points]
    (first, start), (last, end) = next(point for point in points if point[0] >= MEETS_ALL), points[-1]
    return "\n".join(
        [*bars, f"twice the text: {2 ** (log(end / start) / log(last / first)):.2f} times the time"]
    )


if __name__ == "__main__":
    print(plot(list(grown())))
