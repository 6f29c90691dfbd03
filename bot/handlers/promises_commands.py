"""Commands about what staff owe: what is promised, by which rules, who is away, handing over, an hour of answers."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import _, p_
from bot.loop import away, duties, live_hours, paging, people, promises_due, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

BACK = Button(p_("button", "We are back"), "owe:back")


def late(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/late`: what one owes, and what is late with anybody."""
    mine(work, person)


def mine(work: Work, person: Person, start: int = 0) -> None:
    """Show staff what they owe, and what is late with anybody, some at a time."""
    people.must_be_staff(work, person)
    owed = duties.of(work, person)
    others = promises_due.by_owner([one for one in promises_due.late(work) if one.owner_id != person.id])
    end = start + promises_due.SHOWN
    yours, theirs = owed[start:end], others[max(start - len(owed), 0) : max(end - len(owed), 0)]
    parts = [] if start else away.lines(work)
    if yours or not start:
        parts.append(_("You owe:") if owed else _("You owe nothing by a date."))
    parts += promises_due.lines(work, yours)
    if theirs:
        parts += [_("Late with others:"), *promises_due.with_owners(work, theirs)]
    turns = paging.steps("owe:late:", start, promises_due.SHOWN, is_more=len(owed) + len(others) > end)
    saying.to_person(work, person, parts, [turns] if turns else ())


def rules(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/promise_rules`: an administrator changes by what the programme promises."""
    people.must_be_administrator(work, person)
    conversations.start(work, person, "promise_rules")


def go_away(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/away`: the whole team goes away, or comes back."""
    people.must_be_staff(work, person)
    if away.is_away(work):
        saying.to_person(work, person, away.lines(work), ((BACK,),))
    else:
        conversations.start(work, person, "away")


def hand_over(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/hand_over`: all that somebody has goes to a colleague."""
    people.must_be_staff(work, person)
    conversations.start(work, person, "hand_over")


def live_hour(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/live_hour`: announce an hour in which somebody senior answers."""
    people.must_be_staff(work, person)
    conversations.start(work, person, "live_hour")


def live(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/live`: what was asked in the hour that is now or was last, to be answered one by one."""
    people.must_be_staff(work, person)
    hour = live_hours.newest(work)
    if hour is None:
        saying.to_person(work, person, [_("There has been no such hour yet. Announce one with /live_hour.")])
        return
    live_hours.show(work, person, hour)


COMMANDS = {
    "late": late,
    "promise_rules": rules,
    "away": go_away,
    "hand_over": hand_over,
    "live_hour": live_hour,
    "live": live,
}
