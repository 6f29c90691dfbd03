"""What a teller says of what they told: what sort of thing, how many, where and when, which group, who they are."""

from __future__ import annotations

from typing import TypedDict, Unpack

from bot.language import Code, _
from bot.loop import acknowledging, cards, first_words, helping, insights, record, seen_in, spreading
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind


class More(TypedDict, total=False):
    """What a teller says of what they told; what is left out or `None` stays as it was. An empty name is a no."""

    kind: Kind | None
    how_many: int | None
    group_id: int | None
    place: str | None
    happened: str | None
    teller_name: str | None


def describe(work: Work, person: Person, insight_id: int, **more: Unpack[More]) -> None:
    """The teller says more about it: what sort of thing, how many people, where and when, which group, who they are."""
    insight = insights.of_teller(work, person, insight_id)
    for name, said in more.items():
        if said is not None:
            setattr(insight, name, said)
    if more.get("kind") is Kind.RUMOUR:
        _goes_round(work, insight)
    if more.get("kind") is Kind.HELP:
        helping.turn_to(work, insight)
    text = _("Thank you. I have noted that with {reference}.", reference=Code(insight.reference))
    acknowledging.say_to_teller(work, insight, person, [text])
    written = (more.get("place"), more.get("happened"))
    acknowledging.ask_what_may_stay(work, insight, person, "\n".join(filter(None, written)))
    cards.show_insight(work, insight)


def call_it(work: Work, person: Person, insight_id: int, kind: Kind | None) -> None:
    """The teller says what it is: a question, going round, or only told. What they were answered says so from then."""
    insight = insights.of_teller(work, person, insight_id)
    if insight.kind == kind:
        return
    insight.kind = kind
    if kind is Kind.RUMOUR:
        _goes_round(work, insight)
    record.act(work, person, "call_it", "insight", insight.number, kind=kind)
    acknowledging.again(work, insight)
    cards.show_insight(work, insight)
    seen_in.ask(work, person, insight)


def _goes_round(work: Work, insight: Insight) -> None:
    """A rumour has its first word within hours, and is looked for in other groups."""
    first_words.hurry(work, insight)
    spreading.notice(work, insight)
