"""`/messages`: how many trusted messages there are in each state, and each state's by pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.language import Text, _, p_
from bot.loop import paging, people, saying, trusted_standing
from bot.message_words import MessageState
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

NEW = Button(p_("button", "Write a message"), "tm:new")
IN_A_ROW = 3


def index(work: Work, person: Person) -> None:
    """How many there are of each, and the way to them."""
    people.must_be_staff(work, person)
    counts = _counts(work)
    there = [state for state in MessageState if counts[state]]
    rows: list[Sequence[Button]] = [(_to_list(state, counts[state]),) for state in there]
    text = _("Trusted messages:") if there else _("There is no message yet.")
    saying.to_person(work, person, [text], [*rows, (NEW,)])


def page(work: Work, person: Person, state: MessageState, number: int) -> None:
    """Some of those in a state, the newest first."""
    people.must_be_staff(work, person)
    total = _counts(work)[state]
    number = min(number, paging.last(total))
    found = select(TrustedMessage).where(
        TrustedMessage.programme_id == work.programme_id, TrustedMessage.state == state
    )
    newest = found.order_by(col(TrustedMessage.id).desc()).offset(number * paging.AT_ONCE).limit(paging.AT_ONCE)
    shown = work.session.exec(newest).all()
    see = [Button(p_("button", "See {reference}", reference=one.reference), f"tm:{one.number}:see") for one in shown]
    rows: list[Sequence[Button]] = [see[at : at + IN_A_ROW] for at in range(0, len(see), IN_A_ROW)]
    turns = [Button(label, f"tm:list:{state}:{to}") for label, to in paging.turns_of(total, number)]
    parts: list[Text] = [trusted_standing.heading(one) for one in shown] or [_("There is none now.")]
    saying.to_person(work, person, parts, [*rows, *([turns] if turns else []), (NEW,)])


def _counts(work: Work) -> Counter[str]:
    found = (
        sa.select(col(TrustedMessage.state), sa.func.count().label("how_many"))
        .where(col(TrustedMessage.programme_id) == work.programme_id)
        .group_by(col(TrustedMessage.state))
    )
    return Counter({row.state: row.how_many for row in work.session.execute(found).all()})


def _to_list(state: MessageState, count: int) -> Button:
    label = p_("button", "{state} ({n})", state=labels.MESSAGE_STATES[state], n=count)
    return Button(label, f"tm:list:{state}:0")
