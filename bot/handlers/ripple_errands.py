"""What conversations about what a matter led to know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.flows import case_story
from bot.flows import ripple as flow
from bot.flows.case_story import Told
from bot.flows.ripple import Matter
from bot.handlers.conversation import Errand, errand
from bot.handlers.raising_errands import as_told
from bot.language import Languages, Text, _
from bot.loop import as_read, case_stories, ripples, saying
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Media


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    writing = partial(to_write, languages)
    return (
        errand("ripple", flow.ripple, _("saying what it led to"), asked, told),
        errand("write_story", case_story.write_story, _("writing a story"), writing, written, shows_own_words=True),
    )


def asked(work: Work, person: Person, ripple_id: int | None) -> Matter:
    """The matter that somebody is asked about."""
    return Matter(f"M-{ripples.own(work, person, ripple_id).issue_id}")


def told(work: Work, person: Person, ripple_id: int | None, value: str | Media) -> None:
    """What it led to."""
    heard = as_told(person, value)
    ripples.tell(work, person, ripple_id or 0, heard.words, heard.media)


def to_write(languages: Languages, work: Work, by: Person, ripple_id: int | None) -> Told:
    """What was told, the teller's language, and how they will be asked."""
    ripple, teller = case_stories.writable(work, by, ripple_id)
    code, reference = teller.language or case_stories.SOURCE, f"M-{ripple.issue_id}"

    def read(words: Mapping[str, str]) -> list[Text]:
        parts = case_stories.question(by, reference, teller, words)
        return as_read.plain(languages, parts, code, case_stories.buttons(0, ""))

    return Told(reference, (code, languages.name(code)), read)


def written(work: Work, by: Person, ripple_id: int | None, value: dict[str, str] | None) -> None:
    """The one who told it is asked, or nothing is."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    case_stories.write(work, by, ripple_id or 0, value)
    saying.to_person(work, by, [_("They are being asked. You hear what they say.")])
