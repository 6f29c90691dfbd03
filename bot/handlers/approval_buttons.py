"""Buttons under a trusted message: its approval, and its words in each language."""

from __future__ import annotations

import re

from bot.handlers.buttons import NUMBER, Acts, begin
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.language_names import english_name
from bot.loop import approval_screen, trusted, trusted_approval, trusted_translations, trusted_words
from bot.store.people import Person
from bot.store.session import Work

LANGUAGE = "([A-Za-z_]{2,35})"
SHOWN = "([0-9a-f]{16})"


def _of_message(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    if act == "read":
        approval_screen.show(work, person, number)
        return _("I have sent it to you in our private chat.")
    if act == "ask":
        trusted_approval.ask(work, person, number)
        return _("Your colleagues are asked.")
    if act == "out_all":
        message = trusted.for_staff(work, person, number)
        trusted_translations.leave_out(work, person, number, trusted_words.undecided(work, message))
        return _("They are left out. The card says which groups that are.")
    if act == "ask_readers":
        return _asked(trusted_translations.ask_readers(work, person, number))
    flow = {"back": "message_back", "urgent": "message_urgent"}[act]
    return begin(work, person, flow, trusted.for_staff(work, person, number).number, conversations)


def _asked(nobody: list[str]) -> Text:
    if not nobody:
        return _("I have asked those who read it.")
    names = [english_name(one) for one in nobody]
    return _("Nobody is known to me who reads: {languages}", languages=names)


def _approve(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    message = trusted_approval.approve(work, person, int(rest[0]), rest[1])
    return _("Thank you. You have approved {reference}.", reference=message.reference)


def _of_language(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act, language = int(rest[0]), rest[1], rest[2]
    if act == "words":
        message = trusted_translations.to_write(work, person, number, language)
        conversations.start(work, person, "message_words", message.number, prefilled={"language": language})
        return _("I have asked you in our private chat.")
    if act == "cannot":
        trusted_translations.cannot(work, person, number, language)
        return _("Thank you for saying so. The team knows.")
    if act == "out":
        trusted_translations.leave_out(work, person, number, [language])
        return _("They are left out. The card says which groups that are.")
    trusted_translations.wait_for(work, person, number, language)
    return _("It waits for that language.")


def _of_words(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act, language, shown = int(rest[0]), rest[1], rest[2], rest[3]
    if act == "vouch":
        trusted_translations.vouch(work, person, number, language, shown)
        return _("Thank you. You stand for these words.")
    trusted_translations.accept_one(work, person, number, language, shown)
    return _("It goes out in that language, marked as read by one person.")


ACTS: Acts = {
    re.compile(f"tm:{NUMBER}:(read|ask|ask_readers|out_all|back|urgent)"): _of_message,
    re.compile(f"tm:{NUMBER}:approve:{SHOWN}"): _approve,
    re.compile(f"tm:{NUMBER}:(words|cannot|out|wait):{LANGUAGE}"): _of_language,
    re.compile(f"tm:{NUMBER}:(vouch|one):{LANGUAGE}:{SHOWN}"): _of_words,
}
