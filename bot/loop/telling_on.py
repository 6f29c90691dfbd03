"""What stays late is told to somebody senior outside the team; those who wait hear who that is."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language import Code, Text, _, own_words
from bot.loop import acknowledging, people, promise_rules, promises_due, record, saying, who_waits
from bot.store.insights import Insight
from bot.store.promise_rules import PromiseRules
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Lane, Role

ACT = "tell_senior"


def tell(work: Work, late: Iterable[Promise]) -> None:
    """Two working days late: somebody senior hears of it, and so does who waits for it. A new date is a new promise."""
    missed = promises_due.first_of_each(late)
    rules = promise_rules.of(work)
    for promise in missed:
        record.act(work, None, ACT, promise.about, promise.about_id, kind=promise.kind, senior=rules.senior_id)
    _tell_team(work, rules, missed)
    if rules.senior_name:
        senior = people.by_number(work, rules.senior_id)
        if senior is not None:
            saying.to_person(work, senior, _to_senior(work, missed), lane=Lane.ALERT)
        for promise in missed:
            _tell_who_waits(work, promise, _who(rules))


def _who(rules: PromiseRules) -> Text:
    return named(rules.senior_name or "", rules.senior_role or "")


def named(name: str, role: str) -> Text:
    """Somebody senior, as people read of them."""
    return _("{name}, {title}", name=name, title=role) if role else own_words(name)


def as_said(reference: Text | Code, who: Text) -> Text:
    """How it reads to who waits."""
    return _(
        "{reference}: this is later than we promised. I am sorry. I have told {who}, who is not of the team.",
        reference=reference,
        who=who,
    )


def _to_senior(work: Work, late: Iterable[Promise]) -> list[Text]:
    return [
        _(
            "{team} has promised this and is two working days late. Please ask what they need.",
            team=work.programme.name,
        ),
        *promises_due.with_owners(work, late),
    ]


def _tell_team(work: Work, rules: PromiseRules, late: list[Promise]) -> None:
    """Administrators hear of it in private, with an e-mail to copy where the bot cannot write to the senior person."""
    if not rules.senior_name:
        lead = [_("Two working days late. Nobody senior is named who could help. Name one with /promise_rules.")]
    elif rules.senior_id is not None:
        lead = [_("Two working days late. I have told {who}.", who=_who(rules))]
    else:
        address = own_words(rules.senior_address or "")
        lead = [
            _("Two working days late. Those who wait read that {who} knows of it.", who=_who(rules)),
            _("Please send this to {address} now:", address=address)
            if rules.senior_address
            else _("Please tell them:"),
        ]
    parts = [*lead, *promises_due.with_owners(work, late)]
    saying.to_staff(work, parts)
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        saying.to_person(work, administrator, parts, lane=Lane.ALERT)


def _tell_who_waits(work: Work, promise: Promise, who: Text) -> None:
    if promise.about == "insight":
        _tell_teller(work, promise, who)
        return
    for chat_id, reference in who_waits.of(work, promise):
        saying.to_chat(work, chat_id, [as_said(Code(reference), who)], lane=Lane.TELLING)


def _tell_teller(work: Work, promise: Promise, who: Text) -> None:
    """Where they told it; who needs help, in private."""
    insight = work.session.get(Insight, promise.about_id)
    teller = people.by_number(work, insight.person_id) if insight else None
    if insight is not None and teller is not None and insight.taken_back_at is None and teller.left_at is None:
        text = [as_said(Code(insight.reference), who)]
        acknowledging.say_to_teller(work, insight, teller, text, buttons=False, lane=Lane.TELLING)
