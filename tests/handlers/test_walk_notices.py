"""What a walk looks for, it finds: each thing that must not be, planted, stops it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.handlers import presses, private
from bot.loop import cards, promises, updates
from bot.store.session import Store
from tests.handlers.walk import Walk
from tests.walker.steps import Act, Step, Where

SAMINA = 2
SAYS = Step(Act.SAYS, SAMINA, Where.PRIVATE, 0, "The door is shut.")
TAPS = Step(Act.TAPS, SAMINA, Where.PRIVATE, 2, "")


@pytest.fixture
async def walk(store: Store) -> Walk:
    walking = Walk(store, "en")
    await walking.opens()
    return walking


def nothing(*_any: Any, **_more: Any) -> None:
    """Does nothing."""


async def test_silence(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "_tell_or_answer", nothing)
    with pytest.raises(AssertionError, match="met silence"):
        await walk.take(SAYS)


async def test_a_dead_button(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    await walk.take(SAYS)
    monkeypatch.setattr(presses, "_pressed", nothing)
    with pytest.raises(AssertionError, match="a dead button"):
        await walk.take(TAPS)


@pytest.mark.parametrize(
    ("room", "rule", "said"),
    [(promises, "make", "nothing is promised"), (cards, "show_new_insight", "staff have no card of it")],
)
async def test_something_half_saved(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, room: Any, rule: str, said: str
) -> None:
    monkeypatch.setattr(room, rule, nothing)
    with pytest.raises(AssertionError, match=said):
        await walk.take(SAYS)


async def test_an_update_set_aside(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_any: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(private, "_tell_or_answer", broken)
    with pytest.raises(AssertionError, match="set aside"):
        await walk.take(SAYS)


async def test_words_that_their_writer_did_not_see_go(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of what staff answer, the words of one champion reach another."""
    await walk.take(SAYS)
    tell = updates.answer

    def with_words_of_another(work: Any, by: Any, insight: Any, words: dict[str, str]) -> None:
        tell(work, by, insight, {"en": walk.seeing.written[max(walk.seeing.written)].words})

    monkeypatch.setattr(updates, "answer", with_words_of_another)
    ewa = walk.people[3]
    await walk.take(Step(Act.SAYS, 3, Where.PRIVATE, 0, "The lift is broken."))
    await walk.take(Step(Act.SAYS, SAMINA, Where.PRIVATE, 0, "Nobody answers."))
    card = [line for line in walk.town.telegram.said_in(walk.room) if "lift is broken" in line.text][-1]
    await walk.people[1].says("We look into it.", walk.room, reply_to=card)
    await walk.people[1].taps("Send it")
    assert len(ewa.all_with("Nobody answers.")) == 1
    with pytest.raises(AssertionError, match="went to"):
        walk.seeing.looks()
