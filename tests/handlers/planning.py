"""Planning something on a matter, by typing and tapping as staff would."""

from __future__ import annotations

from tests.handlers.phone import Phone

LATER = "Leave it for later"


async def plan(by: Phone, room: int, *, what: str, others: tuple[str, str] | None, more: tuple[str, ...]) -> None:
    """The questions of planning; `others` are what and measure in one further language, `more` says who does it."""
    await by.taps("Plan something") if by.all_with("What is planned on M-1") else await _open(by, room)
    await by.says(what)
    await _other(by, others and others[0])
    await by.taps_first("By when?")
    await by.says("Calls are answered")
    await _other(by, others and others[1])
    for answer in more:
        await by.says(answer)
    await by.taps("Tell them")


async def plan_by_staff(
    by: Phone,
    room: int,
    *,
    what: str = "Two more lines",
    who: str = "Tom Reed, Health officer",
    others: tuple[str, str] | None = None,
) -> None:
    """Somebody of the team does it."""
    await plan(by, room, what=what, others=others, more=("Somebody of the team", who))


async def _open(by: Phone, room: int) -> None:
    await by.taps("Actions", room, under="M-1")
    await by.taps("Plan something")


async def _other(by: Phone, words: str | None) -> None:
    if words is not None:
        by.hears("Do you have the same words in")
        await (by.says(words) if words else by.taps(LATER))
