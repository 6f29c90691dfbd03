"""Several things in one message: as many in full as one screen shows, the others behind their buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.courier.cut import shorten, units

A_SCREEN_UNITS, IN_FULL, BUTTONS = 900, 4, 8
Read = Callable[[Sequence[Mapping[str, Any]]], str]
_BETWEEN = "\n\n"


def fitted(words: str, what: Mapping[str, Any], read: Read) -> tuple[str, dict[str, Any]]:
    """All words of a message, its `words` on top, and the same with the buttons that belong below.

    What is newest comes first and is never left out; where it is too long by itself, its beginning is shown.
    """
    shown, behind = [words], []
    for matter in what["matters"]:
        full = read(matter["parts"])
        room = A_SCREEN_UNITS - units(_BETWEEN.join([*shown, ""]))
        fits = matter["button"] is None or (len(shown) <= IN_FULL and units(full) <= room)
        if fits or len(shown) == 1:
            shown.append(full if fits else shorten(full, room))
        if matter["asks"] or not fits:
            behind.append([matter["button"]])
    if behind:
        shown.append(read([{"text": what["tap"]}]))
    rest = [[what["rest"]]] if len(behind) > BUTTONS else []
    return _BETWEEN.join(shown), {**what, "buttons": [*behind[:BUTTONS], *rest, *what["buttons"]]}
