"""Staff write down what they heard by telephone, e-mail, letter or at a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from bot import labels
from bot.language import Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import HowHeard, Kind

AT_MOST = 3000
OUTSIDE = "outside"
LEAVE_OUT = p_("button", "Leave it out")


class Groups(NamedTuple):
    """The groups that something can be heard from (number, name); and which of them nobody but staff can tell.

    `as_read`: how news to a group will quote words.
    """

    groups: Sequence[tuple[int, str]] = ()
    unreached: frozenset[int] = frozenset()
    as_read: Callable[[int, str], Sequence[Text]] | None = None


class HeardElsewhere(NamedTuple):
    """What was heard. No group: somebody outside told it."""

    how: HowHeard
    group_id: int | None
    note: str
    words: str
    kind: Kind | None
    how_many: int | None


def heard(talk: Talk, known: Groups) -> HeardElsewhere | None:
    """What was heard; nothing where it was thought better of."""
    how = talk.choose("how", _("How did you hear it?"), HowHeard, labels=labels.HEARD, name=_("How"))
    offered = [Option(OUTSIDE, p_("button", "Somebody outside Telegram"))]
    offered += [Option(str(number), own_words(name)) for number, name in known.groups]
    whom = talk.choose("whom", _("Which group is it for, or who told it?"), offered, name=_("From whom"))
    group_id = None if whom == OUTSIDE else int(whom)
    you_tell = group_id is None or group_id in known.unreached
    note = _note(talk) if you_tell else ""
    words = talk.words(
        "words",
        _("What did they say? As near to their own words as you can. No names, numbers or addresses of people."),
        at_most=AT_MOST,
        name=_("What they said"),
    )
    kind = talk.choose(
        "kind", _("What sort of thing is it?"), Kind, labels=labels.KINDS, skip=LEAVE_OUT, name=_("What sort")
    )
    how_many = talk.number(
        "how_many",
        _("About how many people is it about?"),
        least=1,
        most=100_000,
        skip=LEAVE_OUT,
        name=_("How many people"),
    )
    shown = _shown(how, known, None if you_tell else group_id, words)
    ready = talk.confirm("keep", shown, yes=p_("button", "They know: keep it"), no=p_("button", "Do not keep it"))
    return HeardElsewhere(how, group_id, note, words, kind, how_many) if ready else None


def _note(talk: Talk) -> str:
    prompt = _(
        "They hear what becomes of it from you. How will you find them again? For instance: my notebook, page 12. "
        "No name and no number here."
    )
    return talk.words("note", prompt, at_most=120, skip=LEAVE_OUT, name=_("How you find them")) or ""


def _shown(how: HowHeard, known: Groups, group_id: int | None, words: str) -> list[Text]:
    quoted: Sequence[Text] = [own_words(f"“{words}”")]
    if group_id is None:
        whose = _("You tell them what becomes of it, and record here how you told them.")
    else:
        name = dict(known.groups)[group_id]
        whose = _("{group} is told that it is kept, and what becomes of it. News quotes it like this:", group=name)
        quoted = known.as_read(group_id, words) if known.as_read is not None else quoted
    return [
        labels.HEARD[how],
        whose,
        *quoted,
        _("Do they know that it is written down, who reads it, and that they can have it taken out again?"),
    ]
