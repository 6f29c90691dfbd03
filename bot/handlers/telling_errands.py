"""Conversations about what is told: asking, checking a rumour, and saying more of what was told."""

from __future__ import annotations

from functools import partial

from bot.flows import details, words
from bot.flows.details import Details, Teller
from bot.handlers import telling
from bot.handlers.conversation import Errand, errand
from bot.language import _
from bot.loop import description, in_a_row, insights, letting_know, people, saying, seen_in
from bot.loop.insights import Told
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Media
from bot.words import Kind, SeenIn


def listed() -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("details", details.details, _("saying more about it"), teller, described),
        errand("ask", words.question, _("asking"), nothing, partial(asked, Kind.QUESTION)),
        errand("seen_elsewhere", words.seen, _("saying where it was seen"), of_teller, seen),
        errand("check", words.rumour, _("asking whether it is true"), nothing, partial(asked, Kind.RUMOUR)),
    )


def teller(work: Work, person: Person, insight_id: int | None) -> Teller:
    """The teller's groups and name, and what is known of it already."""
    insight = insights.of_teller(work, person, insight_id or 0)
    groups = [(group.number, group.name) for group in people.groups_of(work, person)]
    return Teller(groups, _known(insight), person.name)


def described(work: Work, person: Person, insight_id: int | None, value: Details) -> None:
    """The teller said more about it."""
    description.describe(work, person, insight_id or 0, **value._asdict())
    letting_know.offer_whole(work, person, insight_id or 0)


def nothing(work: Work, person: Person, _about: int | None) -> words.About:
    """Nothing needs to be known."""
    return words.About("")


def asked(kind: Kind, work: Work, person: Person, _about: int | None, value: str | Media) -> None:
    """A question, or something that goes round, in words or as something sent."""
    if isinstance(value, str):
        told = Told(value, chat_id=person.chat_id, sent_at=work.now)
    else:
        medium = {"kind": value.kind, "file_id": value.file_id}
        told = Told(value.caption, (medium,), chat_id=person.chat_id, sent_at=work.now)
    insight = in_a_row.take(work, person, told, kind, is_new=True)
    telling.offer(work, person, insight)


def of_teller(work: Work, person: Person, insight_id: int | None) -> words.About:
    """What goes round, by its reference, for whoever told it."""
    return words.About(insights.of_teller(work, person, insight_id or 0).reference)


def seen(work: Work, person: Person, insight_id: int | None, value: str | None) -> None:
    """Where it was seen, in the teller's own words, or in none."""
    if value is not None:
        seen_in.note(work, person, insight_id or 0, SeenIn.ELSEWHERE, value)
    saying.to_person(work, person, [_("Thank you. That is noted.")])


def _known(insight: Insight) -> frozenset[str]:
    names = ("kind", "how_many", "place", "happened", "group_id", "teller_name")
    return frozenset(name for name in names if getattr(insight, name) is not None)
