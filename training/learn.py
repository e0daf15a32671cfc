"""Makes `src/handhold/wording/learned.bin` from the messages beside this file. Setup runs it.

python training/learn.py [--force]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy
import ours
from messages import FOLDER, Message, messages
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from handhold.wording.findings import CATEGORIES
from handhold.wording.learned import FILE, FIRST_NUMBER, KIND_SLOTS, NOTHING, SLOTS, features, passages
from handhold.wording.reading import Reading, read

ROOT = Path(__file__).resolve().parents[1]
WORDING = ROOT / "src/handhold/wording"
MADE = WORDING / FILE
OFTEN = 2  # a word or run that only one message has teaches nothing
RARE = 2.0  # how much more a rare run may say than a common one
FREEDOM = {"pull": 8.0, "kinds": 30.0}  # scikit-learn's C
THRESHOLD = 1.4

Rows = list[list[int]]


def main() -> None:
    """Learn, unless nothing has changed since the last time."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--force", action="store_true", help="also when nothing has changed")
    if not given.parse_args().force and stamp() == made_from():
        print("What was learned is up to date.")
        return
    told = [*messages(), *ours.everything()]
    MADE.write_bytes(learn(told))
    print(f"Learned from {len(told):,} messages: {MADE.stat().st_size / 1024:.0f} KiB.")


def stamp() -> str:
    """What the model depends on, as one number."""
    files = [*FOLDER.glob("*.jsonl"), *Path(__file__).parent.glob("*.py"), ROOT / "requirements/dev.txt"]
    files += [*WORDING.glob("*.py"), *WORDING.rglob("*.toml"), *WORDING.parent.glob("playbooks/**/*.toml")]
    summed = hashlib.sha256()
    for file in sorted(files):
        summed.update(file.name.encode() + file.read_bytes())
    return summed.hexdigest()


def made_from() -> str:
    """The stamp of the model that is there."""
    return json.loads(MADE.read_bytes().partition(b"\n")[0])["stamp"] if MADE.exists() else ""


def learn(told: list[Message]) -> bytes:
    """The packed model."""
    readings = [read(message.text) for message in told]
    words = vocabulary(readings)
    numbers = {word: number for number, word in enumerate(words, FIRST_NUMBER)}
    rows = [slots_of(reading, numbers) for reading in readings]
    pull = fit(rows, [message.presses for message in told], SLOTS, FREEDOM["pull"])
    pressing = [(row, message) for row, message in zip(rows, told, strict=True) if message.presses]
    narrow = [sorted({slot % KIND_SLOTS for slot in row}) for row, _ in pressing]
    kinds = {
        category: fit(
            narrow, [category in message.categories for _, message in pressing], KIND_SLOTS, FREEDOM["kinds"]
        )
        for category in CATEGORIES
    }
    scale = max(float(abs(weights).max()) for weights, _ in (pull, *kinds.values())) / 127
    as_bytes: Callable[[numpy.ndarray], bytes] = lambda weights: (  # noqa: E731
        ((weights / scale).round() + NOTHING).astype("uint8").tobytes()
    )
    head = {
        "stamp": stamp(),
        "scale": scale,
        "bias": pull[1],
        "kind_bias": {category: bias for category, (_, bias) in kinds.items()},
        "threshold": THRESHOLD,
    }
    tables = [as_bytes(pull[0]), *(as_bytes(kinds[category][0]) for category in CATEGORIES)]
    packed = zlib.compress(b"".join((*tables, "\n".join(words).encode())), 9)
    return json.dumps(head).encode() + b"\n" + packed


def vocabulary(readings: Iterable[Reading]) -> list[str]:
    """The words of at least two messages, sorted."""
    met = Counter(word for reading in readings for word in reading.vocabulary)
    return sorted(word for word, times in met.items() if times >= OFTEN)


def slots_of(reading: Reading, numbers: dict[str, int]) -> list[int]:
    """A message's features; messages that fill more than one passage count whole."""
    sentences = [run for passage in passages(reading) for run in passage]
    return sorted(slot for found in features(reading, sentences, numbers) for slot in found)


def fit(rows: Rows, answers: list[bool], slots: int, freedom: float) -> tuple[numpy.ndarray, float]:
    """A weight for each slot, to be summed and divided by the root of the number of features; and a bias."""
    met = numpy.bincount(numpy.concatenate([numpy.array(row) for row in rows]), minlength=slots)
    rare = numpy.where(met >= OFTEN, (numpy.log((1 + len(rows)) / (1 + met)) + 1) ** RARE, 0) / 6
    ends = numpy.cumsum([0] + [len(row) for row in rows])
    where = numpy.concatenate([numpy.array(row) for row in rows])
    shares = numpy.repeat([1 / (len(row) + 1) ** 0.5 for row in rows], [len(row) for row in rows])
    table = csr_matrix((rare[where] * shares, where, ends), shape=(len(rows), slots))
    model = LogisticRegression(C=freedom, solver="liblinear", max_iter=500, random_state=0)
    model.fit(table, answers)
    return model.coef_[0] * rare, float(model.intercept_[0])


if __name__ == "__main__":
    main()
