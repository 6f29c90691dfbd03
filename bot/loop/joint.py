"""One answer to many messages that came at once, and the plain word that a limit is met."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_
from bot.loop import chats, saying, urgent
from bot.store import outbox
from bot.store.chats import Chat, Purpose
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.words import Lane, OutboxState

OF_A_QUESTION = "t:"
SEEN = (OutboxState.SENDING, OutboxState.SENT, OutboxState.UNCERTAIN)
TOO_MUCH = _(
    "That is a lot at once. I take in the first 20 messages of a minute. What you send until the minute is over is not "
    "kept. Please wait, then go on. In an emergency call {emergency}.",
    emergency=Code("999"),
)
TOO_MUCH_IN_GROUP = _(
    "That is a lot at once. Here I take in the first 6 messages of a minute from one person. What they send until the "
    "minute is over is not kept. Please wait, or write to me in private."
)
TOO_MANY_LINKS = _("You have tried many links. Please wait ten minutes, and ask the person who gave you the link.")
TOO_MANY_PRESSES = _("That is a lot at once. Please wait a minute.")


def answer(work: Work, telegram_chat: int, earlier: int | None, since: datetime) -> int | None:
    """Say what was just put for a chat in one message, with all that was kept there `since`.

    Where an `earlier` such message was said, and nothing after it, it is changed in place; but a question stands below
    what it follows, however quickly that was written. Returns the number of the row that says it.
    """
    chat = chats.find(work, telegram_chat)
    rows = _just_put(work, chat) if chat else []
    if chat is None or not rows:
        return earlier
    parts = [*_kept(work, chat, since, work.now), *(part for row in rows for part in row.what["parts"])]
    asked = [line for row in rows[:-1] for line in row.what.get("buttons", ()) if _is_asked(line)]
    what = {**rows[-1].what, "parts": parts, "buttons": [*asked, *rows[-1].what.get("buttons", ())]}
    there = _at_the_end(work, chat, earlier)
    if there is not None and there.state != OutboxState.WAITING and any(map(_asks, rows)):
        there = None
    for row in rows if there else rows[:-1]:
        row.state, row.state_at, row.why = OutboxState.DROPPED, work.now, "answered together"
    if there is None:
        rows[-1].what = what
        return rows[-1].number
    _say_instead(work, there, what)
    return there.number


def say_limit(work: Work, telegram_chat: int, earlier: int | None, since: datetime, text: Text) -> int | None:
    """Say that a limit is met, after what was kept before it; in the message that answers together, if there is one."""
    chat = chats.find(work, telegram_chat)
    if chat is None:
        return earlier
    there = _at_the_end(work, chat, earlier)
    if there is None:
        return saying.to_chat(work, chat.number, [text], [[urgent.BUTTON]])
    kept = [Text.from_json(part["text"]) for part in _kept(work, chat, since, work.now)]
    outbox.edit(work.session, outbox_id=there.number, now=work.now, parts=[*kept, text], buttons=[[urgent.BUTTON]])
    return there.number


def say_lost(work: Work, said: int | None, lost: int) -> None:
    """The time is over: the message that spoke of the limit says how much was not kept."""
    there = _there(work, said)
    if there is None:
        return
    text = n_(
        "A lot came at once. I could not take in {n} message of it. Please send again what matters.",
        "A lot came at once. I could not take in {n} messages of it. Please send again what matters.",
        lost,
    )
    outbox.edit(work.session, outbox_id=there.number, now=work.now, parts=[text], buttons=[[urgent.BUTTON]])


def _just_put(work: Work, chat: Chat) -> list[Outbox]:
    """Replies that this transaction has put for a chat. In a group only what is about something told there."""
    found = select(Outbox).where(
        col(Outbox.id).in_(outbox.put_by(work.session)),
        Outbox.chat_id == chat.id,
        Outbox.lane == int(Lane.REPLY),
        Outbox.state == OutboxState.WAITING,
    )
    rows = work.session.exec(found.order_by(col(Outbox.id))).all()
    in_group = chat.purpose != Purpose.PRIVATE
    return [
        row for row in rows if row.what["do"] == "say" and "media" not in row.what and (row.insight_id or not in_group)
    ]


def _is_asked(line: list[dict[str, Any]]) -> bool:
    """Whether buttons answer a question: without them nobody could go on."""
    return any(str(button.get("data", "")).startswith(OF_A_QUESTION) for button in line)


def _asks(row: Outbox) -> bool:
    return any(map(_is_asked, row.what.get("buttons", ())))


def _kept(work: Work, chat: Chat, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """The references of what was kept there, where it was more than one."""
    found = select(Insight.id).where(
        Insight.source_chat_id == chat.id, Insight.told_at >= since, Insight.told_at <= until
    )
    references = [Code(f"H-{number}") for number in work.session.exec(found.order_by(col(Insight.id))).all()]
    if len(references) < 2:
        return []
    return [{"text": _("I have kept all of these: {references}.", references=references).to_json()}]


def _there(work: Work, earlier: int | None) -> Outbox | None:
    """The row that answers for much of it, unless it was lost on its way."""
    row = work.session.get(Outbox, earlier, with_for_update=True, populate_existing=True) if earlier else None
    return None if row is None or row.state in outbox.LOST else row


def _at_the_end(work: Work, chat: Chat, earlier: int | None) -> Outbox | None:
    """`_there`, while nothing newer was said: nobody looks for an answer further up."""
    there = _there(work, earlier)
    if there is None:
        return None
    is_seen = sa.or_(col(Outbox.state).in_(SEEN), col(Outbox.lane) == int(Lane.REPLY))
    newer = select(Outbox.id).where(
        Outbox.chat_id == chat.id,
        col(Outbox.id) > there.number,
        col(Outbox.id).not_in(outbox.put_by(work.session)),
        col(Outbox.state).not_in(outbox.LOST),
        col(Outbox.what)["do"].as_string() == "say",
        is_seen,
    )
    return there if work.session.exec(newer.limit(1)).first() is None else None


def _say_instead(work: Work, there: Outbox, what: dict[str, Any]) -> None:
    """What is not said yet says it at once; what is said is changed."""
    if there.state == OutboxState.WAITING:
        there.what = what
        return
    outbox.edit_as(work.session, outbox_id=there.number, now=work.now, parts=what["parts"], buttons=what["buttons"])
