"""How staff understood a matter, in plain words, as it goes back to those who raised it; and their way to say no."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import col, select

from bot.language import Code, Text, _, p_
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.updates import Update, Version
from bot.words import UpdateKind

MEANT = "meant"
SAID_BACK = frozenset({UpdateKind.TAKEN_UP, UpdateKind.UNDERSTOOD, UpdateKind.SPLIT, UpdateKind.MERGED})


def heading() -> Text:
    """What stands above it."""
    return _("We understood it like this:")


def moved(kind: UpdateKind, matter: Code, other: Code, who: Text) -> Text:
    """That what was raised is a matter of its own now, or part of another."""
    if kind == UpdateKind.SPLIT:
        return _(
            "It was part of {other}. Now it is a matter of its own: {matter}. {who} answers for it.",
            other=other,
            matter=matter,
            who=who,
        )
    return _(
        "{matter} and {other} are the same matter, as {who} sees it. You hear of both as {matter} from now on.",
        matter=matter,
        other=other,
        who=who,
    )


def in_words(title: str, summary: str) -> str:
    """Title and summary as raisers read them."""
    return f"{title} – {summary}" if summary else title


def of(work: Work, issue: Issue) -> Mapping[str, str]:
    """How an issue is understood now, in each language that it was written in."""
    newest = (
        select(Version.of_id)
        .join(Update, (col(Update.id) == Version.of_id) & (col(Version.of) == MEANT))
        .where(Update.issue_id == issue.id, col(Update.moved_from_id).is_(None))
        .order_by(col(Version.of_id).desc())
        .limit(1)
    )
    number = work.session.exec(newest).first()
    texts = select(Version.language, Version.text).where(Version.of == MEANT, Version.of_id == number)
    found = dict(work.session.exec(texts).all()) if number is not None else {}
    return found or {"en": in_words(issue.title, issue.summary or "")}


def buttons(code: str) -> tuple[Button, ...]:
    """One tap says that it is not what was meant. `code`: the telling's."""
    return (Button(p_("button", "That's not what I meant"), f"meant:{code}"),)
