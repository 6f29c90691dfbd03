"""Two of the team act on the same trusted message at the same instant: one wins, the other is told what was done."""

from __future__ import annotations

from datetime import date

import pytest

from bot import errors
from bot.loop import people, trusted, trusted_approval
from bot.message_words import MessageState
from bot.store.audit import Audit
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Approval, Copy, TrustedMessage
from bot.words import DESK
from tests.handlers.town import Town
from tests.loop.test_same_instant import Act, at_once

LAST = date(2026, 6, 1)


@pytest.fixture
async def town(town_on_both: Town) -> Town:
    """Three of the team: Ada has written a message and asked for approval."""
    town = town_on_both
    await town.room()
    for name in ("Ada Low", "Ben Roe", "Cay Orr"):
        await town.staff(name)
    await town.does(written)
    return town


def written(work: Work) -> None:
    message = trusted.write(work, staff(work, 0), trusted.Written("It", {"en": "Open."}, "Now.", LAST, LAST))
    message.state, message.asked_by = MessageState.ASKED, message.author_id


def staff(work: Work, which: int) -> Person:
    return people.holding(work, DESK)[which]


def approve(which: int, shown: str) -> Act:
    return lambda work: trusted_approval.approve(work, staff(work, which), 1, shown)


def send_back(which: int) -> Act:
    return lambda work: trusted_approval.send_back(work, staff(work, which), 1, "Too long.")


def reword(work: Work) -> None:
    by = staff(work, 0)
    message = trusted.changeable(work, by, 1)
    trusted.put_words(work, by, message, trusted.WORDS, "en", "Shut.")
    trusted.was_changed(work, by, message, "edit_message")


async def shown(town: Town) -> str:
    return await town.does(lambda work: trusted.binding(work, work.session.get_one(TrustedMessage, 1))[:16])


@pytest.fixture
def to_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom it is for is another matter."""
    monkeypatch.setattr(trusted_approval, "must_be_ready", lambda work, message: None)
    monkeypatch.setattr(trusted_approval.audience, "freeze", lambda work, message: 1)  # type: ignore[attr-defined]


@pytest.mark.usefixtures("to_a_group")
async def test_approved_twice(town: Town) -> None:
    bound = await shown(town)
    came = await at_once(town, approve(1, bound), approve(2, bound))
    late = [one for one in came if isinstance(one, errors.NoLongerThere)]
    assert len(late) == 1 and "has approved it already" in town.reads(late[0].text)
    assert len(await town.all(Approval)) == 1
    assert [one.act for one in await town.all(Audit)].count("approve_message") == 1


@pytest.mark.usefixtures("to_a_group")
async def test_approved_and_sent_back(town: Town) -> None:
    bound = await shown(town)
    came = await at_once(town, approve(1, bound), send_back(2))
    assert len([one for one in came if isinstance(one, errors.NoLongerThere)]) == 1
    message = (await town.all(TrustedMessage))[0]
    assert (message.state, message.binding) in (("approved", message.binding), ("draft", None))


@pytest.mark.usefixtures("to_a_group")
async def test_approved_while_it_is_changed(town: Town) -> None:
    """Whichever is first: what was changed is not approved."""
    bound = await shown(town)
    await at_once(town, approve(1, bound), reword)
    message = (await town.all(TrustedMessage))[0]
    assert (message.state, message.binding) == ("draft", None)
    assert await town.all(Copy) == []
