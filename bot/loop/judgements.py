"""Is it better now? Only those who raised it can say, and a "no" has teeth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from bot import errors, labels
from bot.card_words import Topic
from bot.language import Code, Text, _, n_
from bot.loop import (
    about_me,
    decisions,
    due,
    issues,
    passed_on,
    people,
    promises,
    raisers,
    record,
    saying,
    standing,
    tellings,
    told_outside,
    updates,
)
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.words import CLOSED, HEARD, UNSATISFIED, IssueState, PromiseKind, TellingState, UpdateKind, Verdict

LOOKED_AT_AGAIN = timedelta(hours=1)
_PAST_THEIR_DATE = due.rows(
    Issue, col(Issue.state).not_in(CLOSED), col(Issue.judge_by) <= due.NOW, order=(col(Issue.judge_by),), most=100
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a judgement: the short word that the presser sees, and whether they should be asked why."""

    toast: Text
    ask_why: bool
    judgement: Judgement | None = None


def changed(work: Work, issue: Issue) -> None:
    """Staff said what changed: those who raised it are asked, until the closing date."""
    issue.judge_by = work.now + issues.ASKED_FOR
    work.session.add(issue)
    for action in work.session.exec(select(Action).where(Action.issue_id == issue.id)).all():
        action.done_at, action.nudge_on = action.done_at or work.now, None
        promises.keep(work, PromiseKind.ACTION, action.promise, issue.number)
    promises.keep(work, PromiseKind.NEXT_NEWS, "issue", issue.number)


def judge(work: Work, person: Person, code: str, verdict: Verdict) -> Judged:
    """One person's word on one telling; the last one counts. "A bit" and "no" open the matter again.

    What was said of an earlier change, or before the matter was closed, counts no more: it may be said again.
    """
    telling, raiser = _judged_telling(work, person, code)
    if telling.for_group_id is None:
        tellings.heard(work, telling)
    else:
        passed_on.arrived(work, person, telling)
    issue = raisers.held(work, raiser)
    asked = _asked(work, issue, raiser) or telling
    judgement = work.session.exec(
        select(Judgement).where(Judgement.raiser_id == raiser.id, Judgement.person_id == person.id)
    ).first()
    is_of_now = judgement is not None and judgement.telling_id == asked.id and issue.state not in CLOSED
    before = judgement.verdict if judgement and is_of_now else None
    if before == verdict:
        return Judged(_("That is what you said already."), ask_why=False, judgement=judgement)
    if judgement is None:
        judgement = Judgement(
            programme_id=work.programme_id,
            raiser_id=raiser.number,
            person_id=person.number,
            telling_id=asked.number,
            verdict=verdict,
            at=work.now,
        )
    judgement.verdict, judgement.at, judgement.telling_id, judgement.why = verdict, work.now, asked.number, None
    work.session.add(judgement)
    work.session.flush()
    record.act(work, person, "judge", "raiser", raiser.number, before=before, after=verdict)
    return _follow(work, issue, raiser, judgement)


def close_what_is_due(work: Work) -> int:
    """Issues past their closing date, where every raiser has heard and been asked: closed, judged or not judged.

    Returns how many were closed. Silence never means "better".
    """
    found = due.claimed(work, _PAST_THEIR_DATE)
    return sum(_close_or_wait(work, issue) for issue in found)


def _judged_telling(work: Work, person: Person, code: str) -> tuple[Telling, Raiser]:
    telling = tellings.by_code(work, code)
    raiser = work.session.get(Raiser, telling.raiser_id) if telling and telling.raiser_id else None
    if telling is None or raiser is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if raiser.outside_id is not None:
        people.must_be_staff(work, person)
        told_outside.arrived(work, person, telling, None)
    elif raiser.person_id is not None and raiser.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who raised this can judge it."))
    if telling.for_group_id is not None:
        passed_on.of_champion(work, person, telling.number)
    return telling, raiser


def _follow(work: Work, issue: Issue, raiser: Raiser, judgement: Judgement) -> Judged:
    verdict = Verdict(judgement.verdict)
    if verdict in UNSATISFIED:
        told = _(
            "{verdict}: said by someone who raised {reference}.",
            verdict=labels.VERDICTS[verdict],
            reference=Code(issue.reference),
        )
        if not _is_open_again_for(work, issue, raiser):
            issues.reopen(work, issue, [raiser])
        _tell_owner(work, issue, told)
        return Judged(_("Thank you for saying so. It is open again."), ask_why=True, judgement=judgement)
    if raiser.person_id is not None or raiser.outside_id is not None:
        _close_if_all_satisfied(work, issue)
    return Judged(_count(work, raiser), ask_why=False, judgement=judgement)


def _is_open_again_for(work: Work, issue: Issue, raiser: Raiser) -> bool:
    """Whether this raiser has been given a new date since the newest change."""
    if issue.state in CLOSED or issue.judge_by is not None:
        return False
    return (
        work.session.exec(
            select(Telling.id)
            .join(Update, col(Telling.update_id) == Update.id)
            .where(
                Telling.raiser_id == raiser.id,
                Update.kind == UpdateKind.REOPENED,
                col(Update.id) > (_newest_change(work, issue) or 0),
            )
        ).first()
        is not None
    )


def _count(work: Work, raiser: Raiser) -> Text:
    if raiser.group_id is None or standing.stood_for(work, raiser) is not None:
        return _("Thank you. That is noted.")
    told = _asked(work, work.session.get_one(Issue, raiser.issue_id), raiser)
    found = select(Judgement.verdict).where(Judgement.raiser_id == raiser.id)
    said = Counter(work.session.exec(found.where(Judgement.telling_id == told.id) if told else found).all())
    total = said.total()
    if total >= about_me.LEAST:
        return _(
            "Thank you. So far here: {yes} say yes, {bit} a bit, {no} no.",
            yes=said[Verdict.YES] + said[Verdict.NOT_NEEDED],
            bit=said[Verdict.A_BIT],
            no=said[Verdict.NO],
        )
    return n_(
        "Thank you. {n} person here has answered so far.", "Thank you. {n} people here have answered so far.", total
    )


def _tell_owner(work: Work, issue: Issue, told: Text) -> None:
    saying.to_staff(work, [told], topic=Topic.OWED, issue_id=issue.number)
    owner = people.serving(work, issue.owner_id)
    if owner is not None:
        saying.to_person(work, owner, [told])


def _newest_change(work: Work, issue: Issue) -> int | None:
    """The number of the newest update that says what changed."""
    return work.session.exec(
        select(Update.id)
        .where(Update.issue_id == issue.id, Update.kind == UpdateKind.CHANGED)
        .order_by(col(Update.id).desc())
    ).first()


def _asked(work: Work, issue: Issue, raiser: Raiser) -> Telling | None:
    """The telling by which a raiser was asked about the newest change."""
    mine = (Telling.raiser_id == raiser.id, Telling.update_id == _newest_change(work, issue))
    return work.session.exec(select(Telling).where(*mine)).first()


def _verdicts(work: Work, issue: Issue, raiser: Raiser) -> set[str]:
    """What was said of the newest change."""
    asked = _asked(work, issue, raiser)
    said = select(Judgement.verdict).where(Judgement.raiser_id == raiser.id)
    return set(work.session.exec(said.where(Judgement.telling_id == asked.id)).all()) if asked else set()


def _close_if_all_satisfied(work: Work, issue: Issue) -> None:
    if issue.judge_by is None or decisions.unanswered(work, issue):
        return
    everyone = [(raiser, _verdicts(work, issue, raiser)) for raiser in updates.raisers(work, issue)]
    if all(
        (raiser.person_id or raiser.outside_id) and verdicts and not verdicts & UNSATISFIED
        for raiser, verdicts in everyone
    ):
        issues.close(work, issue, IssueState.CLOSED_JUDGED)


def _close_or_wait(work: Work, issue: Issue) -> bool:
    everyone = updates.raisers(work, issue)
    if not all(_has_heard(work, issue, raiser) for raiser in everyone) or decisions.unanswered(work, issue):
        issue.judge_by = work.now + LOOKED_AT_AGAIN
        return False
    judged = all(_verdicts(work, issue, raiser) for raiser in everyone)
    issues.close(work, issue, IssueState.CLOSED_JUDGED if judged else IssueState.CLOSED_NOT_JUDGED)
    return True


def _has_heard(work: Work, issue: Issue, raiser: Raiser) -> bool:
    if raiser.settled_at is not None:
        return True
    asked = _asked(work, issue, raiser)
    return asked is not None and TellingState(asked.state) in HEARD
