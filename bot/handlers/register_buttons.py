"""Buttons of the list of people, and of one person's card."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _, own_words, p_
from bot.loop import people, person_card, person_desk, register, roles, saying
from bot.loop.register import Which
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

BEGUN = ("edit", "groups", "pause", "induction", "give", "take", "leave")


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    register.show(work, person, Which(rest[0]), int(rest[1]))
    return None


def _find(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "who_find", None, conversations)


def _card(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    person_card.show(work, person, int(rest[0]))
    return None


def _act(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    people.must_be_staff(work, person)
    if act in ("give", "take"):
        people.must_be_administrator(work, person)
    if act == "give" and not roles.to_give(work, person_desk.still_in(work, person, number)):
        raise errors.NoLongerThere(_("They have every role already."))
    if act == "take" and not people.roles(work, person_desk.one(work, person, number)):
        raise errors.NoLongerThere(_("They have no role."))
    return begin(work, person, f"who_{act}", number, conversations)


def _resume(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    person_desk.resume(work, person, int(rest[0]))
    return _("The pause is over. What waited is on its way.")


def _link(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    invitation, secret = person_desk.invite_again(work, person, int(rest[0]))
    text = _("Give this link to nobody but that person. It works once; their groups come with them:")
    link = own_words(f"https://t.me/{work.programme.username}?start={secret}")
    revoke = Button(p_("button", "Take the link back"), f"l:{invitation.number}:revoke")
    saying.to_person(work, person, [text, link], ((revoke,),))
    return None


ACTS: Acts = {
    re.compile(f"who:({'|'.join(Which)}):{NUMBER}"): _list,
    re.compile("who:find"): _find,
    re.compile(f"who:{NUMBER}"): _card,
    re.compile(f"who:{NUMBER}:({'|'.join(BEGUN)})"): _act,
    re.compile(f"who:{NUMBER}:resume"): _resume,
    re.compile(f"who:{NUMBER}:link"): _link,
}
