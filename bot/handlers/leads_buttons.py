"""Buttons of community leads, and under what came of their choosing."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import leads_commands
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import community_leads, people, ranking
from bot.store.people import Person
from bot.store.session import Work


def _choose(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if rest[0] == "leave":
        community_leads.let_go(work, person, person.number)
        return _("That is fine. You need not say why.")
    people.must_be_staff(work, person)
    if not community_leads.could_be(work):
        raise errors.Mistake(_("There is no champion who could be asked."))
    return begin(work, person, "choose_lead", None, conversations)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    show = {"list": leads_commands.show, "matters": community_leads.show_matters}[rest[0]]
    show(work, person, int(rest[1]))
    return None


def _of_round(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    match rest[1]:
        case "rank":
            return begin(work, person, "rank_matters", ranking.open_round(work, person, number).number, conversations)
        case "tell":
            ranking.tell_leads(work, person, number)
        case "groups":
            ranking.tell_groups(work, person, number)
        case _act:
            people.must_be_staff(work, person)
            community_leads.let_go(work, person, number)
            leads_commands.show(work, person)
    return _("Thank you. That is noted.")


ACTS: Acts = {
    re.compile("lead:(choose|leave)"): _choose,
    re.compile("lead:(list|matters):([0-9]{1,6})"): _list,
    re.compile(f"lead:{NUMBER}:(rank|tell|groups|go)"): _of_round,
}
