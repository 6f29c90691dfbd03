"""Buttons of trusted messages while they are written, and of asking about one that came."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Code, Text, _, own_words
from bot.language_names import english_name
from bot.loop import (
    blocks,
    door,
    people,
    saying,
    trusted,
    trusted_after,
    trusted_card,
    trusted_list,
    trusted_page,
    trusted_preview,
    trusted_proposals,
)
from bot.message_words import MessageState
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

IN_PRIVATE = _("I have sent it to you in private.")
WRITE_FIRST = _("Please write to me in private first: tap my name, then Start. Then press again.")
LANGUAGE = "([A-Za-z_]{2,35})"


def _new(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return begin(work, person, "write_message", None, conversations)


def _list(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    trusted_list.page(work, person, MessageState(rest[0]), int(rest[1]))
    return None


def _see(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message = trusted.for_staff(work, person, int(rest[0]), held=False)
    _must_have_chat(person)
    if rest[1] == "preview":
        trusted_preview.show(work, person, message)
    else:
        whose = message.proposed_by if message.adopted_by is None else None
        shown = trusted_card.parts(work, message)
        rows = trusted_card.buttons(work, message, opened=trusted_card.ALL)
        saying.to_person(work, person, shown, rows, words_of=whose)
    return IN_PRIVATE


def _unfold(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    trusted_card.unfold(work, trusted.for_staff(work, person, int(rest[0])), rest[1])
    return None


def _adopt(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    trusted_proposals.adopt(work, person, int(rest[0]))
    return _("Thank you. It is a draft now, and the champion knows.")


def _begin(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number = int(rest[0])
    if rest[1] == "decline":
        trusted_proposals.proposed(work, person, number)
    else:
        trusted.changeable(work, person, number)
    return begin(work, person, f"{rest[1]}_message", number, conversations)


def _pages(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message = trusted.for_staff(work, person, int(rest[0]), held=False)
    _must_have_chat(person)
    there = trusted_page.languages_of(work, message)
    rows = [(Button(own_words(english_name(code)), f"tm:{message.number}:page:{code}"),) for code in there]
    text = _("{reference}: in which language is the page?", reference=Code(message.reference))
    saying.to_person(work, person, [text], rows)
    return IN_PRIVATE


def _page(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message, code = trusted.for_staff(work, person, int(rest[0]), held=False), rest[1]
    _must_have_chat(person)
    if code not in trusted_page.languages_of(work, message):
        raise errors.NoLongerThere(_("There are no approved words in that language."))
    key = f"notice:{person.number}:{message.number}:{code}:{work.now:%Y%m%d%H%M}"
    saying.to_person(
        work,
        person,
        [trusted_page.caption(message, code)],
        file=trusted_page.asked(person, message, code),
        key=key,
    )
    return IN_PRIVATE


def _ask(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    door.must_have_joined(work, person)
    blocks.must_not_be_blocked(person)
    _must_have_chat(person)
    message = trusted_after.message_of(work, int(rest[0]))
    return begin(work, person, "ask_about_message", message.number, conversations)


def _must_have_chat(person: Person) -> None:
    if person.chat_id is None:
        raise errors.Mistake(WRITE_FIRST)


ACTS: Acts = {
    re.compile("tm:new"): _new,
    re.compile(f"tm:list:({'|'.join(MessageState)}):([0-9]{{1,6}})"): _list,
    re.compile(f"tm:{NUMBER}:(see|preview)"): _see,
    re.compile(f"tm:{NUMBER}:open:(more|less)"): _unfold,
    re.compile(f"tm:{NUMBER}:adopt"): _adopt,
    re.compile(f"tm:{NUMBER}:(change|drop|decline)"): _begin,
    re.compile(f"tm:{NUMBER}:page"): _pages,
    re.compile(f"tm:{NUMBER}:page:{LANGUAGE}"): _page,
    re.compile(f"tc:{NUMBER}:ask"): _ask,
}
