"""A walk over real HTTP: steps chosen by chance, a real bot, and what must hold after each of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from bot.courier import uncertain
from bot.handlers import arrival, commands, errands, menus
from bot.talk import PREFIX
from tests.walker import canaries
from tests.walker.rows import Rows
from tests.walker.steps import STEERING, Act, Step, Where
from tests.wire.standing import Standing
from tests.wire.street import LOCALES, TOKEN, Street
from tests.wire.test_the_loop import a_champion_joins, a_group_is_bound, the_desk_is_set_up, the_letter_is_written
from tests.wire.tester import JSON, Phone, plain

COMMANDS = sorted({*commands.COMMANDS, *commands.TO_TALK, *menus.IN_PRIVATE, *menus.IN_GROUPS, "unknown", "setings"})
SENDINGS = ("voice", "photo", "document", "contact")
ANSWERS = ("Two more lines", "12", "tomorrow", "Tom Reed", "1")
SCREENS_BACK = 10
ANSWERS_BETWEEN_RESTARTS = 40
BOT = int(TOKEN.split(":")[0])
DESK = (0, 1)
SETTLES_WITHIN_SECONDS = 15
UNFIT_FOR_A_LOG = ("Traceback", '"level": "error"', '"level": "critical"', "update failed")
SAID_AGAIN_SECONDS = uncertain.SAID_AGAIN_AFTER_SECONDS + 5


@dataclass
class Walk:
    """Six people, a group and a staff room on a street; `take` takes one step and looks whether all is well."""

    street: Street
    written: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    _restarts_after: int = 0
    _numbers: Any = field(default_factory=lambda: count(1))

    async def opens(self) -> None:
        """The desk is set up, the group is bound, a champion has joined; one who is new is there too."""
        practice, street = self.street.practice, self.street
        names = (("Priya", "en"), ("Tom", "en"), ("Samina", "ur"), ("Nadia", "ur"), ("Newcomer", "pl"))
        self.people = [await practice.person(name, language) for name, language in names]
        priya, tom, samina, nadia, _newcomer = self.people
        self.room = await practice.group("Staff room", priya, tom)
        self.group = await practice.group("خواتین کا حلقہ", nadia, samina)
        await the_desk_is_set_up(street, priya, tom, self.room)
        await a_group_is_bound(street, priya, nadia, self.group)
        await the_letter_is_written(priya)
        await a_champion_joins(priya, samina)
        self.standing = Standing(street)
        self.links = [await self._link("/invite"), await self._link("/invite staff")]
        self.rows = Rows(errands.all_of(LOCALES, True))
        self.old_buttons: list[str] = []
        self.seq = (await practice.call("GET", "state"))["seq"]

    async def _link(self, command: str) -> str:
        """A new link, from the administrator's own chat."""
        await self.people[0].says(command)
        await self._settles()
        told = (await self.people[0].heard("t.me/"))[-1]["text"]
        return plain(str(told)).split()[-1]

    async def take(self, step: Step) -> None:
        """Take one step; wait until everything is said; look."""
        phone = self.people[step.who % len(self.people)]
        chat = {Where.PRIVATE: phone.id, Where.GROUP: self.group, Where.ROOM: self.room}[step.where]
        if chat < 0 and phone.id not in await self._members(chat):
            chat = phone.id
        self.written.append(f"{next(self._numbers)}. {phone.name} {chat}: {step.act} ({step.pick}) {step.words[:50]!r}")
        began = time.time()
        must = await DO.get(step.act, Walk._says)(self, step, phone, chat)
        await self._settles()
        took = await self._was_answered(phone, chat, must, began)
        if took is not None and step.act is not Act.RESTARTS:
            self.seconds.append(took)
        with self.standing.engine.connect() as connection:
            broken = self.rows.broken(connection)
        assert not broken, broken

    async def closes(self) -> None:
        """Nothing improper stands on the bot's pages, nor in what it printed."""
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.street.env['HEARBACK_PORT']}") as client:
            pages = [await client.get(path) for path in ("/health/live", "/health/ready", f"/health/{canaries.PHONE}")]
        assert not canaries.found_in("\n".join(f"{page.headers} {page.text}" for page in pages), TOKEN)
        printed = "\n".join(out.read_text() for out in sorted(self.street.folder.glob("bot-*.out")))
        for unfit in (*UNFIT_FOR_A_LOG, TOKEN):
            assert unfit not in printed, printed[max(0, printed.index(unfit) - 500) :][:3000]
        assert not canaries.found_in(printed), canaries.found_in(printed)

    # What is done; each returns the chats in one of which an answer must come, if it must

    async def _goes_on(self, step: Step, phone: Phone, chat: int) -> set[int]:
        question = await self._question(phone)
        if question is None:
            where = self.room if step.who % len(self.people) in DESK else chat
            return await self._taps(step, phone, where)
        options = [data for data in _data(question) if data.rpartition(":")[2][:1] in "oynsd+-k"]
        which = step.pick % (len(options) + 1)
        if which < len(options):
            return await self._presses(phone, phone.id, question["message_id"], options[which])
        await phone.says(ANSWERS[step.pick % len(ANSWERS)])
        return {phone.id}

    async def _taps(self, step: Step, phone: Phone, chat: int) -> set[int]:
        said = [message for message in await phone.reads(chat) if message["from"]["is_bot"]][-SCREENS_BACK:]
        shown = [(message["message_id"], data) for message in reversed(said) for data in _data(message)]
        self.old_buttons += [data for _message, data in shown if data not in self.old_buttons]
        if not shown:
            return await self._says(step, phone, chat)
        return await self._presses(phone, chat, *shown[step.pick % len(shown)])

    async def _taps_old(self, step: Step, phone: Phone, chat: int) -> set[int]:
        """As a changed app may send it: under a message where it never was."""
        said = [message for message in await phone.reads(chat) if message["from"]["is_bot"]]
        if not self.old_buttons or not said or chat < 0:
            return set()
        data = self.old_buttons[step.pick * 7 % len(self.old_buttons)]
        press = {"id": f"{time.time_ns()}", "from": {"id": phone.id, "is_bot": False, "first_name": phone.name}}
        at = {"message_id": said[-1]["message_id"], "date": 0, "chat": {"id": chat, "type": "private"}}
        query = {**press, "chat_instance": "c", "data": data, "message": at}
        await self.street.practice.call("POST", "updates", update={"callback_query": query})
        return set()

    async def _presses(self, phone: Phone, chat: int, message: int, data: str) -> set[int]:
        self.written.append(f"    {phone.name} taps {data}")
        try:
            tap = await phone.does("tap", message_id=message, data=data, chat=chat, wait=15)
        except AssertionError as gone:
            assert " 409 " in str(gone) or " 404 " in str(gone), gone  # it was edited away while it was reached for
            return set()
        self.written.append(f"    (toast) {tap['answer'] and tap['answer']['text']}")
        assert tap["answered"], f"a dead button: {data}"
        return set() if tap["answer"] and tap["answer"]["text"] else {chat, phone.id, self.room}

    async def _says(self, step: Step, phone: Phone, chat: int) -> set[int]:
        await self._is_back(phone, chat)
        await phone.says(step.words.strip("\x00") or "?", chat)
        return {phone.id} if chat > 0 else set()

    async def _steers(self, step: Step, phone: Phone, chat: int) -> set[int]:
        return await self._says(step._replace(words=STEERING[step.pick % len(STEERING)]), phone, chat)

    async def _commands(self, step: Step, phone: Phone, chat: int) -> set[int]:
        command = COMMANDS[step.pick % len(COMMANDS)]
        words = f"/{command}" + (" the bus stop is gone" if len(step.words) % 3 == 0 else "")
        must = await self._says(step._replace(words=words), phone, chat)
        return must or ({chat, phone.id} if command in arrival.OUR_COMMANDS else set())

    async def _sends(self, step: Step, phone: Phone, chat: int) -> set[int]:
        await self._is_back(phone, chat)
        kind = SENDINGS[step.pick % len(SENDINGS)]
        caption = {} if kind == "contact" or len(step.words) % 2 else {"caption": step.words[:500]}
        await phone.does(kind, chat=chat, **caption)
        return {phone.id} if chat > 0 else set()

    async def _replies(self, step: Step, phone: Phone, chat: int) -> set[int]:
        said = [one for one in await phone.reads(chat) if one["from"]["is_bot"] and one["kind"] != "service"]
        if not said:
            return set()
        await self._is_back(phone, chat)
        above = said[-1 - step.pick % min(len(said), SCREENS_BACK)]
        await phone.says(step.words.strip("\x00") or "?", chat, reply_to=above["message_id"])
        return {chat, phone.id}

    async def _edits(self, step: Step, phone: Phone, chat: int) -> set[int]:
        mine = [one for one in await phone.reads(chat) if one["mine"] and one["kind"] == "text"]
        if mine:
            message = mine[-1 - step.pick % len(mine)]["message_id"]
            await phone.does("edit", message_id=message, text=step.words.strip("\x00") or "?", chat=chat)
        return set()

    async def _opens_link(self, step: Step, phone: Phone, chat: int) -> set[int]:
        await self._is_back(phone, phone.id)
        await phone.opens(self.links[step.pick % len(self.links)])
        return {phone.id}

    async def _comes_again(self, step: Step, phone: Phone, chat: int) -> set[int]:
        await self.street.practice.call("POST", "faults", kind="duplicate", times=1)
        return set()

    async def _comes_late(self, step: Step, phone: Phone, chat: int) -> set[int]:
        """Two in the wrong order: the first waits for the second."""
        await self.street.practice.call("POST", "faults", kind="reorder", times=1)
        await self._says(step, phone, phone.id)
        await self._says(step._replace(words="and one more thing"), phone, phone.id)
        return {phone.id}

    async def _waits(self, step: Step, phone: Phone, chat: int) -> set[int]:
        await self.street.later(hours=step.pick % 40)
        return set()

    async def _goes(self, step: Step, phone: Phone, chat: int) -> set[int]:
        if step.pick % 3 == 0:
            await phone.does("block", bot=BOT)
        return set()

    async def _restarts(self, step: Step, phone: Phone, chat: int) -> set[int]:
        """kill -9 with something just said: answered all the same, once what was in flight counts as lost.

        Not too often: a courier waits seconds for its predecessor's lease to run out.
        """
        if len(self.seconds) < self._restarts_after:
            return await self._says(step, phone, chat)
        self._restarts_after = len(self.seconds) + ANSWERS_BETWEEN_RESTARTS
        must = await self._says(step, phone, phone.id)
        await self.street.kill_bot()
        await self.street.start_bot()
        await self.street.courier_speaks()
        await self.street.later(seconds=SAID_AGAIN_SECONDS)
        return must

    # What must come of it

    async def _settles(self) -> None:
        """Wait until every update is taken in and everything that is due is said."""
        until = time.monotonic() + SETTLES_WITHIN_SECONDS
        while time.monotonic() < until:
            bots = await self.street.practice.call("GET", "bots")
            if bots[0]["waiting_updates"] == 0 and not await asyncio.to_thread(self.standing.unsaid):
                return
            await asyncio.sleep(0.01)
        raise AssertionError("what waits was never taken in, or never said")

    async def _was_answered(self, phone: Phone, chat: int, must: set[int], began: float) -> float | None:
        """The seconds that the answer took, where one had to come."""
        came = await self.street.practice.call("GET", f"events?after={self.seq}&limit=500")
        self.seq = came["seq"]
        said = [
            one for one in came["events"] if one["type"] in ("message", "edited") and one["message"]["from"]["is_bot"]
        ]
        for one in said:
            text = plain(one["message"]["text"] or f"({one['message']['kind']})")
            self.written.append(f"    Bot {one['chat_id']} {one['type']}: {text[:200]!r}")
        answers = [one for one in said if one["chat_id"] in must]
        if must and self.standing.may_speak(must):
            assert answers, f"{phone.name} met silence in {chat}"
            return max(0.0, float(answers[0]["real"]) - began)
        return None

    async def _is_back(self, phone: Phone, chat: int) -> None:
        if chat == phone.id:
            await phone.does("unblock", bot=BOT)

    async def _question(self, phone: Phone) -> JSON | None:
        if not self.standing.is_asked(phone.id):
            return None
        asked = [one for one in await phone.reads() if any(data.startswith(PREFIX) for data in _data(one))]
        return asked[-1] if asked else None

    async def _members(self, chat: int) -> list[int]:
        shown = await self.street.practice.call("GET", f"chats/{chat}")
        return [one["id"] for one in shown["members"]]


def _data(message: JSON) -> list[str]:
    return [button["data"] for row in message["buttons"] for button in row if button["data"]]


DO: dict[Act, Callable[[Walk, Step, Phone, int], Awaitable[set[int]]]] = {
    Act.GOES_ON: Walk._goes_on,
    Act.TAPS: Walk._taps,
    Act.TAPS_OLD: Walk._taps_old,
    Act.STEERS: Walk._steers,
    Act.COMMANDS: Walk._commands,
    Act.SENDS: Walk._sends,
    Act.REPLIES: Walk._replies,
    Act.EDITS: Walk._edits,
    Act.OPENS: Walk._opens_link,
    Act.COMES_AGAIN: Walk._comes_again,
    Act.COMES_LATE: Walk._comes_late,
    Act.WAITS: Walk._waits,
    Act.GOES: Walk._goes,
    Act.RESTARTS: Walk._restarts,
}
