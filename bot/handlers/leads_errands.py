"""What conversations about community leads know, and what happens when they are done."""

from __future__ import annotations

from bot.flows import leads as flow
from bot.flows.leads import Champions, Matters
from bot.handlers.conversation import Errand, errand
from bot.language import _
from bot.loop import circles, community_leads, people, ranking, saying
from bot.store.people import Person
from bot.store.session import Work


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("choose_lead", flow.choose_lead, _("choosing a lead"), champions, chosen),
        errand("rank_matters", flow.rank_matters, _("choosing what comes first"), matters, ranked),
    )


def champions(work: Work, person: Person, _about: int | None) -> Champions:
    """Champions who are no leads yet."""
    people.must_be_staff(work, person)
    return Champions([(one.number, circles.called(work, one)) for one in community_leads.could_be(work)])


def chosen(work: Work, by: Person, _about: int | None, value: int) -> None:
    """One more lead."""
    community_leads.choose(work, by, value)
    saying.to_person(work, by, [_("I have asked them. They can say no. See all with /leads.")])


def matters(work: Work, person: Person, round_id: int | None) -> Matters:
    """What is open and may be shown."""
    ranking.open_round(work, person, round_id)
    return Matters(community_leads.open_matters(work))


def ranked(work: Work, person: Person, round_id: int | None, value: tuple[int, ...]) -> None:
    """The first three."""
    ranking.rank(work, person, round_id or 0, value)
    saying.to_person(work, person, [_("Thank you. The team gets the counts. To choose again, write /matters.")])
