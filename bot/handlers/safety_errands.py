"""What conversations of safety know, and what happens when they are done."""

from __future__ import annotations

from functools import partial

from bot.flows import block, lines, rota_turn, words
from bot.flows.lines import Known, Written
from bot.flows.rota_turn import Team, Turn
from bot.flows.words import About
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, Text, _
from bot.loop import alerts, as_read, blocks, handling, help_lines, insights, people, rota, saying, urgent
from bot.loop.help_lines import Line
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    return (
        errand("rota_turn", rota_turn.rota_turn, _("putting somebody on the rota"), team, put_on),
        errand("lines", lines.lines, _("setting the lines of urgent help"), partial(known_lines, languages), written),
        errand("block", block.block, _("blocking somebody"), teller, blocked),
        errand("write_on_alert", words.write_on_alert, _("writing on an alert"), taken, sent),
        errand("answer_alert", words.answer_alert, _("writing back"), mine, sent_back),
    )


def team(work: Work, person: Person, _about: int | None) -> Team:
    """All staff, by name."""
    people.must_be_administrator(work, person)
    return Team([(one.number, ", ".join(filter(None, (one.name, one.title)))) for one in people.holding(work, DESK)])


def put_on(work: Work, by: Person, _about: int | None, value: Turn | None) -> None:
    """One more turn."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    rota.add(work, by, value.person_id, value.days, value.begins, value.ends)
    _say(work, by, _("They are on the rota now, and I have told them. See it with /rota."))


def known_lines(languages: Languages, work: Work, person: Person, _about: int | None) -> Known:
    """The languages offered, and the usual lines."""
    people.must_be_administrator(work, person)
    offered = [(code, languages.name(code)) for code in languages.offered]

    def read_as(given: lines.Given) -> list[Text]:
        written = [Line(number, labels) for number, labels in given]
        codes = {code: None for line in written for code in line.labels} or {"en": None}
        shown: list[Text] = []
        for code in codes:
            parts = urgent.as_said(help_lines.as_told(written, code))
            shown += as_read.plain(languages, parts, code, ((urgent.I_AM_SAFE,),))
        return [*shown, _("It goes to all who tap “Urgent help”.")]

    return Known(offered, (help_lines.EMERGENCY, *help_lines.USUAL), read_as)


def written(work: Work, by: Person, _about: int | None, value: Written | None) -> None:
    """The lines are set."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    help_lines.write(work, by, [Line(number, labels) for number, labels in value.lines], value.reading)
    _say(work, by, _("Urgent help gives these lines from now on. See it with /urgent."))


def teller(work: Work, person: Person, insight_id: int | None) -> About:
    """What the person told who is to be blocked."""
    return About(handling.to_act_on(work, person, insight_id).reference)


def blocked(work: Work, by: Person, insight_id: int | None, value: str | None) -> None:
    """The teller may not tell any more."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    told_by = people.by_number(work, insights.still_told(work, insight_id).person_id)
    if told_by is not None:
        blocks.block(work, by, told_by, value)
        _say(work, by, _("They are blocked, and I have told them. Lift it with /blocked."))


def taken(work: Work, person: Person, alert_id: int | None) -> About:
    """The alert that somebody took."""
    return About(f"A-{alerts.taken_by(work, person, alert_id).number}")


def sent(work: Work, by: Person, alert_id: int | None, value: str) -> None:
    """Words to the one in need."""
    alerts.write(work, by, alert_id, value)
    _say(work, by, _("It is on its way to them."))


def mine(work: Work, person: Person, alert_id: int | None) -> About:
    """The alert that is about this person."""
    return About(f"A-{alerts.of_the_one_in_need(work, person, alert_id).number}")


def sent_back(work: Work, person: Person, alert_id: int | None, value: str) -> None:
    """Words to whoever took the alert."""
    alerts.answer(work, person, alert_id, value)


def _say(work: Work, person: Person, text: Text) -> None:
    saying.to_person(work, person, [text])
