"""Trusted messages whose last day is over: their copies say so, once; and who looks at a message again, and when."""

from __future__ import annotations

from functools import partial

import sqlalchemy as sa
from sqlmodel import col

from bot.card_words import Topic
from bot.language import Code, _, p_
from bot.loop import (
    consult,
    due,
    people,
    promises,
    record,
    saying,
    trusted,
    trusted_card,
    trusted_copies,
    trusted_lines,
)
from bot.loop.trusted_copies import AT_ONCE, Gone, Part
from bot.message_words import GONE_OUT, MessageState
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Lane, PromiseKind

STANDS = GONE_OUT - {MessageState.WITHDRAWN}
_OVER = trusted_copies.messages(
    col(TrustedMessage.expiry_said_at).is_(None),
    col(TrustedMessage.expires_on) < due.TODAY,
    col(TrustedMessage.state).in_(STANDS),
)
_NO_REVIEW_YET = due.rows(
    TrustedMessage,
    col(TrustedMessage.state).in_(STANDS),
    col(TrustedMessage.review_owed_at).is_(None),
    col(TrustedMessage.approved_at).is_not(None),
    order=(col(TrustedMessage.id),),
    most=AT_ONCE,
)


def mark(work: Work) -> int:
    """Copies of messages whose last day is over say so where they stand: at most so many a look, each once."""
    return trusted_copies.change_some(work, _OVER, partial(_mark, work))


def promise_review(work: Work, message: TrustedMessage) -> None:
    """Whoever wrote a message looks at it again by its day."""
    due = promises.end_of(work, message.review_on)
    owner = people.serving(work, message.adopted_by or message.author_id)
    promises.make(work, PromiseKind.REVIEW, trusted.ABOUT, message.number, due, owner.number if owner else None)


def promise_reviews(work: Work) -> int:
    """Messages that go out are looked at again: whatever is on its way has that promised, once."""
    some = due.claimed(work, _NO_REVIEW_YET)
    for message in some:
        message.review_owed_at = work.now
        if message.choices is None:
            promise_review(work, message)
    return len(some)


def still_right(work: Work, by: Person, number: int | None) -> TrustedMessage:
    """Somebody of the team has looked at it again, and it is right until its last day."""
    message = trusted.for_staff(work, by, number)
    promises.keep(work, PromiseKind.REVIEW, trusted.ABOUT, message.number)
    record.act(work, by, "review_message", trusted.ABOUT, message.number)
    return message


def say_overdue(work: Work, message: TrustedMessage) -> None:
    """Its day has come: whoever looks at it again is told, and the staff room."""
    owner = people.serving(work, promises.owner_of(work, PromiseKind.REVIEW, trusted.ABOUT, message.number))
    text = _(
        "{reference} · {title}: please look at it again, is it still right? It was to be done by {day}, by {who}.",
        reference=Code(message.reference),
        title=message.title,
        day=message.review_on,
        who=people.name_and_title(owner) if owner else _("nobody"),
    )
    rows = (
        (Button(p_("button", "It is still right"), f"tm:{message.number}:right"),),
        (
            Button(p_("button", "Correct it"), f"tm:{message.number}:correct"),
            Button(p_("button", "Withdraw it"), f"tm:{message.number}:withdraw"),
        ),
    )
    saying.to_room(work, [text], rows, topic=Topic.OWED)
    if owner is not None:
        saying.to_person(work, owner, [text], rows, lane=Lane.ALERT)


def _mark(work: Work, message: TrustedMessage, most: int) -> int:
    own = sa.and_(col(Copy.message_id) == message.number, col(Copy.edited_to).is_(None))
    which = (
        sa.or_(own, col(Copy.edited_to) == message.number),
        col(Copy.withdrawn_at).is_(None),
        col(Copy.expired_at).is_(None),
    )
    claimed = trusted_copies.claim(work, which, most)
    for gone in claimed:
        gone.copy.expired_at = work.now
        if gone.is_plain:
            trusted_copies.edit(work, gone, _expired(work, message, gone))
    work.session.flush()
    if not trusted_copies.is_any_left(work, which):
        message.expiry_said_at = work.now
        trusted_card.show(work, message)
    return len(claimed)


def _expired(work: Work, message: TrustedMessage, gone: Gone) -> list[Part]:
    """The same words under a mark; the mark alone where they have no room with it."""
    expired = _("This was right until {day}. It has expired: please ask again, by /ask.", day=message.expires_on)
    mark = consult.closed_words(work, message) or expired
    parts = trusted_lines.parts(work, message)
    has_words = gone.language not in message.left_out and trusted_copies.are_there(work, parts, gone.language)
    return [mark, *parts] if has_words and trusted_copies.fits(work, gone, parts) else [mark]
