"""Please look again, because …: once for each decision, by somebody else than who decided, with a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words
from bot.loop import (
    blocks,
    cards,
    decisions,
    door,
    due,
    finding,
    look_again_card,
    outside,
    people,
    promises,
    raisers,
    record,
    saying,
    scoping,
    updates,
)
from bot.loop.decisions import Decided
from bot.store.decisions import Decision, LookAgain
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import DESK, Lane, PromiseKind, UpdateKind

ABOUT = "look_again"
WORKING_DAYS = 5
AT_ONCE = 100
UPHELD, CHANGED, NO_NEED = "upheld", "changed", "no_need"
_WITH_NOBODY = due.rows(LookAgain, col(LookAgain.to_id).is_(None), col(LookAgain.ended_at).is_(None), most=AT_ONCE)


def of_telling(work: Work, person: Person, code: str) -> tuple[Raiser, Decision]:
    """What somebody wants looked at again, under a telling. Raises `errors.NoLongerThere` where that went already."""
    door.must_have_joined(work, person)
    blocks.must_not_be_blocked(person)
    _telling, raiser = raisers.pressed(work, person, code)
    issue = raisers.held(work, raiser)
    decision = decisions.current(work, issue)
    if decision is None or decision.scope not in decisions.WITH_A_WAY_BACK:
        raise errors.NoLongerThere(_("That has been decided anew since. Please see the newest message about it."))
    if decisions.asked_again(work, raiser.number, decision) is not None:
        raise errors.NoLongerThere(_("I have passed that on already. It can be asked once. The answer comes here."))
    return raiser, decision


def ask(work: Work, person: Person, code: str, why: str) -> LookAgain:
    """Bring a raiser's reasons to somebody of the team who did not decide; say who, and by when they answer."""
    raiser, decision = of_telling(work, person, code)
    due = promises.working_days_on(work, WORKING_DAYS)
    asked = LookAgain(
        programme_id=work.programme_id,
        decision_id=decision.number,
        raiser_id=raiser.number,
        person_id=person.number,
        why=why,
        asked_at=work.now,
        due_at=due,
    )
    work.session.add(asked)
    work.session.flush()
    record.act(work, person, "look_again", "issue", raiser.issue_id, asked=asked.number)
    looker = _assign(work, asked, decision)
    cards.show_issue(work, work.session.get_one(Issue, raiser.issue_id))
    day = promises.day_of(work, due)
    if looker is not None:
        parts = [
            _(
                "Thank you. {who} looks at it again, who did not decide it before. You have their answer by {day}.",
                who=people.name_and_title(looker),
                day=day,
            )
        ]
    else:
        parts = [
            _(
                "Thank you. At this moment there is nobody on the team but the person who decided. I keep it for the "
                "first one who comes. You need not wait for that:"
            ),
            *outside.bodies(),
        ]
    saying.to_person(work, person, parts)
    return asked


def for_looker(work: Work, by: Person, asked_id: int | None) -> tuple[LookAgain, Issue]:
    """An open request, for anybody of the team but the one who decided; with the matter that it is about now."""
    people.must_be_staff(work, by)
    asked = finding.one(work, LookAgain, asked_id, held=True)
    if asked.ended_at is not None:
        raise errors.NoLongerThere(_("That is settled already."))
    decision = work.session.get_one(Decision, asked.decision_id)
    if decision.by_id == by.id:
        raise errors.NotAllowed(_("You decided this. Somebody else looks at it again."))
    return asked, raisers.held(work, work.session.get_one(Raiser, asked.raiser_id))


def uphold(work: Work, by: Person, asked_id: int | None, words: Mapping[str, str]) -> None:
    """It stays as it was decided, for a reason that whoever asked is told."""
    asked, issue = for_looker(work, by, asked_id)
    raiser = work.session.get_one(Raiser, asked.raiser_id)
    _end(work, asked, UPHELD)
    record.act(work, by, "uphold", "issue", issue.number, asked=asked.number)
    day = next_news(work, issue)
    updates.tell_raisers(work, by, issue, UpdateKind.LOOKED_AGAIN, words=words, next_news=day, only=[raiser])


def next_news(work: Work, issue: Issue) -> date:
    """By when more is heard on a matter that stays as it was decided."""
    due = promises.due_next(work, PromiseKind.NEXT_NEWS, "issue", issue.number)
    return promises.day_of(work, due or promises.working_days_on(work, WORKING_DAYS))


def change(
    work: Work, by: Person, asked_id: int | None, decided: Decided, words: Mapping[str, str], next_news: date
) -> None:
    """It is decided anew; everyone who raised it is told, and whoever asked with them."""
    asked, issue = for_looker(work, by, asked_id)
    _end(work, asked, CHANGED)
    record.act(work, by, "change_after_look", "issue", issue.number, asked=asked.number)
    scoping.decide(work, by, issue.number, decided, words, next_news)


def give_anew(work: Work) -> int:
    """Requests that nobody could look at yet are given to whoever can now."""
    waiting = due.claimed(work, _WITH_NOBODY)
    return sum(_give_anew(work, asked) for asked in waiting)


def look_late(work: Work, promise: Promise) -> None:
    """Nobody has looked again by the day promised: who is late is told, and whoever asked."""
    asked = work.session.get(LookAgain, promise.about_id)
    if asked is not None and asked.ended_at is None:
        _say_late(work, asked)


def take_over(work: Work, had: Person, to: Person | None) -> None:
    """What somebody was to look at again goes to a colleague; where they decided it, or none is named, to another."""
    mine = (col(LookAgain.to_id) == had.id, col(LookAgain.ended_at).is_(None))
    for asked in work.session.exec(select(LookAgain).where(*mine).order_by(col(LookAgain.id))).all():
        asked.to_id = None
        promises.keep(work, PromiseKind.LOOK_AGAIN, ABOUT, asked.number)
        _give_anew(work, asked, gone=had, heir=to)
        issue_id = work.session.get_one(Raiser, asked.raiser_id).issue_id
        record.act(work, None, "pass_look_on", "issue", issue_id, before=had.number, after=asked.to_id)
    work.session.flush()


def let_go(work: Work, person: Person) -> None:
    """Who was to look again is gone: somebody else does. Who asked is gone: nobody has to."""
    take_over(work, person, None)
    theirs = (col(LookAgain.person_id) == person.id, col(LookAgain.ended_at).is_(None))
    for asked in work.session.exec(select(LookAgain).where(*theirs)).all():
        _end(work, asked, NO_NEED)
    work.session.flush()


def digest_lines(work: Work) -> list[Text]:
    """How many decisions somebody asked to look at again are still open, by matter."""
    open_ones = (
        select(Decision.issue_id)
        .join(LookAgain, col(LookAgain.decision_id) == Decision.id)
        .where(LookAgain.programme_id == work.programme_id, col(LookAgain.ended_at).is_(None))
    )
    matters = [Code(f"M-{number}") for number in sorted(set(work.session.exec(open_ones).all()))]
    return [_("Somebody asked to look again at: {matters}", matters=matters)] if matters else []


def _assign(
    work: Work, asked: LookAgain, decision: Decision, gone: Person | None = None, heir: Person | None = None
) -> Person | None:
    """The heir, else whoever has fewest such requests, of those who did not decide it and did not ask."""
    able = [one for one in people.holding(work, DESK) if one.id not in (decision.by_id, asked.person_id)]
    able = [one for one in able if one.chat_id is not None and one is not gone]
    open_ones = sa.select(LookAgain.to_id, sa.func.count()).where(col(LookAgain.ended_at).is_(None))  # type: ignore[call-overload]
    load = dict(work.session.execute(open_ones.group_by(LookAgain.to_id)).all())
    named = [one for one in able if heir is not None and one.id == heir.id]
    looker = min(named or able, key=lambda one: (load.get(one.id, 0), one.number), default=None)
    if looker is None:
        return None
    asked.to_id = looker.number
    promises.make(work, PromiseKind.LOOK_AGAIN, ABOUT, asked.number, asked.due_at, looker.number)
    _bring(work, asked, decision, looker)
    return looker


def _bring(work: Work, asked: LookAgain, decision: Decision, looker: Person) -> None:
    raiser = work.session.get_one(Raiser, asked.raiser_id)
    issue = work.session.get_one(Issue, raiser.issue_id)
    parts = look_again_card.parts(work, asked, decision, issue)
    rows = look_again_card.buttons(asked)
    saying.to_person(work, looker, parts, rows, lane=Lane.ALERT, words_of=asked.person_id)
    heading = _(
        "{reference} ({title}): somebody who raised it asks to look again. {who} does, by {day}.",
        reference=Code(issue.reference),
        title=issue.title,
        who=people.name_and_title(looker),
        day=promises.day_of(work, asked.due_at),
    )
    saying.to_staff(work, [heading])


def _give_anew(work: Work, asked: LookAgain, gone: Person | None = None, heir: Person | None = None) -> bool:
    decision = work.session.get_one(Decision, asked.decision_id)
    asked.due_at = max(asked.due_at, promises.working_days_on(work, WORKING_DAYS))
    looker = _assign(work, asked, decision, gone, heir)
    person = people.by_number(work, asked.person_id)
    if looker is None or person is None:
        return False
    text = _(
        "{who} looks now at what you asked me to have looked at again. You have their answer by {day}.",
        who=people.name_and_title(looker),
        day=promises.day_of(work, asked.due_at),
    )
    saying.to_person(work, person, [text], lane=Lane.ANSWER)
    return True


def _say_late(work: Work, asked: LookAgain) -> None:
    asked.due_at = promises.working_days_on(work, WORKING_DAYS)
    raiser = work.session.get_one(Raiser, asked.raiser_id)
    day, reference = promises.day_of(work, asked.due_at), Code(f"M-{raiser.issue_id}")
    looker, person = people.serving(work, asked.to_id), people.by_number(work, asked.person_id)
    if looker is None:
        asked.to_id = None
    else:
        promises.make(work, PromiseKind.LOOK_AGAIN, ABOUT, asked.number, asked.due_at, looker.number)
        text = _(
            "{reference}: the answer to “please look again” is late. Please give it by {day}.",
            reference=reference,
            day=day,
        )
        saying.to_person(
            work,
            looker,
            [text, own_words(asked.why)],
            look_again_card.buttons(asked),
            words_of=asked.person_id,
        )
        saying.to_staff(work, [text])
    if person is not None:
        text = _(
            "You should have heard by today what came of looking again at {reference}. I am sorry. I have reminded the "
            "team. You hear by {day}.",
            reference=reference,
            day=day,
        )
        saying.to_person(work, person, [text], lane=Lane.TELLING)


def _end(work: Work, asked: LookAgain, how: str) -> None:
    asked.ended_at, asked.ended_how = work.now, how
    promises.keep(work, PromiseKind.LOOK_AGAIN, ABOUT, asked.number)
    work.session.flush()
