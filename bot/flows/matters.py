"""Staff split a matter, make it part of another, or hand it to a colleague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.flows.desk import Desk, Outgoing, as_they_read_it, next_news_day, who_waits
from bot.flows.understood import Understood, understand
from bot.language import Code, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import Scope, UpdateKind

AT_ONCE = 8


class Matter(NamedTuple):
    """A matter at the desk: its title, what was told on it (number, first words), and what raisers would be told."""

    desk: Desk
    told: Sequence[tuple[int, str]] = ()


class SplitOff(NamedTuple):
    """What becomes a matter of its own."""

    insight_ids: tuple[int, ...]
    understood: Understood
    owner_id: int
    next_news: date


def split(talk: Talk, known: Matter) -> SplitOff | None:
    """Which things go, how they are understood, who answers; nothing where it was thought better of."""
    offered = [Option(str(number), own_words(words)) for number, words in known.told]
    question = _("Which of these are about something else than {reference}?", reference=Code(known.desk.reference))
    chosen = talk.choose_many(
        "told", question, offered, at_least=1, at_most=len(offered) - 1, name=_("What becomes a matter of its own")
    )
    understood = understand(talk, known.desk)
    owner = int(talk.choose("owner", _("Who answers for it?"), _colleagues(known.desk), name=_("Who answers for it")))
    next_news = next_news_day(talk, known.desk)
    numbers = tuple(int(number) for number in chosen)
    going = Outgoing(
        UpdateKind.SPLIT,
        {},
        owner_id=owner,
        next_news=next_news,
        scope=Scope.NOT_KNOWN_YET,
        meant=understood.meant,
        of=numbers,
    )
    ready = talk.confirm(
        "send",
        [
            _("This will be told to those who raised what you chose, once:"),
            *as_they_read_it(known.desk, going),
            *who_waits(understood.meant, known.desk),
        ],
        yes=p_("button", "Split it"),
        no=p_("button", "Leave it as it is"),
    )
    return SplitOff(numbers, understood, owner, next_news) if ready else None


def merge(talk: Talk, known: Matter) -> int | None:
    """The number of the matter that this one becomes part of; nothing where it was thought better of."""
    reference = Code(known.desk.reference)
    offered = [Option(str(number), own_words(title)) for number, title in known.desk.matters]
    question = _("Which matter is {reference} a part of? That one stays, with its owner.", reference=reference)
    into = talk.choose("into", question, offered, name=_("Which matter stays"))
    title = {str(number): title for number, title in known.desk.matters}[into]
    ready = talk.confirm(
        "send",
        [
            _("{part} becomes part of {whole}.", part=reference, whole=own_words(title)),
            _(
                "Everyone who raised it is told so once, with how {whole} is understood and when there is news. "
                "What is promised and being done goes along. This cannot be undone; you can only split again.",
                whole=own_words(title),
            ),
        ],
        yes=p_("button", "Make them one"),
        no=p_("button", "Leave them as they are"),
    )
    return int(into) if ready else None


def give(talk: Talk, known: Matter) -> int:
    """The number of the colleague who answers for it from now on."""
    question = _("Who answers for {reference} from now on? They are told.", reference=Code(known.desk.reference))
    return int(talk.choose("owner", question, _colleagues(known.desk), name=_("Who answers for it")))


def _colleagues(known: Desk) -> list[Option]:
    return [Option(str(number), own_words(name)) for number, name in known.colleagues]
