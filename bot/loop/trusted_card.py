"""A stand-in until the card is there: it is said anew at each change."""

from __future__ import annotations

from bot.card_words import Topic
from bot.language import Code, _
from bot.loop import approval_lines, saying, translation_lines
from bot.store.session import Work
from bot.store.trusted import TrustedMessage


def show(work: Work, message: TrustedMessage) -> None:
    """Say the card in the staff room."""
    parts = [
        _("{reference} · {title}", reference=Code(message.reference), title=message.title),
        *approval_lines.lines(work, message),
        *translation_lines.lines(work, message),
    ]
    rows = [*approval_lines.card_buttons(work, message), *translation_lines.card_buttons(work, message)]
    saying.to_room(work, parts, rows, topic=Topic.SENT)
