"""Buttons of the programme's ending: who takes over what, the words, a second person, calling it off."""

from __future__ import annotations

import re

from bot.flows import closing as flow
from bot.handlers import closing_errands
from bot.handlers.buttons import ASK_IN_PRIVATE, NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import closing, closing_card, closing_file, people
from bot.store.closing import CAN_BE_CALLED_OFF, Stage
from bot.store.people import Person
from bot.store.session import Work

LONG = _("Everybody is told from now on.")
OF_A_DRAFT = "change"
ERRANDS = {"all": "close_all", "words": "close_words", "off": "close_off"}


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    closing_card.show(work, person, int(rest[1]))
    return None


def _debt(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    closing.under_way(work, person, int(rest[0]), *CAN_BE_CALLED_OFF)
    return begin(work, person, "close_debt", int(rest[1]), conversations)


def _begin(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    if rest[1] == OF_A_DRAFT:
        found = closing.under_way(work, person, int(rest[0]), Stage.DRAFT)
        written = flow.answers(closing_errands.ending(work, found))
        conversations.start(work, person, "close_programme", prefilled=written)
        return ASK_IN_PRIVATE
    return begin(work, person, ERRANDS[rest[1]], int(rest[0]), conversations)


def _file(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_administrator(work, person)
    found = closing.current(work)
    if found is not None:
        closing_file.send(work, person, found)
    return _("The files are on their way.") if found else closing.NOT_NOW


def _ask(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    return closing_card.ask(work, person, int(rest[0]))


def _yes(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    closing.confirm(work, person, int(rest[0]), rest[1])
    return LONG


def _no(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    closing.send_back(work, person, int(rest[0]))
    return _("It was not confirmed. Whoever asked you hears so.")


ACTS: Acts = {
    re.compile(f"close:{NUMBER}:page:([0-9]{{1,6}})"): _page,
    re.compile(f"close:{NUMBER}:debt:{NUMBER}"): _debt,
    re.compile(f"close:{NUMBER}:(all|words|off|change)"): _begin,
    re.compile(f"close:{NUMBER}:file"): _file,
    re.compile(f"close:{NUMBER}:ask"): _ask,
    re.compile(f"close:{NUMBER}:yes:([0-9a-f]{{16}})"): _yes,
    re.compile(f"close:{NUMBER}:no"): _no,
}
