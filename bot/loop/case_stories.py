"""Case stories: what a matter led to, as staff wrote it; kept while the one who told it allows these very words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words, p_
from bot.loop import asking, finding, people, record, ripples, saying
from bot.store import versions
from bot.store.issues import Issue
from bot.store.later import CaseStory, Ripple
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

SOURCE, SHOWN_OF_HASH = "en", 8
YES, NO, TAKE_BACK = p_("button", "Yes, keep it"), p_("button", "No"), p_("button", "Take the story back")
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """A story that may be told to others: the matter's reference, since when, and the words in English."""

    reference: str
    allowed_at: datetime
    words: str = field(repr=False)


def allowed(work: Work, since: datetime, until: datetime) -> list[Story]:
    """The stories that were allowed in a period, and still are: nothing else of them may leave the programme."""
    found = select(CaseStory).where(
        CaseStory.programme_id == work.programme_id,
        col(CaseStory.allowed_at) >= since,
        col(CaseStory.allowed_at) < until,
    )
    rows = work.session.exec(found.order_by(col(CaseStory.allowed_at), col(CaseStory.id))).all()
    return [
        Story(f"M-{row.issue_id}", row.allowed_at, row.words[SOURCE])
        for row in rows
        if row.allowed_at is not None and row.words.get(SOURCE)
    ]


def writable(work: Work, by: Person, ripple_id: int | None) -> tuple[Ripple, Person]:
    """What is to be written up, with the one who told it. Raises where they cannot be asked, or not this week."""
    ripple = ripples.told(work, by, ripple_id)
    teller = people.by_number(work, ripple.person_id)
    if teller is None or teller.chat_id is None or teller.left_at is not None:
        raise errors.NoLongerThere(_("The one who told this cannot be asked any more."))
    asking.must_not_be_too_much(work, teller)
    return ripple, teller


def write(work: Work, by: Person, ripple_id: int, words: Words) -> None:
    """Staff wrote the story: the one who told it reads these very words, and is asked. New words undo an old yes."""
    ripple, teller = writable(work, by, ripple_id)
    asking.count(work, by, teller)
    story = of(work, ripple)
    if story is None:
        story = CaseStory(
            programme_id=work.programme_id,
            ripple_id=ripple.number,
            issue_id=ripple.issue_id,
            person_id=teller.number,
            words={},
            fingerprint="",
            asked_at=work.now,
        )
    story.by_id, story.words, story.fingerprint, story.asked_at = by.number, dict(words), _print(words), work.now
    story.allowed_at = story.refused_at = story.taken_back_at = None
    work.session.add(story)
    work.session.flush()
    record.act(work, by, "write_story", "issue", story.issue_id)
    parts = question(by, f"M-{story.issue_id}", teller, words)
    saying.to_person(work, teller, parts, buttons(story.number, story.fingerprint), lane=Lane.ANSWER)


def of(work: Work, ripple: Ripple) -> CaseStory | None:
    """What was written of a ripple."""
    return work.session.exec(select(CaseStory).where(CaseStory.ripple_id == ripple.id)).first()


def kept(work: Work, person: Person, issue_id: int | None) -> CaseStory | None:
    """The story of a matter that somebody has allowed."""
    mine = (CaseStory.person_id == person.id, CaseStory.issue_id == issue_id, col(CaseStory.allowed_at).is_not(None))
    return work.session.exec(select(CaseStory).where(*mine)).first() if issue_id else None


def end(story: CaseStory) -> Button:
    """By which it is kept no more."""
    return Button(TAKE_BACK, f"cs:{story.number}:back")


def question(by: Person, reference: str, teller: Person, words: Words) -> list[Text]:
    """How the one who told it is asked: the very words in their language, and in English where that is another."""
    mine = words.get(teller.language or SOURCE) or words[SOURCE]
    parts = [
        _(
            "{who} wrote down what you told me about {reference}. May others read it, in reports and talks? "
            "Your name does not stand there, only these very words:",
            who=people.name_and_title(by),
            reference=Code(reference),
        ),
        own_words(f"“{mine}”"),
    ]
    if mine != words[SOURCE]:
        parts += [_("In English it reads:"), own_words(f"“{words[SOURCE]}”")]
    return [*parts, _("Nobody reads it unless you say yes. You can take it back at any time.")]


def buttons(number: int, fingerprint: str) -> tuple[tuple[Button, ...], ...]:
    """What the one who told it can say; it counts for these words alone."""
    seen = fingerprint[:SHOWN_OF_HASH]
    return ((Button(YES, f"cs:{number}:yes:{seen}"), Button(NO, f"cs:{number}:no:{seen}")),)


def allow(work: Work, person: Person, story_id: int, seen: str) -> Text:
    """The one who told it says yes to the words that they saw. Raises where there are others by now."""
    story = _asked(work, person, story_id, seen)
    if story.allowed_at is not None:
        return _("That is what you said already.")
    story.allowed_at, story.refused_at = work.now, None
    record.act(work, person, "allow_story", "issue", story.issue_id)
    kept = _("Thank you. Your story of {reference} is kept, in just those words.", reference=_reference(story))
    saying.to_person(work, person, [kept], ((end(story),),))
    _tell_writer(work, story, _("The story of {reference} may be told to others.", reference=_reference(story)))
    return _("Thank you. That is noted.")


def refuse(work: Work, person: Person, story_id: int, seen: str) -> Text:
    """The one who told it would rather not. Staff learn that, and nothing else."""
    story = _asked(work, person, story_id, seen)
    if story.allowed_at is not None:
        raise errors.NoLongerThere(_("You said yes to it. To end that, press “Take the story back”."))
    if story.refused_at is None:
        story.refused_at = work.now
        record.act(work, person, "refuse_story", "issue", story.issue_id)
        _tell_writer(work, story, _("The story of {reference} may not be told.", reference=_reference(story)))
    return _("That is fine. Nobody reads it.")


def take_back(work: Work, person: Person, story_id: int) -> Text:
    """A story is kept no more: its words go, and it stands in no report from now on."""
    story = _own(work, person, story_id)
    if story.taken_back_at is None:
        story.taken_back_at, story.allowed_at, story.words = work.now, None, {}
        record.act(work, person, "take_story_back", "issue", story.issue_id)
        text = _("The story of {reference} was taken back. Please use it no more.", reference=_reference(story))
        _tell_writer(work, story, text)
    return _("Taken back. It stands in no new report.")


def _asked(work: Work, person: Person, story_id: int, seen: str) -> CaseStory:
    story = _own(work, person, story_id)
    if story.taken_back_at is not None:
        raise errors.NoLongerThere(_("You took that story back."))
    if not story.words or not story.fingerprint.startswith(seen):
        raise errors.NoLongerThere(_("The words have changed since. Please read the new ones."))
    return story


def _own(work: Work, person: Person, story_id: int) -> CaseStory:
    story = finding.one(work, CaseStory, story_id, held=True)
    if story.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    return story


def _print(words: Words) -> str:
    return versions.fingerprint(json.dumps(dict(words), sort_keys=True, ensure_ascii=False))


def _reference(story: CaseStory) -> Code:
    return Code(f"M-{story.issue_id}")


def _tell_writer(work: Work, story: CaseStory, text: Text) -> None:
    issue = work.session.get_one(Issue, story.issue_id)
    writer = people.serving(work, story.by_id) or people.serving(work, issue.owner_id)
    saying.to_staff(work, [text], issue_id=issue.number)
    if writer is not None:
        saying.to_person(work, writer, [text], lane=Lane.ALERT)
