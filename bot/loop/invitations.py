"""Links that bring people in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.loop import people, record
from bot.store.people import Invitation, Person
from bot.store.session import Work
from bot.words import Role

SECRET_BYTES = 16
LASTS = {
    Role.ADMINISTRATOR: timedelta(hours=1),
    Role.STAFF: timedelta(days=2),
    Role.READER: timedelta(days=7),
    Role.CHAMPION: timedelta(days=7),
}


def make(
    work: Work, role: Role, *, by: Person | None, uses: int = 1, group_id: int | None = None
) -> tuple[Invitation, str]:
    """A new link and its secret, 22 characters that Telegram takes in a deep link. Only their hash is kept."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    invitation = Invitation(
        programme_id=work.programme_id,
        secret_hash=_hash(secret),
        role=role,
        group_id=group_id,
        made_by=by.id if by else None,
        made_at=work.now,
        expires_at=work.now + LASTS[role],
        uses_left=uses,
    )
    work.session.add(invitation)
    work.session.flush()
    record.act(work, by, "invite", "invitation", invitation.number, role=role, uses=uses)
    return invitation, secret


def find(work: Work, secret: str) -> Invitation:
    """The invitation behind a secret that is still good.

    Raises `errors.NoLongerThere`, with the same words whether it expired, was used up, revoked, or never was.
    """
    found = select(Invitation).where(
        Invitation.programme_id == work.programme_id, Invitation.secret_hash == _hash(secret)
    )
    return _good(work, work.session.exec(found).first())


def use(work: Work, invitation_id: int) -> Invitation:
    """Count one use of an invitation. Raises as `find` does."""
    found = select(Invitation).where(col(Invitation.id) == invitation_id).with_for_update()
    invitation = _good(work, work.session.exec(found).first())
    invitation.uses_left -= 1
    invitation.used += 1
    return invitation


def revoke(work: Work, by: Person, invitation_id: int) -> None:
    """From now on nobody comes in by it. Whoever made it may, and any administrator."""
    invitation = work.session.get(Invitation, invitation_id)
    if invitation is None or invitation.programme_id != work.programme_id:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if invitation.made_by != by.id:
        people.must_be_administrator(work, by)
    people.must_be_staff(work, by)
    if invitation.revoked_at is None:
        invitation.revoked_at = work.now
        record.act(work, by, "revoke", "invitation", invitation.number)


def _good(work: Work, invitation: Invitation | None) -> Invitation:
    if (
        invitation is None
        or invitation.revoked_at is not None
        or invitation.expires_at <= work.now
        or invitation.uses_left < 1
    ):
        raise errors.NoLongerThere(
            _("This link does not work any more. Please ask the person who gave it to you for a new one.")
        )
    return invitation


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
