"""A bot's updates: waiting, handed out, confirmed, gone after a day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from bot.practice.refusals import NotPossible, conflict

JSON = dict[str, Any]

KEPT_SECONDS = 24 * 3600
MOST_AT_ONCE = 100
DELIVERED_KEPT = 1_000
FIRST_UPDATE_ID = 700_000_001
KINDS: Final = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    }
)
ONLY_WHEN_ASKED: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, eq=False)
class Update:
    """One update. `lane` is the chat or person within which Telegram keeps the order when it delivers by webhook."""

    id: int
    lane: str
    body: JSON
    born: float
    twice: bool = False


@dataclass(slots=True, eq=False)
class Inbox:
    """What waits for one bot. `now`: the world's clock; `wanted`: the kinds it asked for (None: Telegram's default)."""

    now: Callable[[], float]
    wanted: frozenset[str] | None = None
    waiting: dict[int, Update] = field(default_factory=dict)
    again: list[Update] = field(default_factory=list)
    delivered: dict[int, Update] = field(default_factory=dict)
    listener: Callable[[Update], None] | None = None
    last_id: int = FIRST_UPDATE_ID - 1
    _held: Update | None = None
    _poller: asyncio.Future[None] | None = None

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        return kind not in ONLY_WHEN_ASKED if self.wanted is None else kind in self.wanted

    def put(self, body: JSON, lane: str | None = None, twice: bool = False, hold: bool = False) -> int:
        """Adds an update (its `update_id` is filled in where it is missing) and answers with its id."""
        if "update_id" not in body:
            body = {"update_id": self.last_id + 1, **body}
        update = Update(body["update_id"], lane or _lane(body), body, self.now(), twice)
        self.last_id = max(self.last_id, update.id)
        if hold and self._held is None:
            self._held = update
        else:
            self._release(update)
        return update.id

    def _release(self, update: Update) -> None:
        held, self._held = self._held, None
        for one in (update, held):
            if one is not None:
                self.waiting[one.id] = one
                self._tell(one)

    def let_go(self) -> None:
        """Releases an update that was held back to come in the wrong order."""
        if self._held is not None:
            held, self._held = self._held, None
            self._release(held)

    def _tell(self, update: Update) -> None:
        if self.listener is not None:
            self.listener(update)
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    def repeat(self, update_id: int) -> None:
        """Delivers an update a second time, with its old id."""
        update = self.delivered.get(update_id) or self.waiting.get(update_id)
        if update is None:
            raise NotPossible(f"Update {update_id} is not among those delivered of late.", status=404)
        self.again.append(update)
        self._tell(update)

    def confirm(self, offset: int) -> None:
        """Forgets what is confirmed: everything below `offset`, or all but the last ones where it is negative."""
        self._drop_old()
        gone = list(self.waiting)[:offset] if offset < 0 else [one for one in self.waiting if one < offset]
        for update_id in gone:
            del self.waiting[update_id]

    def done(self, update: Update) -> None:
        """An update was taken by the bot."""
        self.waiting.pop(update.id, None)
        self._note(update)

    def _note(self, update: Update) -> None:
        self.delivered[update.id] = update
        if len(self.delivered) > DELIVERED_KEPT:
            del self.delivered[next(iter(self.delivered))]

    def clear(self) -> None:
        """Forgets everything that waits."""
        self.waiting.clear()
        self.again.clear()
        self._held = None

    def _drop_old(self) -> None:
        oldest = self.now() - KEPT_SECONDS
        for update in [one for one in self.waiting.values() if one.born < oldest]:
            del self.waiting[update.id]

    def _hand_out(self, limit: int) -> list[JSON]:
        repeats, self.again = self.again[:limit], self.again[limit:]
        fresh = list(islice(self.waiting.values(), limit - len(repeats)))
        for update in fresh:
            self._note(update)
            if update.twice:
                update.twice = False
                self.again.append(update)
        return [one.body for one in (*repeats, *fresh)]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """Answers `getUpdates`: what waits, or the first that comes within so many real seconds.

        A second one that comes meanwhile ends the first with 409.
        """
        self.interrupt()
        self.confirm(offset)
        if (found := self._hand_out(limit)) or seconds <= 0:
            return found
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poller, seconds)
        except TimeoutError:
            return []
        finally:
            if self._poller is poller:
                self._poller = None
        return self._hand_out(limit)

    def interrupt(self, why: str | None = None) -> None:
        """Ends a `getUpdates` that is waiting, with 409."""
        if self._poller is not None and not self._poller.done():
            other = "terminated by other getUpdates request; make sure that only one bot instance is running"
            self._poller.set_exception(conflict(why or other))
            self._poller = None


def _lane(body: JSON) -> str:
    """Where an update that was put in by hand belongs: its chat, or else whoever it is from."""
    for about in body.values():
        if isinstance(about, dict):
            where = about.get("chat") or about.get("from")
            if isinstance(where, dict):
                return str(where.get("id"))
    return "by hand"
