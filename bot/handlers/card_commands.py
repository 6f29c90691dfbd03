"""Commands of the staff room and its cards: a card in private, the room's topics, the safeguarding leads."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Code, _, own_words, p_
from bot.loop import copies, finding, handling, leads, paging, people, rooms, saying
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

REFERENCE = re.compile(r"([HhMm])-?\s?([0-9]{1,18})")
NAME_LETTERS = 22


def show_card(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/card H-12` or `/card M-3`: the card in private, with the same buttons."""
    people.must_be_staff(work, person)
    meant = REFERENCE.fullmatch(arrived.rest)
    if meant is None:
        yours = [Code(f"H-{number}") for number in handling.mine(work, person)]
        parts = [_("Write /card and the number that stands on it, for instance: /card H-12")]
        parts += [_("You have: {references}", references=yours)] if yours else []
        saying.to_person(work, person, parts)
    elif meant[1] in "Hh":
        handling.open_card(work, person, int(meant[2]))
    else:
        copies.give_issue(work, person, finding.one(work, Issue, int(meant[2])))


def make_topics(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/topics`: an administrator has the staff room's topics made, once they may be."""
    people.must_be_administrator(work, person)
    room = saying.staff_room(work)
    if room is None:
        raise errors.Mistake(_("There is no staff room yet. Add me to the team's group first."))
    rooms.make_topics(work, room)
    text = _("I am making the four topics in “{title}”. Where that cannot be, all stays in one.", title=room.title)
    saying.to_person(work, person, [text])


def show_leads(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/lead`: who sees what is sensitive; an administrator changes it by the buttons."""
    leads_to(work, person)


def leads_to(work: Work, person: Person, start: int = 0) -> None:
    """Show an administrator the safeguarding leads, and some of those who could be one."""
    people.must_be_administrator(work, person)
    now = leads.appointed(work)
    if now:
        who = [people.name_and_title(one) for one in now]
        parts = [_("What is sensitive goes to {who}, and to nobody else.", who=who)]
    else:
        nobody = _("There is no safeguarding lead yet. Until there is one, it goes to those who run this bot.")
        parts = [_("What is sensitive leaves the staff room."), nobody]
    parts.append(_("Tap a name to change that."))
    team = leads.team(work)
    rows = [[_button(one, is_lead=one in now)] for one in team[start : start + paging.AT_ONCE]]
    turns = paging.steps("lead:team:", start, paging.AT_ONCE, is_more=len(team) > start + paging.AT_ONCE)
    saying.to_person(work, person, parts, [*rows, turns] if turns else rows)


def _button(person: Person, *, is_lead: bool) -> Button:
    name = own_words((person.name or str(person.number))[:NAME_LETTERS])
    if is_lead:
        return Button(p_("button", "✓ {name}", name=name), f"lead:{person.number}:off")
    return Button(name, f"lead:{person.number}:on")


COMMANDS = {"card": show_card, "topics": make_topics, "lead": show_leads}
