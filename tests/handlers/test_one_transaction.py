"""Rule 1: one update, one transaction; redelivered, it changes nothing; poisoned, it is set aside."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from sqlmodel import SQLModel

from bot import errors
from bot.handlers import intake
from bot.loop import acknowledging, promises
from bot.store.insights import Insight
from bot.store.intake import SetAside, Taken
from bot.store.outbox import Outbox
from bot.store.promises import Promise
from tests.handlers.desk import answer
from tests.handlers.town import Town


async def everything(town: Town) -> str:
    """All rows of all tables, as text."""
    return await town.does(
        lambda work: json.dumps(
            {
                table.name: [list(map(str, row)) for row in work.session.execute(table.select()).all()]
                for table in SQLModel.metadata.sorted_tables
            }
        )
    )


async def test_a_redelivered_update_changes_nothing(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    samina, tom = await town.champion("Samina"), await town.staff("Tom Reed")
    await samina.says("The clinic is shut.")
    await samina.taps("Say more about it")
    await samina.taps("A question")
    await answer(tom, room, "H-1", "We look into it.")
    await samina.removes_bot(samina.id)
    before = await everything(town)
    for raw in list(town.updates):
        assert await town.brings_again(raw) == intake.Outcome.TAKEN
    assert await everything(town) == before


async def test_a_rule_that_raises_leaves_nothing_behind(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules 1 and 9: not half an insight; and whoever wrote is told so."""
    room = await town.room()
    samina, tom = await town.champion("Samina"), await town.staff("Tom Reed")

    def broken(*_any: object, **_more: object) -> None:
        raise RuntimeError("a fault of ours")

    with monkeypatch.context() as patch:
        patch.setattr(acknowledging, "acknowledge", broken)
        assert await samina.town.brings(message=message(samina, "CANARY")) == intake.Outcome.SET_ASIDE
    assert await town.all(Insight) == [] and await town.all(Promise) == []
    assert "CANARY" not in str([row.what for row in await town.all(Outbox)])
    samina.sees("Something is wrong with me")
    assert len(tom.all_with("was set aside (number 1)", room)) == 1
    [aside] = await town.all(SetAside)
    assert "CANARY" in aside.body and aside.why == "RuntimeError"

    await town.brings_again(town.updates[0])
    assert len(tom.all_with("was set aside", room)) == 1, "staff are told once"
    await samina.says("The clinic is shut.")
    samina.hears("H-1")


def message(phone, text: str) -> dict[str, object]:
    return {"message_id": 999, "date": 0, "chat": {"id": phone.id, "type": "private"}, "from": phone.user, "text": text}


async def test_a_press_whose_rule_raises_is_answered(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")

    def broken(*_any: object, **_more: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(promises, "keep", broken)
    assert "Something is wrong with me" in str(await samina.taps("Take it back"))
    assert (await town.all(Insight))[0].taken_back_at is None


async def test_a_rule_is_tried_three_times(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    samina, tries = await town.champion("Samina"), []
    acknowledge = acknowledging.acknowledge

    def twice_broken(*arguments: Any, **more: Any) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise RuntimeError
        acknowledge(*arguments, **more)

    monkeypatch.setattr(acknowledging, "acknowledge", twice_broken)
    await samina.says("The clinic is shut.")
    samina.hears("H-1")
    assert await town.all(SetAside) == [] and len(await town.all(Insight)) == 1


async def test_a_busy_database_is_not_a_poisoned_update(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever brings it is told to bring it again, and nothing is set aside."""
    samina = await town.champion("Samina")

    def busy(*_any: object, **_more: object) -> None:
        raise errors.Temporary("busy")

    with monkeypatch.context() as patch:
        patch.setattr(acknowledging, "acknowledge", busy)
        with pytest.raises(errors.Temporary):
            await samina.says("The clinic is shut.")
    assert await town.all(SetAside) == []
    await town.brings_again(town.updates[-1])
    samina.hears("H-1")


POISON = [
    {"message": "not a message"},
    {"message": {"message_id": 1}},
    {"callback_query": {"id": "1"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "from": []}},
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
async def test_a_poisoned_update_is_set_aside_once(town: Town, poison: dict[str, object]) -> None:
    samina = await town.champion("Samina")
    assert await town.brings(**poison) == intake.Outcome.SET_ASIDE
    await town.brings_again(town.updates[-1])
    assert len(await town.all(SetAside)) == 1
    await samina.says("The clinic is shut.")
    samina.hears("H-1")


@pytest.mark.parametrize(
    "raw", [{}, {"unreadable": "<html>"}, {"update_id": "7"}, {"update_id": 2**70}, {"update_id": -5}]
)
async def test_what_is_no_update_at_all_is_set_aside(town: Town, raw: dict[str, object]) -> None:
    assert await town.brings_again(raw) == intake.Outcome.SET_ASIDE
    assert await town.brings_again(raw) == intake.Outcome.SET_ASIDE
    assert await town.brings_again({**raw, "and": "another"}) == intake.Outcome.SET_ASIDE
    assert len(await town.all(SetAside)) == 2


async def test_the_same_update_brought_twice_at_once_is_taken_once(town_on_both: Town) -> None:
    town = town_on_both
    samina = await town.champion("Samina")
    raw = {"update_id": 5, "message": message(samina, "The clinic is shut.")}
    await asyncio.gather(*(town.intake.take(raw) for _again in range(4)))
    assert len(await town.all(Insight)) == 1


async def test_it_is_written_down_which_updates_were_taken(town: Town) -> None:
    samina = await town.champion("Samina")
    await samina.says("good morning", await town.chat())
    taken = await town.does(lambda work: len(work.session.execute(Taken.__table__.select()).all()))  # type: ignore[attr-defined]
    assert taken == 1
