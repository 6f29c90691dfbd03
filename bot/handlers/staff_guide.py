"""What staff can write, with a few words each: under plain headings, each command once."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Text, _

EACH_DAY = {
    "today": _("the cards that wait, one by one"),
    "inbox": _("all cards, by what you choose"),
    "card": _("one card here in private: /card H-12"),
    "heard": _("write down what you were told elsewhere"),
    "library": _("answers and places, ready to use"),
    "digest": _("the digest, and its hour"),
}
MATTERS = {
    "promises": _("what you owe, by when"),
    "late": _("what is late, with whom"),
    "owed": _("who has not heard yet"),
    "history": _("what was done with one of them: /history H-12"),
    "hand_over": _("give what is yours to a colleague"),
    "away": _("the whole team is away, or back"),
    "live_hour": _("somebody senior answers for an hour"),
    "live": _("what was asked in that hour"),
}
PEOPLE = {
    "people": _("the people there are"),
    "groups": _("the groups there are"),
    "invite": _("a link for a champion"),
    "leads": _("the community leads"),
    "catchups": _("meet with the champions"),
    "reach": _("whom you mean to reach, and whom you do"),
    "blocked": _("who may not tell"),
}
MESSAGES = {
    "message": _("write a trusted message"),
    "messages": _("all trusted messages, by how far they are"),
    "consult": _("ask groups a question"),
    "consults": _("all questions to groups"),
}
FIGURES = {
    "loop": _("the loop at a glance"),
    "report": _("figures as files"),
    "stories": _("what matters led to, and stories of it"),
    "counts": _("how people want to hear"),
}
SET_UP = {
    "letter": _("what newcomers read"),
    "rota": _("who takes alerts"),
    "lead": _("who sees what is sensitive"),
    "lines": _("the numbers in urgent help"),
    "promise_rules": _("holidays, working hours, how long people wait"),
    "topics": _("sort the staff room"),
    "close_programme": _("bring the programme to its end"),
}
GROUPED = (
    (_("Each day"), EACH_DAY),
    (_("Matters and promises"), MATTERS),
    (_("People and groups"), PEOPLE),
    (_("Trusted messages"), MESSAGES),
    (_("Figures"), FIGURES),
    (_("Set-up, mostly for administrators"), SET_UP),
)
LISTED = frozenset(name for _heading, commands in GROUPED for name in commands)


def parts() -> list[Text]:
    """All of it, a paragraph for each heading."""
    there = [
        Text("{heading}\n{listed}", {"heading": heading, "listed": lines(commands)}) for heading, commands in GROUPED
    ]
    return [_("For staff:"), *there, _("Everything else is on the cards in the staff room.")]


def lines(commands: Mapping[str, Text]) -> Text:
    """Commands with what each is for, one in a line."""
    return Text("\n".join(f"/{name} – {{{name}}}" for name in commands), dict(commands))
