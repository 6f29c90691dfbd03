"""What must hold all the year, looked at from outside the rules: by what came out, and by plain rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import select

from bot import pseudo
from bot.store.issues import Raiser
from bot.words import Lane
from tests.year.books import WRITTEN, Call
from tests.year.rows import Owed, Rows

if TYPE_CHECKING:
    from tests.year.borough import Borough

A_DAY = timedelta(days=1)
CEILING = 3
LONDON = ZoneInfo("Europe/London")
NEWS_TO_ALL = {"taken_up", "progress", "nothing_yet", "changed"}
HEARD = {"sent", "passed_on"}
OPEN = "c.unreachable_at IS NULL AND (c.paused_until IS NULL OR c.paused_until <= :now)"
LATE = {
    "a raiser who was to hear by then": f"""
        SELECT r.id, r.next_news_by FROM raiser r JOIN chat c ON c.id = r.chat_id JOIN issue i ON i.id = r.issue_id
        WHERE r.settled_at IS NULL AND r.next_news_by < :late AND i.state = 'open' AND {OPEN}""",
    "something that was due then": f"""
        SELECT o.id, o.due_at FROM outbox o JOIN chat c ON c.id = o.chat_id
        WHERE o.state = 'waiting' AND o.due_at < :late AND {OPEN}""",
    "a teller who was promised a first word, and heard nothing of its being late": """
        SELECT p.id, p.due_at FROM promise p JOIN insight i ON i.id = p.about_id
        WHERE p.kind = 'first_word' AND p.kept_at IS NULL AND p.late_said_at IS NULL AND p.due_at < :late
        AND i.taken_back_at IS NULL""",
    "words that nobody was asked for": """
        SELECT id, owed_at FROM telling
        WHERE state = 'owed' AND joins_at IS NULL AND waiting_said_at IS NULL AND owed_at < :late""",
    "a follow-up that was due then": f"""
        SELECT t.id, t.joins_at FROM telling t JOIN chat c ON c.id = t.chat_id
        WHERE t.state = 'owed' AND t.joins_at < :late AND {OPEN}""",
}


class Watch:
    """Looks at every moment of the year whether somebody waits a day longer than was promised."""

    def __init__(self, borough: Borough) -> None:
        self.borough, self.town = borough, borough.town
        self.looked = 0
        self.promised: dict[int, list[tuple[datetime, datetime | None]]] = defaultdict(list)

    async def looks(self) -> None:
        """Outside of outages nobody does; after one, from a day after its end."""
        now = self.town.clock.at
        self._notes(now)
        if any(begins <= now < ends + A_DAY for begins, ends in self.borough.size.outages):
            return
        self.looked += 1
        late = self.town.store.write_now(lambda session: _late(session, now))
        assert not late, (now, late)

    def promised_before(self, raiser: int, at: datetime) -> datetime | None:
        """By when a raiser was to hear, as it stood at the last look before a moment."""
        known = [due for noted, due in self.promised[raiser] if noted < at]
        return known[-1] if known else None

    def _notes(self, now: datetime) -> None:
        dues = select(Raiser.id, Raiser.next_news_by)
        for raiser, due in self.town.store.write_now(lambda session: session.exec(dues).all()):
            known = self.promised[raiser or 0]
            if not known or known[-1][1] != due:
                known.append((now, due))


def _late(session: Any, now: datetime) -> dict[str, Any]:
    naive = {"now": _stored(session, now), "late": _stored(session, now - A_DAY)}
    found = {}
    for what, query in LATE.items():
        asked = {name: value for name, value in naive.items() if f":{name}" in query}
        found[what] = session.execute(sa.text(query), asked).all()
    return {what: rows for what, rows in found.items() if rows}


def _stored(session: Any, at: datetime) -> Any:
    """A moment as the database holds it."""
    return at.strftime("%Y-%m-%d %H:%M:%S.%f") if session.get_bind().dialect.name == "sqlite" else at


def nothing_is_lost(borough: Borough, rows: Rows) -> None:
    """Whoever had raised a matter when news of it was written is owed it, has heard it, or it is settled by name."""
    heard = {call.telling for call in borough.town.done}
    together = {call.saying.followup_id for call in borough.town.done} - {None}
    owed = {(one.update_id, one.person or one.group): one for one in rows.tellings if one.raiser_id is not None}
    for update in rows.updates.values():
        if update.by_id is None or update.kind not in NEWS_TO_ALL:
            continue
        for told in borough.books.told.values():
            raised = told.issue is not None and rows.present(told.issue) == rows.present(update.issue_id or 0)
            if raised and told.first_word_at and told.first_word_at < update.made_at and not told.is_gone:
                who = told.by.id if told.how != "group" else f"group {told.place.number if told.place else 0}"
                assert (update.id, who) in owed, f"nobody owes the news {update.id} to {who}, who told H-{told.number}"
    for one in rows.tellings:
        is_said = one.id in heard or one.followup_id in together
        assert one.state not in HEARD or is_said, f"{one.id} counts as heard, and was never said"
        assert one.state != "settled" or one.settled_why, f"{one.id} was settled without a reason"


def nothing_is_doubled(borough: Borough, rows: Rows) -> None:
    """Each telling is said once; once more, marked as perhaps a repeat, only where nobody could know."""
    new = [call for call in borough.town.done if call.telling is not None]
    first = [call for call in new if not rows.is_repeat[call.saying.id]]
    said = Counter(call.telling for call in first)
    doubled = {one for one, times in said.items() if times > 1}
    assert not doubled, [call for call in new if call.telling in doubled]
    alone = {one.id for one in rows.tellings if one.id in said and one.followup_id is not None}
    assert not alone, "said by itself and with others"
    together = [call.saying for call in borough.town.done if call.is_new and call.saying.followup_id is not None]
    followups = Counter(one.followup_id for one in together if not rows.is_repeat[one.id])
    assert not [one for one, times in followups.items() if times > 1]
    unsure = {call.telling for call in new if not call.is_sure}
    again = {call.telling for call in new if rows.is_repeat[call.saying.id]}
    assert again <= unsure
    written = Counter(
        (call.chat, one.raiser_id, number)
        for call in first
        if (one := rows.by_telling.get(call.telling or 0)) is not None
        for number in {number for number, _language in WRITTEN.findall(call.text)}
    )
    twice = {key: times for key, times in written.items() if times > 1 and int(key[2]) in rows.newest_words}
    assert not twice, twice


def nothing_in_quiet_hours(borough: Borough, rows: Rows) -> None:
    """What can wait is never said there between the hours that a chat is quiet, by the clock on its wall."""
    for call in borough.town.done:
        hours = rows.quiet.get(borough.books.now_at(call.chat))
        if hours is None or call.saying.lane < Lane.ANSWER or not call.is_new:
            continue
        here = call.at.astimezone(LONDON)
        minute, (begins, ends) = here.hour * 60 + here.minute, hours
        is_quiet = minute >= begins or minute < ends if begins > ends else begins <= minute < ends
        assert not is_quiet, (here, call.chat, call.text)


def nothing_in_a_wrong_language(borough: Borough) -> None:
    """Written words come in the reader's language of that moment, and so do ours where that can be seen."""
    passed_on_in = {place.champion.id: {place.language} for place in borough.places if place.chat is None}
    team = {borough.room, *(desk.phone.id for desk in borough.team)}
    for call in borough.town.done:
        language = borough.books.language_of(call.chat, call.at)
        if call.chat in team or language is None or not call.is_new:
            continue
        theirs = {language, *passed_on_in.get(call.chat, ())}
        wrong = {code for _number, code in WRITTEN.findall(call.text)} - theirs
        assert not wrong, (call.at, call.chat, language, call.text)
        assert _reads_as(language, call), (call.at, call.chat, language, call.text)


def _reads_as(language: str, call: Call) -> bool:
    accented, mirrored = "·]" in call.text, "\u2067" in call.text
    if language == pseudo.ACCENTED:
        return accented
    if language == pseudo.MIRRORED:
        return mirrored
    return language != "en" or not accented


def begun(borough: Borough, rows: Rows) -> dict[tuple[int, tuple[int, int]], list[Call]]:
    """The news that the bot began in each group in each week.

    A first word, an answer, a question back and that something which was promised is late are replies.
    """
    found = defaultdict(list)
    for call in sorted(borough.town.done, key=lambda call: call.at):
        is_there = call.chat < 0 and call.chat != borough.room and call.is_new and call.saying.lane >= Lane.TELLING
        said = rows.said_by(call)
        if is_there and not rows.is_repeat[call.saying.id] and not all(rows.is_reply(one) for one in said):
            found[borough.books.now_at(call.chat), week(call.at)].append(call)
    return found


def none_over_the_ceiling(watch: Watch, borough: Borough, rows: Rows) -> None:
    """More than the rules allow in a week only where it was promised for that week, or says that nothing is new."""
    over = []
    for (chat, its_week), calls in begun(borough, rows).items():
        for call in calls[CEILING:]:
            said = rows.said_by(call)
            if not any(is_due(watch, rows, one, call.at) for one in said):
                over.append((chat, its_week, call.at, [(one.update_id, one.raiser_id) for one in said]))
    assert not over, (len(over), over[:20])


def is_due(watch: Watch, rows: Rows, one: Owed, at: datetime) -> bool:
    """Whether a telling was promised for the week in which it was said, or sooner; or nobody wrote it."""
    update = rows.updates[one.update_id]
    raiser = one.raiser_id or 0
    promised = (watch.promised_before(raiser, at), watch.promised_before(raiser, update.made_at))
    return update.by_id is None or any(due is not None and week(due) <= week(at) for due in promised)


def week(at: datetime) -> tuple[int, int]:
    """The year and the week, on the wall."""
    return at.astimezone(LONDON).isocalendar()[:2]
