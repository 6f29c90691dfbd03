"""Staff take something out for good: they are asked once more, since it does not come back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.language import Text, p_
from bot.talk import Talk


class There(NamedTuple):
    """What stands there, and what is said because it goes."""

    shown: Sequence[Text]


def take_out(talk: Talk, known: There) -> bool:
    """Whether it really goes."""
    yes, no = p_("button", "Take it out"), p_("button", "No, leave it as it is")
    return talk.confirm("sure", [*known.shown], yes=yes, no=no)
