"""Telling in all its ways on either database: in a row, separated, masked, changed, joined by others, taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.wordings import LanguageOffer, Wording
from tests.handlers.desk import outbox_rows, take_up
from tests.handlers.town import Town

NUMBER = "020 7946 0018"


async def test_told_in_all_ways(town_on_both: Town) -> None:
    town = town_on_both
    room = await town.room()
    samina, ania, tom = await town.champion("Samina"), await town.champion("Ania"), await town.staff("Tom Reed")
    town.between = timedelta(seconds=20)
    first = await samina.says("The clinic never answers its phone.")
    await samina.says(f"It is {NUMBER}.")
    await samina.sends("photo", media_group_id="7")
    await samina.sends("photo", media_group_id="7")
    await samina.taps("These are separate")
    await samina.edits(first, "The clinic never ever answers its phone.")
    assert [(one.words, len(one.media)) for one in await town.all(Insight)] == [
        (f"The clinic never ever answers its phone.\nIt is {NUMBER}.", 0),
        ("", 2),
    ]
    await samina.taps("Take it out")
    assert NUMBER not in str([row.what for row in await outbox_rows(town)])
    assert NUMBER not in str([row.words for row in await town.all(Wording)])
    await take_up(tom, room, "H-1", title="The clinic's phone is never answered", shown="Yes, show it")
    bola = await town.champion("Bola")
    await bola.says("The clinic.")
    await bola.presses("y:3:1", bola.sees("H-3"))
    await ania.says("Nobody answers the phone at the clinic.")
    await ania.taps("Us too: 1")
    assert len(await town.all(Raiser)) == 3
    await ania.says("/check ہمارے کلینک میں فون کوئی نہیں اٹھاتا")
    assert [one.language for one in await town.all(LanguageOffer)] == ["ur"]
    await samina.taps("Take it back", under="H-1")
    assert "[phone number]" not in str([row.words for row in await town.all(Wording)])
