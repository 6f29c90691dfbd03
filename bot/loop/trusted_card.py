"""The card of a trusted message in the staff room, brought up to date in place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.card_words import Topic
from bot.language import Code, Text, _
from bot.loop import cards, saying, sending_card, trusted
from bot.loop.saying import Part
from bot.store import outbox
from bot.store.insights import Card
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import TrustedMessage


def show(work: Work, message: TrustedMessage) -> None:
    """Put up the message's card, or bring the one that is there up to date."""
    work.session.flush()
    shown, rows = parts(work, message), buttons(work, message)
    card = cards.of(work, trusted.ABOUT, message.number)
    if card is not None:
        outbox.edit(work.session, outbox_id=card.outbox_id, now=work.now, parts=shown, buttons=rows)
        return
    put = saying.to_room(work, shown, rows, topic=Topic.SENT)
    if put is not None:
        card = Card(programme_id=work.programme_id, about=trusted.ABOUT, about_id=message.number, outbox_id=put)
        card.shown_at, card.topic = work.now, Topic.SENT
        work.session.add(card)


def parts(work: Work, message: TrustedMessage) -> Sequence[Part]:
    """What the card says."""
    heading: Text = _("{reference} · {title}", reference=Code(message.reference), title=message.title)
    return [heading, *sending_card.lines(work, message)]


def buttons(work: Work, message: TrustedMessage) -> Sequence[Sequence[Button]]:
    """What staff can do from the card."""
    return sending_card.card_buttons(work, message)
