"""The rota: who takes alerts when, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from bot.language import Text, _
from bot.loop import finding, hours, people, promise_rules, record, saying
from bot.store.chats import Chat
from bot.store.people import Person
from bot.store.safety import RotaTurn
from bot.store.session import Work
from bot.words import Lane


def turns(work: Work) -> list[RotaTurn]:
    """Every turn, in the order in which people are asked."""
    found = select(RotaTurn).where(RotaTurn.programme_id == work.programme_id)
    return list(work.session.exec(found.order_by(col(RotaTurn.place), col(RotaTurn.id))).all())


def on_duty(work: Work) -> list[tuple[Person, datetime]]:
    """Who takes alerts now, in order, each until when. Nobody who is staff no more, or cannot be written to."""
    found: dict[int, tuple[Person, datetime]] = {}
    for turn in turns(work):
        until = hours.ends_at(work, turn)
        person = people.by_number(work, turn.person_id)
        if until is not None and person is not None and can_take(work, person):
            found.setdefault(person.number, (person, until))
    return list(found.values())


def next_begin(work: Work) -> datetime | None:
    """When the next turn begins of somebody whom an alert can reach."""
    mine = [turn for turn in turns(work) if can_take(work, work.session.get_one(Person, turn.person_id))]
    return hours.next_begin(work, mine)


def can_take(work: Work, person: Person) -> bool:
    """Whether an alert can reach them: staff of today, in a private chat that is open."""
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    return chat is not None and chat.unreachable_at is None and people.is_staff(work, person)


def add(work: Work, by: Person, person_id: int, days: Sequence[int], begins: int, ends: int) -> RotaTurn:
    """One more turn, after all others; whoever has it is told."""
    people.must_be_administrator(work, by)
    person = finding.one(work, Person, person_id)
    last = max((turn.place for turn in turns(work)), default=0)
    turn = RotaTurn(
        programme_id=work.programme_id,
        person_id=person.number,
        place=last + 1,
        days=list(days),
        begins=begins,
        ends=ends,
    )
    work.session.add(turn)
    work.session.flush()
    promise_rules.choose_duty_anew(work)
    record.act(work, by, "rota_add", "rota_turn", turn.number, who=person.number, days=turn.days)
    text = _(
        "{who} has put you on the rota for alerts: {hours}. An alert comes to you here; press “I take it” if you can.",
        who=people.name_and_title(by),
        hours=hours.told(turn),
    )
    saying.to_person(work, person, [text], lane=Lane.ALERT)
    return turn


def take_out(work: Work, by: Person, turn_id: int) -> None:
    """A turn ends; whoever had it is told."""
    people.must_be_administrator(work, by)
    turn = finding.one(work, RotaTurn, turn_id)
    person = work.session.get_one(Person, turn.person_id)
    text = _("You are off the rota for alerts: {hours}.", hours=hours.told(turn))
    saying.to_person(work, person, [text], lane=Lane.ALERT)
    promise_rules.choose_duty_anew(work)
    record.act(work, by, "rota_out", "rota_turn", turn.number, who=person.number, days=turn.days)
    work.session.delete(turn)
    work.session.flush()


def move_up(work: Work, by: Person, turn_id: int) -> None:
    """A turn is asked one place earlier. The first stays the first."""
    people.must_be_administrator(work, by)
    turn = finding.one(work, RotaTurn, turn_id)
    everyone = turns(work)
    at = everyone.index(turn)
    everyone.insert(max(at - 1, 0), everyone.pop(at))
    for place, one in enumerate(everyone, 1):
        one.place = place
    promise_rules.choose_duty_anew(work)
    record.act(work, by, "rota_up", "rota_turn", turn.number)


def told(work: Work) -> list[Text]:
    """The rota in words, a turn each."""
    return [
        _(
            "{place}. {who}: {hours}",
            place=place,
            who=people.name_and_title(work.session.get_one(Person, turn.person_id)),
            hours=hours.told(turn),
        )
        for place, turn in enumerate(turns(work), 1)
    ]
