"""What staff did with an insight, as its card shows it, and the buttons by which they do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot import labels
from bot.card_words import Binned, MadeBy, Risk, Spread
from bot.language import Code, Text, _, p_
from bot.loop import help_card, people, personal, promises
from bot.store import handling
from bot.store.handling import Handling, InsightTranslation
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind

RESTORED_WITHIN = timedelta(days=30)
ROOM, PRIVATE = "r", "p"
MORE, RUMOUR, BIN = "more", "rumour", "bin"
A_ROW = 2
Rows = tuple[tuple[Button, ...], ...]


def holder(work: Work, done: Handling | None) -> Person | None:
    """Who works on it, as long as they belong to the team."""
    return people.serving(work, done.claimed_by) if done else None


def is_binned(done: Handling | None) -> bool:
    """Whether it is in the bin."""
    return done is not None and done.binned_at is not None


def lines(work: Work, done: Handling | None) -> list[Text]:
    """Whether it is a rumour, and who works on it."""
    if done is None:
        return []
    said = [_rumour(done)] if done.is_rumour else []
    who = holder(work, done)
    return [*said, _("{who} works on it.", who=people.name_and_title(who))] if who else said


def translated(work: Work, insight: Insight) -> list[Text]:
    """What was told in the team's language, and who put it so."""
    made = handling.translation(work.session, insight.number)
    if made is None or not made.words:
        return []
    said = [_put_so(work, insight, made)]
    if insight.changed_at is not None and insight.changed_at > made.made_at:
        said.append(_("Its teller changed it after that."))
    return said


def _put_so(work: Work, insight: Insight, made: InsightTranslation) -> Text:
    words = personal.shown(made.words, insight.may_stay)
    if made.made_by == MadeBy.MACHINE:
        return _("In English, as a machine put it: “{words}”", words=words)
    who = people.by_number(work, made.by_id)
    if who is None or not who.name:
        return _("In English, as a person put it: “{words}”", words=words)
    return _("In English, as {who} put it: “{words}”", who=people.name_and_title(who), words=words)


def in_bin(work: Work, insight: Insight, done: Handling) -> list[Text]:
    """What is left of a card that is in the bin."""
    parts = [_("{reference} is in the bin.", reference=Code(insight.reference))]
    who = people.by_number(work, done.binned_by)
    if who is not None and done.binned_why is not None and done.binned_at is not None:
        parts.append(
            _(
                "{who} put it there: “{why}”. The person who told it has heard so. You can take it out until {day}.",
                who=people.name_and_title(who),
                why=labels.BINNED[Binned(done.binned_why)],
                day=promises.day_of(work, done.binned_at + RESTORED_WITHIN),
            )
        )
    return parts


def main(insight: Insight, done: Handling | None, *, is_known: bool) -> Rows:
    """The main acts, the likeliest first. `is_known`: an open matter reads like it."""
    number = insight.number
    answer = Button(p_("button", "Answer"), f"c:{number}:answer")
    ask = Button(p_("button", "Ask back"), f"c:{number}:ask")
    take_up, join = _to_matters(insight)
    if insight.issue_id is not None or insight.kind == Kind.HELP:
        return ((answer, ask),)
    if is_known:
        return ((join, take_up), (answer, ask))
    if insight.kind in (Kind.PROBLEM, Kind.IDEA) and not (done and done.is_rumour):
        return ((take_up, join), (answer, ask))
    return ((answer, ask), (take_up, join))


def take_row(work: Work, insight: Insight, done: Handling | None) -> tuple[Button, ...]:
    """Taking it, or letting go; and raising an alert. Who needs help has a holder instead."""
    alert = Button(p_("button", "Raise an alert"), f"u:{insight.number}:alert")
    if help_card.of(work, insight) is not None:
        return (alert,)
    if holder(work, done) is not None:
        return (Button(p_("button", "Let it go"), f"card:{insight.number}:let_go"), alert)
    return (Button(p_("button", "I take it"), f"card:{insight.number}:claim"), alert)


def further(insight: Insight, done: Handling | None, where: str) -> list[Button]:
    """The acts that stand behind *More*."""
    number = insight.number
    is_sensitive = done is not None and done.sensitive_at is not None
    acts = [*_to_matters(insight)] if insight.kind == Kind.HELP and insight.issue_id is None else []
    acts.append(Button(p_("button", "Hand on …"), f"card:{number}:hand"))
    acts.append(Button(p_("button", "It is a rumour"), f"card:{number}:rumour"))
    if is_sensitive:
        acts.append(Button(p_("button", "Not sensitive after all"), f"card:{number}:open_to_all"))
    else:
        acts.append(Button(p_("button", "It is sensitive"), f"card:{number}:sensitive"))
    if insight.language != "en":
        acts.append(Button(p_("button", "Put it into English"), f"card:{number}:translate"))
    if insight.issue_id is None and insight.kind != Kind.HELP:
        acts.append(Button(p_("button", "Put it in the bin …"), f"card:{number}:open:{where}:{BIN}"))
    acts.append(Button(p_("button", "Block"), f"f:{number}:block"))
    return acts


def less_row(insight: Insight, where: str) -> tuple[Button, ...]:
    """What folds the card again."""
    return (Button(p_("button", "Less"), f"card:{insight.number}:open:{where}:less"),)


def unfolded(insight: Insight, done: Handling | None, opened: str, where: str) -> Rows:
    """The questions that stand on the card itself: how risky a rumour is, why something goes into the bin."""
    number = insight.number
    if opened == RUMOUR:
        risks = tuple(
            _ticked(labels.RISKS[risk], f"card:{number}:risk:{risk}", is_on=done is not None and done.risk == risk)
            for risk in Risk
        )
        spreads = tuple(
            _ticked(labels.SPREADS[far], f"card:{number}:spread:{far}", is_on=done is not None and done.spread == far)
            for far in Spread
        )
        return (
            risks,
            spreads,
            (*less_row(insight, where), Button(p_("button", "It is no rumour"), f"card:{number}:no_rumour")),
        )
    reasons = [Button(labels.BINNED[why], f"card:{number}:bin:{why}") for why in Binned]
    keep = (Button(p_("button", "Keep it"), f"card:{number}:open:{where}:less"),)
    return (*in_rows(reasons), keep)


def in_rows(buttons: Sequence[Button]) -> Rows:
    """Two beside each other."""
    return tuple(tuple(buttons[at : at + A_ROW]) for at in range(0, len(buttons), A_ROW))


def _to_matters(insight: Insight) -> tuple[Button, Button]:
    return (
        Button(p_("button", "Take up"), f"c:{insight.number}:take_up"),
        Button(p_("button", "Join to a matter"), f"c:{insight.number}:join"),
    )


def _ticked(label: Text, data: str, *, is_on: bool) -> Button:
    return Button(p_("button", "✓ {label}", label=label) if is_on else label, data)


def _rumour(done: Handling) -> Text:
    said = [labels.RISKS[Risk(done.risk)]] if done.risk else []
    said += [labels.SPREADS[Spread(done.spread)]] if done.spread else []
    return _("A rumour. {how}", how=said) if said else _("A rumour. How risky is it, and how far has it gone?")
