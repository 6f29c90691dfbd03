"""A year goes by: people tell, the team decides, says what is new or is late; groups and raisers come and go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import sqlalchemy as sa
from sqlmodel import select

from bot.loop import tellings
from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import Verdict
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import MONDAY
from tests.year.books import Matter, Place, Told
from tests.year.books import Verdict as Said
from tests.year.borough import VANISHED, Borough
from tests.year.checks import Watch
from tests.year.desk import Desk

CHANGED, NOTHING, MOVED = "It is done", "nothing yet", "moved"
MORNING, NOON, EVENING, NIGHT = (timedelta(hours=hours) for hours in (-1.75, 1.5, 7.5, 12.5))
"""From 09:30 on Monday, the hour at which the year begins."""
JUDGED_WITHIN_DAYS = 12
QUIET_DAYS_AT_THE_END, A_MONTH_OF_DAYS = 3, 28
NEW_GROUP_CHAT = -(10**12) - 500_000
Deed = Callable[[], Awaitable[None]]


class Life:
    """Runs the days."""

    def __init__(self, borough: Borough) -> None:
        self.borough, self.town, self.books = borough, borough.town, borough.books
        self.chance, self.size = borough.chance, borough.size
        self.watch = Watch(borough)
        self.planned: list[tuple[datetime, Deed]] = []

    async def is_lived(self) -> None:
        """From the first day to the last."""
        self._plan()
        days = (self.size.ends - MONDAY).days
        for day in range(days):
            if day % A_MONTH_OF_DAYS == 0:
                print(f"day {day} of {days}: {len(self.town.updates)} updates in", flush=True)
            start = MONDAY + timedelta(days=day)
            for hour, acts in self._hours():
                if (at := start + hour) > self.town.clock.at and not self._is_out(at):
                    await self._moment(at, acts)
        for _day in range(QUIET_DAYS_AT_THE_END):
            await self._moment(self.town.clock.at + timedelta(hours=12), ())

    def _hours(self) -> list[tuple[timedelta, tuple[Deed, ...]]]:
        """When the clock ticks in a day, and what is done then; the short form leaves out the early and the late."""
        day: list[tuple[timedelta, tuple[Deed, ...]]] = [
            (NOON, (self._people, self._desk)),
            (EVENING, (self._people, self._judging)),
        ]
        return day if self.size.is_short else [(MORNING, ()), *day, (NIGHT, ())]

    async def _moment(self, at: datetime, acts: tuple[Deed, ...]) -> None:
        self.town.clock.at = at
        for act in acts:
            await act()
        await self.town.ticks()
        if self.chance.randrange(8) == 0:
            await self.town.ticks()
        await self.watch.looks()

    def _is_out(self, at: datetime) -> bool:
        return any(begins <= at < ends for begins, ends in self.size.outages)

    def _plan(self) -> None:
        """What people do, and what goes wrong, at moments of the year."""
        span, size = self.size.ends - MONDAY, self.size
        for _each in range(size.insights):
            self._at(self.chance.random() * 0.9, self._somebody_tells)
        with_chat = [place for place in self.borough.places if place.chat is not None]
        picked = self.chance.sample(with_chat, min(len(with_chat), 4 * size.troubled))
        for which, place in enumerate(picked):
            trouble = (self._moves, self._vanishes, self._changes_language, self._person_goes)[which % 4]
            self._at(0.15 + 0.6 * self.chance.random(), partial(trouble, place))
        for place in self.chance.sample(with_chat, min(len(with_chat), size.troubled)):
            self._at(0.5 + 0.3 * self.chance.random(), partial(self._is_erased, place))
        for place in self.chance.sample(with_chat, min(len(with_chat), size.troubled)):
            self._at(0.2 + 0.5 * self.chance.random(), partial(self._line_is_bad, place))
        self.planned.sort(key=lambda one: one[0])
        assert span

    def _at(self, part: float, deed: Deed) -> None:
        self.planned.append((MONDAY + (self.size.ends - MONDAY) * part, deed))

    async def _people(self) -> None:
        """Whatever people were to do by now; in an outage it waits in Telegram, and comes after it."""
        due = [one for one in self.planned if one[0] <= self.town.clock.at]
        self.planned = [one for one in self.planned if one[0] > self.town.clock.at]
        for _at, deed in due:
            await deed()

    # Telling

    async def _somebody_tells(self) -> None:
        place = self.chance.choice(self.borough.places)
        if place.champion.id in self.books.erased or self._is_away(place):
            place = next(
                one
                for one in self.borough.places
                if one.chat and not self._is_away(one) and one.champion.id not in self.books.erased
            )
        how = "passed on" if place.chat is None else self.chance.choice(("group", "group", "private"))
        before = await self._newest_insight()
        number = before + 1
        by = place.champion
        if how == "group":
            by = self.chance.choice(place.members)
            await self._tells_in_group(by, self.books.now_at(place.chat or 0), f"/tell «w{number}» The door is shut")
        elif how == "private":
            await by.says(f"/tell «w{number}» The line is never answered")
        else:
            await self._tells_for_group(by, place, f"«w{number}» The bus does not come")
        if how == "passed on" and await self._newest_insight() == before:
            return  # it was taken for more of what the champion had told a moment before
        assert await self._newest_insight() == number, (
            how,
            by.name,
            self.town.telegram.lines[self.books.now_at(place.chat or 0)],
        )
        delay = timedelta(days=self.chance.choice((0, 0, 0.5, 1, 1, 2, 5)))
        language = by.language if how != "passed on" else "en"
        self.books.told[number] = Told(number, self.town.clock.at, how, language, place, by, self.town.clock.at + delay)

    def _is_away(self, place: Place) -> bool:
        gone = {chat for chat, _since, until in self.books.away if until is None or until > self.town.clock.at}
        return place.champion.id in gone or (place.chat is not None and self.books.now_at(place.chat) in gone)

    async def _tells_in_group(self, by: Phone, chat: int, words: str) -> None:
        await by.says(words, chat)
        for line in reversed(self.town.telegram.said_in(chat)[-3:]):
            if any(data == "k:yes" for row in line.buttons for _label, data in row):
                before = await self._newest_insight()
                await by.presses("k:yes", line)
                if await self._newest_insight() > before:
                    return

    async def _tells_for_group(self, by: Phone, place: Place, words: str) -> None:
        await by.says(words)
        await by.taps("Say more about it")
        for _question in range(4):
            await by.taps("Leave it out")
        await by.taps(place.name)
        await by.taps("Leave it out")
        await by.taps("The whole group did")

    async def _newest_insight(self) -> int:
        return int(
            await self.town.does(lambda work: work.session.execute(sa.select(sa.func.max(Insight.id))).scalar() or 0)
        )

    # The team

    async def _desk(self) -> None:
        """On working days one of the team goes through what is due; for two weeks of a year nobody does."""
        now = self.town.clock.at
        share = (now - MONDAY) / (self.size.ends - MONDAY)
        if now.weekday() >= 5 or 0.62 < share < 0.66:
            return
        desk = self.borough.team[now.toordinal() % 3]
        await self._words(desk)
        for told in [one for one in self.books.told.values() if one.first_word_at is None and not one.is_gone]:
            if told.decide_at <= now:
                await self._decides(desk, told)
        for matter in [one for one in self.books.matters.values() if one.acts and one.next_act_at <= now]:
            await self._acts(desk, matter)

    async def _words(self, desk: Desk) -> None:
        """What waits for words in somebody's language, half of it."""
        waiting, self.town.to_write = self.town.to_write, []
        for line in waiting:
            data = line.button("Write them")
            if data is not None and self.chance.random() < 0.5:
                await desk.walks(data, line)
            elif data is not None:
                self.town.to_write.append(line)

    async def _decides(self, desk: Desk, told: Told) -> None:
        """Take it up, join it to something known, or answer it."""
        card = self.town.cards[f"H-{told.number}"]
        pick, enough = self.chance.random(), len(self.books.matters) >= self.size.issues
        told.by_word = "answered"
        if pick < 0.12:
            await desk.phone.says(desk.new_text(), self.borough.room, reply_to=card)
            await desk.goes_on()
        elif not self.books.matters or (pick < 0.12 + self.size.issues / self.size.insights and not enough):
            told.by_word = "taken up"
            await self._presses(desk, card, "Take up", ("We can change it", "No, keep it here"))
            told.issue = len(self.books.matters) + 1
            acts = self.chance.choice(
                ([CHANGED], [CHANGED], [MOVED, CHANGED], [NOTHING, CHANGED], [NOTHING, NOTHING], [])
            )
            wait = timedelta(days=self.chance.choice((2, 4, 6, 20)))
            self.books.matters[told.issue] = Matter(
                told.issue, self.town.clock.at, self.town.clock.at + wait, list(acts)
            )
        else:
            told.by_word = "joined"
            label = await self._presses(desk, card, "Join to a matter", ())
            told.issue = int(label.split()[0].removeprefix("M-")) if label else None
        if told.issue is not None or told.by_word == "answered":
            told.first_word_at = self.town.clock.at

    async def _presses(self, desk: Desk, card: Line, label: str, prefer: tuple[str, ...]) -> str:
        if card.button(label) is None:
            await desk.phone.presses(card.button("More …") or "", card)
        data = card.button(label)
        assert data is not None, (card.text, card.buttons)
        return await desk.walks(data, card, prefer)

    async def _acts(self, desk: Desk, matter: Matter) -> None:
        kind = matter.acts.pop(0)
        matter.next_act_at = self.town.clock.at + timedelta(days=self.chance.choice((5, 8, 15, 30)))
        card = self.town.cards[f"M-{matter.number}"]
        if card.button("Say what is new") is not None:
            await self._presses(desk, card, "Say what is new", (kind,))

    # Judging and passing on

    async def _judging(self) -> None:
        """Those who were asked say how it is now; champions pass on what they were given."""
        now, later = self.town.clock.at, []
        for call in self.town.asked:
            line = call.line
            assert line is not None
            if now - call.at > timedelta(days=JUDGED_WITHIN_DAYS) or line.chat in self.books.erased:
                continue
            if self.chance.random() > 0.4:
                later.append(call)
            else:
                await self._says_how_it_is(line, call.telling or 0)
        self.town.asked = later

    async def _says_how_it_is(self, line: Line, telling: int) -> None:
        place = next(
            (one for one in self.borough.places if line.chat in (one.champion.id, self.books.now_at(one.chat or 0))),
            None,
        )
        if place is None or line.chat in self.town.telegram.blocked:
            return
        person = place.champion if line.chat > 0 else self.chance.choice(place.members)
        if (data := line.button("I told them")) is not None:
            await person.presses(data, line)
            self.books.passed_on.setdefault(telling, self.town.clock.at)
        verdicts = [data for row in line.buttons for _label, data in row if data.startswith("j:")]
        if len(verdicts) < len(Verdict) or self.chance.random() < 0.3:
            return
        data = self.chance.choice([*verdicts[:1] * 4, *verdicts[1:]])
        toast = await person.presses(data, line)
        self.books.verdicts.append(Said(self.town.clock.at, person.id, telling, data.rpartition(":")[2]))
        if data.endswith((":no", ":a_bit")) and toast:
            await self._says_why(person, line, telling)

    async def _says_why(self, person: Phone, line: Line, telling: int) -> None:
        """In words; then it is to be put right, and said again."""
        if line.chat > 0 and any(
            data.startswith("t:") for row in self.town.telegram.said_in(line.chat)[-1].buttons for _l, data in row
        ):
            await person.says("It still is as it was")
        issue = await self.town.does(partial(_issue_of, telling))
        if issue in self.books.matters and not self.books.matters[issue].acts:
            self.books.matters[issue].acts = [CHANGED]
            self.books.matters[issue].next_act_at = self.town.clock.at + timedelta(days=4)

    # What goes wrong

    async def _moves(self, place: Place) -> None:
        old = self.books.now_at(place.chat or 0)
        if old in self.town.telegram.blocked:
            return
        new = NEW_GROUP_CHAT - place.number
        self.books.moved[old] = self.town.telegram.moved[old] = new
        self.books.speaks(new, self.books.language_of(old, self.town.clock.at) or "en", self.town.clock.at)
        await place.members[0].says("", old, migrate_to_chat_id=new)
        await place.members[0].says("", new, migrate_from_chat_id=old)

    async def _vanishes(self, place: Place) -> None:
        await self._goes(place.members[0], self.books.now_at(place.chat or 0))

    async def _person_goes(self, place: Place) -> None:
        await self._goes(place.champion, place.champion.id)

    async def _goes(self, by: Phone, chat: int) -> None:
        """Throws the bot out of a group, or blocks it; most let it in again."""
        if chat in self.books.erased or chat in self.town.telegram.blocked:
            return
        self.town.telegram.blocked.add(chat)
        until = self.town.clock.at + VANISHED if self.chance.random() < 0.8 else None
        self.books.away.append((chat, self.town.clock.at, until))
        await by.removes_bot(chat)
        if until is not None:
            self.planned.append((until, partial(self._comes_back, by, chat)))

    async def _comes_back(self, by: Phone, chat: int) -> None:
        self.town.telegram.blocked.discard(chat)
        await by.adds_bot(chat, before="kicked")

    async def _changes_language(self, place: Place) -> None:
        place.language = "pl" if place.language != "pl" else "ur"
        chat = self.books.now_at(place.chat or 0)
        self.books.speaks(chat, place.language, self.town.clock.at)
        await self.town.does(partial(_speak, chat, place.language))

    async def _is_erased(self, place: Place) -> None:
        phone = place.champion
        if phone.id in self.town.telegram.blocked or self._is_away(place):
            return
        await phone.says("/mydata")
        for _question in range(2):
            asked = self.town.telegram.said_in(phone.id)[-1]
            await phone.presses(next(data for row in asked.buttons for _label, data in row if _erases(data)), asked)
        self.books.erased.add(phone.id)
        for told in self.books.told.values():
            told.is_gone = told.is_gone or told.by is phone

    async def _line_is_bad(self, place: Place) -> None:
        """For some days nobody knows whether what is said in the group arrives: it does."""
        chat = self.books.now_at(place.chat or 0)
        self.town.telegram.answers_lost.add(chat)

        async def mended() -> None:
            self.town.telegram.answers_lost.discard(chat)

        self.planned.append((self.town.clock.at + timedelta(days=3), mended))


def _erases(data: str) -> bool:
    return "erase" in data or data.rpartition(":")[2][:1] == "y"


def _speak(chat: int, language: str, work: Work) -> None:
    group = work.session.exec(select(Group).join(Chat).where(Chat.telegram_id == chat)).one()
    group.language = language
    work.session.flush()
    tellings.language_changed(work, group.chat_id or 0)


def _issue_of(telling: int, work: Work) -> int | None:
    found = "SELECT r.issue_id FROM telling t JOIN raiser r ON r.id = t.raiser_id WHERE t.id = :telling"
    return work.session.execute(sa.text(found), {"telling": telling}).scalar()
