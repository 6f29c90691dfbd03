"""What the conversations of the desk's day know, and what happens when they are done."""

from __future__ import annotations

from functools import partial

from bot.flows import digest_hour, right_today, together
from bot.flows.desk import Desk, Outgoing
from bot.flows.digest_hour import Now
from bot.handlers import desk_errands
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.loop import digest, people, saying, sittings
from bot.loop import right_today as done_today
from bot.loop import together as several
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    one, many = partial(desk_errands.insight, languages), partial(picked, languages)
    put_right = _("saying what was put right")
    return (
        errand("right_today", right_today.right_today, put_right, one, was_put_right, of_insight=True),
        errand("answer_all", together.answer_all, _("answering several"), many, answered, of_insight=True),
        errand("join_all", together.join_all, _("joining several to a matter"), many, joined, of_insight=True),
        errand("digest_hour", digest_hour.digest_hour, _("choosing the digest's hour"), now, hour_chosen),
    )


def picked(languages: Languages, work: Work, person: Person, insight_id: int | None) -> Desk:
    """The desk's view of several cards: everybody's languages, and all the references."""
    numbers = sittings.picked(work, person, insight_id or 0) or [insight_id or 0]
    each = [desk_errands.insight(languages, work, person, number) for number in numbers]
    reads = {code: name for one in each for code, name in one.languages}
    references = ", ".join(one.reference for one in each)
    first = each[0]
    about = work.session.get_one(Insight, numbers[0])

    def as_read(going: Outgoing) -> list[Text]:
        return desk_errands.read_as(languages, work, person, about, going._replace(of=numbers))

    return first._replace(reference=references, quote="", languages=sorted(reads.items()), as_read=as_read)


def was_put_right(work: Work, by: Person, insight_id: int | None, value: dict[str, str] | None) -> None:
    """Something was put right today."""
    if value is None:
        _nothing_sent(work, by)
        return
    made = done_today.put_right(work, by, insight_id or 0, value)
    text = _("It is {reference}, done today. Those who raised it are being told.", reference=Code(made.reference))
    saying.to_person(work, by, [text])


def answered(work: Work, by: Person, insight_id: int | None, value: dict[str, str] | None) -> None:
    """One answer to several cards."""
    if value is None:
        _nothing_sent(work, by)
        return
    told = several.answer(work, by, sittings.picked(work, by, insight_id or 0), value)
    text = _("Your answer is on its way on: {references}.", references=[Code(one.reference) for one in told])
    saying.to_person(work, by, [text])


def joined(work: Work, by: Person, insight_id: int | None, value: int | None) -> None:
    """Several cards joined to one matter."""
    if value is None:
        _nothing_sent(work, by)
        return
    issue = several.join(work, by, sittings.picked(work, by, insight_id or 0), value)
    text = _("Joined to {reference}. Its newest word is on its way.", reference=Code(issue.reference))
    saying.to_person(work, by, [text])


def now(work: Work, person: Person, _about: int | None) -> Now:
    """When the digest comes now."""
    people.must_be_administrator(work, person)
    return Now(digest.minutes(work))


def hour_chosen(work: Work, by: Person, _about: int | None, value: int) -> None:
    """The digest comes at another time."""
    digest.set_hour(work, by, value)
    saying.to_person(work, by, [_("The digest comes at {clock} on working days.", clock=digest.clock(value))])


def _nothing_sent(work: Work, by: Person) -> None:
    saying.to_person(work, by, [_("Nothing was sent.")])
