"""A question to groups, from the first word to the answers and what came of them."""

from __future__ import annotations

from datetime import timedelta

from bot.store.consult import ConsultAnswer
from bot.store.insights import Insight
from bot.words import Role
from tests.handlers.approving import approves
from tests.handlers.consulting import CHOICES, QUESTION, goes_out, writes_question
from tests.handlers.town import Town

CARD = "T-1 · Evening clinic ·"


async def test_from_the_question_to_what_came_of_it(town: Town) -> None:
    """Staff write, a champion reads first, a second person approves; two answer; the result comes to the same group."""
    room = await town.room()
    tom = await town.staff("Tom Reed")
    priya = await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    samina = await town.champion("Samina")
    circle = await town.group("Women's circle")
    await writes_question(tom)
    read = samina.sees(QUESTION).text
    assert "1. On Monday\n2. On Friday" in read and "Still open: The day of the week." in read
    assert "has not read these words yet" in tom.sees(CARD, room).text
    assert "has not read these words yet" in str(await tom.taps("Ask for approval", room))

    await goes_out(town, tom, priya, samina, room)
    copy = tom.sees(QUESTION, circle)
    assert [row[0][0] for row in copy.buttons[:3]] == [*CHOICES, "In my own words"]
    nadia, amy = town.phone("Nadia"), town.phone("Amy")
    toast = await nadia.presses(copy.button("On Monday") or "", copy)
    assert "Your answer: On Monday" in str(toast) and "Only you see this" in str(toast)
    await nadia.presses(copy.button("On Friday") or "", copy)
    await amy.presses(copy.button("On Friday") or "", copy)
    assert [(one.choice, one.language) for one in await town.all(ConsultAnswer)] == [(2, "en"), (2, "en")]
    await samina.taps("In my own words", circle)
    await samina.says("On Sunday, after prayers.")
    assert [one.trusted_id for one in await town.all(Insight)] == [1]
    await town.ticks()
    card = tom.sees(CARD, room).text
    assert "2 people chose an answer" in card and "Women's circle" in card and "1 answered in their own words" in card

    await town.later(days=22, step=timedelta(days=11))
    tom.sees("The question T-1 is closed", room)
    closed = tom.sees(QUESTION, circle)
    assert "By Mon 6 Apr we tell you here" in closed.text and not closed.buttons
    assert "is closed" in str(await nadia.presses("tc:1:pick:1", closed))
    await tom.taps("Say what came of it", room)
    for words in ("Evenings are hard.", "It opens on Friday from June.", "Two evenings", "We have one nurse."):
        await tom.says(words)
    await tom.taps("Keep it as a draft")
    await tom.taps("Ask for approval")
    await approves(priya, room)
    await town.ticks()
    told = tom.sees("You were asked:", circle).text
    assert "Fewer than 5 people chose an answer." in told and "We have one nurse." in told and "Tom Reed" in told
    await town.ticks()
    assert "the result is told" in tom.sees(CARD, room).text
