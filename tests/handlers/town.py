"""A whole Hearback without processes or network, that reads like a chat.

    town = Town(store)
    samina = await town.champion("Samina")
    await samina.says("The clinic never answers.")
    samina.hears("H-1")

Update JSON goes in by the intake; Bot API calls come out by the courier's own claiming, rendering and writing down.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from aiogram import Bot
from sqlmodel import Session, select

from bot import pseudo
from bot.clock import Clock
from bot.courier import outcome, uncertain, unfold
from bot.courier.claim import Claim
from bot.courier.ledger import Ledger
from bot.courier.render import Made
from bot.courier.saying import Result, Saying
from bot.courier.settle import Settlement
from bot.handlers import errands, presses
from bot.handlers.conversation import Conversations
from bot.handlers.intake import Intake, Outcome
from bot.handlers.unit import Reception
from bot.language import Languages
from bot.loop import chats, digest, invitations, letter, own_files, people, rhythm
from bot.store.chats import Chat, Purpose
from bot.store.programme import Programme
from bot.store.session import Store, Work
from bot.store.trusted import TrustedMessage
from bot.words import LetterPart, Role
from tests.handlers.phone import Phone
from tests.handlers.telegram import TOKEN, Telegram

T = TypeVar("T")
_MESSAGES = sa.select(TrustedMessage.id).limit(1)  # type: ignore[call-overload]
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LANGUAGES = Languages(Path("locales"), ("en", "ur", "pl", pseudo.ACCENTED, pseudo.MIRRORED))
TEAM = "Mare Street health team"
A_DAY = timedelta(days=1)
LETTER = {
    LetterPart.WRONG: {"en": "We asked, and never said what became of it.", "pl": "Nikt nie odpowiadał."},
    LetterPart.CAN: {"en": "We can change our clinics.", "pl": "Możemy zmienić przychodnie."},
    LetterPart.CANNOT: {"en": "We cannot shorten waiting lists.", "pl": "Nie skrócimy kolejek."},
    LetterPart.CLAIMS: {"en": "Bus fares. Ask Priya Shah.", "pl": "Bilety autobusowe."},
}
FUNDED_UNTIL = date(2029, 3, 31)
BETWEEN_MESSAGES = timedelta(minutes=5)
# As long as Telegram's own today: a short one is found by chance within hashes and random numbers.
A_PERSONS_NUMBER = 7_310_001_001


class HandClock(Clock):
    """A clock that stands still until it is moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.at = MONDAY

    def now(self) -> datetime:
        return self.at


class Town:
    """Hearback, its database, its Telegram, and people to play.

    `has_digest`: whether staff get the digest of each working day; most tests neither read it nor wait for it.
    """

    has_digest = False

    def __init__(
        self, store: Store, languages: Languages = LANGUAGES, programme: str = TEAM, *, has_letter: bool = True
    ) -> None:
        self.store, self.clock, self.telegram, self.languages = store, HandClock(), Telegram(), languages
        self.programme = store.write_now(partial(_programme, programme))
        self.reception = Reception(store, self.programme, self.clock, languages)
        self.bot = Bot(TOKEN, session=self.telegram)
        self.conversations = Conversations(errands.all_of(languages, True), languages)
        self.intake = Intake(self.reception, self.bot, self.conversations)
        self.updates: list[dict[str, Any]] = []
        self.between, self.unfolds = BETWEEN_MESSAGES, True
        self._said_at = self.clock.at
        self.since: dict[int, int] = defaultdict(int)
        self._numbers, self._people, self._groups = count(1), count(A_PERSONS_NUMBER), count(1)
        self._has_said, store.on_said = False, self._said
        self._ledger = Ledger(self.programme.id or 0, languages, "test")
        if has_letter:
            store.write_now(lambda session: _letter(Work(session, self.programme, self.clock.now())))
        self._make_file = self._made_beside

    # Updates in

    async def brings(self, **update: Any) -> Outcome:
        """Telegram brings an update; what is to be said because of it is said."""
        raw = {"update_id": next(self._numbers), **update}
        self.updates.append(raw)
        return await self.brings_again(raw)

    async def brings_again(self, raw: dict[str, Any]) -> Outcome:
        """The very same update comes (once more)."""
        came = await self.intake.take(raw)
        await asyncio.gather(*presses._answering)
        await self.speaks()
        return came

    def next_date(self) -> int:
        """When the next message is sent, by its sender's clock: far enough from the one before to be another thing."""
        self._said_at = max(self.clock.at, self._said_at + self.between)
        return int(self._said_at.timestamp())

    # Calls out

    async def speaks(self) -> None:
        """Everything that waits is said, one thing at a time in each chat."""
        results: list[Result] = []
        while self._has_said or results:
            self._has_said = False
            sayings = await self.store.write(partial(self._turn, results))
            results = [Result(saying, await self._called(saying)) for saying in sayings]

    async def later(self, days: float = 0, *, hours: float = 0, minutes: float = 0, step: timedelta = A_DAY) -> None:
        """Time passes, day by day, and what happens by the clock happens."""
        end = self.clock.at + timedelta(days=days, hours=hours, minutes=minutes)
        while self.clock.at < end:
            self.clock.at = min(end, self.clock.at + step)
            await self.ticks()

    async def ticks(self) -> None:
        """The schedule looks once for all that is due."""
        await self.reception.write(self._looks)
        self._has_said = True
        await self.speaks()

    # What is there

    async def does(self, rule: Callable[[Work], T]) -> T:
        """Run a rule in one transaction."""
        return await self.store.write(lambda session: rule(Work(session, self.programme, self.clock.now())))

    async def all(self, table: type[T]) -> list[T]:
        """Every row of a table, the oldest first."""
        return await self.store.write(
            lambda session: sorted(session.exec(select(table)).all(), key=lambda row: row.id)  # type: ignore[attr-defined]
        )

    def reads(self, text: Any, language: str = "en") -> str:
        """A text in a language, without placeholders filled."""
        return self.languages.read(text, language)

    def said_anywhere(self) -> str:
        """All that the bot has ever said, with its buttons."""
        return "\n".join(line.text for chat in list(self.telegram.lines) for line in self.telegram.said_in(chat))

    # People and places

    def phone(self, name: str, language: str = "en") -> Phone:
        """Somebody with a telephone whom the bot does not know."""
        return Phone(self, next(self._people), name, language)

    async def champion(self, name: str, language: str = "en") -> Phone:
        """A champion who has said yes."""
        return await self._known(self.phone(name, language), Role.CHAMPION)

    async def staff(self, name: str, title: str = "Health officer", role: Role = Role.STAFF) -> Phone:
        """A staff member who was let in."""
        return await self._known(self.phone(name), role, title)

    async def room(self) -> int:
        """The staff room's number."""
        return (await self._chat("Staff room", Purpose.STAFF_ROOM)).telegram_id

    async def group(self, name: str, language: str = "en") -> int:
        """The number of a community's group."""

        def make(work: Work) -> int:
            somebody = people.holding(work, frozenset({Role.ADMINISTRATOR}))[0]
            chat = _new_chat(work, -1_000_000_000_000 - next(self._groups), name, Purpose.UNKNOWN)
            chats.bind_group(work, somebody, chat, name, language)
            return chat.telegram_id

        number = await self.does(make)
        await self.speaks()
        return number

    async def chat(self) -> int:
        """The number of a chat that nobody has said anything about."""
        return (await self._chat("Unknown", Purpose.UNKNOWN)).telegram_id

    async def link(self, role: Role, uses: int = 1) -> str:
        """The secret of a new link, made on the machine."""
        return await self.does(lambda work: invitations.make(work, role, by=None, uses=uses)[1])

    async def _chat(self, title: str, purpose: Purpose) -> Chat:
        return await self.does(lambda work: _new_chat(work, -1_000_000_000_000 - next(self._groups), title, purpose))

    async def _known(self, phone: Phone, role: Role, title: str = "") -> Phone:
        def let_in(work: Work) -> None:
            person = people.meet_in_private(work, people.Sender(phone.id, phone.name, phone.language))
            person.consented_at = work.now
            if title:
                person.name, person.title = phone.name, title
            people.grant(work, person, role, allowed_by=None, allowed=True)

        await self.does(let_in)
        return phone

    def _looks(self, work: Work) -> None:
        for look in (*rhythm.LOOKS, self.conversations.look_for_quiet_ones):
            if look is not digest.send or self.has_digest:
                part = look(work)
                while part >= rhythm.IN_PARTS.get(look, part + 1):
                    part = look(work)
        uncertain.say_again(work.session, work.programme_id, work.now)

    # The courier's steps

    def _said(self) -> None:
        self._has_said = True

    def _turn(self, results: list[Result], session: Session) -> list[Saying]:
        Settlement(session, self.programme.id or 0, self.clock.now()).write(results)
        if self.unfolds and session.execute(_MESSAGES).first():
            unfold.unfold(session, self.programme.id or 0, self.clock.now())
        due = self._ledger.rows_due(session, self.clock.now())
        if not due:
            return []
        first_of_chat = {row.chat_id: row.id for row in reversed(due)}
        claim = Claim(session, self.languages, 1, self.clock.now(), self._make_file)
        return claim.take(list(first_of_chat.values()))

    def _made_beside(self, session: Session, *asked: Any) -> Made:
        """A file, made where nothing can be written."""
        make = partial(own_files.make, self.programme, self.languages)
        return self.store.read_beside(lambda beside: make(beside, *asked)).result()

    async def _called(self, saying: Saying) -> outcome.Outcome:
        try:
            return outcome.answered(await self.bot(saying.call))
        except Exception as error:
            return outcome.raised(error)


def _programme(name: str, session: Session) -> Programme:
    programme = Programme(name=name, bot_key=name, username="hearback_bot")
    session.add(programme)
    session.flush()
    return programme


def _letter(work: Work) -> None:
    letter.write(work, None, name="Priya Shah", title="Health officer", funded_until=FUNDED_UNTIL, words=LETTER)


def _new_chat(work: Work, number: int, title: str, purpose: Purpose) -> Chat:
    chat = Chat(programme_id=work.programme_id, telegram_id=number, title=title, purpose=purpose, seen_at=work.now)
    work.session.add(chat)
    work.session.flush()
    return chat
