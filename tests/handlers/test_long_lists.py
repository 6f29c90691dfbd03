"""Long lists: sixty of everything, and each list brings all of it some at a time, there and back, as Telegram takes it.

Telegram takes at most 4,096 units of text and 100 buttons in a message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from bot.loop import paging
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.sixty import SIXTY, furnish, mark
from tests.handlers.town import Town

MARKS = [mark(number) for number in SIXTY]
MATTERS = [f"M-{number}" for number in SIXTY]
TOLD = [f"H-{number}" for number in SIXTY]
COLLEAGUES, ACTIONS = ([f"{letter}{mark}" for mark in MARKS] for letter in "TA")
ON, BACK = ("Next ▶", "More", "Later"), ("◀ Back", "Back", "Earlier")
UNITS, BUTTONS, PAGES = 4096, 100, 40


@dataclass
class List:
    """A list: how it is opened, and what is found of each of the sixty. `first`: buttons on the way to it."""

    opens: str
    marks: Sequence[str] = ()
    first: Sequence[str] = ()
    by: str = "tom"
    in_circle: bool = False

    def __post_init__(self) -> None:
        self.marks = self.marks or MARKS


LISTS = {
    "inbox": List("/inbox"),
    "inbox, by community": List("in:by:community:0"),
    "owed": List("/owed", MATTERS),
    "promises": List("/promises", MATTERS),
    "late": List("/late", [*MATTERS, *TOLD]),
    "history": List("/history H-1"),
    "people": List("/people"),
    "groups": List("/groups"),
    "reach": List("/reach"),
    "catch-ups": List("/catchups"),
    "blocked": List("/blocked"),
    "community leads": List("/leads"),
    "safeguarding leads": List("/lead", COLLEAGUES, by="priya"),
    "rota": List("/rota", COLLEAGUES, by="priya"),
    "whom to hand it on to": List("card:1:hand", COLLEAGUES),
    "the hour of somebody senior": List("/live"),
    "library": List("/library"),
    "what was heard": List("/library", first=["What has been heard"]),
    "all places": List("/library", first=["Places"]),
    "actions of a matter": List("am:1:list", ACTIONS),
    "what matters led to": List("/stories", MATTERS),
    "trusted messages": List("tm:list:draft:0"),
    "who gets a trusted message": List("tm:1:list:0"),
    "questions to groups": List("/consults"),
    "what one told": List("/mine", by="samina"),
    "places for a need": List("/places", first=["Food", "Any language"], by="samina"),
    "event reports": List("event:list:0", by="samina"),
    "what leads see": List("/matters", by="samina"),
    "what a group raised": List("/loop", MATTERS, by="samina", in_circle=True),
}


async def test_every_list_brings_all_of_it_some_at_a_time(town: Town) -> None:
    await town.room()
    people = {
        "priya": await town.staff("Priya Shah", role=Role.ADMINISTRATOR),
        "tom": await town.staff("Tom Reed"),
        "grace": await town.staff("Grace Obi"),
        "samina": await town.champion("Samina"),
    }
    circle = await town.group("Circle")
    await furnish(town, people["tom"], people["grace"], people["samina"])
    wrong = []
    for name, one in LISTS.items():
        chat = circle if one.in_circle else None
        if said := await walked(people[one.by], one, chat):
            wrong.append(f"{name}: {said}")
    assert not wrong, "\n".join(wrong)


async def walked(phone: Phone, one: List, chat: int | None) -> str:
    """What is wrong with a list, from its first page to its last and one back; nothing where all is well."""
    reader = Reader(phone, chat or phone.id)
    await reader.opens(one)
    pages = [reader.page]
    while await reader.turns(ON) and len(pages) < PAGES:
        pages.append(reader.page)
    lost = [mark for mark in one.marks if not any(stands(mark, page) for page in pages)]
    twice = [mark for mark in one.marks if sum(stands(mark, page) for page in pages) > 1]
    if lost or twice or len(pages) == 1:
        return f"{len(pages)} pages, lost {lost}, twice {twice}, the first: {pages[0][:300]}"
    page = pages[-2]
    if not await reader.turns(BACK):
        return f"no way back to {page[:300]}"
    if [mark for mark in one.marks if stands(mark, page) != stands(mark, reader.page)]:
        return f"back is another page: {page[:300]} – {reader.page[:300]}"
    return reader.too_much


def stands(mark: str, page: str) -> bool:
    return re.search(rf"(?<![0-9A-Za-z]){mark}(?![0-9])", page) is not None


class Reader:
    """Somebody who reads a chat: a page is what is new there, or reads otherwise than before."""

    def __init__(self, phone: Phone, chat: int) -> None:
        self.phone, self.chat, self.page, self.too_much = phone, chat, "", ""
        self.lines = phone.town.telegram.lines[chat]

    async def opens(self, one: List) -> None:
        """Write the command, or press what leads there."""
        before = self._as_it_is()
        if one.opens.startswith("/"):
            await self.phone.says(one.opens, self.chat)
        else:
            await self.phone.presses(one.opens, self.lines[-1])
        for label in one.first:
            before = self._as_it_is()
            await self.phone.taps(label)
        self._reads(before)

    async def turns(self, labels: Sequence[str]) -> bool:
        """Press the first of these that stands on the page; false where there is none."""
        for line in reversed(self.shown):
            for label in labels:
                if data := line.button(label):
                    before = self._as_it_is()
                    await self.phone.presses(data, line)
                    self._reads(before)
                    return True
        return False

    def _as_it_is(self) -> dict[int, tuple[str, str]]:
        return {line.message_id: (line.text, str(line.buttons)) for line in self.lines}

    def _reads(self, before: dict[int, tuple[str, str]]) -> None:
        now = self._as_it_is()
        self.shown = [
            line for line in self.lines if line.by is None and now[line.message_id] != before.get(line.message_id)
        ]
        labels = [[label for row in line.buttons for label, _data in row] for line in self.shown]
        self.page = "\n".join(line.text for line in self.shown) + "\n" + "\n".join(chain.from_iterable(labels))
        for line, on_it in zip(self.shown, labels, strict=True):
            if len(line.text.encode("utf-16-le")) // 2 > UNITS or len(on_it) > BUTTONS:
                self.too_much = f"too much in one message: {line.text[:200]} {on_it}"


@given(total=st.integers(0, 400), at_once=st.integers(1, 20))
def test_steps_meet_everything_once_and_lead_back(total: int, at_once: int) -> None:
    start, met, back = 0, list[int](), list[int]()
    while True:
        met += range(total)[start : start + at_once]
        ways = {button.data: button for button in paging.steps("x:", start, at_once, is_more=total > start + at_once)}
        assert (f"x:{max(start - at_once, 0)}" in ways) == (start > 0)
        if f"x:{start + at_once}" not in ways:
            break
        back.append(start)
        start += at_once
    assert met == list(range(total)) and back == list(range(0, start, at_once))


@given(total=st.integers(0, 400))
def test_turns_meet_everything_once(total: int) -> None:
    everything, number, met = list(range(total)), 0, list[int]()
    while True:
        met += paging.page(everything, number)
        on = [to for label, to in paging.turns(everything, number) if label == paging.NEXT]
        back = [to for label, to in paging.turns(everything, number) if label == paging.BACK]
        assert back == ([number - 1] if number else [])
        if not on:
            break
        [number] = on
    assert met == everything
