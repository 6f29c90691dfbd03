"""What writing down something heard elsewhere knows, and what happens with it."""

from __future__ import annotations

from functools import partial

from bot.flows import heard
from bot.flows.heard import Groups, HeardElsewhere
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.loop import as_read, hearing, people, promises, quoting, saying
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (errand("heard", heard.heard, _("writing down what you heard"), partial(groups, languages), entered),)


def groups(languages: Languages, work: Work, person: Person, _about: int | None) -> Groups:
    """Every group, and which of them hears nothing but from staff."""
    people.must_be_staff(work, person)
    found = hearing.groups(work)
    unreached = frozenset(group.number for group in found if not hearing.is_reached(work, group))
    reads = {group.number: group.language for group in found}

    def read_as(group_id: int, words: str) -> list[Text]:
        return as_read.plain(languages, [quoting.heard_there(words)], reads[group_id])

    return Groups([(group.number, group.name) for group in found], unreached, read_as)


def entered(work: Work, by: Person, _about: int | None, value: HeardElsewhere | None) -> None:
    """Something heard elsewhere."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was kept.")])
        return
    told = hearing.Heard(value.how, value.words, value.group_id, value.kind, value.how_many, value.note)
    insight = hearing.enter(work, by, told)
    text = _(
        "Kept as {reference}. A first word is promised by {day}.",
        reference=Code(insight.reference),
        day=promises.day_of(work, insight.first_word_by),
    )
    saying.to_person(work, by, [text], insight_id=insight.number)
