"""A copy of what is kept holds the news that went to its owner, not what others alone were told."""

from __future__ import annotations

import json

from tests.handlers.desk import take_up
from tests.handlers.test_my_data import files
from tests.handlers.town import Town


async def test_news_for_others_alone_is_not_in_it(town: Town) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1")
    await ania.says("The lift stops.")
    await tom.taps("Join to a matter", room, under="H-2 ·")
    await tom.taps_first("Which matter is H-2 about?")
    for phone in (samina, ania):
        [told] = json.loads((await files(phone, "Give me a copy"))["json"])["told"]
        assert [one["words"] for one in told["answers"]] == ["We look into it."]
