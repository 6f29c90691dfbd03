"""That's not what I meant: what somebody told leaves the matter again, and staff owe a first word on it anew."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _
from bot.loop import blocks, cards, first_words, people, promises, raisers, record, saying, tellings
from bot.loop.acknowledging import say_to_teller
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work


def say(work: Work, person: Person, code: str) -> Insight:
    """One tap under how staff understood it: what this person told goes back among the new things, with a date.

    Returns what they told (the first of it). Raises `errors.NotAllowed` for anybody who told nothing of it.
    """
    _telling, raiser = raisers.pressed(work, person, code)
    blocks.must_not_be_blocked(person)
    issue = raisers.held(work, raiser)
    mine = _told_by(work, person, issue, raiser)
    if not mine:
        raise errors.NotAllowed(_("Only those who told something of this can say that, and only once."))
    came = raisers.by(work, issue.number, mine)
    day = _back_to_staff(work, mine)
    for one in came:
        if not raisers.requote(work, one):
            one.next_news_by = None
            tellings.release(work, one, person, raisers.NOT_MEANT)
    record.act(work, person, "not_meant", "issue", issue.number, insights=[insight.number for insight in mine])
    for insight in mine:
        cards.show_insight(work, insight)
    cards.show_issue(work, issue)
    _tell_owner(work, issue, mine)
    references = [Code(insight.reference) for insight in mine]
    text = _(
        "Thank you for saying so. {references} is back with the team, and stands for itself. "
        "Somebody answers you by {day}.",
        references=references,
        day=day,
    )
    say_to_teller(work, mine[0], person, [text], buttons=False)
    return mine[0]


def _told_by(work: Work, person: Person, issue: Issue, raiser: Raiser) -> list[Insight]:
    where = col(Insight.in_private) if raiser.person_id else col(Insight.group_id) == raiser.group_id
    found = select(Insight).where(
        Insight.issue_id == issue.id, Insight.person_id == person.id, where, col(Insight.taken_back_at).is_(None)
    )
    return list(work.session.exec(found.order_by(col(Insight.id)).with_for_update()).all())


def _back_to_staff(work: Work, mine: list[Insight]) -> object:
    due = first_words.by(work)
    for insight in mine:
        insight.issue_id, insight.first_word_by = None, due
        first_words.owe(work, insight, first_words.keeper(work, insight))
    work.session.flush()
    return promises.day_of(work, due)


def _tell_owner(work: Work, issue: Issue, mine: list[Insight]) -> None:
    parts: list[Text] = [
        _(
            "{references}: the person who told it says that {matter} ({title}) is not what they meant. "
            "It is among the new cards again.",
            references=[Code(insight.reference) for insight in mine],
            matter=Code(issue.reference),
            title=issue.title,
        )
    ]
    if raisers.is_nobody(work, issue):
        parts.append(_("Nobody else raised {matter}.", matter=Code(issue.reference)))
    saying.to_staff(work, parts, insight_id=mine[0].number)
    owner = people.serving(work, issue.owner_id)
    if owner is not None:
        saying.to_person(work, owner, parts, insight_id=mine[0].number)
