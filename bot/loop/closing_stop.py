"""The programme stops: what is owed is in other hands, in a named person's name, and the team has its files."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _
from bot.loop import (
    ceiling,
    closing,
    closing_debts,
    closing_file,
    closing_words,
    people,
    periods,
    promises,
    record,
    report_files,
    saying,
    sending,
)
from bot.loop import tellings as telling_rules
from bot.store.closing import Closing, ClosingDebt, Stage
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.store.updates import Telling, Update
from bot.words import OWED, Lane, TellingState

STUCK = OWED - {TellingState.QUEUED}
"""What is on its way still arrives."""


def stop(work: Work, found: Closing, rows: Sequence[ClosingDebt]) -> None:
    """Settle every debt as handed over, promise nothing more, and bring the administrators their files."""
    for row in rows:
        _settle(work, found, row)
    _promise_no_more(work)
    _send_no_more(work, found)
    record.act(work, None, "stop_programme", closing.ABOUT, found.number, handed_over=len(rows))
    first = _first_day(work)
    for one in closing.administrators(work):
        said = [
            _("This work has ended. I take nothing new in any more."),
            _("People can have or erase what is kept of them until {day}.", day=closing_words.kept_until(found)),
        ]
        saying.to_person(work, one, said, lane=Lane.ALERT)
        closing_file.send(work, one, found)
        if first is not None:
            report_files.send(work, one, first)


def end(work: Work, found: Closing) -> None:
    """All of it is over."""
    found.stage, found.ended_at = Stage.ENDED, work.now
    record.act(work, None, "end_programme", closing.ABOUT, found.number)
    text: Text = _("All of it is over. The bot can be switched off now, and what it keeps erased.")
    for one in closing.administrators(work):
        saying.to_person(work, one, [text], lane=Lane.ALERT)


def _settle(work: Work, found: Closing, row: ClosingDebt) -> None:
    why = f"handed over to {row.to_name} ({row.reach}), by {row.hear_by}"
    settled = {"settled_by": found.confirmed_by, "settled_why": why}
    if row.about == closing_debts.ISSUE:
        raised = sa.update(Raiser).where(col(Raiser.issue_id) == row.about_id, col(Raiser.settled_at).is_(None))
        work.session.execute(raised.values(settled_at=work.now, **settled))
        of_it = col(Telling.raiser_id).in_(sa.select(col(Raiser.id)).where(col(Raiser.issue_id) == row.about_id))
    elif row.about == closing_debts.INSIGHT:
        of_it = col(Telling.update_id).in_(sa.select(col(Update.id)).where(col(Update.insight_id) == row.about_id))
    else:
        return
    work.session.flush()
    for telling in work.session.exec(select(Telling).where(of_it, col(Telling.state).in_(STUCK))).all():
        telling.settled_by, telling.settled_why = found.confirmed_by, why
        telling_rules.move(work, telling, TellingState.SETTLED)
    record.act(work, None, "hand_over_debt", row.about, row.about_id, to=row.to_name, by=str(row.hear_by))


def _promise_no_more(work: Work) -> None:
    """What was still ahead was handed over, and is no promise of this team any more; what went by was missed."""
    mine = (col(Promise.programme_id) == work.programme_id, col(Promise.kept_at).is_(None))
    work.session.execute(sa.delete(Promise).where(*mine, col(Promise.due_at) > work.now))
    work.session.execute(sa.update(Promise).where(*mine).values(kept_at=work.now))
    work.session.expire_all()


def _send_no_more(work: Work, found: Closing) -> None:
    """Trusted messages that were still to go do not go."""
    by = people.serving(work, found.confirmed_by) or next(iter(closing.administrators(work)), None)
    waiting = select(TrustedMessage.id).where(
        TrustedMessage.programme_id == work.programme_id, col(TrustedMessage.state).in_(ceiling.PLANNED)
    )
    if by is not None:
        for number in work.session.exec(waiting).all():
            sending.stop(work, by, number)


def _first_day(work: Work) -> periods.Period | None:
    told = sa.select(sa.func.min(col(Insight.told_at))).where(col(Insight.programme_id) == work.programme_id)
    first = promises.utc(work.session.execute(told).scalar())
    if first is None:
        return None
    return periods.between(promises.day_of(work, first), promises.today(work), work.programme.time_zone)
