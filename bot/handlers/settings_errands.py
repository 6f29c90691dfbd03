"""What the questions of `/settings` know, and what is different afterwards. Each leads back to the menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.flows import about_me as about_flow
from bot.flows import language, settings
from bot.flows.about_me import AboutMe
from bot.flows.rhythm import Rhythm
from bot.handlers import people_errands, settings_menu
from bot.handlers.conversation import Errand, Finish, errand
from bot.handlers.settings_menu import Offered
from bot.language import Languages, Text, _
from bot.loop import about_me, finding, hosts, joining, passed_on, people, preferences, quiet, saying, tellings
from bot.store.chats import Chat, Group
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.session import Work

Change = Callable[[Work, Person, Any], Text]
SAVED = _("Thank you. That is set.")


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered = [(code, languages.name(code)) for code in languages.offered]

    def one(name: str, flow: object, title: Text, change: Change, known: object = nothing) -> Errand:
        return errand(f"set_{name}", flow, title, known, _then_menu(offered, change))

    chooses = partial(people_errands.offered, offered)
    sets_language = _then_menu(offered, speaks)
    title = _("your settings")
    return (
        errand("set_language", language.language, title, chooses, sets_language, sets_language=True),
        one("reads", settings.also_reads, title, also_reads, partial(readable, offered)),
        one("easy", settings.easy_read, title, partial(prefers, "easy_read")),
        one("voice", settings.voice, title, partial(prefers, "voice")),
        one("often", settings.how_often, title, hears),
        one("asks", settings.asks, title, partial(prefers, "asks_a_week")),
        one("quiet", settings.quiet_hours, title, keeps_hours),
        one("groups", settings.groups, title, leaves_group, own_groups),
        one("name", settings.name, title, is_called),
        one("about", about_flow.about_me, _("questions about you"), says_about_me, answered_before),
        one("pause", settings.pause, title, pauses),
    )


def nothing(work: Work, person: Person, _about: int | None) -> settings.Nothing:
    """Nothing needs to be known."""
    return settings.Nothing()


def readable(offered: Offered, work: Work, person: Person, _about: int | None) -> settings.Reads:
    """The languages beside their own."""
    return settings.Reads([(code, name) for code, name in offered if code != person.language])


def own_groups(work: Work, person: Person, _about: int | None) -> settings.Named:
    """The groups that they belong to."""
    return settings.Named([(group.number, group.name) for group in people.groups_of(work, person)])


def answered_before(work: Work, person: Person, _about: int | None) -> about_flow.Known:
    """Whether there are answers to be changed or deleted."""
    return about_flow.Known(about_me.of(work, person) is not None)


def speaks(work: Work, person: Person, value: str) -> Text:
    """Another language from now on."""
    person.language = value
    _reads_otherwise(work, person)
    return _("From now on I write to you in this language.")


def also_reads(work: Work, person: Person, value: tuple[str, ...]) -> Text:
    """Other languages will do too."""
    preferences.held(work, person).also_reads = list(value)
    work.session.flush()
    _reads_otherwise(work, person)
    return SAVED


def prefers(name: str, work: Work, person: Person, value: bool | int) -> Text:
    """One of the plain settings."""
    found: Preferences = preferences.held(work, person)
    setattr(found, name, value)
    return SAVED


def hears(work: Work, person: Person, value: Rhythm) -> Text:
    """Another rhythm; what waits already goes by it."""
    found = preferences.held(work, person)
    found.every_days, found.on_weekday, found.at_minute = value
    work.session.flush()
    joining.follow_person(work, _chat(work, person).number)
    return SAVED


def keeps_hours(work: Work, person: Person, value: tuple[int, int] | None) -> Text:
    """Other quiet hours."""
    quiet.keep_hours(work, _chat(work, person), value)
    return SAVED


def leaves_group(work: Work, person: Person, value: int | None) -> Text:
    """One group fewer, or none."""
    if value is None:
        return _("Good. Everything stays as it was.")
    group = finding.one(work, Group, value)
    if group.chat_id is None:
        passed_on.give_up(work, person, only=group)
        people.leaves(work, person, group)
    else:
        hosts.gone(work, group, person)
    return _("You have left “{group}”.", group=group.name)


def is_called(work: Work, person: Person, value: str) -> Text:
    """A name to be known by, or none."""
    person.name = value
    return SAVED


def says_about_me(work: Work, person: Person, value: AboutMe) -> Text:
    """What somebody said about themselves, or took back."""
    about_me.say(work, person, value.age, value.disability, value.ethnicity)
    return SAVED if any(value) else _("Nothing about you is kept.")


def pauses(work: Work, person: Person, value: int | None) -> Text:
    """Nothing that can wait, for a while."""
    quiet.pause(work, _chat(work, person), value)
    return _("Have a good time. I write again when the pause is over, and answer you whenever you write.")


def _then_menu(offered: Offered, change: Change) -> Finish:
    def finish(work: Work, person: Person, _about: int | None, value: Any) -> None:
        said = change(work, person, value)
        saying.to_person(work, person, [said])
        settings_menu.show(work, person, offered)

    return finish


def _reads_otherwise(work: Work, person: Person) -> None:
    if person.chat_id is not None:
        tellings.language_changed(work, person.chat_id)


def _chat(work: Work, person: Person) -> Chat:
    return work.session.get_one(Chat, person.chat_id)
