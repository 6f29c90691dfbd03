"""A walk through a town: steps chosen by chance, and what must hold after each of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from structlog.testing import capture_logs

from bot.handlers import arrival, commands, errands, menus
from bot.store.chats import Purpose
from bot.store.session import Store
from bot.talk import PREFIX
from bot.words import Role
from tests.handlers.happenings import FORWARDED, happens
from tests.handlers.phone import Phone
from tests.handlers.seeing import Seeing
from tests.handlers.telegram import Line
from tests.handlers.town import BETWEEN_MESSAGES, LANGUAGES
from tests.handlers.walked_people import come_together, loop_is_under_way
from tests.handlers.walked_town import WalkedTown
from tests.walker.rows import Rows
from tests.walker.steps import SENDINGS, STEERING, Act, Step, Where

COMMANDS = sorted({*commands.COMMANDS, *commands.TO_TALK, *menus.IN_PRIVATE, *menus.IN_GROUPS, *arrival.OUR_COMMANDS})
ODD_COMMANDS = (
    "/unknown",
    "/setings",
    "/tell@hearback_bot a thing",
    "/help@hearback_bot",
    "/tell@another_bot x",
    "/start x",
)
ARGUMENTS = ("", "", "the bus stop is gone", "staff", "1")
BETWEEN_STEPS = timedelta(seconds=20)
SCREENS_BACK, MOST_ANSWERS = 10, 14
DESK = (0, 1)
DEEP_LINKS = ("hello", "g1", "g2", "g999")
ANSWERS = ("Two more lines", "12", "tomorrow", "Tom Reed", "1")


class Walk:
    """People of every kind, a group and a staff room; `take` takes one step and looks whether all is well."""

    def __init__(self, store: Store, language: str, number: int = 0) -> None:
        self.town = WalkedTown(store, programme=f"Team {number}")
        self.language = language
        self.written: list[str] = []
        self.rows = Rows(errands.all_of(LANGUAGES, True), self.town.programme.id or 0)
        self.old_buttons: list[tuple[str, Line]] = []
        self.own_lines: dict[tuple[int, int], list[Line]] = {}
        self.count = 0

    async def opens(self) -> None:
        """Everybody is there, and the loop is under way."""
        town = self.town
        self.people, self.room, self.group = await come_together(town, self.language)
        self.links = [await town.link(Role.CHAMPION, uses=3), await town.link(Role.STAFF)]
        self.seeing = Seeing(town, self.room)
        await loop_is_under_way(town, self.people, self.room, self.group, self.language)
        self._note(0)
        self.seeing.looks()

    async def take(self, step: Step) -> None:
        """Take one step."""
        self.count += 1
        self.town.clock.at += BETWEEN_STEPS
        phone, chat = self.people[step.who], self._chat(step)
        self.written.append(f"{self.count}. {phone.name} {chat}: {step.act} ({step.pick}) {step.words[:60]!r}")
        before = len(self.town.telegram.calls)
        with capture_logs() as logs:
            await DO[step.act](self, step, phone, chat)
        self._note(before)
        assert not [log for log in logs if log["log_level"] in ("warning", "error", "critical")], logs
        broken = self.town.store.write_now(lambda session: self.rows.broken(session.connection()))
        assert not broken, broken
        self.seeing.looks()

    # What is done

    async def _goes_on(self, step: Step, phone: Phone, chat: int) -> None:
        """Answer what is asked in private, some questions in a row; where nothing is asked, tap anything."""
        turn = 0
        for turn in range(1 + step.pick % MOST_ANSWERS):
            question = self._question(phone)
            if question is None:
                break
            options = [data for row in question.buttons for _label, data in row if _answers(data)]
            which = (step.pick * 7 + turn * 3) // 2 % (len(options) + 1)
            if which < len(options):
                await self._presses(phone, options[which], question)
            else:
                await self._says(step._replace(words=ANSWERS[which % len(ANSWERS)]), phone, phone.id)
        else:
            return
        if not turn:
            await self._taps(step, phone, self.room if step.who in DESK else chat)

    async def _finishes(self, step: Step, phone: Phone) -> None:
        """Most of the time, what was begun is gone on with."""
        if step.pick % 4 and self._question(phone) is not None:
            await self._goes_on(step, phone, phone.id)

    def _question(self, phone: Phone) -> Line | None:
        asked = [line for line in self.town.telegram.said_in(phone.id) if _is_question(line)]
        standing = self.seeing.one(
            "SELECT count(*) FROM conversation c JOIN person p ON p.id = c.person_id WHERE p.telegram_id = :who "
            "AND p.programme_id = :programme",
            who=phone.id,
        )
        return asked[-1] if asked and standing else None

    async def _taps(self, step: Step, phone: Phone, chat: int) -> None:
        lines = self.town.telegram.said_in(chat)[-SCREENS_BACK:]
        shown = [(data, line) for line in reversed(lines) for row in line.buttons for _label, data in row if data]
        if shown:
            await self._presses(phone, *shown[step.pick % len(shown)])
            await self._finishes(step, phone)
        else:
            await self._says(step, phone, chat)

    async def _taps_old(self, step: Step, phone: Phone, chat: int) -> None:
        if self.old_buttons:
            await self._presses(phone, *self.old_buttons[step.pick * 7 % len(self.old_buttons)])

    async def _presses(self, phone: Phone, data: str, line: Line) -> None:
        self.written.append(f"    {phone.name} taps {data}")
        if "?start=" in data:
            await self._answered(phone, phone.id, phone.opens(data.partition("?start=")[2]), must=True)
            return
        await self._is_back(phone, line.chat)
        before = len(self.town.telegram.calls)
        toast = await phone.presses(data, line)
        self.written.append(f"    (toast) {toast}")
        done = [call for call in self.town.telegram.calls[before:] if type(call).__name__ != "AnswerCallbackQuery"]
        assert toast or done, f"a dead button: {data}"

    async def _says(self, step: Step, phone: Phone, chat: int) -> None:
        words = self.seeing.marked(phone, chat, step.words)
        await self._answered(phone, chat, phone.says(words, chat), must=chat > 0)

    async def _steers(self, step: Step, phone: Phone, chat: int) -> None:
        await self._answered(phone, chat, phone.says(STEERING[step.pick % len(STEERING)], chat), must=chat > 0)

    async def _commands(self, step: Step, phone: Phone, chat: int) -> None:
        known = [f"/{name}" for name in COMMANDS]
        command = [*known, *ODD_COMMANDS][step.pick % (len(known) + len(ODD_COMMANDS))]
        argument = ARGUMENTS[len(step.words) % len(ARGUMENTS)]
        if argument and " " not in command:
            command += f" {argument}"
        self.written.append(f"    {command}")
        is_ours = command.split("@")[0].split()[0][1:] in arrival.OUR_COMMANDS and "another" not in command
        await self._answered(phone, chat, phone.says(command, chat), must=chat > 0 or is_ours)
        await self._finishes(step, phone)

    async def _sends(self, step: Step, phone: Phone, chat: int) -> None:
        kind = SENDINGS[step.pick % len(SENDINGS)]
        words = self.seeing.marked(phone, chat, step.words[:900]) if len(step.words) % 2 else ""
        self.written.append(f"    {kind} {words[:30]}")
        await self._answered(phone, chat, phone.sends(kind, words, chat), must=chat > 0)

    async def _replies(self, step: Step, phone: Phone, chat: int) -> None:
        lines = self.town.telegram.said_in(chat)[-SCREENS_BACK:]
        if not lines:
            return
        line = lines[-1 - step.pick % len(lines)]
        words = self.seeing.marked(phone, chat, step.words)
        self.written.append(f"    to {line.text[:50]!r}")
        await self._answered(phone, chat, phone.says(words, chat, reply_to=line), must=True)

    async def _edits(self, step: Step, phone: Phone, chat: int) -> None:
        mine = [line for line in self.town.telegram.lines[chat] if line.by and line.by["id"] == phone.id and line.text]
        if mine:
            line = mine[-1 - step.pick % len(mine)]
            await phone.edits(line, self.seeing.marked(phone, chat, step.words))

    async def _opens(self, step: Step, phone: Phone, chat: int) -> None:
        said = self.town.said_anywhere()
        links = [*self.links, *DEEP_LINKS, *(part.split()[0] for part in said.split("?start=")[1:] if part.split())]
        await self._answered(phone, phone.id, phone.opens(links[step.pick % len(links)]), must=True)

    async def _in_a_row(self, step: Step, phone: Phone, chat: int) -> None:
        """Within seconds, or all at once as an album."""
        self.town.between = timedelta(seconds=step.pick % 60)
        album: dict[str, Any] = {"media_group_id": str(self.count)} if step.pick % 2 else {}
        for turn in range(2 + step.pick % 3):
            words = self.seeing.marked(phone, chat, f"{'/tell ' if chat < 0 else ''}{step.words[:900]}")
            if turn % 2 or album:
                await self._answered(phone, chat, phone.sends("photo", words, chat, **album), must=False)
            else:
                await self._answered(phone, chat, phone.says(words, chat), must=chat > 0)
        self.town.between = BETWEEN_MESSAGES

    async def _happens(self, step: Step, phone: Phone, chat: int) -> None:
        words = self.seeing.marked(phone, self.group, step.words[:200])
        if (step.pick % 8) == FORWARDED:
            origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody"}
            await self._answered(phone, phone.id, phone.says(words, forward_origin=origin), must=True)
        else:
            await happens(phone, self.group, step.pick, words)

    async def _comes_again(self, step: Step, phone: Phone, chat: int) -> None:
        if self.town.updates:
            before, said = self.seeing.counts(), len(self.town.telegram.calls)
            await self.town.brings_again(self.town.updates[-1 - step.pick % len(self.town.updates)])
            assert self.seeing.counts() == before, "an update that came again changed something"
            new = self.town.telegram.calls[said:]
            assert [type(call).__name__ for call in new] in ([], ["AnswerCallbackQuery"]), new

    async def _comes_late(self, step: Step, phone: Phone, chat: int) -> None:
        if self.town.late is None:
            self.town.holds_next = True

    async def _waits(self, step: Step, phone: Phone, chat: int) -> None:
        await self.town.later(days=step.pick % 4, hours=step.pick % 40)

    async def _goes(self, step: Step, phone: Phone, chat: int) -> None:
        """Block the bot or throw it out of the group; whoever is gone comes back first."""
        where = self.group if step.where is Where.GROUP else phone.id
        if where in self.town.telegram.blocked:
            self.town.telegram.blocked.discard(where)
            await phone.adds_bot(where, before="kicked")
        elif step.pick % 3 == 0:
            self.town.telegram.blocked.add(where)
            await phone.removes_bot(where)

    async def _restarts(self, step: Step, phone: Phone, chat: int) -> None:
        self.town.restarts()

    # What must come of it

    async def _answered(self, phone: Phone, chat: int, doing: Any, *, must: bool) -> None:
        """Whoever spoke gets an answer: in that chat, or in their own."""
        await self._is_back(phone, chat)
        before, is_late = len(self.town.telegram.calls), self.town.holds_next
        await doing
        if is_late or not must or not self._is_ours(chat):
            return
        chats = {getattr(call, "chat_id", None) for call in self.town.telegram.calls[before:]}
        assert chats & {chat, phone.id}, f"{phone.name} met silence"

    async def _is_back(self, phone: Phone, chat: int) -> None:
        """Nobody can write to a bot, or press its buttons, where they have blocked it."""
        if chat == phone.id and chat in self.town.telegram.blocked:
            self.town.telegram.blocked.discard(chat)
            await phone.adds_bot(chat, before="kicked")

    def _is_ours(self, chat: int) -> bool:
        """Whether the bot may speak there: in private, in groups that were taken in, in the staff room."""
        return chat > 0 or (chat not in self.town.telegram.blocked and self._purpose(chat) != Purpose.UNKNOWN)

    def _purpose(self, chat: int) -> str:
        purpose = "SELECT purpose FROM chat WHERE telegram_id = :chat AND programme_id = :programme"
        return str(self.seeing.one(purpose, chat=chat))

    def _chat(self, step: Step) -> int:
        places = {Where.PRIVATE: self.people[step.who].id, Where.GROUP: self.group, Where.ROOM: self.room}
        return places[step.where]

    def _note(self, before: int) -> None:
        for call in self.town.telegram.calls[before:]:
            text = getattr(call, "text", None) or getattr(call, "caption", None)
            self.written.append(f"    Bot {getattr(call, 'chat_id', '')} {type(call).__name__}: {(text or '')[:300]!r}")
        for chat in [*self.town.telegram.lines]:
            for line in self.town.telegram.said_in(chat)[-2:]:
                new = [(data, line) for row in line.buttons for _label, data in row if data]
                self.old_buttons += [one for one in new if one not in self.old_buttons[-40:]]


def _is_question(line: Line) -> bool:
    return any(data.startswith(PREFIX) for row in line.buttons for _label, data in row)


def _answers(data: str) -> bool:
    """Whether a button answers the question above it, rather than steer."""
    return data.startswith(PREFIX) and data.rpartition(":")[2][:1] in ("o", "y", "n", "s", "d", "+", "-", "k")


DO = {
    Act.GOES_ON: Walk._goes_on,
    Act.TAPS: Walk._taps,
    Act.TAPS_OLD: Walk._taps_old,
    Act.SAYS: Walk._says,
    Act.STEERS: Walk._steers,
    Act.COMMANDS: Walk._commands,
    Act.SENDS: Walk._sends,
    Act.REPLIES: Walk._replies,
    Act.EDITS: Walk._edits,
    Act.OPENS: Walk._opens,
    Act.IN_A_ROW: Walk._in_a_row,
    Act.HAPPENS: Walk._happens,
    Act.COMES_AGAIN: Walk._comes_again,
    Act.COMES_LATE: Walk._comes_late,
    Act.WAITS: Walk._waits,
    Act.GOES: Walk._goes,
    Act.RESTARTS: Walk._restarts,
}
