"""Commands of safety: urgent help for everybody; rota, lines and blocks for staff."""

from __future__ import annotations

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Code, _, p_
from bot.loop import blocks, paging, people, rota, saying, urgent
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role


def urgent_help(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/urgent`: for strangers too. A conversation that is open stays as it is."""
    urgent.show(work, person)


def show_rota(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/rota`: who takes alerts when; administrators change it by the buttons."""
    rota_to(work, person)


def rota_to(work: Work, person: Person, start: int = 0) -> None:
    """Show some of the rota to staff, with the buttons that they may use."""
    people.must_be_staff(work, person)
    turns = rota.turns(work)
    if turns:
        told = rota.told(work)[start : start + paging.AT_ONCE]
        parts = [_("The rota for alerts. The first who is on duty is told first."), *told]
    else:
        parts = [_("There is no rota yet. Until there is one, urgent help promises no person.")]
    rows: list[list[Button]] = []
    if Role.ADMINISTRATOR in people.roles(work, person):
        for place, turn in enumerate(turns[start : start + paging.AT_ONCE], start + 1):
            number = Code(str(place))
            out = Button(p_("button", "{place}: take out", place=number), f"z:{turn.number}:out")
            up = Button(p_("button", "{place}: ask earlier", place=number), f"z:{turn.number}:up")
            rows.append([up, out] if place > 1 else [out])
        rows.append([Button(p_("button", "Add a turn"), "z:add")])
    ways = paging.steps("z:list:", start, paging.AT_ONCE, is_more=len(turns) > start + paging.AT_ONCE)
    saying.to_person(work, person, parts, [*rows, ways] if ways else rows)


def set_lines(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/lines`: an administrator sets the numbers that urgent help gives."""
    people.must_be_administrator(work, person)
    conversations.start(work, person, "lines")


def show_blocked(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/blocked`: who may not tell, and the way to lift it."""
    blocked_to(work, person)


def blocked_to(work: Work, person: Person, start: int = 0) -> None:
    """Show staff some of those who may not tell."""
    people.must_be_staff(work, person)
    found = blocks.listed(work)
    if not found:
        saying.to_person(work, person, [_("Nobody is blocked. To block somebody, use the button on a card.")])
    for one in found[start : start + paging.AT_ONCE]:
        lift = Button(p_("button", "Lift the block"), f"f:{one.number}:lift")
        saying.to_person(work, person, [blocks.told(work, one)], ((lift,),))
    if turns := paging.steps("f:list:", start, paging.AT_ONCE, is_more=len(found) > start + paging.AT_ONCE):
        saying.to_person(work, person, [_("There are more.")], (turns,))


COMMANDS = {"urgent": urgent_help, "rota": show_rota, "lines": set_lines, "blocked": show_blocked}
