"""The ledger of a message's copies: in which chat at that time, by which messages, in which language, what they say."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import col

from bot.language import Code, Text, _, n_, p_
from bot.language_names import english_name
from bot.loop import finding, paging, people, record, report, saying, trusted, trusted_copies
from bot.store.chats import Chat, Group
from bot.store.outbox import TABLE, Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import OutboxState

MADE = "copies"
HEADS = ("Copy", "Message", "For", "Chat", "Telegram messages", "Language", "State", "Since", "Passed on", "Says now")
STATES: dict[str, Text] = {
    OutboxState.WAITING: _("waiting"),
    OutboxState.SENDING: _("on its way"),
    OutboxState.SENT: _("sent"),
    OutboxState.UNCERTAIN: _("uncertain"),
    OutboxState.FAILED: _("failed"),
    OutboxState.DROPPED: _("not sent"),
}
_COPY: sa.Table = Copy.__table__  # type: ignore[attr-defined]


class Line(NamedTuple):
    """One copy, as it stands in the ledger."""

    copy: Copy
    group: str | None
    chat: int | None
    ids: tuple[int, ...]
    state: str
    why: str | None
    since: str


def page(work: Work, by: Person, number: int, at: int) -> None:
    """Some of the copies, in private, and the way to the others and to the file."""
    message = trusted.for_staff(work, by, number, held=False)
    total = count(work, message)
    at = min(at, paging.last(total))
    heading = n_("{reference}: {n} copy", "{reference}: {n} copies", total, reference=Code(message.reference))
    shown = [heading, *(_shown(work, line) for line in lines(work, message, paging.AT_ONCE, at * paging.AT_ONCE))]
    turns = [Button(label, f"tm:{number}:copies:{to}") for label, to in paging.turns_of(total, at)]
    file = (Button(p_("button", "All as a file"), f"tm:{number}:copies_file"),)
    saying.to_person(work, by, shown, (turns, file) if turns else (file,))


def send(work: Work, by: Person, number: int) -> None:
    """All copies as a sheet. That is written down."""
    message = trusted.for_staff(work, by, number, held=False)
    record.act(work, by, "list_copies", trusted.ABOUT, message.number)
    file = {"made": MADE, "person": by.number, "message": message.number}
    key = f"copies:{by.number}:{message.number}:{work.now:%Y%m%d%H%M}"
    caption = _("The copies of {reference}, for a spreadsheet.", reference=Code(message.reference))
    saying.to_person(work, by, [caption], file=file, key=key)


def make(work: Work, by: Person, asked: Mapping[str, Any]) -> tuple[str, bytes]:
    """The name and the content of the file. Raises `errors.NotAllowed` for somebody who is no staff any more."""
    people.must_be_staff(work, by)
    message = finding.one(work, TrustedMessage, asked["message"])
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADS)
    for line in lines(work, message):
        writer.writerow([report.defused(cell) for cell in _cells(line)])
    return f"hearback-copies-{message.reference}.csv", out.getvalue().encode("utf-8-sig")


def count(work: Work, message: TrustedMessage) -> int:
    """How many copies there are, of it and of what it corrects."""
    found = sa.select(sa.func.count()).where(_COPY.c.message_id.in_(_numbers(work, message)))
    return int(work.session.execute(found).scalar_one())


def lines(work: Work, message: TrustedMessage, most: int | None = None, after: int = 0) -> Iterator[Line]:
    """The copies in order. A person who got one in private is not named."""
    group = sa.func.coalesce(col(Copy.for_group_id), col(Copy.group_id))
    said = TABLE.alias()
    row = sa.select(sa.func.max(said.c.id)).where(said.c.copy_id == _COPY.c.id).scalar_subquery()
    names = ("telegram_chat", "message_id", "state", "why", "state_at", "what")
    found = (
        sa.select(Copy, Group.name, Chat.telegram_id, *(TABLE.c[name] for name in names))  # type: ignore[call-overload]
        .select_from(Copy)
        .join(Chat, col(Chat.id) == col(Copy.chat_id))
        .outerjoin(Group, col(Group.id) == group)
        .outerjoin(TABLE, TABLE.c.id == row)
        .where(col(Copy.message_id).in_(_numbers(work, message)))
        .order_by(col(Copy.id))
    )
    for one in work.session.execute(found.limit(most).offset(after)):
        ids = tuple((one.what or {}).get("said", {}).get("ids", ())) or ((one.message_id,) if one.message_id else ())
        state = one.state or OutboxState.WAITING
        since = f"{one.state_at:%Y-%m-%d %H:%M}" if one.state_at else ""
        yield Line(one.Copy, one.name, one.telegram_chat or one.telegram_id, ids, state, one.why, since)


def _numbers(work: Work, message: TrustedMessage) -> list[int]:
    return [one.number for one in trusted_copies.family(work, message) if one.number <= message.number]


def _shown(work: Work, line: Line) -> Text:
    whom = line.group or _("somebody in private")
    said = _(
        "{whom} · {language} · {state}",
        whom=whom,
        language=english_name(line.copy.language),
        state=STATES[line.state],
    )
    about = _now(line.copy)
    ids = [Code(str(one)) for one in line.ids]
    chat = Code(str(line.chat)) if line.chat is not None and line.chat < 0 else _("private chat")
    where = _("message {ids} in {chat}", ids=ids, chat=chat) if ids else None
    parts = [part for part in (said, where, about) if part is not None]
    return _("{parts}", parts=parts) if len(parts) > 1 else said


def _now(copy: Copy) -> Text | None:
    if copy.withdrawn_at is not None:
        return _("says that it is withdrawn")
    if copy.expired_at is not None:
        return _("says that it has expired")
    if copy.edited_to is not None:
        return _("corrected by {reference}", reference=Code(f"T-{copy.edited_to}"))
    return _("passed on") if copy.passed_on_at is not None else None


def _cells(line: Line) -> list[str]:
    """What a sheet holds of a copy: no name and no number of a person."""
    copy = line.copy
    chat = str(line.chat) if line.chat is not None and line.chat < 0 else "private"
    state = f"{line.state}: {line.why}" if line.why else str(line.state)
    says = (
        "withdrawn" if copy.withdrawn_at else "expired" if copy.expired_at else f"T-{copy.edited_to or copy.message_id}"
    )
    passed = f"{copy.passed_on_at:%Y-%m-%d %H:%M}" if copy.passed_on_at else ""
    ids = " ".join(str(one) for one in line.ids)
    return [
        str(copy.number),
        f"T-{copy.message_id}",
        line.group or "",
        chat,
        ids,
        copy.language,
        state,
        line.since,
        passed,
        says,
    ]
