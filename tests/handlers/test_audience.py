"""Whom a trusted message is for: every way of choosing, no one twice, and the same people when it is frozen."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from bot.loop import audience, people
from bot.store.chats import Chat, Group
from bot.store.events import Event
from bot.store.issues import Issue, Raiser
from bot.store.preferences import Preferences
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import EventKind, IssueState, Role
from tests.handlers.phone import Phone
from tests.handlers.sendings import a_message, approved, belongs, change, circle, group, person
from tests.handlers.town import MONDAY, Town


class Street:
    """A street with groups of every sort: in a chat and not, and champions in them and not."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def built(self) -> Street:
        town = self.town
        self.priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
        self.samina = await town.champion("Samina", "ur")
        self.jan = await town.champion("Jan", "pl")
        self.olu = await town.champion("Olu")
        await town.group("Mothers")
        await town.group("Polish school", "pl")
        await town.group("Gardeners")
        await circle(town, "Coffee morning", self.jan, "pl")
        await circle(town, "Nobody's", None)
        await change(town, "Mothers", communities=["Somali", "Parents"], area="Hackney")
        await change(town, "Polish school", communities=["Polish", "Parents"], area="Mare Street")
        await change(town, "Gardeners", communities=[], area="Hackney")
        await town.does(self._lived_in)
        self.message = await a_message(town, self.priya)
        return self

    def _lived_in(self, work: Work) -> None:
        belongs(work, person(work, self.olu), group(work, "Mothers"))
        work.session.add(
            Preferences(
                programme_id=work.programme_id,
                person_id=person(work, self.samina).number,
                also_reads=[],
                easy_read=True,
            )
        )
        issue = Issue(programme_id=work.programme_id, title="Phones", state=IssueState.OPEN, opened_at=work.now)
        work.session.add(issue)
        work.session.flush()
        self.issue = issue.number
        common: dict[str, Any] = {"programme_id": work.programme_id, "issue_id": issue.number, "since": work.now}
        gardeners, samina = group(work, "Gardeners"), person(work, self.samina)
        work.session.add(Raiser(group_id=gardeners.number, chat_id=gardeners.chat_id, **common))
        work.session.add(Raiser(person_id=samina.number, chat_id=samina.chat_id, **common))
        school = group(work, "Polish school").number
        about: dict[str, Any] = {"programme_id": work.programme_id, "day": MONDAY.date(), "told_at": work.now}
        work.session.add(Event(group_id=school, kind=EventKind.STALL, **about))

    async def frozen(self, **chosen: Any) -> set[str]:
        """Who gets it: groups by name, people in private with a star before their name; each once."""
        counted = await self.town.does(lambda work: audience.count(work, self._message(work), chosen))
        number = await approved(self.town, self.message, audience=chosen)
        copies = await self.town.all(Copy)
        assert number == counted.count == len(copies)
        return {await self.town.does(lambda work, one=one: _named(work, one)) for one in copies}  # type: ignore[misc]

    async def id_of(self, name: str) -> int:
        return await self.town.does(lambda work: group(work, name).number)

    async def number_of(self, phone: Phone) -> int:
        return await self.town.does(lambda work: person(work, phone).number)

    def _message(self, work: Work) -> TrustedMessage:
        return work.session.get_one(TrustedMessage, self.message.id)


def _named(work: Work, copy: Copy) -> str:
    if copy.group_id or copy.for_group_id:
        found = work.session.get_one(Group, copy.group_id or copy.for_group_id)
        return found.name if copy.group_id else f"{found.name} by its champion"
    who = people.by_number(work, copy.person_id)
    assert who is not None
    return f"* {who.telegram_id}"


@pytest.fixture
async def street(town_on_both: Town) -> Street:
    return await Street(town_on_both).built()


async def test_every_way_of_choosing(street: Street) -> None:
    """By community, area, language, what was raised, events, by name, all; what fits one or all of it."""
    olu, samina, jan = (f"* {one.id}" for one in (street.olu, street.samina, street.jan))
    frozen = street.frozen
    assert await frozen(communities=["Parents"]) == {"Mothers", "Polish school"}
    assert await frozen(areas=["Hackney"]) == {"Mothers", "Gardeners"}
    assert await frozen(languages=["pl"]) == {"Polish school", "Coffee morning by its champion"}
    assert await frozen(raised=[street.issue]) == {"Gardeners", samina}
    assert await frozen(events=["stall"]) == {"Polish school"}
    both = {"communities": ["Parents"], "areas": ["Hackney"]}
    assert await frozen(**both, match="all") == {"Mothers"}
    assert await frozen(**both, match="any") == {"Mothers", "Gardeners", "Polish school"}
    assert await frozen(raised=[street.issue], areas=["Hackney"], match="all") == {"Gardeners"}
    mothers = await street.id_of("Mothers")
    assert await frozen(groups=[mothers], languages=["pl"], match="all") == {
        "Mothers", "Polish school", "Coffee morning by its champion"
    }  # fmt: skip
    everywhere = {"Mothers", "Polish school", "Gardeners", "Coffee morning by its champion"}
    assert await frozen(all=True) == everywhere
    assert await frozen(champions="all") == {olu, samina, jan}
    assert await frozen(communities=["Nobody like that"]) == set()


async def test_nobody_hears_twice_unless_chosen_so(street: Street) -> None:
    """A champion of a chosen group is told there, and in private as well only where that was chosen."""
    olu, mothers = await street.number_of(street.olu), await street.id_of("Mothers")
    both = {"groups": [mothers], "champions": [olu]}
    assert await street.frozen(**both) == {"Mothers"}
    assert await street.frozen(**both, private_too=True) == {"Mothers", f"* {street.olu.id}"}
    assert await street.frozen(groups=[mothers], champions="of_groups") == {"Mothers", f"* {street.olu.id}"}
    counted = await street.town.does(lambda work: audience.count(work, street._message(work), both))
    assert counted.told_in_group == 1


async def test_what_is_frozen_with_a_copy(street: Street) -> None:
    """Its language, easy words where they are wanted, and nothing in a language that is left out."""
    await street.frozen(champions="all", all=True)
    copies = {(one.language, one.is_easy, bool(one.person_id)) for one in await street.town.all(Copy)}
    assert copies == {("ur", True, True), ("en", False, False), ("pl", False, False), ("pl", False, True)}
    await approved(street.town, street.message, audience={"all": True}, left_out=["pl"])
    assert {one.language for one in await street.town.all(Copy)} == {"en"}


async def test_what_is_to_be_known_before(street: Street) -> None:
    """How many, in which languages, for whom there are no words, whom nobody can tell."""
    found = await street.town.does(
        lambda work: audience.count(work, street._message(work), {"all": True, "champions": "all"})
    )
    assert (found.groups, found.by_champions, found.people, found.all_groups) == (3, 1, 1, 5)
    assert found.by_language == {"en": 2, "pl": 2, "ur": 1}
    assert (found.without_words, found.nobody_stands, found.is_wide) == ({"ur": 1}, ("Nobody's",), True)


async def test_those_who_are_gone_get_nothing(street: Street) -> None:
    """A group that ended, a champion who left."""

    def go(work: Work) -> None:
        group(work, "Mothers").ended_at = work.now
        person(work, street.jan).left_at = work.now

    await street.town.does(go)
    assert await street.frozen(all=True, champions="all") == {
        "Polish school", "Gardeners", f"* {street.olu.id}", f"* {street.samina.id}"
    }  # fmt: skip


async def test_three_hundred_cost_as_many_statements_as_three(street: Street) -> None:
    """Nothing is done group by group, whatever is chosen and however many that is."""
    few = await _statements(street)

    def more(work: Work) -> None:
        mine = {"programme_id": work.programme_id, "purpose": "group", "title": "", "seen_at": MONDAY}
        chats = [{**mine, "telegram_id": -one} for one in range(1, 301)]
        work.session.execute(sa.insert(Chat), chats)
        named: dict[str, Any] = {
            "programme_id": work.programme_id,
            "name": "x",
            "language": "en",
            "area": "",
            "communities": [],
        }
        there = work.session.exec(select(Chat.id).where(Chat.title == "", Chat.purpose == "group")).all()
        work.session.execute(sa.insert(Group), [{**named, "chat_id": one, "rhythm_days": 14} for one in there])

    await street.town.does(more)
    assert await _statements(street) <= few
    assert len(await street.town.all(Copy)) == 304


async def _statements(street: Street) -> int:
    """How many statements one freezing takes."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    engine = street.town.store.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    await approved(street.town, street.message, audience={"all": True})
    sa.event.remove(engine, "before_cursor_execute", note)
    return len(asked)
