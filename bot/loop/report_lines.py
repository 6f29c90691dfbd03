"""The report as lines: what every figure is called, and its value as it may be shown. In English, for whoever reads it.

Both forms of the report, the page to read and the sheet to reckon with, say the same by these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from bot import labels
from bot.language_names import english_name
from bot.loop import hiding, leaving, no_need, raisers
from bot.loop.about_me import LEAST
from bot.loop.communities import NO_COMMUNITY
from bot.loop.debts import WrittenOff
from bot.loop.figures import WAITS, Figures, Key, Row, Spread
from bot.loop.hiding import FEW, NOT_SHOWN, Cell
from bot.loop.in_bin import OUT_AGAIN
from bot.words import IssueState, Kind, PromiseKind, Scope, TellingState, Verdict

AN_HOUR, TWO_DAYS = timedelta(hours=1), timedelta(days=2)
COUNTED = {
    "heard": "Heard",
    "first_word": "Had a first word",
    "decided": "Decided whether it can change",
    "told_back": "Told back",
    "changed": "Heard what changed",
    "better": "Said: better",
    "not_better": "Said: a bit, or not",
    "not_judged": "Closed, and not judged",
    "owed": "Owed news at this moment",
}
WAITED = {
    "first_word": "From being heard to a first word",
    "decided": "From being heard to a decision whether it can change",
    "told_back": "From being heard to being told back",
    "changed": "From being heard to hearing what changed",
    "judged": "From being heard to a word on whether it is better",
}
TABLES = {
    "community": "By community",
    "group": "By group",
    "kind": "By kind",
    "language": "By language",
}
OWED = {
    TellingState.OWED: "Waiting for words in their language, or for the day of the next follow-up",
    TellingState.QUEUED: "On the way",
    TellingState.WITH_CHAMPION: "With a champion, to be passed on",
    TellingState.UNCERTAIN: "Sent, and nobody knows whether it arrived",
    TellingState.FAILED: "Could not be delivered; somebody has to settle it",
}
TOLD = {
    TellingState.SENT: "Told by the bot",
    TellingState.PASSED_ON: "Passed on by a champion",
    TellingState.SETTLED: "Settled by a named person, by another road or with a reason",
}
JUDGED = {
    Verdict.YES: "Yes, it is better",
    Verdict.A_BIT: "A bit",
    Verdict.NO: "No",
    Verdict.NOT_NEEDED: "No longer needed",
    "not_judged": "Asked, and not judged",
}
MATTERS = {
    "taken_up": "Taken up in this period",
    "reopened": "Opened again, because somebody said it was not better",
    IssueState.CLOSED_JUDGED: "Closed after everybody who raised it judged it",
    IssueState.CLOSED_NOT_JUDGED: "Closed, not judged by everybody",
    "open_now": "Open at this moment, whenever taken up",
}
PROMISES: dict[str, str] = {
    PromiseKind.FIRST_WORD: "A first word",
    PromiseKind.NEXT_NEWS: "The next news",
    PromiseKind.UPDATE: "An update where none was promised by a day",
    PromiseKind.ACTION: "Something to be done",
    PromiseKind.TRANSLATION: "Words in another language",
    PromiseKind.HOLDER: "Somebody who takes a call for help in hand",
    PromiseKind.HELP: "Word on help",
    PromiseKind.CONTACT: "A talk with a person",
    PromiseKind.SCOPE: "Whether it can be changed",
    PromiseKind.LISTENING: "Listening to a voice note",
    PromiseKind.THEIR_ANSWER: "What others answer",
    PromiseKind.LOOK_AGAIN: "A second look",
    PromiseKind.SENIOR_WORD: "A senior person's word, where there was nothing new twice",
    PromiseKind.TELL: "News to somebody outside",
    PromiseKind.REVIEW: "Looking at an answer or a place again",
    PromiseKind.PLACE: "A place that somebody says is wrong",
    PromiseKind.PLAN_ANSWER: "An answer to what is missing in a plan",
    PromiseKind.RESULT: "What came of a question to groups",
    PromiseKind.FAREWELL: "The words of the ending in another language",
    PromiseKind.FEELING: "What is done about how far people feel heard",
}
WRITTEN_OFF = {
    leaving.LEFT: "They stopped, and want to hear nothing more",
    no_need.WHY: "They said that they need no answer any more",
    raisers.NOT_MEANT: "They said that it was not what they meant",
    raisers.MERGED: "The same matter was raised twice, and is told once",
    raisers.WORD_ENDED: "They let their group hear no more of it",
    OUT_AGAIN: "It was put away, and taken up after all",
}
BY_A_PERSON = "A named person of the team, with a reason"
SCOPES = {Scope.CANNOT: "It cannot be changed", Scope.NOT_OURS: "It is somebody else's to change"}
FEWER = f"fewer than {LEAST}"


class Line(NamedTuple):
    """One figure: the part of the report, whom or what it is about, what is counted, its value and in what."""

    part: str
    about: str
    what: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a table with the name that it goes by."""

    name: str
    row: Row


def shown(cell: Cell) -> str:
    """A count as it reads."""
    return {FEW: FEWER, NOT_SHOWN: "not shown"}[cell] if isinstance(cell, str) else str(cell)


def spoken(wait: timedelta) -> str:
    """A length of time in a few words."""
    minutes = int(wait.total_seconds() // 60)
    if wait < AN_HOUR:
        return f"{minutes} min"
    hours = minutes // 60
    if wait < TWO_DAYS:
        return f"{hours} h"
    return f"{hours // 24} days {hours % 24} h" if hours % 24 else f"{hours // 24} days"


def hours(wait: timedelta) -> str:
    """A length of time to reckon with."""
    return f"{wait.total_seconds() / 3600:.1f}"


def named(figures: Figures, table: str) -> list[Named]:
    """A table's rows, each with its name."""
    return [Named(_name(figures, table, row.key), row) for row in figures.tables[table]]


def judged(figures: Figures) -> list[tuple[str, str]]:
    """What was said of what changed, small numbers hidden."""
    counts = {name: figures.judged[name] for name in JUDGED}
    cells, _sums = hiding.protected(counts)
    return [(label, shown(cells[name])) for name, label in JUDGED.items()]


def everything(figures: Figures) -> Iterator[Line]:
    """Every figure of the report, one by one."""
    whole = "All"
    for name, label in COUNTED.items():
        yield Line("Total", whole, label, shown(hiding.cell(figures.total.counts[name])), "things heard")
    yield Line("Total", whole, "Taken back or erased", shown(hiding.cell(figures.taken_back)), "things heard")
    yield from _waits("Total", whole, {name: figures.total.spread(name) for name in WAITS})
    for table, part in TABLES.items():
        for one in named(figures, table):
            for name, label in COUNTED.items():
                yield Line(part, one.name, label, shown(one.row.cells[name]), "things heard")
            yield from _waits(part, one.name, one.row.waits)
    for label, value in judged(figures):
        yield Line("Is it better now?", whole, label, value, "people's last words, and askings")
    yield from _staffs(figures)
    for left in figures.not_changed:
        yield Line("Not changed", left.title or "One person's matter", SCOPES[left.scope], left.reason or "", "reason")
    for name in figures.silent_communities:
        yield Line("Not heard for 90 days", name, "Community", "", "")
    for name in figures.silent_groups:
        yield Line("Not heard for 90 days", name, "Group", "", "")


def _staffs(figures: Figures) -> Iterator[Line]:
    """What the team does and owes: never hidden."""
    for part, labelled, counts, unit in (
        ("Told in this period", TOLD, figures.told, "tellings"),
        ("Owed at this moment", OWED, figures.owed, "tellings"),
        ("Matters", MATTERS, figures.matters, "matters"),
    ):
        for name, label in labelled.items():
            yield Line(part, "The team", label, str(counts[name]), unit)
    for kind, kept in figures.kept.items():
        for what, count in (("Kept in time", kept.in_time), ("Kept late", kept.late), ("Not kept yet", kept.missed)):
            yield Line("Promises", promise(kind), what, str(count), "dates promised")
    for debt in figures.debt:
        day = debt.day.isoformat()
        yield Line("Owed over time", day, "News that had not arrived", str(debt.tellings), "tellings")
        yield Line("Owed over time", day, "First words not given", str(debt.first_words), "things heard")
    for one in figures.written_off:
        yield Line("Written off", one.reason or "", why(one), str(one.count), "tellings")


def why(one: WrittenOff) -> str:
    """Why some tellings were written off."""
    return WRITTEN_OFF.get(one.why, BY_A_PERSON)


def promise(kind: str) -> str:
    """What was promised."""
    return PROMISES.get(kind, kind)


def _waits(part: str, about: str, waits: Mapping[str, Spread | None]) -> Iterator[Line]:
    for name, spread in waits.items():
        if spread is not None:
            yield Line(part, about, f"{WAITED[name]}: half within", hours(spread.median), "hours")
            yield Line(part, about, f"{WAITED[name]}: nine in ten within", hours(spread.ninth), "hours")
            yield Line(part, about, f"{WAITED[name]}: the longest", hours(spread.worst), "hours")


def _name(figures: Figures, table: str, key: Key) -> str:
    match table:
        case "community":
            return "No community named" if key == NO_COMMUNITY else str(key)
        case "group":
            return figures.places[key].name if key in figures.places else "Told in private, of no group"  # type: ignore[index]
        case "kind":
            return labels.KINDS[Kind(str(key))].message if key else "Not said"
    return english_name(str(key))
