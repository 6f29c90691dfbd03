"""The letter to newcomers: what the conversation about it knows, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bot import errors
from bot.flows import letter as flow
from bot.flows.letter import Letter, Reader, Writer
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, _
from bot.loop import letter, people, promises, saying
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages, is_trial: bool) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered = [(code, languages.name(code)) for code in languages.offered]
    writes, reads = partial(writer, offered, is_trial), partial(reader, drafts(languages), is_trial)
    return (
        errand("letter", flow.letter, _("the letter to newcomers"), writes, confirmed),
        errand("read_letter", flow.read_again, _("the letter"), reads, nothing_follows),
    )


def drafts(languages: Languages) -> Mapping[str, str]:
    """What the languages call themselves, by code, whose words no speaker has checked yet."""
    return {code: languages.name(code) for code in languages.offered if code in languages.drafts}


def in_force(work: Work, is_trial: bool, drafts: Mapping[str, str]) -> Letter | None:
    """The letter as newcomers read it; nothing where none was ever confirmed."""
    found = letter.newest(work)
    if found is None:
        return None
    words = letter.words(work, found)
    return Letter(work.programme.name, found.name, found.title, words, found.funded_until, is_trial, drafts)


def writer(
    languages: Sequence[tuple[str, str]], is_trial: bool, work: Work, person: Person, _about: int | None
) -> Writer:
    """The team, today, and the languages that newcomers read."""
    people.must_be_administrator(work, person)
    return Writer(work.programme.name, promises.today(work), languages, is_trial)


def reader(drafts: Mapping[str, str], is_trial: bool, work: Work, person: Person, _about: int | None) -> Reader:
    """The letter, in the language of whoever reads it. Raises `errors.NoLongerThere` where there is none."""
    found = in_force(work, is_trial, drafts)
    if found is None:
        raise errors.NoLongerThere(_("There is no letter yet. An administrator of the team writes it."))
    return Reader(found, person.language or flow.SOURCE)


def nothing_follows(work: Work, person: Person, _about: int | None, value: None) -> None:
    """The letter was read; that is all."""


def confirmed(work: Work, by: Person, _about: int | None, value: Letter | None) -> None:
    """The administrator stands for the letter, or not."""
    if value is None:
        saying.to_person(work, by, [_("The letter was not changed. Write /letter to try again.")])
        return
    written = {"name": value.name, "title": value.title, "funded_until": value.funded_until, "words": value.words}
    letter.confirm(work, by, **written)  # type: ignore[arg-type]
    text = _("Thank you. Newcomers read this letter from now on. Write /invite to bring a champion in.")
    saying.to_person(work, by, [text])
