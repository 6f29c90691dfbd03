"""Taking updates in: each is told "got it" only once it is committed, or was set aside because it cannot be handled."""

from __future__ import annotations

import asyncio
import json
import zlib
from enum import StrEnum
from typing import Any, Protocol

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from sqlmodel import Session

from bot import errors
from bot.card_words import Topic
from bot.handlers import arrival, groups, members, presses, private, urgency
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.flood import OPEN, Gate, Passage
from bot.handlers.unit import Reception, Unit
from bot.language import _
from bot.loop import chats, saying
from bot.store.intake import SetAside, Taken, is_new
from bot.store.session import Work

log = structlog.get_logger()
TRIES = 3
BETWEEN_TRIES_SECONDS = 0.2
ROOMS = (private, groups, presses, members)
LARGEST = 2**63
SORRY = _("Something is wrong with me, and I could not take that in. The team knows of it. Please try it again later.")
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


class Outcome(StrEnum):
    """What became of an update."""

    TAKEN = "taken"
    SET_ASIDE = "set_aside"


class Takes(Protocol):
    """Whatever takes updates in."""

    async def take(self, raw: dict[str, Any]) -> Outcome:
        """As `Intake.take`."""


class Intake:
    """Takes one update in at a time for whoever brings it: polling or the webhook."""

    def __init__(self, reception: Reception, bot: Bot, conversations: Conversations, gate: Gate | None = None) -> None:
        self._reception = reception
        self._bot = bot
        self._gate = gate
        self._dispatcher = Dispatcher(reception=reception, conversations=conversations, disable_fsm=True)
        self._dispatcher.include_routers(*(room.router() for room in ROOMS))

    async def take(self, raw: dict[str, Any]) -> Outcome:
        """Take one update in, as it came; when this returns it is committed or set aside.

        Raises `errors.Temporary` where the database cannot take it now: bring it again.
        """
        passage = self._gate.judge(raw, self._reception.clock.now()) if self._gate else OPEN
        if not passage.is_open:
            await self._turn_away(raw, passage)
            return Outcome.TAKEN
        for attempt in range(1, TRIES + 1):
            try:
                await self._once(raw, passage)
                return Outcome.TAKEN
            except errors.Temporary:
                raise
            except Exception as error:
                log.warning("update failed", update=_number(raw), attempt=attempt, error=type(error).__name__)
                failure = error
            await asyncio.sleep(BETWEEN_TRIES_SECONDS)
        await self._set_aside(raw, failure)
        return Outcome.SET_ASIDE

    async def _once(self, raw: dict[str, Any], passage: Passage) -> None:
        update = Update.model_validate(raw, context={"bot": self._bot})
        unit = Unit(self._reception, update.update_id, passage.after)
        await self._dispatcher.feed_update(self._bot, update, unit=unit)
        if not unit.was_run:
            await unit(lambda work: None)

    async def _turn_away(self, raw: dict[str, Any], passage: Passage) -> None:
        """Beyond a limit: the first time it is said so, a press for a few times. Urgent words are looked for still."""
        arrived = self._urgent_beyond(raw)
        if passage.say_so is not None or arrived is not None:
            await Unit(self._reception, _number(raw))(lambda work: _beyond(work, passage, arrived))
        if passage.toast is not None:
            words = self._reception.languages.read(passage.toast, _language(raw))
            await presses.answer(self._bot, raw["callback_query"]["id"], words)

    def _urgent_beyond(self, raw: dict[str, Any]) -> Arrived | None:
        """A message beyond a limit in which a list of urgent words has something: help comes, whatever is kept."""
        if not urgency.may_be_in(raw):
            return None
        try:
            update = Update.model_validate(raw, context={"bot": self._bot})
        except ValueError:
            return None
        message = update.message or update.edited_message
        return arrival.read(message, self._bot.id) if message is not None else None

    async def _set_aside(self, raw: dict[str, Any], failure: BaseException) -> None:
        log.error("update set aside", update=_number(raw), error=type(failure).__name__)
        await self._reception.store.write(lambda session: self._note(session, raw, failure))
        press = raw.get("callback_query")
        if isinstance(press, dict) and isinstance(press.get("id"), str):
            await presses.answer(self._bot, press["id"], self._reception.languages.read(SORRY, "en"))

    def _note(self, session: Session, raw: dict[str, Any], failure: BaseException) -> None:
        work = Work(session, self._reception.programme, self._reception.clock.now())
        number = _number(raw)
        note = SetAside(
            programme_id=work.programme_id,
            update_id=number,
            body=json.dumps(raw).replace("\\u0000", ""),
            why=type(failure).__name__,
            at=work.now,
        )
        if not is_new(session, SetAside, note.model_dump(exclude={"id"})):
            return
        is_new(session, Taken, {"programme_id": work.programme_id, "update_id": number, "taken_at": work.now})
        text = _("I could not read something that came in. It was set aside (number {number}).", number=str(number))
        saying.to_staff(work, [text], key=f"aside:{number}", topic=Topic.OWED)
        writer = chats.find(work, _private_chat(raw))
        if writer is not None:
            saying.to_chat(work, writer.number, [SORRY])


def _beyond(work: Work, passage: Passage, arrived: Arrived | None) -> None:
    if passage.say_so is not None:
        passage.say_so(work)
    if arrived is not None:
        urgency.beyond_limit(work, arrived)


def _number(raw: dict[str, Any]) -> int:
    """The update's number; for what has none, one made from what it holds, below all of Telegram's."""
    number = raw.get("update_id")
    if isinstance(number, int) and 0 <= number < LARGEST:
        return number
    return -1 - zlib.crc32(json.dumps(raw).encode())


def _private_chat(raw: dict[str, Any]) -> int:
    """The private chat that a message was written in; 0 where there is none."""
    message = raw.get("message")
    chat = message.get("chat") if isinstance(message, dict) else None
    number = chat.get("id") if isinstance(chat, dict) else None
    return number if isinstance(number, int) and 0 < number < LARGEST else 0


def _language(raw: dict[str, Any]) -> str:
    """What Telegram says that the one who pressed reads."""
    code = raw["callback_query"]["from"].get("language_code")
    return code if isinstance(code, str) else "en"
