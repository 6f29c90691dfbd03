"""Us too: open matters that staff let others see are offered to those who tell the like."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import cards, finding, insights, issues, people, record, saying
from bot.loop.likeness import likenesses
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import CLOSED

AT_MOST = 2
LOOKED_AT = 100
ALIKE, ALIKE_AMONG_US = 0.25, 0.12
LEAST_RAISERS = 2
_BY_MANY = (
    sa.select(col(Raiser.issue_id))
    .where(col(Raiser.settled_at).is_(None), col(Raiser.issue_id) == col(Issue.id))
    .group_by(col(Raiser.issue_id))
    .having(sa.or_(sa.func.count() >= LEAST_RAISERS, sa.func.count(col(Raiser.group_id)) > 0))
)
_SHOWN = (
    sa.select(col(Issue.id), col(Issue.shown_title))
    .where(
        col(Issue.programme_id) == sa.bindparam("programme"),
        col(Issue.shown_title).is_not(None),
        col(Issue.state).not_in(CLOSED),
        _BY_MANY.correlate(Issue).exists(),
    )
    .order_by(col(Issue.id).desc())
    .limit(LOOKED_AT)
)


def offer(work: Work, person: Person, insight: Insight) -> bool:
    """Where others raised the same, say so, and let the teller join them in one tap; whether there are any."""
    if not insight.words or insight.issue_id is not None:
        return False
    there = shown(work)
    found = _alike(work, person, insight, there) if there else []
    if not found:
        return False
    parts: list[Text] = [_("Others have raised this. Is it the same as yours?")]
    for at, (number, title) in enumerate(found, 1):
        parts += [own_words(f"{at}. {title}"), *_in_which_language(work, person, number)]
    parts.append(_("If it is, tap below: you then hear all that comes of it. Your own words stay as you told them."))
    rows = [
        (Button(p_("button", "Us too: {number}", number=at), f"y:{insight.number}:{number}"),)
        for at, (number, _title) in enumerate(found, 1)
    ]
    saying.to_person(work, person, parts, rows, key=f"us_too:{insight.number}")
    return True


def shown(work: Work) -> dict[int, str]:
    """What is open and may be seen by others, by number and title, the newest first."""
    rows = work.session.execute(_SHOWN, {"programme": work.programme_id}).all()
    return {row.id: row.shown_title for row in rows}


def join(work: Work, person: Person, insight_id: int, issue_id: int) -> Issue:
    """The teller raises it too, with their own words. Raises `errors.NoLongerThere` where that is over."""
    insight = insights.of_teller(work, person, insight_id)
    if insight.issue_id is not None:
        raise errors.NoLongerThere(_("That is settled already."))
    issue = issues.open_one(work, issue_id)
    if issue.shown_title is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    issues.add_raiser(work, person, insight, issue)
    return issue


def let_see(work: Work, by: Person, issue_id: int, *, may: bool) -> Text:
    """Staff let others see the title of a matter, or no longer. What one person alone raised is not shown yet."""
    people.must_be_staff(work, by)
    issue = finding.one(work, Issue, issue_id, held=True)
    issue.shown_title = issue.title if may else None
    work.session.add(issue)
    record.act(work, by, "let_see" if may else "no_longer_see", "issue", issue.number)
    cards.show_issue(work, issue)
    if not may:
        return _("Thank you. That is noted.")
    many = work.session.execute(_BY_MANY.where(col(Issue.id) == issue.id)).first()
    if many is not None:
        return _("Thank you. That is noted.")
    return _("Noted. Only one person raised it, who could be known by it. I show it once two people or a group have.")


def _alike(work: Work, person: Person, insight: Insight, titles: dict[int, str]) -> list[tuple[int, str]]:
    """The likest first, what was raised among the teller's own groups or is of the same kind before all others."""
    near, mine = _near(work, person, insight, list(titles)), _raised_by(work, person)
    found = []
    for number, alike in likenesses(insight.words, titles).items():
        if number not in mine and alike >= (ALIKE_AMONG_US if number in near else ALIKE):
            found.append((number in near, alike, number, titles[number]))
    return [(number, title) for _is_near, _alike, number, title in sorted(found, reverse=True)[:AT_MOST]]


def _near(work: Work, person: Person, insight: Insight, numbers: list[int]) -> set[int]:
    groups = [group.number for group in people.groups_of(work, person)]
    here = sa.select(col(Raiser.issue_id)).where(col(Raiser.issue_id).in_(numbers), col(Raiser.group_id).in_(groups))
    near = set(work.session.execute(here).scalars()) if groups else set()
    if insight.kind is not None:
        alike = sa.select(col(Insight.issue_id)).where(
            col(Insight.issue_id).in_(numbers), col(Insight.kind) == insight.kind
        )
        near |= {number for number in work.session.execute(alike).scalars() if number is not None}
    return near


def _in_which_language(work: Work, person: Person, issue_id: int) -> list[Text]:
    """The language of a title, for somebody who reads another: staff write it in that of their first word on it."""
    first = select(Update.source_language).where(Update.issue_id == issue_id).order_by(col(Update.id))
    language = work.session.exec(first.limit(1)).first()
    if language is None or language == (person.language or "en"):
        return []
    return [_("I have this in {language} only.", language=english_name(language))]


def _raised_by(work: Work, person: Person) -> set[int]:
    return set(work.session.exec(select(Raiser.issue_id).where(Raiser.person_id == person.id)).all())
