"""What conversations about groups know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bot import errors
from bot.flows import group_settings, let_know, new_group
from bot.flows.group_settings import Chosen, Hosted
from bot.flows.let_know import Standing, Told
from bot.flows.new_group import Offered, Proposed
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _
from bot.loop import as_read, circles, finding, hosts, letting_know, passed_on, people, receivers, saying
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling

OFFERED_COMMUNITIES = 24


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered = [(code, languages.name(code)) for code in languages.offered]
    settings, proposing = partial(hosted, offered), partial(proposer, offered)
    return (
        errand("group", group_settings.group_settings, _("the settings of a group"), settings, settled),
        errand("new_group", new_group.new_group, _("naming a new group"), proposing, proposed),
        errand("let_know", let_know.let_know, _("letting a group know"), partial(about, languages), asked),
        errand("stand_in", let_know.stand_in, _("asking a champion"), standing, chosen),
        errand("could_not", let_know.could_not, _("saying why they could not be told"), group_of, not_told),
    )


def hosted(offered: Sequence[tuple[str, str]], work: Work, person: Person, group_id: int | None) -> Hosted:
    """How a group is spoken to now."""
    group = hosts.hosted(work, person, group_id)
    chat = work.session.get(Chat, group.chat_id) if group.chat_id else None
    quiet = None
    if chat is not None and chat.quiet_from is not None and chat.quiet_to is not None:
        quiet = (chat.quiet_from, chat.quiet_to)
    communities, also_reads = tuple(group.communities), tuple(group.also_reads or ())
    rhythm = {"rhythm_days": group.rhythm_days, "weekday": group.rhythm_weekday, "minute": group.rhythm_minute}
    now = Chosen(group.name, communities, group.language, also_reads, quiet=quiet, **rhythm)
    return Hosted(now, offered, tuple(group.communities[:OFFERED_COMMUNITIES]), chat is not None)


def settled(work: Work, by: Person, group_id: int | None, value: Chosen | None) -> None:
    """The host has chosen."""
    group = hosts.hosted(work, by, group_id)
    if value is None:
        hosts.send_away(work, by, group)
        saying.to_person(work, by, [_("I am leaving “{group}”.", group=group.name)])
        return
    hosts.settle(work, by, group, hosts.Settings(*value))
    text = _("Thank you. That is how I speak in “{group}” from now on. Change it at any time: /group", group=group.name)
    saying.to_person(work, by, [text])


def proposer(offered: Sequence[tuple[str, str]], work: Work, person: Person, _about: int | None) -> Offered:
    """What a champion can choose from."""
    return Offered(offered)


def proposed(work: Work, by: Person, _about: int | None, value: Proposed | None) -> None:
    """A champion wants to stand for a group."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
    else:
        circles.propose(work, by, circles.NewGroup(*value))


def about(languages: Languages, work: Work, person: Person, insight_id: int | None) -> Told:
    """What a sentence for a group is about."""
    people.must_be_staff(work, person)
    insight, group, teller = letting_know.about(work, insight_id)
    reads = teller.language or "en"

    def read_as(words: Mapping[str, str]) -> list[Text]:
        parts = letting_know.question(person, insight, group, teller, words)
        shown = as_read.plain(languages, parts, reads, letting_know.buttons(0))
        return [*shown, receivers.of_people([teller])]

    return Told(
        insight.reference,
        group.name,
        (group.language, languages.name(group.language)),
        (reads, languages.name(reads)),
        read_as,
    )


def asked(work: Work, by: Person, insight_id: int | None, value: dict[str, str] | None) -> None:
    """The sentence goes to the teller, to be allowed or not."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    letting_know.ask(work, by, insight_id, value)
    text = _("The one who told {reference} is being asked.", reference=Code(f"H-{insight_id}"))
    saying.to_person(work, by, [text])


def standing(work: Work, person: Person, telling_id: int | None) -> Standing:
    """A group without a chat, and who could stand for it."""
    people.must_be_staff(work, person)
    group = _told_to(work, telling_id)
    champions = circles.champions(work, group)
    if not champions:
        raise errors.NoLongerThere(_("There is no champion whom I can ask."))
    return Standing(group.name, champions)


def chosen(work: Work, by: Person, telling_id: int | None, value: int) -> None:
    """A champion is asked to stand for the group."""
    circles.ask_to_stand(work, by, _told_to(work, telling_id), finding.one(work, Person, value))
    saying.to_person(work, by, [_("They are being asked. You hear in the staff room what they say.")])


def group_of(work: Work, person: Person, telling_id: int | None) -> str:
    """The group that could not be told."""
    passed_on.of_champion(work, person, telling_id or 0)
    return _told_to(work, telling_id).name


def not_told(work: Work, person: Person, telling_id: int | None, value: str | None) -> None:
    """The champion could not tell the group."""
    passed_on.could_not(work, person, telling_id or 0, value)


def _told_to(work: Work, telling_id: int | None) -> Group:
    return finding.one(work, Group, finding.one(work, Telling, telling_id).for_group_id)
