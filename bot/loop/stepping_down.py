"""A champion's role ends, and what they told goes on: they are thanked, and still hear what becomes of it."""

from __future__ import annotations

from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Code, Text, _, p_
from bot.loop import naming, passed_on, people, record, saying, thanks
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.people import Grant, Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import CLOSED, DESK, PromiseKind, Role

LETTER = Button(p_("button", "A letter of thanks"), "d:letter")


def waits_for(work: Work, person: Person) -> list[Code]:
    """What somebody told in private and is still to hear of."""
    raised = (
        select(Raiser.issue_id)
        .join(Issue, col(Issue.id) == col(Raiser.issue_id))
        .where(Raiser.person_id == person.id, col(Raiser.settled_at).is_(None), col(Issue.state).not_in(CLOSED))
    )
    unanswered = (
        select(Insight.id)
        .join(Promise, (col(Promise.about_id) == col(Insight.id)) & (col(Promise.about) == "insight"))
        .where(Insight.person_id == person.id, Insight.in_private, col(Insight.taken_back_at).is_(None))
        .where(Promise.kind == PromiseKind.FIRST_WORD, col(Promise.kept_at).is_(None))
    )
    matters = work.session.exec(raised.order_by(col(Raiser.issue_id))).all()
    told = work.session.exec(unanswered.distinct().order_by(col(Insight.id))).all()
    return [*(Code(f"M-{number}") for number in matters), *(Code(f"H-{number}") for number in told)]


def may_step_down(work: Work, person: Person) -> bool:
    """Whether somebody is a champion and not of the team, and still waits for word on something."""
    held = people.roles(work, person)
    return Role.CHAMPION in held and held.isdisjoint(DESK) and bool(waits_for(work, person))


def step_down(work: Work, person: Person) -> None:
    """They are no champion any more, at their own wish; groups that they stood for are shown as without one."""
    held = (Grant.person_id == person.id, Grant.role == Role.CHAMPION, col(Grant.revoked_at).is_(None))
    for grant in work.session.exec(select(Grant).where(*held).with_for_update()).all():
        grant.revoked_at = work.now
        work.session.add(grant)
    work.session.flush()
    passed_on.give_up(work, person)
    record.act(work, person, "step_down", "person", person.number, before=Role.CHAMPION, after=None)
    text = _("{name} is no champion any more. They still hear what becomes of what they told.")
    named = Text(text.message, {"name": naming.called(work, person)})
    saying.to_staff(work, [named], words_of=person.number, topic=Topic.OWED)
    saying.to_person(work, person, farewell(work, person), buttons(work, person))


def farewell(work: Work, person: Person) -> list[Text]:
    """Thanks, and what they still hear of."""
    thanked = _("Thank you for all that you did as a champion.")
    waiting = waits_for(work, person)
    if not waiting:
        return [thanked]
    return [thanked, _("You still hear here what becomes of {references}.", references=waiting)]


def buttons(work: Work, person: Person) -> tuple[tuple[Button, ...], ...]:
    """The letter of thanks, for somebody who told something."""
    return ((LETTER,),) if thanks.given(work, person) is not None else ()
