"""The words of actions and plans as codes. Labels are texts, elsewhere."""

from __future__ import annotations

from enum import StrEnum

from bot.words import Further

FIGURE = (Further.MEASURE, Further.BEFORE, Further.NOW, Further.NO_FIGURE)
FIGURES_AT_MOST = 5


class Doer(StrEnum):
    """Who does what was planned."""

    STAFF = "staff"
    OUTSIDE = "outside"
    GROUP = "group"


class NoteSort(StrEnum):
    """What a note on an action is about."""

    NOTE = "note"
    DONE = "done"
    NOT_DONE = "not_done"
    BLOCKED = "blocked"
    GOES_ON = "goes_on"
    MOVED = "moved"
    HANDED_ON = "handed_on"
    CHANGED = "changed"
    REPLY = "reply"
    WANTED = "wanted"
    RATHER_NOT = "rather_not"


class MovedWhy(StrEnum):
    """Why a promised day moved."""

    LONGER = "longer"
    OTHERS = "others"
    PEOPLE = "people"
    MONEY = "money"
    URGENT = "urgent"
    CHANGED = "changed"


class PlanWord(StrEnum):
    """What somebody who raised a matter says to the plan."""

    HELPS = "helps"
    MISSING = "missing"
    NO_WORD = "no_word"


class OutsideReply(StrEnum):
    """What somebody outside the team says of what they were to do."""

    DONE = "done"
    LATER = "later"
    CANNOT = "cannot"


def of_figure(of: Further, number: int) -> str:
    """The name of a text of one of several figures; the first has no number."""
    return of if number == 1 else f"{of}_{number}"
