"""A story: three of the team, two groups in two languages, five champions; twenty things become four matters.

It is played in one process (`test_twenty_become_four.py`) and between real ones (`tests/wire`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.updates import Telling, Update
from bot.words import HEARD, UpdateKind
from tests.handlers import replaying
from tests.handlers.desk import news, take_up
from tests.handlers.matters import joins, merges
from tests.handlers.phone import Phone
from tests.handlers.town import Town

NAMES = (("Samina", "en"), ("Ania", "pl"), ("Omar", "en"), ("Nadia", "en"), ("Ewa", "pl"))
PL = {"pl": "Po polsku."}
CLOSED = ["closed_not_judged"] * 4


@dataclass
class Story:
    """Who plays, and where: Samina, Omar and Nadia are in the circle, Ania and Ewa in the Polish group."""

    town: Town
    room: int
    staff: tuple[Phone, Phone, Phone]
    champions: list[Phone]
    circle: int
    mamy: int

    async def is_told(self) -> None:
        """Everything is told, taken up, joined, split, merged and done; then whoever raised it knows, once."""
        await self.twenty_are_told()
        await self.five_are_taken_up()
        await self.fifteen_are_joined()
        await self.split_merge_and_not_meant()
        await self.what_changed()
        await self.everyone_was_told_once()

    async def twenty_are_told(self) -> None:
        samina, ania, omar, nadia, ewa = self.champions
        for phone in self.champions:
            for what in ("phone", "door", "bus"):
                await phone.says(f"/tell The {what}, says {phone.name}")
        for group, members in ((self.circle, (samina, omar, nadia)), (self.mamy, (ania, ewa))):
            for phone in members:
                await phone.says(f"/tell The ramp, says {phone.name}", group)

    async def five_are_taken_up(self) -> None:
        """The phone (H-1), the door (H-2), the bus (H-3), the ramp (H-16), and the phone once more (H-4, in Polish)."""
        priya, tom, grace = self.staff
        await take_up(tom, self.room, "H-1 ·", title="The phone", words="We ring them.")
        await take_up(grace, self.room, "H-2 ·", title="The door", words="We measure it.")
        await take_up(priya, self.room, "H-3 ·", title="The bus", words="We ask them.")
        await take_up(tom, self.room, "H-16 ·", title="The ramp", words="We draw it.")
        await take_up(grace, self.room, "H-4 ·", title="The line", words="We count calls.", others=PL)

    async def fifteen_are_joined(self) -> None:
        """The buses go to the doors, by mistake."""
        priya, tom, grace = self.staff
        for by, matter, told in (
            (tom, "M-1 · The phone", (7, 10, 13)),
            (grace, "M-2 · The door", (5, 8, 11, 14)),
            (priya, "M-2 · The door", (6, 9, 12, 15)),
            (tom, "M-4 · The ramp", (17, 18, 19, 20)),
        ):
            for number in told:
                await joins(by, self.room, f"H-{number} ·", matter)
        await self.polish_is_written()
        assert all(one.issue_id for one in await self.town.all(Insight))

    async def split_merge_and_not_meant(self) -> None:
        """The buses are split from the doors again and made one with the bus; the line with the phone."""
        priya, tom, grace = self.staff
        await priya.taps("Split", self.room, under="M-2 ·")
        for number, (name, _language) in enumerate(NAMES[1:], 2):
            await priya.taps(f"H-{3 * number} · The bus, says {name}")
        await priya.taps("Done")
        await priya.says("Buses")
        await priya.says("They do not come.")
        await priya.says("Autobusy nie jeżdżą.")
        await priya.taps_first("Who answers for it?")
        await priya.taps_first("When will they hear more")
        await priya.taps("Split it")
        await merges(priya, self.room, "M-6 ·", "M-3 · The bus")
        await merges(grace, self.room, "M-5 ·", "M-1 · The phone")
        await self.polish_is_written()
        samina = self.champions[0]
        await samina.taps("That's not what I meant", under="The door")
        await samina.taps("No more to say")
        await joins(tom, self.room, "H-2 ·", "M-2 · The door")
        await self.there_are_four()

    async def there_are_four(self) -> None:
        """Four matters are left, with all that was told and everyone who raised it."""
        assert [one.number for one in await self.town.all(Issue) if one.merged_into is None] == [1, 2, 3, 4]
        assert Counter(one.issue_id for one in await self.town.all(Insight)) == {1: 5, 2: 5, 3: 5, 4: 5}
        raised = Counter(one.issue_id for one in await self.town.all(Raiser) if one.settled_at is None)
        assert raised == {1: 5, 2: 5, 3: 5, 4: 2}

    async def what_changed(self) -> None:
        """An hour after the groups were told last: what is told within the hour waits until it is over."""
        await self.town.later(hours=1, minutes=1)
        for number in (1, 2, 3, 4):
            words = (PL, {"pl": f"Zrobione {number}."})
            await news(self.staff[1], self.room, f"M-{number} ·", words=f"Done {number}.", others=words)

    async def polish_is_written(self) -> None:
        """Every text that waits for Polish is written, until nothing waits."""
        tom = self.staff[1]
        for line in tom.all_with("", self.room):
            data = line.button("Write them")
            if data is None:
                continue
            await tom.presses(data, line)
            while tom.all_with("Please write this in") and "Please write this in" in tom.all_with("")[-1].text:
                await tom.says("Po polsku.")
            if tom.all_with("")[-1].button("Send it"):
                await tom.taps("Send it")
        assert not [one for one in await self.town.all(Telling) if one.state == "owed"]

    async def everyone_was_told_once(self) -> None:
        """As the books have it, and as it stands in each chat; and the audit log explains every state."""
        tellings = await self.town.all(Telling)
        updates = {one.id: one for one in await self.town.all(Update)}
        assert {one.state for one in tellings} <= HEARD
        assert set(Counter((one.update_id, one.chat_id) for one in tellings).values()) == {1}
        for raiser in await self.town.all(Raiser):
            if raiser.settled_at is None:
                mine = [updates[one.update_id] for one in tellings if one.raiser_id == raiser.id]
                changed = [one for one in mine if one.kind == UpdateKind.CHANGED]
                assert len(changed) == 1 and changed[0].issue_id == raiser.issue_id
                assert max(Counter(one.id for one in mine).values()) == 1
        merged = {one.id for one in updates.values() if one.kind == UpdateKind.MERGED}
        told = Counter((one.chat_id, updates[one.update_id].issue_id) for one in tellings if one.update_id in merged)
        assert max(told.values()) == 1
        self.everyone_reads_once_what_changed()
        await self.town.does(replaying.must_agree)

    def everyone_reads_once_what_changed(self) -> None:
        """Of the phone, the door and the bus each champion reads in private, of the ramp both groups read."""
        read = {phone.id: (language, (1, 2, 3)) for phone, (_name, language) in zip(self.champions, NAMES, strict=True)}
        for chat, (language, numbers) in (read | {self.circle: ("en", (4,)), self.mamy: ("pl", (4,))}).items():
            said = [line.text for line in self.town.telegram.said_in(chat)]
            for number in (1, 2, 3, 4):
                words = f"Zrobione {number}." if language == "pl" else f"Done {number}."
                assert len([text for text in said if words in text]) == (number in numbers), (chat, words)


async def states_of_the_four(town: Town) -> list[str]:
    """How the four matters stand that are not part of another."""
    return [str(one.state) for one in await town.all(Issue) if one.merged_into is None]
