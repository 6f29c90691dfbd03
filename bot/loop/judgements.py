"""Is it better now? Only those who raised it can say, and a "no" has teeth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from bot import errors, labels
from bot.language import Code, Text, _, n_, own_words
from bot.loop import issues, people, promises, record, saying, tellings, updates
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement, Telling, Update
from bot.words import CLOSED, HEARD, UNSATISFIED, IssueState, PromiseKind, TellingState, UpdateKind, Verdict

ASKED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a judgement: the short word that the presser sees, and whether they should be asked why."""

    toast: Text
    ask_why: bool
    judgement: Judgement | None = None


def changed(work: Work, issue: Issue) -> None:
    """Staff said what changed: those who raised it are asked, until the closing date."""
    issue.judge_by = work.now + ASKED_FOR
    work.session.add(issue)
    for action in work.session.exec(select(Action).where(Action.issue_id == issue.id)).all():
        action.done_at = action.done_at or work.now
    promises.keep(work, PromiseKind.ACTION, "issue", issue.number)
    promises.keep(work, PromiseKind.NEXT_NEWS, "issue", issue.number)


def judge(work: Work, person: Person, code: str, verdict: Verdict) -> Judged:
    """One person's word on one telling; the last one counts. "A bit" and "no" open the matter again."""
    telling, raiser = _judged_telling(work, person, code)
    tellings.heard(work, telling)
    judgement = work.session.exec(
        select(Judgement).where(Judgement.raiser_id == raiser.id, Judgement.person_id == person.id)
    ).first()
    before = judgement.verdict if judgement else None
    if before == verdict:
        return Judged(_("That is what you said already."), ask_why=False, judgement=judgement)
    if judgement is None:
        judgement = Judgement(
            programme_id=work.programme_id,
            raiser_id=raiser.number,
            person_id=person.number,
            telling_id=telling.number,
            verdict=verdict,
            at=work.now,
        )
    judgement.verdict, judgement.at, judgement.telling_id, judgement.why = verdict, work.now, telling.number, None
    work.session.add(judgement)
    work.session.flush()
    record.act(work, person, "judge", "raiser", raiser.number, before=before, after=verdict)
    return _follow(work, raiser, judgement)


def say_why(work: Work, person: Person, judgement_id: int, why: str) -> None:
    """The reason behind "a bit" or "no"; it reaches the owner and the staff room."""
    judgement = work.session.get_one(Judgement, judgement_id)
    judgement.why = why
    raiser = work.session.get_one(Raiser, judgement.raiser_id)
    issue = work.session.get_one(Issue, raiser.issue_id)
    text = _("Why it is not better ({reference}):", reference=Code(issue.reference))
    _tell_owner(work, issue, [text, own_words(why)])


def pass_on(work: Work, issue_id: int, parts: list[Text]) -> None:
    """Bring somebody's words on a matter to the one who answers for it."""
    _tell_owner(work, work.session.get_one(Issue, issue_id), parts)


def unexplained(work: Work, person: Person, telling_id: int) -> Judgement | None:
    """This person's "a bit" or "no" on a telling, while they have not said why."""
    return work.session.exec(
        select(Judgement).where(
            Judgement.telling_id == telling_id,
            Judgement.person_id == person.id,
            col(Judgement.verdict).in_(UNSATISFIED),
            col(Judgement.why).is_(None),
        )
    ).first()


def close_what_is_due(work: Work) -> int:
    """Issues past their closing date, where every raiser has heard and been asked: closed, judged or not judged.

    Returns how many were closed. Silence never means "better".
    """
    due = work.session.exec(
        select(Issue)
        .where(
            Issue.programme_id == work.programme_id,
            col(Issue.state).not_in(CLOSED),
            col(Issue.judge_by) <= work.now,
        )
        .limit(100)
    ).all()
    return sum(_close_if_all_heard(work, issue) for issue in due)


def _judged_telling(work: Work, person: Person, code: str) -> tuple[Telling, Raiser]:
    telling = tellings.by_code(work, code)
    raiser = work.session.get(Raiser, telling.raiser_id) if telling and telling.raiser_id else None
    if telling is None or raiser is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if raiser.person_id is not None and raiser.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who raised this can judge it."))
    return telling, raiser


def _follow(work: Work, raiser: Raiser, judgement: Judgement) -> Judged:
    issue = work.session.get_one(Issue, raiser.issue_id)
    verdict = Verdict(judgement.verdict)
    if verdict in UNSATISFIED:
        told = _(
            "{verdict}: said by someone who raised {reference}.",
            verdict=labels.VERDICTS[verdict],
            reference=Code(issue.reference),
        )
        if not (issue.state == IssueState.OPEN and issue.judge_by is None):
            issues.reopen(work, issue, [raiser])
        _tell_owner(work, issue, [told])
        return Judged(_("Thank you for saying so. It is open again."), ask_why=True, judgement=judgement)
    if raiser.person_id is not None:
        _close_if_all_satisfied(work, issue)
    return Judged(_count(work, raiser), ask_why=False, judgement=judgement)


def _count(work: Work, raiser: Raiser) -> Text:
    if raiser.group_id is None:
        return _("Thank you. That is noted.")
    total = len(work.session.exec(select(Judgement.id).where(Judgement.raiser_id == raiser.id)).all())
    return n_(
        "Thank you. {n} person here has said how it is.", "Thank you. {n} people here have said how it is.", total
    )


def _tell_owner(work: Work, issue: Issue, parts: list[Text]) -> None:
    saying.to_staff(work, parts)
    owner = people.by_number(work, issue.owner_id)
    if owner is not None:
        saying.to_person(work, owner, parts)


def _verdicts(work: Work, raiser: Raiser) -> set[str]:
    return set(work.session.exec(select(Judgement.verdict).where(Judgement.raiser_id == raiser.id)).all())


def _close_if_all_satisfied(work: Work, issue: Issue) -> None:
    if issue.judge_by is None:
        return
    everyone = updates.raisers(work, issue)
    if all(
        raiser.person_id and _verdicts(work, raiser) and not _verdicts(work, raiser) & UNSATISFIED
        for raiser in everyone
    ):
        issues.close(work, issue, IssueState.CLOSED_JUDGED)


def _close_if_all_heard(work: Work, issue: Issue) -> bool:
    everyone = updates.raisers(work, issue)
    if not all(_has_heard(work, issue, raiser) for raiser in everyone):
        return False
    if any(_verdicts(work, raiser) & UNSATISFIED for raiser in everyone):
        return False
    judged = all(_verdicts(work, raiser) for raiser in everyone)
    issues.close(work, issue, IssueState.CLOSED_JUDGED if judged else IssueState.CLOSED_NOT_JUDGED)
    return True


def _has_heard(work: Work, issue: Issue, raiser: Raiser) -> bool:
    if raiser.settled_at is not None:
        return True
    newest = work.session.exec(
        select(Update.id)
        .where(Update.issue_id == issue.id, Update.kind == UpdateKind.CHANGED)
        .order_by(col(Update.id).desc())
    ).first()
    state = work.session.exec(
        select(Telling.state).where(Telling.raiser_id == raiser.id, Telling.update_id == newest)
    ).first()
    return state is not None and TellingState(state) in HEARD
