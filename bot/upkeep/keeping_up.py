"""Whether a running Hearback keeps up: its clock, what it is to say, what it owes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.courier import lease
from bot.loop import heartbeat
from bot.settings import Settings
from bot.store.intake import SetAside
from bot.store.looks import LookRun
from bot.store.outbox import Outbox
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling
from bot.upkeep.finding import About, Finding
from bot.words import OWED, Lane, OutboxState, TellingState

WAITS_TOO_LONG = timedelta(minutes=15)
UNHEARD_TOO_LONG = timedelta(days=7)
SET_ASIDE_LATELY = timedelta(days=7)
JOURNAL = "Look into its log (`journalctl -u hearback`), then restart it."


def schedule(work: Work, _settings: Settings) -> list[Finding]:
    """Whether the clock beats, and all of its looks go well. By the machine's own time, as they are written down."""
    now = datetime.now(UTC)
    found = select(LookRun).where(LookRun.programme_id == work.programme_id)
    ran = {row.look: max(row.ran_at, row.since) for row in work.session.exec(found).all()}
    heart = ran.pop(heartbeat.HEART, None)
    if heart is None:
        return [Finding(About.SCHEDULE, "The clock has never run.", "Start Hearback.", is_urgent=True)]
    if now - heart >= heartbeat.IS_LATE:
        wrong = f"The clock has stood still since {_moment(heart)}: nothing that is due happens."
        return [Finding(About.SCHEDULE, wrong, "See that Hearback runs; else restart it.", is_urgent=True)]
    late = sorted(name for name, at in ran.items() if now - at >= heartbeat.IS_LATE)
    wrong = f"These looks of the clock do not go well: {', '.join(late)}."
    return [Finding(About.SCHEDULE, wrong, JOURNAL, is_urgent=True)] if late else []


def outbox(work: Work, _settings: Settings) -> list[Finding]:
    """Whether somebody speaks, and whether what is due is said."""
    mine, found = col(Outbox.programme_id) == work.programme_id, []
    if lease.is_free(work.session, work.programme_id):
        wrong = "Nothing is said at the moment: no running Hearback holds this bot's courier."
        found.append(Finding(About.OUTBOX, wrong, "Start Hearback, or look why its log says that it cannot.", True))
    due = (mine, col(Outbox.state) == OutboxState.WAITING, col(Outbox.due_at) < work.now - WAITS_TOO_LONG)
    if late := _count(work, *due):
        wrong = f"{late} messages were due more than {_minutes(WAITS_TOO_LONG)} minutes ago and still wait."
        mend = "At Telegram's pace a large broadcast takes its time; if the number does not fall, read the log."
        found.append(Finding(About.OUTBOX, wrong, mend, is_urgent=True))
    doubtful = (mine, col(Outbox.state) == OutboxState.UNCERTAIN, col(Outbox.lane) == Lane.TRUSTED)
    if unsure := _count(work, *doubtful):
        wrong = f"Of {unsure} copies of trusted messages nobody knows whether they arrived."
        found.append(Finding(About.OUTBOX, wrong, "Staff decide by the buttons under them in the staff room."))
    aside = (col(SetAside.programme_id) == work.programme_id, col(SetAside.at) > work.now - SET_ASIDE_LATELY)
    if number := _count(work, *aside):
        wrong = f"{number} updates of the last week could not be handled and were set aside."
        mend = "Their writers were told. It is a fault of ours: report it with the kind of error that the log names."
        found.append(Finding(About.OUTBOX, wrong, mend))
    return found


def debts(work: Work, _settings: Settings) -> list[Finding]:
    """News that was owed to somebody for long, or did not arrive; and days that were promised and are past."""
    mine, found = col(Telling.programme_id) == work.programme_id, []
    unheard = (mine, col(Telling.state).in_(OWED), col(Telling.owed_at) < work.now - UNHEARD_TOO_LONG)
    if number := _count(work, *unheard):
        wrong = f"{number} pieces of news have been owed for more than {UNHEARD_TOO_LONG.days} days."
        found.append(Finding(About.DEBTS, wrong, "Staff see each with its reason, and settle it, by /owed."))
    if number := _count(work, mine, col(Telling.state) == TellingState.FAILED):
        wrong = f"{number} pieces of news could not be delivered."
        found.append(Finding(About.DEBTS, wrong, "Staff find another way to those people, by /owed."))
    promised = (col(Promise.programme_id) == work.programme_id, col(Promise.kept_at).is_(None))
    if number := _count(work, *promised, col(Promise.due_at) < work.now):
        wrong = f"{number} promises are past their day."
        found.append(Finding(About.DEBTS, wrong, "Each has an owner, who is reminded; staff see them by /mine."))
    return found


def _count(work: Work, *which: sa.ColumnElement[bool]) -> int:
    return int(work.session.execute(sa.select(sa.func.count()).where(*which)).scalar_one())


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
