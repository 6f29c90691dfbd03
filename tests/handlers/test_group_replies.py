"""Replies in groups: a stranger's words are kept by nobody before their yes; a blocked person's not at all."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.words import Role
from tests.handlers.desk import news, outbox_rows, take_up
from tests.handlers.phone import Phone
from tests.handlers.test_blocks import blocks
from tests.handlers.town import Town

PRIVATE_WORDS = "My sister Zahra has HIV"


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


@pytest.fixture
async def circle(town: Town) -> int:
    return await town.group("Circle")


async def test_a_strangers_reply_to_news_waits_for_their_yes(town: Town, priya: Phone, room: int, circle: int) -> None:
    samina, nadia = await town.champion("Samina"), town.phone("Nadia")
    await samina.says("/tell the lift is broken", circle)
    await take_up(priya, room, "H-1 ·")
    await news(priya, room, "M-1")
    await town.later(hours=1)
    told = nadia.sees("They answer now.", circle)
    await nadia.says(PRIVATE_WORDS, circle, reply_to=told)
    nadia.hears("May I keep this", circle)
    assert PRIVATE_WORDS not in str([row.what for row in await outbox_rows(town)])
    await nadia.taps("Yes, keep it", circle)
    assert [insight.words for insight in await town.all(Insight)][1:] == [PRIVATE_WORDS]


async def test_a_blocked_persons_replies_and_wishes_reach_nobody(
    town: Town, priya: Phone, room: int, circle: int
) -> None:
    samina = await town.champion("Samina")
    line = await samina.says("/tell Buy my tea.", circle)
    await samina.says("The lift is broken.")
    await take_up(priya, room, "H-2 ·")
    await news(priya, room, "M-1")
    await blocks(priya, room, "H-1 ·")
    samina.sees("you can complain: /complain")
    await samina.says("Buy tea, then.", reply_to=samina.sees("They answer now."))
    samina.hears("The team has blocked you")
    await samina.says("Buy more tea.", circle, reply_to=samina.sees("H-1", circle))
    samina.hears("I cannot take that in", circle)
    await samina.edits(line, "/tell Buy much tea.")
    samina.hears("I cannot take that in", circle)
    await samina.says("/person")
    samina.hears("The team has blocked you")
    assert "tea, then" not in str([row.what for row in await outbox_rows(town)])
    await samina.says("/complain")
    samina.hears("What went wrong")
