"""`/leads`: the team chooses community leads; `/matters`: a lead sees what is open."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Text, _, p_
from bot.loop import circles, community_leads, paging, people, saying
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work


def _leads(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if not people.is_staff(work, person) and community_leads.is_one(work, person):
        community_leads.show_matters(work, person)
        return
    show(work, person)


def _matters(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    community_leads.show_matters(work, person)


def show(work: Work, person: Person, start: int = 0) -> None:
    """Show staff some of the community leads, to choose another or to let one go."""
    people.must_be_staff(work, person)
    there = community_leads.of(work)
    head = _("These are the community leads:") if there else _("There are no community leads yet.")
    rows = [[Button(p_("button", "Choose a lead"), "lead:choose")]]
    parts: list[Text] = [head]
    for number, lead in enumerate(there[start : start + paging.AT_ONCE], start + 1):
        parts.append(_("{number}. {who}", number=number, who=circles.called(work, lead)))
        rows.append([Button(p_("button", "Let go: {number}", number=number), f"lead:{lead.number}:go")])
    turns = paging.steps("lead:list:", start, paging.AT_ONCE, is_more=len(there) > start + paging.AT_ONCE)
    saying.to_person(work, person, parts, [*rows, turns] if turns else rows)


COMMANDS = {"leads": _leads, "matters": _matters}
