"""Every conversation that can be had: its flow, what it may know, and what happens with what it brings back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from bot.flows import answer, bind, details, join, join_matter, language, leave, news, take_up, translate, words
from bot.handlers import desk_errands as desk
from bot.handlers import people_errands as people
from bot.handlers.conversation import Errand
from bot.language import Languages, Text, _
from bot.talk import Flow

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


def all_of(languages: Languages, is_trial: bool) -> Mapping[str, Errand]:
    """The errands by name. Names are permanent: they are stored with the conversations that are open."""
    offered = [(code, languages.name(code)) for code in languages.offered]
    choosing, insight = partial(people.offered, offered), partial(desk.insight, languages)
    listed = (
        _errand("join", join.join, _("coming in"), partial(people.newcomer, offered, is_trial), people.joined, True),
        _errand("language", language.language, _("choosing a language"), choosing, people.chosen, True),
        _errand("leave", leave.leave, _("stopping"), people.leaver, people.left),
        _errand("change", words.change, _("writing it again"), people.about, people.changed),
        _errand("add", words.add, _("adding to it"), people.about, people.added),
        _errand("details", details.details, _("saying more about it"), people.teller, people.described),
        _errand("why", words.why, _("saying why it is not better"), people.matter, people.explained),
        _errand("answer", answer.answer, _("answering"), insight, desk.answered),
        _errand("ask_back", words.ask_back, _("asking back"), people.about, desk.asked),
        _errand("take_up", take_up.take_up, _("taking a matter up"), insight, desk.taken_up),
        _errand(
            "join_matter",
            join_matter.join_matter,
            _("joining to a matter"),
            insight,
            desk.joined,
        ),
        _errand("news", news.news, _("saying what is new"), partial(desk.issue, languages), desk.told),
        _errand("settle", words.settle, _("settling what could not be told"), desk.telling, desk.settled),
        _errand("bind", bind.bind, _("saying what a chat is"), partial(desk.chat, offered), desk.bound),
        *(
            _errand(
                f"translate_{code}",
                translate.translate,
                _("writing it in another language"),
                partial(desk.task, code, name),
                partial(desk.translated, code),
            )
            for code, name in offered
        ),
    )
    return {errand.flow.name: errand for errand in listed}


def _errand(name: str, flow: object, title: Text, known: object, finish: object, sets_language: bool = False) -> Errand:
    return Errand(Flow(name, flow, title, expires_after=A_WEEK, remind_after=A_DAY), known, finish, sets_language)  # type: ignore[arg-type]
