"""Others asked something near: an answer of the library is offered to who asks the like, and shown if they want it.

It is never sent by itself. "No" and "it did not help" change nothing about what they were promised.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import select

from bot import errors
from bot.language import Code, Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import (
    finding,
    insights,
    library_found,
    library_words,
    no_need,
    people,
    preferences,
    promises,
    saying,
    urgent_words,
)
from bot.loop.library_found import Like
from bot.store.insights import Insight
from bot.store.library import Answer, Offer, QuestionForm
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Version
from bot.words import Helped, Kind

LOOKED_AT = 5
ASKED = frozenset({Kind.QUESTION, Kind.RUMOUR})
QUESTION_MARKS = frozenset("?؟？\u037e")
_TABLE: sa.Table = Offer.__table__  # type: ignore[attr-defined]
_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.id)
    for dialect in (sqlite, postgresql)
}


def offer(work: Work, person: Person, insight: Insight) -> bool:
    """Where others asked something near and there is an answer that this person can read, ask whether it is that."""
    if not _is_question(insight) or urgent_words.are_in(work, insight.words):
        return False
    reads = _reads(work, person)
    for one in library_found.like(work, insight.words, insight.language, LOOKED_AT, only_same=True):
        version = library_words.readable(work, one.answer, reads)
        if version is not None:
            return _ask(work, person, insight, one, version.language)
    return False


def show(work: Work, person: Person, offer_id: int) -> None:
    """They want to see it: the answer, who wrote it and who stands for it, where it comes from, how old it is.

    Raises `errors.NoLongerThere` where it holds no more.
    """
    found = _own(work, person, offer_id)
    answer = work.session.get_one(Answer, found.answer_id)
    version = (
        library_words.readable(work, answer, _reads(work, person)) if library_words.is_offered(work, answer) else None
    )
    if version is None:
        raise errors.NoLongerThere(_("That answer does not hold any more. The team answers you, as promised."))
    found.language, found.shown_at = version.language, found.shown_at or work.now
    work.session.add(found)
    parts = as_shown(_marked(version, person), _behind(work, answer, version))
    saying.to_person(work, person, parts, shown_buttons(found.number), insight_id=found.insight_id)


def as_shown(words: Sequence[Text], behind: Sequence[Text]) -> list[Text]:
    """How an answer reads to whoever wants to see it."""
    return [*words, *behind, _("Did it help?")]


def shown_buttons(offer_id: int) -> tuple[tuple[Button, ...], ...]:
    """What they can say to it."""
    helped = Button(p_("button", "It helped"), f"ans:{offer_id}:{Helped.HELPED}")
    return ((helped, Button(p_("button", "It did not help"), f"ans:{offer_id}:{Helped.DID_NOT}")),)


def say(work: Work, person: Person, offer_id: int, said: Helped) -> None:
    """What they say to it; the last word counts. Only where it helped can they say that they need no more."""
    found = _own(work, person, offer_id)
    if said != Helped.NOT_IT and found.shown_at is None:
        raise errors.NoLongerThere(_("This button is no longer in use."))
    found.said, found.said_at = said, work.now
    work.session.add(found)
    insight = work.session.get_one(Insight, found.insight_id)
    if said == Helped.HELPED and no_need.can_end(work, insight):
        text = _(
            "I am glad. Do you still want the team's own answer on {reference}?", reference=Code(insight.reference)
        )
        row = (Button(p_("button", "No answer needed any more"), f"n:{insight.number}:unneeded"),)
        parts = [text, _("If you do, there is nothing to do: it comes as promised.")]
        saying.to_person(work, person, parts, (row,), insight_id=insight.number)
    else:
        saying.to_person(work, person, [_goes_on(work, insight)], insight_id=insight.number)


def _ask(work: Work, person: Person, insight: Insight, like: Like, language: str) -> bool:
    """Once for what was asked, with the question in a language that they read, where there is one."""
    row = {
        "programme_id": work.programme_id,
        "answer_id": like.answer.number,
        "insight_id": insight.number,
        "person_id": person.number,
        "language": language,
        "offered_at": work.now,
    }
    number = work.session.execute(_ONCE[work.session.get_bind().dialect.name], row).scalar()
    if number is None:
        return False
    parts, about = near(_question(work, person, like)), insight.number
    saying.to_person(work, person, parts, near_buttons(number), key=f"near:{about}", insight_id=about)
    return True


def near(question: str) -> list[Text]:
    """How somebody who asks something near is asked whether it is this."""
    return [
        _("Others asked something near. Is it this?"),
        own_words(f"“{question}”"),
        _("Yours stays with the team, whatever you tap."),
    ]


def near_buttons(offer_id: int) -> tuple[tuple[Button, ...], ...]:
    """What they can say to it."""
    return (
        (Button(p_("button", "Yes, show me"), f"ans:{offer_id}:show"),),
        (Button(p_("button", "No, it is another"), f"ans:{offer_id}:{Helped.NOT_IT}"),),
    )


def _own(work: Work, person: Person, offer_id: int) -> Offer:
    """An offer, for whom it was made, as long as they have not taken back what it was made for."""
    found = finding.one(work, Offer, offer_id, held=True)
    insights.of_teller(work, person, found.insight_id)
    return found


def _is_question(insight: Insight) -> bool:
    """Whether it was asked in private, in words, and nobody has taken it up; asking if it is true is asking too."""
    if not insight.words or not insight.in_private or insight.issue_id is not None or insight.kind == Kind.HELP:
        return False
    return insight.kind in ASKED or not QUESTION_MARKS.isdisjoint(insight.words)


def _reads(work: Work, person: Person) -> list[str]:
    also = preferences.also_read_in(work, person.chat_id) if person.chat_id else []
    return [person.language or "en", *also]


def _question(work: Work, person: Person, like: Like) -> str:
    if like.form.language in (reads := _reads(work, person)):
        return like.form.words
    forms = work.session.exec(select(QuestionForm).where(QuestionForm.answer_id == like.answer.number)).all()
    there = {form.language: form.words for form in forms}
    return next((there[code] for code in reads if code in there), like.form.words)


def _marked(version: Version, person: Person) -> Sequence[Text]:
    if version.language == (person.language or "en"):
        return [own_words(version.text)]
    return [_("I have this in {language} only.", language=english_name(version.language)), own_words(version.text)]


def _behind(work: Work, answer: Answer, version: Version) -> list[Text]:
    """Who stands behind the words, where they come from, when somebody last looked."""
    writer, reader = people.by_number(work, version.by_id), people.by_number(work, version.read_by_id)
    nobody = _("somebody of the team")
    return behind(
        people.name_and_title(writer) if writer else nobody,
        people.name_and_title(reader) if reader else nobody,
        promises.day_of(work, version.made_at),
        answer.source or "",
    )


def behind(writer: Text, reader: Text, day: date, source: str) -> list[Text]:
    """Who wrote it and who stands for it, of which day it is, where it comes from."""
    lines = [
        _(
            "{writer} wrote this, and {reader} stands for it. The words are of {day}.",
            writer=writer,
            reader=reader,
            day=day,
        )
    ]
    return [*lines, _("It comes from: {source}", source=source)] if source else lines


def _goes_on(work: Work, insight: Insight) -> Text:
    """Nothing changes about the promise."""
    due = insight.first_word_by
    if insight.issue_id is None and insight.not_needed_at is None and due > work.now:
        return _(
            "Thank you for saying so. {team} answers you by {day}, as promised.",
            team=work.programme.name,
            day=promises.day_of(work, due),
        )
    return _("Thank you for saying so. All else stays as it was.")
