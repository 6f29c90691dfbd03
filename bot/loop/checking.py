"""Is it real? A code or a text is compared with the messages that went out: ours as it stands, or what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Languages
from bot.loop import codes, pasted, promises, readings, trusted
from bot.loop.pasted import Difference
from bot.message_words import GONE_OUT, MessageState
from bot.ports.matching import Form
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.store.updates import Version

LEAST_LETTERS, LOOKED_AT = 40, 3
MOSTLY_OURS = 0.5
CORRECTIONS_FOLLOWED = 20
_STAMP = sa.select(
    sa.func.count(), sa.func.max(col(TrustedMessage.id)), sa.func.max(col(TrustedMessage.approved_at))
).where(col(TrustedMessage.programme_id) == sa.bindparam("programme"), col(TrustedMessage.state).in_(GONE_OUT))


class Verdict(StrEnum):
    """What a code or a text is."""

    GENUINE = "genuine"
    ALTERED = "altered"
    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"
    EXPIRED = "expired"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of it. `standing`: what became of the message since, also where the text was altered.

    `differs`: where; `is_other_text`: only the code is ours. `has_header`: above it stands who sent it, which is not
    ours. `holds`: the message whose words hold now. `is_copy`: so much of it is ours that it was sent to be checked.
    `is_worded_otherwise`: what was approved is there as it was; only the lines that I write round it differ.
    """

    verdict: Verdict
    message: TrustedMessage | None = None
    standing: Verdict = Verdict.NOT_OURS
    holds: TrustedMessage | None = None
    differs: tuple[Difference, ...] = field(default=(), repr=False)
    is_other_text: bool = False
    has_header: bool = False
    is_copy: bool = False
    is_worded_otherwise: bool = False


NOT_OURS = Checked(Verdict.NOT_OURS)


def check_code(work: Work, code: str) -> Checked:
    """What there is under a code, however it was written."""
    read = codes.read(code)
    message = _under(work, [read])[0:1] if read else []
    return _standing(work, message[0]) if message else NOT_OURS


def check_text(work: Work, languages: Languages, text: str, *, by_code: bool = True) -> Checked:
    """Whether a text is one of ours, wholly as it was written. Without `by_code`, only its words count."""
    found = codes_of(work, text) if by_code else []
    there = found or _resembling(work, text)
    checked = [_compared(work, languages, one, text) for one in there]
    genuine = next((one for one, _alike in checked if one.verdict != Verdict.ALTERED), None)
    return genuine or max(checked, key=lambda one: one[1], default=(NOT_OURS, 0.0))[0]


def codes_of(work: Work, text: str) -> list[TrustedMessage]:
    """The messages that went out whose codes stand in a text."""
    there = pasted.codes_in(text)
    return _under(work, there) if there else []


def standing(work: Work, message: TrustedMessage) -> Verdict:
    """What became of a message that went out."""
    return _standing(work, message).standing


def _under(work: Work, there: Sequence[str]) -> list[TrustedMessage]:
    found = select(TrustedMessage).where(
        TrustedMessage.programme_id == work.programme_id,
        col(TrustedMessage.code).in_(there),
        col(TrustedMessage.state).in_(GONE_OUT),
    )
    return list(work.session.exec(found).all())


def _standing(work: Work, message: TrustedMessage) -> Checked:
    newest = _newest(work, message)
    if newest is not message:
        stands = Verdict.CORRECTED
    elif message.withdrawn_at is not None or message.state == MessageState.WITHDRAWN:
        stands = Verdict.WITHDRAWN
    elif message.expires_on < promises.today(work):
        stands = Verdict.EXPIRED
    else:
        stands = Verdict.GENUINE
    holds = newest if stands in (Verdict.GENUINE, Verdict.CORRECTED) else None
    return Checked(stands, message, stands, holds, is_copy=True)


def _newest(work: Work, message: TrustedMessage) -> TrustedMessage:
    """The last one of those that took each other's place, and holds."""
    newest = message
    for _step in range(CORRECTIONS_FOLLOWED):
        after = select(TrustedMessage).where(
            TrustedMessage.corrects_id == newest.number,
            col(TrustedMessage.state).in_(GONE_OUT - {MessageState.WITHDRAWN}),
            col(TrustedMessage.expires_on) >= promises.today(work),
        )
        found = work.session.exec(after.order_by(col(TrustedMessage.id).desc()).limit(1)).first()
        if found is None:
            break
        newest = found
    return newest


def _compared(work: Work, languages: Languages, message: TrustedMessage, text: str) -> tuple[Checked, float]:
    read, now = readings.of(work, languages, message), _standing(work, message)
    bare = readings.without_above(languages, pasted.without_header(text))
    if read.is_one(readings.without_above(languages, text)):
        return now, 1.0
    if read.is_one(bare):
        return replace(now, has_header=True), 1.0
    ours, alike = read.nearest(bare)
    differs = tuple(pasted.differences(bare, ours))
    is_other, is_copy = alike < MOSTLY_OURS, alike >= MOSTLY_OURS or read.has_code_row(bare)
    altered = replace(now, verdict=Verdict.ALTERED, differs=differs, is_other_text=is_other, is_copy=is_copy)
    return replace(altered, is_worded_otherwise=read.is_worded_otherwise(bare)), alike


def _resembling(work: Work, text: str) -> list[TrustedMessage]:
    """The messages whose words a text is very like."""
    if len(text) < LEAST_LETTERS:
        return []
    stamp = work.session.execute(_STAMP, {"programme": work.programme_id}).one()
    if not stamp[0]:
        return []
    near = work.matching.nearest(("trusted", work.programme_id), tuple(stamp), lambda: _forms(work), text, None)
    numbers = []
    for one in near[:LOOKED_AT]:
        if pasted.likeness(text, one.form.words) >= MOSTLY_OURS:
            version = work.session.get(Version, one.form.number)
            numbers += [version.of_id] if version else []
    found = select(TrustedMessage).where(col(TrustedMessage.id).in_(numbers), col(TrustedMessage.state).in_(GONE_OUT))
    return list(work.session.exec(found).all()) if numbers else []


def _forms(work: Work) -> list[Form]:
    found = (
        sa.select(col(Version.id), col(Version.language), col(Version.text))
        .join(TrustedMessage, col(TrustedMessage.id) == col(Version.of_id))
        .where(
            col(Version.of) == trusted.WORDS,
            col(TrustedMessage.programme_id) == work.programme_id,
            col(TrustedMessage.state).in_(GONE_OUT),
        )
        .order_by(col(Version.id))
    )
    return [Form(*row) for row in work.session.execute(found).all()]
