"""Somebody who reads a language puts a trusted message into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.flows.language import which_language
from bot.language import Code, Text, _, n_, own_words, p_
from bot.talk import Talk

AT_MOST = 3000
KEEP = p_("button", "Keep these words")
Words = Mapping[str, str]


class Wanted(NamedTuple):
    """What is wanted in a language: its name, how many chats read it, by when; the words there now, and by whom.

    `drafted`: what a machine made, for a start.
    """

    name: str
    chats: int
    by: date | None = None
    now: Mapping[str, str] = {}
    writer: Text | None = None
    drafted: Mapping[str, str] = {}


class Source(NamedTuple):
    """A message to be put into a language: its words by what they are of, with what that is called.

    `as_read`: how words will read in a language, and what of them differs.
    """

    reference: str
    texts: Sequence[tuple[str, Text | None, str]]
    wanted: Mapping[str, Wanted]
    as_read: Callable[[str, Words], Sequence[Text]] | None = None


def message_words(talk: Talk, known: Source) -> tuple[str, dict[str, str]] | None:
    """The language and the words, by what they are of; nothing where it was thought better of."""
    offered = [(code, one.name) for code, one in known.wanted.items()]
    language = which_language(talk, offered, _("Which language do you write?"))
    wanted = known.wanted[language]
    talk.show(_("You put {reference} into {language}.", reference=Code(known.reference), language=wanted.name))
    talk.show(n_("It is for {n} chat that reads it.", "It is for {n} chats that read it.", wanted.chats))
    if wanted.by is not None:
        talk.show(_("Please send it by {day}.", day=wanted.by))
    words = {of: _words(talk, wanted, of, heading, text) for of, heading, text in known.texts}
    read = list(known.as_read(language, words)) if known.as_read is not None else list(map(own_words, words.values()))
    shown = [*_replaced(wanted), *read, _("Another person who reads it looks at it before it goes out.")]
    ready = talk.confirm("send", shown, yes=p_("button", "It is right"), no=p_("button", "Do not keep it"))
    return (language, words) if ready else None


def _words(talk: Talk, wanted: Wanted, of: str, heading: Text | None, text: str) -> str:
    if heading is not None:
        talk.show(heading)
    talk.show(own_words(text))
    start = wanted.now.get(of) or wanted.drafted.get(of)
    question = _("Please write this in {language}. Keep each number, date and link as it is.", language=wanted.name)
    name = own_words(wanted.name)
    if not start:
        return talk.words(f"words_{of}", question, at_most=AT_MOST, name=name)
    if wanted.now.get(of):
        talk.show(_("These words are there now:"))
    else:
        talk.show(_("A machine made these words. Nobody has read them. They may be wrong. Please read each line:"))
    talk.show(own_words(start))
    return talk.words(f"words_{of}", question, at_most=AT_MOST, skip=KEEP, name=name) or start


def _replaced(wanted: Wanted) -> list[Text]:
    if not wanted.now:
        return []
    return [_("Your words take the place of those by {who}.", who=wanted.writer or _("somebody"))]
