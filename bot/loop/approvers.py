"""Who stands for a trusted message already, and so cannot be the second person who approves it."""

from __future__ import annotations

from bot import errors
from bot.language import Code, _
from bot.loop import people, trusted, trusted_words
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import DESK


def authors(work: Work, message: TrustedMessage) -> frozenset[int]:
    """Everybody on whose word it stands already: who wrote its words, put something with it, took it up, or asked.

    Who wrote a translation is not among them: that is read by somebody else, or one of the team decided otherwise.
    """
    wrote = {one.by_id for one in trusted_words.texts(work, message).values()}
    brought = {one.by_id for one in trusted.attachments(work, message)}
    named = {message.author_id, message.proposed_by, message.adopted_by, message.asked_by}
    return frozenset(one for one in wrote | brought | named if one is not None)


def must_be_second(work: Work, by: Person, message: TrustedMessage) -> None:
    """Raises `errors.NotAllowed` for who stands for it already, in whatever role."""
    if by.id in authors(work, message):
        text = _(
            "You wrote {reference} or asked for it. Another person of the team approves it.",
            reference=Code(message.reference),
        )
        raise errors.NotAllowed(text)


def others(work: Work, message: TrustedMessage) -> list[Person]:
    """Everybody of the team who may approve it."""
    stand = authors(work, message)
    return [one for one in people.holding(work, DESK) if one.id not in stand and one.chat_id is not None]
