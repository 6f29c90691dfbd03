"""What administrators see of an ending: the day, the words, who takes over what, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from bot.language import Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import closing, closing_debts, closing_words, paging, people, promises, saying
from bot.store.chats import Group
from bot.store.closing import CAN_BE_CALLED_OFF, STOPPED, Closing, ClosingDebt, ClosingPart, Stage
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

SHOWN = 30
CHANGE = p_("button", "Change the words")
ALL_TO_ONE = p_("button", "All to one")
ASK = p_("button", "Ask a second person")
OFF = p_("button", "Call it off")
FILE = p_("button", "What is owed, as a file")
WORDS = p_("button", "In another language")
CONFIRM = p_("button", "Yes, tell everybody")
SEND_BACK = p_("button", "Not like this")
STANDS: dict[Stage, Text] = {
    Stage.DRAFT: _("Nobody outside the team has heard of it yet."),
    Stage.TELLING: _("Everybody is being told now."),
    Stage.SOON: _("Everybody has been told."),
    Stage.GOODBYE: _("Everybody has been told, and a week before the end once more."),
    Stage.STOPPING: _("Everybody has had the goodbye."),
    Stage.KEPT: _("It has ended. People can still have or erase what is kept of them."),
    Stage.ENDED: _("It has ended, and all of it is over. The bot can be switched off."),
    Stage.GOING_ON: _("It was called off. Everybody who was told is being told so."),
}


def show(work: Work, by: Person, at: int = 0) -> None:
    """How the ending stands, and what an administrator can do."""
    people.must_be_administrator(work, by)
    found = closing.current(work)
    if found is None:
        saying.to_person(work, by, [closing.NOT_NOW])
        return
    rows = closing_debts.brought_up_to_date(work, found)
    parts = [*whole(work, found), STANDS[Stage(found.stage)], *_owed(work, rows)]
    saying.to_person(work, by, parts, _buttons(work, found, rows, at))


def ask(work: Work, by: Person, number: int | None) -> Text:
    """Bring it to the second people, each with a yes and a no."""
    asked = closing.ask(work, by, number)
    found = closing.under_way(work, by, number, Stage.DRAFT)
    words = closing.fingerprint(work, found)
    asks = _("{who} asks you to confirm that the programme ends.", who=people.name_and_title(by))
    parts = [asks, *whole(work, found), *_owed(work, closing_debts.brought_up_to_date(work, found))]
    row = (Button(CONFIRM, f"close:{found.number}:yes:{words}"), Button(SEND_BACK, f"close:{found.number}:no"))
    for one in asked:
        saying.to_person(work, one, parts, (row,), lane=Lane.ALERT)
    return _("I have asked {people}. You hear what they say.", people=[people.name_and_title(one) for one in asked])


def whole(work: Work, found: Closing) -> list[Text]:
    """The day and all the words, as those in English read them; and what is not there in other languages yet."""
    texts = closing_words.of(work, found)
    written = [own_words(texts[part][closing.SOURCE]) for part in ClosingPart]
    sooner = [_("Why it is sooner: {why}", why=own_words(found.short_notice))] if found.short_notice else []
    there = closing_words.languages(work, found)
    missing = [own_words(english_name(code)) for code in read_by_people(work) if code not in there]
    waits = [_("No words yet in: {languages}. Those people are told that it is coming.", languages=missing)]
    return [
        closing_words.first(work, found),
        *sooner,
        *written,
        *closing_words.until_then(),
        _("Afterwards you can turn to: {whom}", whom=own_words(found.turn_to)),
        closing_words.data_until(found),
        *(waits if missing else []),
    ]


def read_by_people(work: Work) -> list[str]:
    """The languages in which people and groups are spoken to."""
    groups = select(Group.language).where(Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
    mine = (Person.programme_id == work.programme_id, col(Person.left_at).is_(None))
    persons = select(Person.language).where(*mine, col(Person.consented_at).is_not(None))
    found = {*work.session.exec(groups.distinct()).all(), *work.session.exec(persons.distinct()).all()}
    return sorted(code for code in found if code)


def _owed(work: Work, rows: Sequence[ClosingDebt]) -> list[Text]:
    if not rows:
        return [_("Nothing is owed to anybody.")]
    said = [_row(work, row) for row in rows[:SHOWN]]
    more = [_("… and {number} more, in the file.", number=len(rows) - SHOWN)] if len(rows) > SHOWN else []
    unnamed = closing_debts.without_name(rows)
    return [*said, *more, *([closing_words.left_to_name(len(unnamed))] if unnamed else [])]


def _row(work: Work, row: ClosingDebt) -> Text:
    what = closing_debts.what(work, row)
    if row.to_name is None:
        return _("{what} – nobody yet", what=what)
    return _("{what} – {whom}, by {day}", what=what, whom=own_words(row.to_name), day=row.hear_by or "")


def _buttons(work: Work, found: Closing, rows: Sequence[ClosingDebt], at: int) -> list[list[Button]]:
    number = found.number
    if found.stage in STOPPED:
        return [[Button(FILE, f"close:{number}:file")]]
    if found.stage not in CAN_BE_CALLED_OFF:
        return []
    open_ones = closing_debts.without_name(rows) or list(rows)
    at = min(at, paging.last(len(open_ones)))
    shown = open_ones[at * paging.AT_ONCE : (at + 1) * paging.AT_ONCE]
    lines = [[Button(_label(work, one), f"close:{number}:debt:{one.number}")] for one in shown]
    turns = [Button(label, f"close:{number}:page:{to}") for label, to in paging.turns_of(len(open_ones), at)]
    first = [Button(ALL_TO_ONE, f"close:{number}:all"), Button(FILE, f"close:{number}:file")]
    words = [Button(WORDS, f"close:{number}:words")]
    if found.stage == Stage.DRAFT:
        words.insert(0, Button(CHANGE, f"close:{number}:change"))
        ask = [[Button(ASK, f"close:{number}:ask")]] if not closing_debts.without_name(rows) else []
    else:
        ask = []
    return [row for row in (*lines, turns, first, words, *ask, [Button(OFF, f"close:{number}:off")]) if row]


def _label(work: Work, row: ClosingDebt) -> Text:
    return p_("button", "{reference}: who takes it?", reference=closing_debts.reference(work, row))


def alert(work: Work, found: Closing, rows: Sequence[ClosingDebt]) -> None:
    """The last day has come, and something has no name: administrators are told that it cannot end like this."""
    number = len(closing_debts.without_name(rows))
    parts = [
        _("{day} is the last day, and it cannot end like this.", day=promises.today(work)),
        closing_words.left_to_name(number),
        _("Write /close_programme. Until each has a name, all goes on."),
    ]
    for one in closing.administrators(work):
        saying.to_person(work, one, parts, lane=Lane.ALERT)
