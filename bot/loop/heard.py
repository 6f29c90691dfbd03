"""What has been heard, by topic and community: staff's own summaries. No one's words stand in them."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Text, _, p_
from bot.loop import finding, library, paging, people, promises, record, saying
from bot.store.insights import Insight
from bot.store.library import HeardSummary
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.wordings import Wording

ABOUT = "summary"
AT_A_TIME = 5
SAME_WORDS, BLOCK = 8, 4
CANDIDATES = 500
_WORD = re.compile(r"\w+")


def write(work: Work, by: Person, topic: str, community: str, summary: str) -> HeardSummary:
    """Keep a summary. Raises `errors.Mistake` where it holds something personal, or eight words of a telling."""
    people.must_be_staff(work, by)
    library.must_be_general(topic, community, summary)
    must_not_quote(work, summary)
    heard = HeardSummary(
        programme_id=work.programme_id,
        topic=topic,
        community=community,
        summary=summary,
        by_id=by.number,
        written_at=work.now,
    )
    work.session.add(heard)
    work.session.flush()
    record.act(work, by, "summarise", ABOUT, heard.number)
    return heard


def still_there(work: Work, number: int | None) -> HeardSummary:
    """A summary, held. Raises `errors.NoLongerThere` once it was taken out."""
    heard = finding.one(work, HeardSummary, number, held=True)
    if heard.gone_at is not None:
        raise errors.NoLongerThere(_("That is settled already."))
    return heard


def take_out(work: Work, by: Person, number: int | None) -> None:
    """It does not hold any more."""
    people.must_be_staff(work, by)
    heard = still_there(work, number)
    heard.gone_at = work.now
    work.session.add(heard)
    record.act(work, by, "take_out", ABOUT, heard.number)


def must_not_quote(work: Work, summary: str) -> None:
    """Raises `errors.Mistake` where eight words in a row are the same as somebody told them."""
    written = _words(summary)
    runs = {tuple(written[at : at + SAME_WORDS]) for at in range(len(written) - SAME_WORDS + 1)}
    if not runs:
        return
    for told in _may_hold(work, written):
        there = _words(told)
        if any(tuple(there[at : at + SAME_WORDS]) in runs for at in range(len(there) - SAME_WORDS + 1)):
            raise errors.Mistake(
                _(
                    "Part of it is word for word what somebody told. They could be known by it. "
                    "Please say it in your own words. Choose “Change an answer”."
                )
            )


def show(work: Work, person: Person, start: int = 0) -> None:
    """Some of what has been heard, by topic and community, the newest first."""
    people.must_be_staff(work, person)
    found = select(HeardSummary).where(
        HeardSummary.programme_id == work.programme_id, col(HeardSummary.gone_at).is_(None)
    )
    rows = work.session.exec(found.order_by(col(HeardSummary.id).desc()).offset(start).limit(AT_A_TIME + 1)).all()
    shown = rows[:AT_A_TIME]
    parts = [_("What has been heard, in the team's own words:")] if shown else [_("Nothing is written here yet.")]
    parts += [_line(work, start + at, one) for at, one in enumerate(shown, 1)]
    out = [
        Button(p_("button", "{number}: take out", number=start + at), f"heard:{one.number}:gone")
        for at, one in enumerate(shown, 1)
    ]
    buttons = [out[at : at + 3] for at in range(0, len(out), 3)]
    if turns := paging.steps("heard:page:", start, AT_A_TIME, is_more=len(rows) > AT_A_TIME):
        buttons.append(turns)
    buttons.append([Button(p_("button", "Write what was heard"), "heard:new")])
    saying.to_person(work, person, parts, buttons)


def _line(work: Work, place: int, heard: HeardSummary) -> Text:
    by = people.by_number(work, heard.by_id)
    return _(
        "{place}. {topic} · {community}: {summary} ({who}, {day})",
        place=place,
        topic=heard.topic,
        community=heard.community,
        summary=heard.summary,
        who=people.name_and_title(by) if by else _("somebody of the team"),
        day=promises.day_of(work, heard.written_at),
    )


def _may_hold(work: Work, written: list[str]) -> list[str]:
    """Told texts that hold a block of four of these words: any run of eight has one of them whole."""
    blocks = [written[at : at + BLOCK] for at in range(0, len(written) - BLOCK + 1, BLOCK)]
    patterns = ["%" + "%".join(map(_pattern, block)) + "%" for block in blocks]
    told: list[str] = []
    for table in (Insight, Wording):
        like = [col(table.words).ilike(pattern, escape="\\") for pattern in patterns]
        found = select(table.words).where(table.programme_id == work.programme_id, sa.or_(*like))
        told += work.session.exec(found.limit(CANDIDATES)).all()
    return told


def _pattern(word: str) -> str:
    """A word for LIKE. SQLite compares only the letters of English without their case: others may be any letter."""
    return "".join("_" if letter == "_" or not letter.isascii() else letter for letter in word)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
