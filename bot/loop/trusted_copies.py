"""Copies of trusted messages that have gone out: claimed some at a time, changed where they stand, or replied to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.language import SOURCE, Code, Text, _
from bot.loop import codes, due, passing, saying
from bot.message_words import MessageState
from bot.store import outbox, versions
from bot.store.chats import Group
from bot.store.outbox import TABLE, Button, Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.store.updates import Version
from bot.words import Lane, OutboxState

AT_ONCE, MESSAGES_AT_ONCE = 200, 20
OVER = (MessageState.DROPPED, MessageState.WITHDRAWN)
CAPTION_UNITS, AROUND_UNITS = 1024, 500
OWN_NUMBER = "tc:#"
PHOTO = "photo"
WENT = (OutboxState.SENT, OutboxState.UNCERTAIN)
ON_ITS_WAY = (OutboxState.WAITING, OutboxState.SENDING)
Part = Text | Versions
Rows = Sequence[Sequence[Button]]
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Gone:
    """A copy that has gone out, or may have: its row of the outbox, since when, and what its receiver reads now."""

    copy: Copy
    row: int
    state: str
    what: dict[str, Any] = field(repr=False)
    at: datetime
    message_id: int | None
    language: str

    @property
    def is_known(self) -> bool:
        """Whether it stands in its chat, and where."""
        return self.state == OutboxState.SENT and self.message_id is not None

    @property
    def is_plain(self) -> bool:
        """Whether all of it is in one message of words, perhaps under a picture, so that changing those changes it."""
        has_one_message = "said" not in self.what and not self.what.get("more")
        return self.is_known and has_one_message and self.what.get("media", {"kind": PHOTO})["kind"] == PHOTO

    @property
    def files(self) -> list[dict[str, str]]:
        """What went with it."""
        first = [self.what["media"]] if "media" in self.what else []
        return [*first, *self.what.get("more", ())]

    @property
    def is_under_picture(self) -> bool:
        """Whether its words are a caption, which is short."""
        return "media" in self.what


def messages(*which: sa.ColumnElement[bool]) -> SelectOfScalar[TrustedMessage]:
    """Some messages that have copies left to change, the oldest first."""
    return due.rows(TrustedMessage, *which, order=(col(TrustedMessage.id),), most=MESSAGES_AT_ONCE)


def change_some(
    work: Work, unfinished: SelectOfScalar[TrustedMessage], change: Callable[[TrustedMessage, int], int]
) -> int:
    """Change copies of the messages that have some left: at most so many a look in all, the oldest message first.

    `unfinished`: by `messages`. `change` takes a held message and how many copies it may change, and returns how many
    it did.
    """
    done = 0
    for message in due.claimed(work, unfinished):
        done += change(message, AT_ONCE - done)
        if done >= AT_ONCE:
            break
    return done


def claim(work: Work, which: Iterable[sa.ColumnElement[bool]], most: int = AT_ONCE) -> list[Gone]:
    """Copies that went out, at most so many, held; those that somebody else holds come with the next look."""
    reads = sa.func.coalesce(col(Group.language), col(Person.language), col(Copy.language), SOURCE)
    found = (
        sa.select(Copy, TABLE.c.id, TABLE.c.state, TABLE.c.what, TABLE.c.state_at, TABLE.c.message_id, reads)
        .join(TABLE, TABLE.c.copy_id == col(Copy.id))
        .outerjoin(Group, col(Group.chat_id) == col(Copy.chat_id))
        .outerjoin(Person, col(Person.chat_id) == col(Copy.chat_id))
        .where(col(Copy.programme_id) == work.programme_id, TABLE.c.state.in_(WENT), *which)
        .order_by(col(Copy.id))
        .limit(most)
        .with_for_update(of=_COPY, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    work.session.flush()
    return [Gone(*row) for row in work.session.execute(found).all()]


def is_any_left(work: Work, which: Iterable[sa.ColumnElement[bool]]) -> bool:
    """Whether any such copy has gone out or is on its way, whoever holds it."""
    states = TABLE.c.state.in_((*WENT, *ON_ITS_WAY))
    found = select(Copy.id).join(TABLE, TABLE.c.copy_id == col(Copy.id))
    return (
        work.session.exec(found.where(Copy.programme_id == work.programme_id, states, *which).limit(1)).first()
        is not None
    )


def drop_waiting(work: Work, numbers: Iterable[int], why: str) -> None:
    """What waits of messages is not said any more."""
    waiting = (
        TABLE.c.trusted_id.in_(list(numbers)),
        TABLE.c.state == OutboxState.WAITING,
        TABLE.c.copy_id.is_not(None),
    )
    work.session.flush()
    in_order = sa.select(TABLE.c.id).where(*waiting).order_by(TABLE.c.id).with_for_update()
    dropped = sa.update(TABLE).where(TABLE.c.id.in_(work.session.execute(in_order).scalars().all()))
    work.session.execute(dropped.values(state=OutboxState.DROPPED, state_at=work.now, why=why))


def family(work: Work, message: TrustedMessage) -> list[TrustedMessage]:
    """A message, those that it corrects, and those that correct it; the oldest first."""
    known = {message.number: message}
    one = message
    while one.corrects_id is not None and one.corrects_id not in known:
        one = work.session.get_one(TrustedMessage, one.corrects_id)
        known[one.number] = one
    newest = list(known)
    while newest:
        later = select(TrustedMessage).where(col(TrustedMessage.corrects_id).in_(newest))
        found = [one for one in work.session.exec(later).all() if one.number not in known]
        known |= {one.number: one for one in found}
        newest = [one.number for one in found]
    return [known[number] for number in sorted(known)]


def following(work: Work, message: TrustedMessage) -> TrustedMessage | None:
    """What corrects a message or is to do so, as long as that is not dropped."""
    found = select(TrustedMessage).where(
        TrustedMessage.corrects_id == message.number, col(TrustedMessage.state).not_in(OVER)
    )
    return work.session.exec(found.order_by(col(TrustedMessage.id).desc())).first()


def languages(work: Work, message: TrustedMessage) -> list[str]:
    """What the receivers of its copies read, those first that it was written in."""
    numbers = [one.number for one in family(work, message)]
    reads = sa.func.coalesce(col(Group.language), col(Person.language), col(Copy.language)).label("reads")
    found = (
        sa.select(reads)
        .select_from(Copy)
        .outerjoin(Group, col(Group.chat_id) == col(Copy.chat_id))
        .outerjoin(Person, col(Person.chat_id) == col(Copy.chat_id))
        .where(col(Copy.message_id).in_(numbers))
        .distinct()
    )
    there = {code or SOURCE for code in work.session.execute(found).scalars()}
    return sorted(there | {message.language}, key=lambda code: (code != message.language, code))


def fits(work: Work, gone: Gone, parts: Iterable[Part]) -> bool:
    """Whether other words have room where a copy stands."""
    if not gone.is_under_picture:
        return True
    texts = [one.text for one in _written(work, parts, gone.language) if one is not None]
    return sum(len(text.encode("utf-16-le")) // 2 for text in texts) <= CAPTION_UNITS - AROUND_UNITS


def are_there(work: Work, parts: Iterable[Part], language: str) -> bool:
    """Whether all that was written of something is there in a language."""
    return None not in _written(work, parts, language)


def edit(work: Work, gone: Gone, parts: Sequence[Part], buttons: Rows = (), *, lane: Lane = Lane.TRUSTED) -> None:
    """It says something else where it stands."""
    rows = [[_own(button, gone.copy) for button in row] for row in buttons]
    outbox.edit(work.session, outbox_id=gone.row, now=work.now, parts=parts, buttons=rows, lane=lane)


def reply(
    work: Work,
    gone: Gone,
    parts: Sequence[Part],
    buttons: Rows = (),
    *,
    key: str,
    lane: Lane = Lane.ANSWER,
    files: Sequence[dict[str, str]] = (),
) -> None:
    """Its chat hears something about it, once a key, as a reply where it is known where it stands."""
    rows = [[_own(button, gone.copy) for button in row] for row in buttons]
    about: dict[str, Any] = {"reply_to": gone.message_id, "trusted_id": gone.copy.message_id}
    saying.to_chat(work, gone.copy.chat_id, parts, rows, lane=lane, key=key, **about, **_with(files))


def pass_on(
    work: Work,
    gone: Gone,
    words: Sequence[Part],
    *,
    key: str,
    lane: Lane = Lane.ANSWER,
    files: Sequence[dict[str, str]] = (),
) -> None:
    """A champion who has words for a group gets what to say there now, alone, so that it can be copied whole."""
    group = work.session.get(Group, gone.copy.for_group_id) if gone.copy.for_group_id else None
    if group is None:
        return
    above = _(
        "You have words from me for {group}. Please pass the next message on there, or read it out.", group=group.name
    )
    about: dict[str, Any] = {"trusted_id": gone.copy.message_id, "lane": lane}
    saying.to_chat(work, gone.copy.chat_id, [above], key=f"{key}:above", reply_to=gone.message_id, **about)
    rows = ((Button(passing.COPY, copies=True),),)
    saying.to_chat(work, gone.copy.chat_id, words, rows, key=f"{key}:words", **about, **_with(files))


def code(message: TrustedMessage) -> Code:
    """Its code, as people read it."""
    return Code(codes.shown(message.code))


def _with(files: Sequence[dict[str, str]]) -> dict[str, Any]:
    """What goes with words, as `outbox.say` takes it."""
    return {"media": files[0], "more": files[1:]} if files else {}


def _written(work: Work, parts: Iterable[Part], language: str) -> list[Version | None]:
    return [versions.find(work.session, one.of, one.id, language) for one in parts if isinstance(one, Versions)]


def _own(button: Button, copy: Copy) -> Button:
    return replace(button, data=button.data.replace(OWN_NUMBER, f"tc:{copy.number}", 1))
