"""The world: everybody and everything there is, and how to find it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bot.practice import faults, groups
from bot.practice.chats import Chat, Kind, Member, Status
from bot.practice.clockwork import Clockwork
from bot.practice.events import Events
from bot.practice.files import Files
from bot.practice.journal import Journal
from bot.practice.limits import Limits
from bot.practice.people import Account, Bot, Person
from bot.practice.refusals import NotPossible, no_such
from bot.practice.taps import Taps
from bot.practice.updates import Inbox

JSON = dict[str, Any]

FIRST_PERSON_ID = 1001
FIRST_GROUP_ID = -5001
FIRST_SUPERGROUP_ID = -1001000000001
_TOKEN = re.compile(r"(?P<id>[0-9]{1,15}):[A-Za-z0-9_-]{3,}", re.ASCII)
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}", re.ASCII)


class World:
    """One small Telegram. It belongs to the event loop it is served from, and to one thread.

    `offset_file` holds how far its time is moved on; with `any_token`, a token of the right shape that nobody knows yet
    is a new bot.
    """

    def __init__(self, offset_file: Path | None = None, any_token: bool = False) -> None:
        self.any_token = any_token
        self.clock = Clockwork(offset_file)
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.groups: dict[int, Chat] = {}
        self.privates: dict[tuple[int, int], Chat] = {}
        self.files = Files()
        self.events = Events(self.clock.real)
        self.journal = Journal()
        self.limits = Limits(self.clock.monotonic)
        self.faults = faults.Faults(self._faults_changed, self._release_updates)
        self.taps = Taps(self.clock.now)
        self.last_private_message = 0

    async def close(self) -> None:
        """Stops what runs beside the requests: the deliveries to webhooks, and waits for updates."""
        self.events.close()
        for bot in self.bots.values():
            bot.inbox.interrupt("the practice Telegram is closing")
            if bot.webhook is not None:
                await bot.webhook.stop()

    # Making

    def bot(
        self, token: str, first_name: str | None = None, username: str | None = None, privacy: bool | None = None
    ) -> Bot:
        """A bot with this token: a new one, or the one there is with what is given changed."""
        shape = _TOKEN.fullmatch(token)
        if shape is None:
            raise NotPossible("A token is digits, a colon, and at least three letters, digits, - or _.")
        bot_id = int(shape["id"])
        bot = self.bots.get(bot_id)
        if bot is None:
            self._check_free(bot_id)
            name = username or f"practice_{bot_id}_bot"
            bot = self.bots[bot_id] = Bot(bot_id, token, "Practice bot", name, Inbox(self.clock.now))
        bot.token, bot.first_name = token, first_name or bot.first_name
        bot.username = _checked_username(username) or bot.username
        bot.privacy = bot.privacy if privacy is None else privacy
        self.forget_faces()
        self.events.add("bot", lambda: {"bot": bot.id})
        return bot

    def person(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        id: int | None = None,
    ) -> Person:
        """A new person; without `id` the next free one is theirs."""
        if not first_name.strip():
            raise NotPossible("A person has a first name.")
        person_id = id if id is not None else self._free(FIRST_PERSON_ID, 1)
        self._check_free(person_id)
        person = Person(person_id, first_name, last_name, _checked_username(username), language_code)
        self.people[person_id] = person
        self.events.add("person", lambda: {"person": person.id})
        return person

    def group(
        self,
        title: str,
        kind: str = "supergroup",
        members: Sequence[Person] = (),
        owner: Person | None = None,
        topics: Iterable[str] = (),
        username: str | None = None,
        id: int | None = None,
    ) -> Chat:
        """A new `group`, `supergroup` or `forum` with people in it; the first of them owns it unless `owner` does."""
        if kind not in ("group", "supergroup", "forum") or not title.strip():
            raise NotPossible("A group has a title, and its kind is group, supergroup or forum.")
        first = FIRST_GROUP_ID if kind == "group" else FIRST_SUPERGROUP_ID
        chat_id = id if id is not None else self._free(first, -1)
        self._check_free(chat_id, group=True)
        chat = Chat(chat_id, Kind.GROUP if kind == "group" else Kind.SUPERGROUP, title, username, kind == "forum")
        chat.last_id = 0 if kind == "group" else 1
        self.groups[chat_id] = chat
        everyone = [*([owner] if owner else []), *(one for one in members if one is not owner)]
        for place, one in enumerate(everyone):
            chat.members[one.id] = Member(one, Status.MEMBER if place else Status.CREATOR)
        self.chat_changed(chat)
        for name in topics:
            groups.add_topic(self, chat, name, by=groups.somebody(chat))
        return chat

    def _free(self, first: int, step: int) -> int:
        taken: set[int] = {*self.people, *self.bots, *self.groups}
        while first in taken:
            first += step
        return first

    def next_supergroup_id(self) -> int:
        """The id that the next supergroup gets."""
        return self._free(FIRST_SUPERGROUP_ID, -1)

    def _check_free(self, wanted: int, group: bool = False) -> None:
        if wanted in self.people or wanted in self.bots or wanted in self.groups:
            raise NotPossible(f"{wanted} is somebody's id already.", status=409)
        if not isinstance(wanted, int) or (wanted < 0) != group or wanted == 0:
            raise NotPossible("Groups have ids below 0, people and bots above it.")

    # Finding

    def bot_with(self, token: str) -> Bot | None:
        """The bot whose token this is; made on the spot where any token will do."""
        head, _, _ = token.partition(":")
        bot = self.bots.get(int(head)) if head.isascii() and head.isdigit() and len(head) < 16 else None
        if bot is None and self.any_token and _TOKEN.fullmatch(token):
            bot = self.bot(token)
        return bot if bot is not None and bot.token == token else None

    def the_bot(self, bot_id: int | None = None) -> Bot:
        """The bot with this id; without one, the bot that was made first."""
        bot = next(iter(self.bots.values()), None) if bot_id is None else self.bots.get(bot_id)
        if bot is None:
            raise no_such("bot", "" if bot_id is None else bot_id)
        return bot

    def the_person(self, person_id: object) -> Person:
        """The person with this id."""
        if not isinstance(person_id, int) or person_id not in self.people:
            raise no_such("person", person_id)
        return self.people[person_id]

    def account(self, account_id: int) -> Account:
        """The person or bot with this id."""
        return self.bots.get(account_id) or self.the_person(account_id)

    def the_group(self, chat_id: object) -> Chat:
        """The group with this id."""
        if not isinstance(chat_id, int) or chat_id not in self.groups:
            raise no_such("group", chat_id)
        return self.groups[chat_id]

    def private(self, bot: Bot, person: Person) -> Chat:
        """The private chat of a person and a bot; it is there, empty, before a word is said."""
        key = (bot.id, person.id)
        if key not in self.privates:
            chat = Chat(person.id, Kind.PRIVATE, person=person, bot=bot)
            chat.members = {person.id: Member(person), bot.id: Member(bot)}
            self.privates[key] = chat
        return self.privates[key]

    def chat(self, chat_id: int, bot_id: int | None = None) -> Chat:
        """The chat with this id; a private one is that with the bot `bot_id`."""
        return self.the_group(chat_id) if chat_id < 0 else self.private(self.the_bot(bot_id), self.the_person(chat_id))

    def named(self, username: str) -> Account | Chat | None:
        """Whoever has this username."""
        wanted = username.lower()
        everyone: list[Account | Chat] = [*self.bots.values(), *self.people.values(), *self.groups.values()]
        return next((one for one in everyone if (one.username or "").lower() == wanted), None)

    def chats_of(self, person: Person) -> list[Chat]:
        """The chats that somebody is in: one with every bot, and their groups; the latest first."""
        private = [self.private(bot, person) for bot in self.bots.values()]
        groups = [one for one in self.groups.values() if one.has(person.id) and one.upgraded_to is None]
        return sorted([*private, *groups], key=lambda one: one.stirred, reverse=True)

    # Telling

    def tell(self, bot: Bot, kind: str, payload: JSON, chat: Chat | None, lane: str | None = None) -> None:
        """Puts an update into a bot's inbox, if it asked for that kind and has not been shut out."""
        if not bot.inbox.wants(kind):
            return
        about = chat.id if chat is not None else None
        twice = bool(self.faults) and self.faults.on_update(faults.Kind.DUPLICATE, bot.id, about)
        hold = bool(self.faults) and self.faults.on_update(faults.Kind.REORDER, bot.id, about)
        bot.inbox.put({kind: payload}, lane or str(about), twice=twice, hold=hold)

    def chat_changed(self, chat: Chat) -> None:
        """A chat looks different now."""
        chat.changed()
        self.events.add("chat", lambda: {"chat": chat.key})

    def forget_faces(self) -> None:
        """Somebody is called something else now."""
        for chat in (*self.groups.values(), *self.privates.values()):
            chat.changed()

    def _faults_changed(self) -> None:
        self.events.add("faults", lambda: {"faults": self.faults.as_json()})

    def _release_updates(self) -> None:
        for bot in self.bots.values():
            bot.inbox.let_go()


def _checked_username(username: str | None) -> str | None:
    if username is not None and not _USERNAME.fullmatch(username):
        raise NotPossible("A username is 3 to 32 letters, digits and _, and starts with a letter.")
    return username
