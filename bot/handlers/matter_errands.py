"""What conversations about whole matters know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.flows import matters, scope, understood
from bot.flows.desk import Desk, Outgoing
from bot.flows.matters import Matter, SplitOff
from bot.flows.scope import Told
from bot.flows.understood import Understood
from bot.flows.words import About
from bot.handlers import desk_errands, people_errands
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.loop import (
    as_read,
    finding,
    insights,
    leads,
    looking_again,
    meanings,
    merging,
    owners,
    people,
    personal,
    promises,
    saying,
    scope_lines,
    scoping,
    splitting,
)
from bot.loop.decisions import Decided
from bot.loop.merged import must_be_open
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import UpdateKind

SHOWN_OF_WORDS = 60


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    of_issue = partial(desk_errands.issue, languages)
    anew = partial(looked, languages)
    return (
        errand("split", matters.split, _("splitting a matter"), partial(to_split, languages), split),
        errand(
            "merge", matters.merge, _("making two matters one"), partial(to_merge, languages), merged, chosen=still_open
        ),
        errand("hand_matter_on", matters.give, _("handing a matter on"), partial(to_give, languages), given),
        errand("understood", understood.understood, _("saying how you understood it"), of_issue, reworded),
        errand("scope", scope.scope, _("saying whether it can be changed"), of_issue, decided),
        errand("their_answer", scope.their_answer, _("what others answered"), partial(waits, languages), they_answered),
        errand("look_again", scope.look_again, _("asking to look again"), wants_look, asked_again),
        errand("uphold", scope.uphold, _("looking again"), anew, upheld),
        errand("decide_anew", scope.scope, _("looking again"), anew, decided_anew),
        errand("not_meant", scope.not_meant, _("what you meant"), people_errands.about, meant, of_insight=True),
    )


def to_split(languages: Languages, work: Work, person: Person, issue_id: int | None) -> Matter:
    """A matter with what was told on it, each by its reference and first words."""
    people.must_be_staff(work, person)
    issue = splitting.can_be_split(work, issue_id)
    told = [(insight.number, _in_short(work, person, insight)) for insight in splitting.told(work, issue)]
    desk = _with_colleagues(languages, work, person, issue)

    def read_as(going: Outgoing) -> list[Text]:
        return desk_errands.read_as(languages, work, person, issue, going._replace(other=issue.reference))

    return Matter(desk._replace(as_read=read_as), told)


def to_merge(languages: Languages, work: Work, person: Person, issue_id: int | None) -> Matter:
    """A matter with those that it could become part of."""
    people.must_be_staff(work, person)
    issue = merging.unmerged(work, issue_id)
    offered = [(one.number, f"{one.reference} · {one.title}") for one in merging.could_take_in(work, issue)]
    return Matter(Desk(issue.reference, issue.title, promises.today(work), matters=offered))


def still_open(work: Work, answers: Mapping[str, Any]) -> None:
    """Raises `errors.NoLongerThere` where the matter that is to stay is closed, or part of another, by now."""
    if (into := answers.get("into")) is not None:
        must_be_open(work, finding.one(work, Issue, int(into)))


def to_give(languages: Languages, work: Work, person: Person, issue_id: int | None) -> Matter:
    """A matter with the colleagues who could answer for it."""
    desk = desk_errands.issue(languages, work, person, issue_id)
    issue = finding.one(work, Issue, issue_id)
    others = [one for one in desk_errands.colleagues(work, person) if one[0] != issue.owner_id]
    return Matter(desk._replace(colleagues=others))


def waits(languages: Languages, work: Work, person: Person, issue_id: int | None) -> Desk:
    """A matter on which others owe a first answer."""
    found = scoping.waits_for_answer(work, issue_id)
    body = scope_lines.whose(work, found)

    def read_as(going: Outgoing) -> list[Text]:
        return desk_errands.read_as(languages, work, person, found, going._replace(body=body))

    return desk_errands.issue(languages, work, person, issue_id)._replace(as_read=read_as)


def looked(languages: Languages, work: Work, person: Person, asked_id: int | None) -> Desk:
    """A matter that somebody asked to look at again."""
    asked, issue = looking_again.for_looker(work, person, asked_id)
    raiser = work.session.get_one(Raiser, asked.raiser_id)
    day = looking_again.next_news(work, issue)

    def read_as(going: Outgoing) -> list[Text]:
        draft = as_read.Draft(*going._replace(next_news=going.next_news or day))
        only = raiser if going.kind is UpdateKind.LOOKED_AGAIN else None
        return as_read.shown(work, languages, person, issue, draft, only)

    return desk_errands.issue(languages, work, person, issue.number)._replace(as_read=read_as)


def wants_look(work: Work, person: Person, telling_id: int | None) -> About:
    """The matter that a raiser wants looked at again."""
    telling = finding.one(work, Telling, telling_id)
    raiser, _decision = looking_again.of_telling(work, person, telling.code)
    return About(f"M-{raiser.issue_id}")


def split(work: Work, by: Person, issue_id: int | None, value: SplitOff | None) -> None:
    """Some of it is a matter of its own now."""
    if value is None:
        _as_it_was(work, by)
        return
    new = splitting.split(
        work,
        by,
        issue_id or 0,
        splitting.Part(
            value.insight_ids,
            value.understood.title,
            value.owner_id,
            value.next_news,
            value.understood.summary,
            value.understood.meant,
        ),
    )
    text = _("That is {reference} now. Those who raised it are being told, once.", reference=Code(new.reference))
    saying.to_person(work, by, [text])


def merged(work: Work, by: Person, issue_id: int | None, value: int | None) -> None:
    """It is part of another now."""
    if value is None:
        _as_it_was(work, by)
        return
    into = merging.merge(work, by, issue_id or 0, value)
    text = _("It is part of {reference} now. Those who raised it are being told, once.", reference=Code(into.reference))
    saying.to_person(work, by, [text])


def given(work: Work, by: Person, issue_id: int | None, value: int) -> None:
    """A colleague answers for it now."""
    issue = owners.hand_on(work, by, issue_id or 0, value)
    owner = people.by_number(work, issue.owner_id)
    who = people.name_and_title(owner) if owner is not None else _("somebody of the team")
    text = _("{who} answers for {reference} now, and knows it.", who=who, reference=Code(issue.reference))
    saying.to_person(work, by, [text])


def reworded(work: Work, by: Person, issue_id: int | None, value: Understood | None) -> None:
    """A new title and summary, told to those who raised it."""
    if value is None:
        _as_it_was(work, by)
        return
    issue = meanings.change(work, by, issue_id or 0, value.title, value.summary, value.meant)
    _being_told(work, by, issue)


def decided(work: Work, by: Person, issue_id: int | None, value: scope.Decided | None) -> None:
    """Whether it can be changed."""
    if value is None:
        _as_it_was(work, by)
        return
    _being_told(work, by, scoping.decide(work, by, issue_id, _decision(value), value.words, value.next_news))


def they_answered(work: Work, by: Person, issue_id: int | None, value: Told | None) -> None:
    """What others answered."""
    if value is None or value.next_news is None:
        _as_it_was(work, by)
        return
    _being_told(work, by, scoping.their_answer(work, by, issue_id, value.words, value.next_news))


def asked_again(work: Work, person: Person, telling_id: int | None, value: str) -> None:
    """A raiser's reasons to look again."""
    looking_again.ask(work, person, finding.one(work, Telling, telling_id).code, value)


def upheld(work: Work, by: Person, asked_id: int | None, value: Told | None) -> None:
    """It stays."""
    if value is None:
        _as_it_was(work, by)
        return
    looking_again.uphold(work, by, asked_id, value.words)
    saying.to_person(work, by, [_("Thank you. The one who asked is being told.")])


def decided_anew(work: Work, by: Person, asked_id: int | None, value: scope.Decided | None) -> None:
    """It was looked at again, and decided otherwise."""
    if value is None:
        _as_it_was(work, by)
        return
    looking_again.change(work, by, asked_id, _decision(value), value.words, value.next_news)
    saying.to_person(work, by, [_("Thank you. Everyone who raised it is being told.")])


def meant(work: Work, person: Person, insight_id: int | None, value: str | None) -> None:
    """What somebody meant instead is added to what they told."""
    if value:
        insights.add(work, person, insight_id or 0, value)
    else:
        saying.to_person(work, person, [_("Thank you. Somebody of the team looks at it.")])


def _decision(value: scope.Decided) -> Decided:
    made = Decided(value.scope, value.words["en"], value.whose.body, value.whose.contact)
    return replace(made, until=value.next_news)


def _with_colleagues(languages: Languages, work: Work, person: Person, issue: Issue) -> Desk:
    desk = desk_errands.issue(languages, work, person, issue.number)
    return desk._replace(colleagues=desk_errands.colleagues(work, person))


def _in_short(work: Work, person: Person, insight: Insight) -> str:
    """Its reference and first words; the reference alone, where only a safeguarding lead may read it."""
    if not leads.may_see(work, person, insight):
        return insight.reference
    words = " ".join(personal.shown(insight.words, insight.may_stay).split())
    short = words if len(words) <= SHOWN_OF_WORDS else words[: SHOWN_OF_WORDS - 1] + "…"
    return f"{insight.reference} · {short}" if short else insight.reference


def _being_told(work: Work, by: Person, issue: Issue) -> None:
    saying.to_person(work, by, [_("Those who raised {reference} are being told.", reference=Code(issue.reference))])


def _as_it_was(work: Work, by: Person) -> None:
    saying.to_person(work, by, [_("Everything stays as it was. Nothing was sent.")])
