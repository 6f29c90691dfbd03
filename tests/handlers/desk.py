"""What staff do again and again in tests, by typing and tapping as they would."""

from __future__ import annotations

from typing import Any

from bot.store.outbox import Outbox
from tests.handlers.phone import Phone
from tests.handlers.town import Town

LATER = "Leave it for later"


async def outbox_rows(town: Town) -> list[Outbox]:
    """Everything that the bot will say, is saying and has said."""
    return await town.all(Outbox)


async def take_up(by: Phone, room: int, reference: str, **how: Any) -> None:
    """Take a matter up, as `begin_take_up` says how."""
    await begin_take_up(by, room, reference, **how)
    await by.taps("Tell them")


async def begin_take_up(
    by: Phone,
    room: int,
    reference: str,
    *,
    title: str = "The clinic's phone",
    summary: str = "It is hard to get through.",
    words: str = "We look into it.",
    others: dict[str, str] | None = None,
    scope: str = "It cannot be changed",
    shown: str = "No, keep it here",
) -> None:
    """Answer each question of taking up but the last; `others` are the words in further languages, if any."""
    await by.taps("Take up", room, under=reference)
    await by.says(title)
    await by.says(summary)
    await _in_other_languages(by, others)
    await by.taps(scope)
    if scope == "We can change it":
        await by.taps_first("Who answers for it?")
        await by.says("Two more lines")
        await by.says("Calls are answered")
        await by.taps_first("By when?")
    else:
        if scope == "It is somebody else's":
            await by.says("The landlord")
            await by.taps("Nobody in particular")
        await by.says("It belongs to the landlord.")
        await by.taps_first("Who answers for it?")
    await by.says(words)
    await _in_other_languages(by, others)
    await by.taps_first("When will they hear more")
    await by.taps(shown)


async def news(
    by: Phone,
    room: int,
    reference: str,
    *,
    kind: str = "It is done: what changed",
    did: str = "We called them.",
    words: str = "They answer now.",
    others: tuple[dict[str, str] | None, dict[str, str] | None] = (None, None),
) -> None:
    """Say what is new on a matter."""
    await by.taps("Say what is new", room, under=reference)
    await by.taps(kind)
    if kind == "It is done: what changed":
        await by.says(did)
        await _in_other_languages(by, others[0])
    await by.says(words)
    await _in_other_languages(by, others[1])
    while by.town.telegram.said_in(by.id)[-1].button("There is no figure"):
        await by.taps("There is no figure")
        await by.says("Nobody counted.")
        did_in, words_in = (one or {} for one in others)
        for text in 2 * [text for code, text in words_in.items() if text and did_in.get(code)]:
            await by.says(text)
    await by.taps("Done")
    if kind != "It is done: what changed":
        await by.taps_first("When will they hear more")
    await by.taps("Tell them")


async def answer(by: Phone, room: int, reference: str, words: str) -> None:
    """Answer by replying to a card; what is shown in private is sent from there."""
    await begin_answer(by, room, reference, words)
    await by.taps("Send it")


async def begin_answer(by: Phone, room: int, reference: str, words: str) -> None:
    """Reply to a card, so that the answer is shown in private."""
    await by.says(words, room, reply_to=by.sees(reference if "·" in reference else f"{reference} ·", room))
    while by.town.telegram.said_in(by.id)[-1].button(LATER):
        await by.taps(LATER)


async def unfold(by: Phone, room: int, reference: str) -> None:
    """Have all the buttons of a card shown, unless they are."""
    if by.sees(reference, room).button("More …"):
        await by.taps("More …", room, under=reference)


async def _in_other_languages(by: Phone, words: dict[str, str] | None) -> None:
    for text in (words or {}).values():
        by.hears("Do you have")
        await (by.says(text) if text else by.taps(LATER))


def states(rows: list[Any]) -> list[str]:
    """The states of some rows, in order."""
    return [str(row.state) for row in rows]
