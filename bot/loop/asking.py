"""Asking back: staff ask the one who told, with name and role, and get the answer on the card."""

from __future__ import annotations

from bot.language import Code, _, own_words, p_
from bot.loop import people, record, saying
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane


def ask(work: Work, by: Person, insight: Insight, question: str) -> None:
    """Put a staff member's question to the teller, or to the group where it was said."""
    people.must_be_staff(work, by)
    record.act(work, by, "ask_back", "insight", insight.number)
    parts = [
        _(
            "{who} asks you about {reference}:",
            who=people.name_and_title(by),
            reference=Code(insight.reference),
        ),
        own_words(question),
        _("To answer, hold this message and choose Reply. You need not answer."),
    ]
    buttons = ((Button(p_("button", "Answer this"), f"i:{insight.number}:add"),),)
    teller = people.by_number(work, insight.person_id)
    if not insight.in_private and insight.source_chat_id is not None:
        saying.to_chat(work, insight.source_chat_id, parts, lane=Lane.REPLY, insight_id=insight.number)
    elif teller is not None and teller.left_at is None:
        saying.to_person(work, teller, parts, buttons, lane=Lane.REPLY, insight_id=insight.number)
