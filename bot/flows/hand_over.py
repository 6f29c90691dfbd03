"""Handing over all that somebody has to a colleague: whose, to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk


class Desks(NamedTuple):
    """Whose it can be (an administrator: anybody's), to whom it can go, and what each has, in words."""

    whose: Sequence[tuple[int, str]]
    colleagues: Sequence[tuple[int, str]]
    has: Mapping[int, Sequence[Text]]


class HandedOver(NamedTuple):
    """Who had it, and who has it now."""

    had_id: int
    to_id: int


def hand_over(talk: Talk, known: Desks) -> HandedOver | None:
    """Whose and to whom; nothing where it was thought better of."""
    had = known.whose[0][0]
    if len(known.whose) > 1:
        offered = [Option(str(number), own_words(name)) for number, name in known.whose]
        had = int(talk.choose("had", _("Whose work is handed over?"), offered, name=_("Whose")))
    others = [Option(str(number), own_words(name)) for number, name in known.colleagues if number != had]
    to = int(talk.choose("to", _("Who has it from now on?"), others, name=_("To whom")))
    names = dict([*known.whose, *known.colleagues])
    what = known.has.get(had, ())
    parts = [
        _("{to} has from now on what {had} had: {what}.", to=names[to], had=names[had], what=list(what))
        if what
        else _("{had} has nothing open.", had=names[had]),
    ]
    sure = talk.confirm("yes", parts, yes=p_("button", "Hand it over"), no=p_("button", "No, do not do it"))
    return HandedOver(had, to) if sure else None
