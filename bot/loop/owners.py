"""Who answers for a matter: handed on to a colleague, with all that is promised; never left with nobody."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import cards, decisions, issues, merged, people, record, saying
from bot.store.issues import Action, Issue
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import CLOSED, Lane, Role


def hand_on(work: Work, by: Person, issue_id: int, owner_id: int) -> Issue:
    """A colleague answers for a matter from now on, and hears of it; no reason is needed."""
    people.must_be_staff(work, by)
    issue = issues.open_one(work, issue_id)
    owner = people.serving(work, owner_id)
    if owner is None:
        raise errors.NoLongerThere(_("The person you chose is no longer on the team. Please choose again."))
    if owner.id == issue.owner_id:
        who = people.name_and_title(owner)
        raise errors.NoLongerThere(_("{who} answers for it already.", who=who))
    before = people.serving(work, issue.owner_id)
    _give(work, by, issue, owner)
    merged.tell_owner(work, by, issue)
    if before is not None and before.id != by.id:
        text = _(
            "{who} answers for {reference} ({title}) now.",
            who=people.name_and_title(owner),
            reference=Code(issue.reference),
            title=issue.title,
        )
        saying.to_person(work, before, [text], lane=Lane.ALERT)
    return issue


def let_go(work: Work, person: Person) -> None:
    """Somebody of the team is gone: an administrator answers for their open matters until they are handed on."""
    owned = select(Issue).where(
        Issue.programme_id == work.programme_id, Issue.owner_id == person.id, col(Issue.state).not_in(CLOSED)
    )
    left = list(work.session.exec(owned.order_by(col(Issue.id))).all())
    others = [one for one in people.holding(work, frozenset({Role.ADMINISTRATOR})) if one.id != person.id]
    heir = min(others, key=lambda one: one.number) if others else None
    if not left or heir is None:
        return
    for issue in left:
        _give(work, None, issue, heir)
    references = [Code(issue.reference) for issue in left]
    text = _(
        "{references}: who answered for it is gone. You answer for it until you hand it on.", references=references
    )
    saying.to_person(work, heir, [text], lane=Lane.ALERT)
    who = people.name_and_title(heir)
    saying.to_staff(
        work, [_("{who} answers for {references} now, until it is handed on.", who=who, references=references)]
    )


def _give(work: Work, by: Person | None, issue: Issue, owner: Person) -> None:
    """What is promised on it is the new owner's to keep, unless a third person had promised it."""
    before, issue.owner_id = issue.owner_id, owner.number
    work.session.add(issue)
    work.session.flush()
    theirs = sa.or_(col(Promise.owner_id).is_(None), col(Promise.owner_id) == before)
    promised = sa.update(Promise).where(_about(issue), theirs, col(Promise.kept_at).is_(None))
    work.session.execute(promised.values(owner_id=owner.number))
    doing = (col(Action.issue_id) == issue.id, col(Action.owner_id) == before, col(Action.done_at).is_(None))
    work.session.execute(sa.update(Action).where(*doing).values(owner_id=owner.number))
    record.act(work, by, "hand_on", "issue", issue.number, before=before, after=owner.number)
    cards.show_issue(work, issue)


def _about(issue: Issue) -> sa.ColumnElement[bool]:
    of_issue = (col(Promise.about) == "issue") & (col(Promise.about_id) == issue.id)
    of_decision = (col(Promise.about) == decisions.ABOUT) & col(Promise.about_id).in_(decisions.numbers(issue))
    return of_issue | of_decision
