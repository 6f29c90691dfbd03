"""News in all its ways on either database: easy words, a voice, late, nothing twice and the word that is owed."""

from __future__ import annotations

from bot.store.updates import SeniorWord
from bot.words import Role
from tests.handlers.desk import news, take_up
from tests.handlers.test_news_content import EIGHT_DAYS, silence, wants
from tests.handlers.town import Town

NOTHING = "Nothing yet, because …"


async def test_said_in_all_ways(town_on_both: Town) -> None:
    town = town_on_both
    room, samina = await town.room(), await town.champion("Samina")
    tom, priya = await town.staff("Tom Reed"), await town.staff("Priya Shah", "Head of Health", Role.ADMINISTRATOR)
    await wants(town, samina, easy_read=True, voice=True)
    await samina.says("Nobody picks up the phone.")
    await take_up(tom, room, "H-1 ·", scope="We can change it")
    await town.later(days=1)
    await tom.taps("Say what is new", room, under="M-1 ·")
    await tom.taps("Something moved")
    await tom.says("We asked for lines.")
    for also in ("What comes next", "Easy words", "A voice note", "Done"):
        await tom.taps(also)
    await tom.says("They answer in May.")
    await tom.says("We asked.")
    await tom.sends("voice")
    await tom.taps_first("When will they hear more")
    speaks, town.speaks = town.speaks, silence  # type: ignore[method-assign]
    await tom.taps("Tell them")
    await town.later(days=8, step=EIGHT_DAYS)
    del town.speaks
    await speaks()
    told = samina.sees("We asked for lines.").text
    assert "We said that you would hear by Mon 9 Mar. You did not, and we are sorry." in told
    assert "In easy words:\nWe asked." in told and "What comes next:\nThey answer in May." in told
    assert any(line.medium for line in town.telegram.said_in(samina.id))
    samina.sees("There should be news by today, and there is none.")
    await news(tom, room, "M-1 ·", kind=NOTHING, words="No answer came.")
    assert "So the next word comes from Priya Shah, Head of Health." in samina.sees("No answer came.").text
    await news(priya, room, "M-1 ·", kind=NOTHING, words="I ask them myself.")
    assert "This is the word that you were promised:" in samina.sees("I ask them myself.").text
    [word] = await town.all(SeniorWord)
    assert word.update_id is not None and word.ended_at is not None
