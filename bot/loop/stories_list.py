"""`/stories`: what matters led to, as it was told, and how far the story of each has come."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from bot.language import Code, Text, _, own_words
from bot.loop import case_stories, paging, people, personal, promises, relaying, ripples, saying
from bot.store.later import CaseStory, Ripple
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work


def show(work: Work, by: Person, page: int = 0) -> None:
    """A page of them, the newest first; each opens by its button."""
    people.must_be_staff(work, by)
    everything = _told(work)
    if not everything:
        text = _("Nobody has told yet what a matter led to. I ask some weeks after it is closed.")
        saying.to_person(work, by, [text])
        return
    shown = paging.page(everything, page)
    lines = [_line(work, ripple) for ripple in shown]
    opening = [Button(Text("{at}", {"at": _matter(ripple)}), f"rip:{ripple.number}:see") for ripple in shown]
    turns = [Button(label, f"rip:page:{number}") for label, number in paging.turns(everything, page)]
    rows = [opening[:4], opening[4:], turns]
    saying.to_person(work, by, [_("What matters led to. Tap one to read it."), *lines], [row for row in rows if row])


def show_one(work: Work, by: Person, ripple_id: int) -> None:
    """What one person told, the story that was made of it, and how far that has come."""
    ripple = ripples.told(work, by, ripple_id)
    story = case_stories.of(work, ripple)
    row = ((ripples.write_up(ripple),),)
    words = personal.masked(ripple.words or "")
    relaying.bring(
        work, by.chat_id, _line(work, ripple), words, ripple.media, () if story else row, words_of=ripple.person_id
    )
    if story is not None and story.words:
        written = [own_words(text) for text in story.words.values()]
        saying.to_person(work, by, [_("The story:"), *written], row, words_of=ripple.person_id)


def _told(work: Work) -> Sequence[Ripple]:
    found = select(Ripple).where(Ripple.programme_id == work.programme_id, col(Ripple.led_to).is_(True))
    rows = work.session.exec(found.order_by(col(Ripple.answered_at).desc(), col(Ripple.id).desc())).all()
    return [row for row in rows if row.words or row.media]


def _line(work: Work, ripple: Ripple) -> Text:
    return _(
        "{reference}, told on {day}: {state}",
        reference=_matter(ripple),
        day=promises.day_of(work, ripple.answered_at or ripple.asked_at),
        state=_state(case_stories.of(work, ripple)),
    )


def _state(story: CaseStory | None) -> Text:
    if story is None:
        return _("no story written yet")
    if story.taken_back_at is not None:
        return _("the story was taken back")
    if story.refused_at is not None:
        return _("may not be told to others")
    return _("may be told to others") if story.allowed_at is not None else _("they are asked about the story")


def _matter(ripple: Ripple) -> Code:
    return Code(f"M-{ripple.issue_id}")
