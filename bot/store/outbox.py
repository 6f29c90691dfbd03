"""Everything the bot will say, is saying and has said.

What stands in `Outbox.what` is not words but what is to be said; the courier chooses the words when it sends them:

    {"do": "say",  "parts": [part, ...], "buttons": [[button, ...], ...], "reply_to": message id,
                   "media": {"kind": "voice" | "photo" | ..., "file_id": ...}, "more": [further ones, ...],
                   "language": of the parts, if not the chat's own,
                   "file": {"made": "page" | "data" | "letter" | "report" | "notice", "person": whose or to whom, by
                            our number, ...}}
    {"do": "edit", "outbox": id of the row whose message is edited, "parts": [...], "buttons": [...]}
    {"do": "delete", "outbox": id of the row whose message is deleted}
    {"do": "leave"}
    {"do": "topic", "topic": which standing topic of the staff room is made, "name": Text.to_json()}

    "matters" beside "say": [{"parts": [part, ...], "button": button, "asks": whether it can be answered}, ...], each in
    full while the message fits on the screen of a telephone, else behind its button; "tap": what stands above buttons,
    "rest": the button that leads to all of them.

    "topic" beside "say": where in the staff room; "under": id of the row that it replies to, where that stands there.

    part:   {"text": Text.to_json()}  or  {"of": "update", "id": 12}, and more: see `parts`
    button: {"label": Text.to_json(), "data": up to 64 bytes}  or  {"label": ..., "url": "https://..."}
            or  {"label": ..., "copy": true}, which copies the words that it stands under, where they are short enough

Parts are joined by an empty line. A file is made when it is sent, so that nothing of what it holds waits here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session

from bot.language import Text
from bot.store.columns import BIG, Row, listed, moment, refers, short, words
from bot.store.parts import Part, as_row
from bot.store.parts import Versions as Versions
from bot.words import Lane, OutboxState

SAID, PUT = "said", "put"
_IN_A_TALK, _BROUGHT = sa.text("contact_id IS NOT NULL"), sa.text("words_of IS NOT NULL")
_TOGETHER = sa.text("followup_id IS NOT NULL")
_TRUSTED, _A_COPY = sa.text("trusted_id IS NOT NULL"), sa.text("copy_id IS NOT NULL")
LOST = frozenset({OutboxState.FAILED, OutboxState.DROPPED})


class Outbox(Row, table=True):
    """One thing to be said in one chat. `due_at`: not before; `key`: said at most once a key.

    `words_of`: whose own words (or name) it brings to somebody else; `contact_id`: the talk with a person that it is
    part of. `trusted_id`: the trusted message whose copy (`copy_id`) it is.
    """

    __table_args__ = (
        sa.UniqueConstraint("programme_id", "key"),
        sa.Index("ix_outbox_next", "programme_id", "state", "lane", "due_at", "id"),
        sa.Index("ix_outbox_said", "telegram_chat", "message_id"),
        sa.Index("ix_outbox_chat", "chat_id", "state"),
        sa.Index("ix_outbox_moved", "programme_id", "state", "state_at"),
        sa.Index("ix_outbox_contact", "contact_id", sqlite_where=_IN_A_TALK, postgresql_where=_IN_A_TALK),
        sa.Index("ix_outbox_words_of", "words_of", sqlite_where=_BROUGHT, postgresql_where=_BROUGHT),
        sa.Index("ix_outbox_trusted", "trusted_id", "state", sqlite_where=_TRUSTED, postgresql_where=_TRUSTED),
        sa.Index("ix_outbox_copy", "copy_id", sqlite_where=_A_COPY, postgresql_where=_A_COPY),
        sa.Index("ix_outbox_followup", "followup_id", sqlite_where=_TOGETHER, postgresql_where=_TOGETHER),
    )

    chat_id: int = refers("chat")
    lane: int = Field(sa_type=sa.SmallInteger)
    state: str = short()
    what: dict[str, Any] = listed()
    key: str | None = Field(default=None, sa_type=sa.String(80), nullable=True)
    telling_id: int | None = refers("telling", nullable=True, index=True)
    followup_id: int | None = refers("followup", nullable=True)
    insight_id: int | None = refers("insight", nullable=True, index=True)
    contact_id: int | None = refers("contact", nullable=True)
    words_of: int | None = refers("person", nullable=True)
    trusted_id: int | None = refers("trusted_message", nullable=True)
    copy_id: int | None = refers("trusted_copy", nullable=True)
    is_repeat: bool = False
    queued_at: datetime = moment()
    due_at: datetime = moment()
    attempts: int = 0
    epoch: int | None = Field(default=None, sa_type=BIG, nullable=True)
    state_at: datetime = moment()
    telegram_chat: int | None = Field(default=None, sa_type=BIG, nullable=True)
    message_id: int | None = Field(default=None, sa_type=BIG, nullable=True)
    why: str | None = words(nullable=True)


TABLE: sa.Table = Outbox.__table__  # type: ignore[attr-defined]
_PUT = sa.insert(TABLE).returning(TABLE.c.id)
_PUT_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(TABLE).on_conflict_do_nothing().returning(TABLE.c.id)
    for dialect in (sqlite, postgresql)
}
_THERE = sa.select(TABLE.c.id).where(
    TABLE.c.programme_id == sa.bindparam("programme"), TABLE.c.key == sa.bindparam("of")
)
_EDITED = sa.select(TABLE.c.programme_id, TABLE.c.chat_id).where(TABLE.c.id == sa.bindparam("row")).with_for_update()
_EDIT_OVERTAKEN = (
    sa.update(TABLE)
    .where(TABLE.c.programme_id == sa.bindparam("programme"), TABLE.c.key == sa.bindparam("of"))
    .values(key=None, state=sa.case((TABLE.c.state == OutboxState.WAITING, OutboxState.DROPPED), else_=TABLE.c.state))
)


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: pressed, it sends `data` back, opens `url`, or copies what it stands under."""

    label: Text
    data: str = ""
    url: str = ""
    copies: bool = False


def say(
    session: Session,
    *,
    programme_id: int,
    chat_id: int,
    lane: Lane,
    now: datetime,
    parts: Sequence[Part],
    buttons: Iterable[Sequence[Button]] = (),
    key: str | None = None,
    reply_to: int | None = None,
    media: dict[str, str] | None = None,
    more: Sequence[dict[str, str]] = (),
    file: dict[str, Any] | None = None,
    telling_id: int | None = None,
    followup_id: int | None = None,
    together: dict[str, Any] | None = None,
    insight_id: int | None = None,
    contact_id: int | None = None,
    words_of: int | None = None,
    trusted_id: int | None = None,
    is_repeat: bool = False,
    due_at: datetime | None = None,
    language: str | None = None,
    topic: str | None = None,
    under: int | None = None,
) -> int:
    """Put something to be said into the outbox; returns its number. The courier wakes after the commit.

    It is not said before `due_at`. `together`, as `Together.to_json` has it, stands below its parts. A reply to it is
    taken to be about `telling_id`, `followup_id`, `insight_id` or `contact_id`. `language`: of its words, where that is
    not the chat's own; buttons are always in the chat's. `topic`: of the staff room's standing ones; `under`: a row
    that it replies to, where that was said in the same topic.
    """
    what: dict[str, Any] = {"do": "say", **shown(parts, buttons)}
    if topic is not None:
        what["topic"] = topic
    if under is not None:
        what["under"] = under
    if reply_to is not None:
        what["reply_to"] = reply_to
    if media is not None:
        what["media"] = media
    if more:
        what["more"] = list(more)
    if language is not None:
        what["language"] = language
    if file is not None:
        what["file"] = file
    if together is not None:
        what |= together
    about = {"telling_id": telling_id, "insight_id": insight_id, "is_repeat": is_repeat, "followup_id": followup_id}
    about |= {"contact_id": contact_id, "words_of": words_of, "trusted_id": trusted_id}
    return _put(session, programme_id, chat_id, lane, now, what, key, about, due_at)


def edit(
    session: Session,
    *,
    outbox_id: int,
    now: datetime,
    parts: Sequence[Part],
    buttons: Iterable[Sequence[Button]] = (),
    lane: Lane = Lane.ALERT,
) -> int:
    """Put a change of an earlier message into the outbox; an earlier change of the same that still waits is dropped."""
    what = shown(parts, buttons)
    return edit_as(session, outbox_id=outbox_id, now=now, lane=lane, **what)


def edit_as(
    session: Session,
    *,
    outbox_id: int,
    now: datetime,
    parts: list[dict[str, Any]],
    buttons: list[list[dict[str, Any]]],
    lane: Lane = Lane.ALERT,
) -> int:
    """`edit`, to what rows hold already."""
    said = session.execute(_EDITED, {"row": outbox_id}).one()
    key = f"edit:{outbox_id}"
    session.execute(_EDIT_OVERTAKEN, {"programme": said.programme_id, "of": key})
    what = {"do": "edit", "outbox": outbox_id, "parts": parts, "buttons": buttons}
    return _put(session, said.programme_id, said.chat_id, lane, now, what, key, {"is_repeat": False})


def delete(session: Session, *, outbox_id: int, now: datetime) -> int:
    """Put the deletion of an earlier message into the outbox. Telegram allows it for 48 hours."""
    said = session.execute(sa.select(TABLE.c.programme_id, TABLE.c.chat_id).where(TABLE.c.id == outbox_id)).one()
    what = {"do": "delete", "outbox": outbox_id}
    key = f"delete:{outbox_id}"
    return _put(session, said.programme_id, said.chat_id, Lane.ALERT, now, what, key, {"is_repeat": False})


def put_by(session: Session) -> list[int]:
    """The numbers of the rows that this transaction has put in so far."""
    return list(session.info.get(PUT, ()))


def is_lost(session: Session, outbox_id: int) -> bool:
    """Whether something never reached its chat, and will not."""
    return session.execute(sa.select(TABLE.c.state).where(TABLE.c.id == outbox_id)).scalar() in LOST


def drop_waiting(session: Session, *, chat_id: int | None, now: datetime, why: str) -> None:
    """What waits for a chat is not said any more."""
    session.execute(
        sa.update(TABLE)
        .where(TABLE.c.chat_id == chat_id, TABLE.c.state == OutboxState.WAITING)
        .values(state=OutboxState.DROPPED, state_at=now, why=why)
    )


def leave(session: Session, *, programme_id: int, chat_id: int, now: datetime) -> int:
    """Put the bot's going out of a chat into the outbox, after what is already waiting for that chat."""
    return _put(session, programme_id, chat_id, Lane.TRUSTED, now, {"do": "leave"}, None, {"is_repeat": False})


def make_topic(session: Session, *, programme_id: int, chat_id: int, topic: str, name: Text, now: datetime) -> int:
    """Put the making of a standing topic into the outbox, before what waits to be said there."""
    what = {"do": "topic", "topic": topic, "name": name.to_json()}
    return _put(session, programme_id, chat_id, Lane.REPLY, now, what, None, {"is_repeat": False})


def _put(
    session: Session,
    programme_id: int,
    chat_id: int,
    lane: Lane,
    now: datetime,
    what: dict[str, Any],
    key: str | None,
    about: dict[str, Any],
    due_at: datetime | None = None,
) -> int:
    row = {
        "programme_id": programme_id,
        "chat_id": chat_id,
        "lane": int(lane),
        "state": OutboxState.WAITING,
        "what": what,
        "key": key,
        **about,
        "queued_at": now,
        "due_at": due_at or now,
        "attempts": 0,
        "state_at": now,
    }
    number = int(session.execute(_PUT, row).scalar_one()) if key is None else _put_once(session, row)
    session.info[SAID] = True
    session.info.setdefault(PUT, []).append(number)
    return number


def _put_once(session: Session, row: dict[str, Any]) -> int:
    """Insert a row with a key, or find the one that has it already."""
    new = session.execute(_PUT_ONCE[session.get_bind().dialect.name], row).scalar()
    if new is None:
        new = session.execute(_THERE, {"programme": row["programme_id"], "of": row["key"]}).scalar_one()
    return int(new)


def shown(parts: Sequence[Part], buttons: Iterable[Sequence[Button]]) -> dict[str, Any]:
    """What is said, as a row holds it."""
    return {
        "parts": [as_row(part) for part in parts],
        "buttons": [[_button(button) for button in row] for row in buttons],
    }


def _button(button: Button) -> dict[str, Any]:
    label = button.label.to_json()
    if button.copies:
        return {"label": label, "copy": True}
    return {"label": label, "url": button.url} if button.url else {"label": label, "data": button.data}
