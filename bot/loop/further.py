"""What news says beside what is new: who did it, the measure before and now, what did not change, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import sqlalchemy as sa
from sqlmodel import col, select

from bot.action_words import FIGURE, FIGURES_AT_MOST, of_figure
from bot.language import Text, _, own_words
from bot.loop import people
from bot.store.issues import Action, Issue
from bot.store.parts import Part, Recorded, Versions
from bot.store.session import Work
from bot.store.updates import Recording, Update, Version
from bot.words import Further

SOURCE = "en"
PLANNED_MEASURE = "action_measure"
_OF_A_FIGURE: dict[Further, Text] = {
    Further.MEASURE: _("We said that we would know by this:"),
    Further.BEFORE: _("How it was:"),
    Further.NOW: _("How it is now:"),
    Further.NO_FIGURE: _("There is no figure for it. Why:"),
}
HEADINGS: dict[str, Text] = {
    **{of_figure(of, number): _OF_A_FIGURE[of] for number in range(1, FIGURES_AT_MOST + 1) for of in FIGURE},
    Further.UNCHANGED: _("What did not change, and why:"),
    Further.NEXT: _("What comes next:"),
    Further.EASY: _("In easy words:"),
}
"""What stands above each, in the order in which they come."""


def headed(heading: Text, words: Part) -> list[Part]:
    """Words with a line above them."""
    return [replace(words, heading=heading)] if isinstance(words, Versions) else [heading, words]


def framed(texts: Mapping[str, Part]) -> list[Part]:
    """What there is of it, each under its heading."""
    return [part for of, heading in HEADINGS.items() if of in texts for part in headed(heading, texts[of])]


def versions_of(update: Update, has: set[str]) -> dict[str, Part]:
    """Which of these texts an update has, as whoever gets it reads them."""
    return {of: Versions(of, update.number, is_easy=of == Further.EASY) for of in HEADINGS if of in has}


def read_out(work: Work, update: Update) -> list[Part]:
    """That somebody read it out, where somebody did."""
    there = work.session.exec(select(Recording.id).where(Recording.update_id == update.id).limit(1)).first()
    return [Recorded(update.number)] if there is not None else []


def keep_recordings(work: Work, update: Update, files: Mapping[str, str]) -> None:
    """Keep an update as it was read out, by language."""
    for language, file_id in files.items():
        made = Recording(
            programme_id=work.programme_id,
            update_id=update.number,
            language=language,
            file_id=file_id,
            by_id=update.by_id,
        )
        work.session.add(made)
    work.session.flush()


def did(work: Work, issue_id: int | None, author: Text | None) -> Text:
    """What stands above what was done: who did it, as far as that is known, else who tells of it."""
    actions = work.session.exec(select(Action).where(Action.issue_id == issue_id).order_by(col(Action.id))).all()
    doers: dict[str, Text] = {}
    for action in actions:
        owner = people.by_number(work, action.owner_id)
        if action.outside_body:
            doers.setdefault(action.outside_body, own_words(action.outside_body))
        elif owner is not None:
            doers.setdefault(f"{owner.number}", people.name_and_title(owner))
    return did_heading(list(doers.values()) or ([author] if author is not None else []))


def did_heading(who: Sequence[Text] | None) -> Text:
    """What stands above what was done, with who did it where that is known."""
    return _("What we did ({who}):", who=list(who)) if who else _("What we did:")


def measures(work: Work, issue: Issue) -> list[dict[str, str]]:
    """By what people were told that they would notice, by language: of each action that has such a measure."""
    found = select(Action).where(Action.issue_id == issue.id, Action.measure != "").order_by(col(Action.id).desc())
    newest = work.session.exec(found.limit(FIGURES_AT_MOST)).all()
    said = [_measure(work, action) for action in reversed(newest)]
    return [one for at, one in enumerate(said) if one not in said[:at]]


def say_by(day: date) -> Text:
    """Until when those who are asked can say whether it is better, and what comes then."""
    return _("Please say so by {day}. Then it is closed. If it comes back, tell me: it opens again.", day=day)


def _measure(work: Work, action: Action) -> dict[str, str]:
    written = sa.select(col(Version.language), col(Version.text)).where(
        col(Version.of) == PLANNED_MEASURE, col(Version.of_id) == action.id
    )
    return {SOURCE: action.measure, **{row.language: row.text for row in work.session.execute(written)}}
