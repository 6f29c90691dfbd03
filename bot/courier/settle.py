"""Writing down what became of calls. Only rows that this epoch took in hand are touched, each only once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from bot.courier import alerts, tellings, topics
from bot.courier.outcome import NEVER_ARRIVED, Cause
from bot.courier.saying import Result
from bot.store import chats
from bot.store.chats import Chat
from bot.store.outbox import Outbox
from bot.words import OutboxState

ATTEMPTS_AT_MOST = 5
MAYBE_MOVED_SECONDS = 10
DOUBLED_AFTER_SECONDS = 2
TOO_MANY = "too many"
LEFT = "left"
NOT_MADE = frozenset({Cause.UNKNOWN, Cause.REFUSED, Cause.UNREACHABLE, Cause.NO_TOPIC, Cause.NOTHING_TO_EDIT})

_OUTBOX = Outbox.__table__  # type: ignore[attr-defined]
_CHAT = Chat.__table__  # type: ignore[attr-defined]

_IN_HAND = sa.or_(_OUTBOX.c.state == OutboxState.SENDING, _OUTBOX.c.state == OutboxState.UNCERTAIN)
_SENT = (
    sa.update(_OUTBOX)
    .where(_OUTBOX.c.id == sa.bindparam("row"), _OUTBOX.c.epoch == sa.bindparam("by"), _IN_HAND)
    .values(
        state=OutboxState.SENT,
        why=None,
        **{name: sa.bindparam(name) for name in ("telegram_chat", "message_id", "state_at")},
    )
)


@dataclass(slots=True)
class Settlement:
    """One writing down of some results, in one transaction."""

    session: Session
    programme_id: int
    now: datetime

    def write(self, results: Sequence[Result]) -> None:
        """Each row and its telling become what the call made of them."""
        self._sent([result for result in results if _is_said(result)])
        for result in results:
            if not _is_said(result):
                self._of(result)(result)

    def _of(self, result: Result) -> Callable[[Result], None]:
        cause = result.outcome.cause
        special: dict[Cause, Callable[[Result], None]] = {
            Cause.SAID: self._piece_said,
            Cause.UNKNOWN: self._unknown,
            Cause.TOO_MANY: self._too_many,
            Cause.MOVED: self._moved,
            Cause.MAYBE_MOVED: self._maybe_moved,
            Cause.NO_TOPIC: self._no_topic,
            Cause.UNREACHABLE: self._unreachable,
            Cause.NOTHING_TO_EDIT: self._nothing_there,
            Cause.REFUSED: self._refused,
        }
        if result.saying.what["do"] == "topic" and cause in NOT_MADE:
            return self._topic_not_made
        return self._again if cause in NEVER_ARRIVED - special.keys() else special[cause]

    def _sent(self, results: Sequence[Result]) -> None:
        """A change of a message does not bear its number: that belongs to the row that said it."""
        if results:
            self.session.execute(_SENT, [self._sent_row(result) for result in results])
            tellings.sent(self.session, (result.saying for result in results), self.now)
        for result in results:
            if result.saying.what["do"] == "leave":
                self._has_left(result)
            if result.saying.what["do"] == "topic":
                topic, thread = result.saying.what["topic"], result.outcome.thread
                topics.made(self.session, self.programme_id, result.saying.chat_id, topic, thread, self.now)
            if result.saying.pieces > 1:
                self._set(result, states=(OutboxState.SENT,), what=_with_piece(result))

    def _has_left(self, result: Result) -> None:
        """What is owed to a chat that the bot went out of has failed there, so that it is seen."""
        there = sa.update(_CHAT).where(_CHAT.c.id == result.saying.chat_id, _CHAT.c.unreachable_at.is_(None))
        self.session.execute(there.values(unreachable_at=self.now, unreachable_why=LEFT))
        self._fail_waiting(result.saying.chat_id, LEFT)

    def _sent_row(self, result: Result) -> dict[str, Any]:
        saying, outcome = result.saying, result.outcome
        is_new = not saying.may_be_doubled
        return {
            "row": saying.id,
            "by": saying.epoch,
            "telegram_chat": outcome.chat if is_new else None,
            "message_id": outcome.message_id if is_new else None,
            "state_at": self.now,
        }

    def _piece_said(self, result: Result) -> None:
        """The rest of it waits, and goes on where this ended even after a crash."""
        self._set(result, state=OutboxState.WAITING, attempts=0, what=_with_piece(result))

    def _again(self, result: Result) -> None:
        self._set(result, state=OutboxState.WAITING, attempts=_OUTBOX.c.attempts - 1)

    def _too_many(self, result: Result) -> None:
        self._again(result)
        self._hold(result, result.outcome.seconds, TOO_MANY)

    def _unknown(self, result: Result) -> None:
        if not result.saying.may_be_doubled:
            self._set(result, state=OutboxState.UNCERTAIN, why=result.outcome.why)
            tellings.uncertain(self.session, [result.saying], self.now)
        elif result.saying.attempts >= ATTEMPTS_AT_MOST:
            self._failed(result)
        else:
            later = self.now + timedelta(seconds=DOUBLED_AFTER_SECONDS)
            self._set(result, state=doubled_state(), due_at=later, why=result.outcome.why)

    def _moved(self, result: Result) -> None:
        """The chat has another number now; the message is said there, once."""
        if result.saying.attempts >= ATTEMPTS_AT_MOST or result.outcome.chat is None:
            self._failed(result)
            return
        old = self.session.execute(sa.select(_CHAT.c.telegram_id).where(_CHAT.c.id == result.saying.chat_id)).scalar()
        asked = getattr(result.saying.call, "chat_id", old)
        if isinstance(asked, int):
            chats.migrate(self.session, self.programme_id, asked, result.outcome.chat)
        self._set(result, state=OutboxState.WAITING)

    def _maybe_moved(self, result: Result) -> None:
        """The word of a new number may still be on its way to the intake."""
        if result.saying.attempts >= ATTEMPTS_AT_MOST:
            self._unreachable(result)
        else:
            self._set(result, state=OutboxState.WAITING, why=result.outcome.why)
            self._hold(result, MAYBE_MOVED_SECONDS, result.outcome.why)

    def _no_topic(self, result: Result) -> None:
        """General is always there. A reply whose topic is closed is said without being a reply."""
        thread = getattr(result.saying.call, "message_thread_id", None)
        if thread is None and "reply_to" in result.saying.what:
            alone = {name: value for name, value in result.saying.what.items() if name != "reply_to"}
            self._set(result, state=OutboxState.WAITING, what=alone)
            return
        if thread is None:
            self._refused(result)
            return
        topic, chat_id = result.saying.what.get("topic", ""), result.saying.chat_id
        why = result.outcome.why or ""
        if topics.gone(self.session, self.programme_id, chat_id, topic, thread, why, self.now):
            self._set(result, state=OutboxState.WAITING)
            return
        mine = (_CHAT.c.id == result.saying.chat_id, _CHAT.c.thread_id == thread)
        self.session.execute(sa.update(_CHAT).where(*mine).values(thread_id=None))
        self._set(result, state=OutboxState.WAITING)
        alerts.topic_gone(self.session, self.programme_id, result.saying.chat_id, thread, self.now)

    def _topic_not_made(self, result: Result) -> None:
        self._set(result, state=OutboxState.FAILED, why=result.outcome.why or result.outcome.cause)
        topic, chat_id = result.saying.what["topic"], result.saying.chat_id
        topics.not_made(self.session, self.programme_id, chat_id, topic, result.outcome, self.now)

    def _unreachable(self, result: Result) -> None:
        """All that waits for the chat has failed with it, so that what is owed there is seen."""
        self._failed(result)
        chat_id, why = result.saying.chat_id, result.outcome.why or ""
        fresh = sa.update(_CHAT).where(_CHAT.c.id == chat_id, _CHAT.c.unreachable_at.is_(None))
        marked = self.session.execute(fresh.values(unreachable_at=self.now, unreachable_why=why))
        self._fail_waiting(chat_id, why)
        if marked.rowcount:  # type: ignore[attr-defined]
            alerts.unreachable(self.session, self.programme_id, chat_id, why, self.now)

    def _fail_waiting(self, chat_id: int, why: str) -> None:
        waiting = (
            _OUTBOX.c.chat_id == chat_id,
            _OUTBOX.c.state == OutboxState.WAITING,
            _OUTBOX.c.what["do"].as_string() != "leave",
        )
        failed = sa.update(_OUTBOX).where(*waiting).values(state=OutboxState.FAILED, state_at=self.now, why=why)
        owed = self.session.execute(failed.returning(_OUTBOX.c.telling_id, _OUTBOX.c.followup_id)).all()
        tellings.failed(self.session, owed, self.now)

    def _refused(self, result: Result) -> None:
        self._failed(result)
        why = result.outcome.why or result.outcome.cause
        alerts.refused(self.session, self.programme_id, result.saying.chat_id, why, self.now)

    def _nothing_there(self, result: Result) -> None:
        self._failed(result)
        if result.saying.what["do"] == "edit":
            topics.card_gone(self.session, result.saying.what["outbox"], self.now)

    def _failed(self, result: Result) -> None:
        self._set(result, state=OutboxState.FAILED, why=result.outcome.why or result.outcome.cause)
        tellings.failed(self.session, [result.saying], self.now)

    def _hold(self, result: Result, seconds: float, why: str | None) -> None:
        """Nothing goes to this chat before then, not even from another process after a crash."""
        until = self.now + timedelta(seconds=seconds)
        chat = (_OUTBOX.c.chat_id == result.saying.chat_id, _OUTBOX.c.state == OutboxState.WAITING)
        self.session.execute(sa.update(_OUTBOX).where(*chat, _OUTBOX.c.due_at < until).values(due_at=until, why=why))

    def _set(
        self,
        result: Result,
        states: tuple[OutboxState, ...] = (OutboxState.SENDING, OutboxState.UNCERTAIN),
        **values: Any,
    ) -> None:
        saying = result.saying
        mine = (_OUTBOX.c.id == saying.id, _OUTBOX.c.epoch == saying.epoch, _OUTBOX.c.state.in_(states))
        self.session.execute(sa.update(_OUTBOX).where(*mine).values(state_at=self.now, **values))


def doubled_state() -> sa.ColumnElement[str]:
    """An edit that a later one has taken the place of has lost its key, and is not worth a second try."""
    is_superseded = sa.and_(_OUTBOX.c.what["do"].as_string() == "edit", _OUTBOX.c.key.is_(None))
    return sa.case((is_superseded, OutboxState.DROPPED), else_=OutboxState.WAITING)


def _is_said(result: Result) -> bool:
    """Whether all of it was said; not being in a chat is what leaving it was for."""
    if result.saying.what["do"] == "leave" and result.outcome.cause == Cause.UNREACHABLE:
        return True
    return result.outcome.cause == Cause.SAID and result.saying.is_last_piece


def _with_piece(result: Result) -> dict[str, Any]:
    saying = result.saying
    earlier = saying.what["said"]["ids"] if saying.piece else []
    return {**saying.what, "said": {"digest": saying.digest, "ids": [*earlier, result.outcome.message_id]}}
