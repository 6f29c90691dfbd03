"""An administrator changes in chat what the programme promises and when its team works; nobody else can."""

from __future__ import annotations

from bot.store.audit import Audit
from bot.store.promises import Promise
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def test_the_rules_are_shown_and_changed(town: Town, samina: Phone, tom: Phone) -> None:
    await tom.says("/promise_rules")
    shown = tom.hears("What do you want to change?").text
    assert "Monday to Friday, 09:00–17:00" in shown and "GB-ENG" in shown
    await tom.taps("How long people wait")
    tom.hears("in how many working hours")
    await tom.taps("Leave it at 4")
    await tom.says("3")
    for days in (10, 28, 3, 1):
        await tom.taps(f"Leave it at {days}")
    await tom.taps("Yes, from now on")
    assert "First word: 3 working days" in tom.hears("Changed.").text
    await samina.says("The clinic is shut.")
    assert "by Thu 5 Mar" in samina.hears("H-1").text
    [change] = [one for one in await town.all(Audit) if one.act == "change_rules"]
    assert change.detail == {"before": {"first_word_days": 1}, "after": {"first_word_days": 3}}


async def test_another_nation_has_other_holidays(town: Town, samina: Phone, tom: Phone) -> None:
    """St Patrick's day."""
    await tom.says("/promise_rules")
    await tom.taps("Public holidays")
    await tom.taps("Northern Ireland")
    await tom.taps("Yes, from now on")
    await town.later(days=14)
    await samina.says("The clinic is shut.")
    assert "by Wed 18 Mar" in samina.hears("H-1").text


async def test_working_hours_move_the_hour(town: Town, samina: Phone, tom: Phone) -> None:
    await tom.says("/promise_rules")
    await tom.taps("Working days and hours")
    await tom.taps("Leave it as it is")
    await tom.says("10")
    await tom.says("16")
    await tom.taps("Yes, from now on")
    await samina.says("/check Is it closing?")
    assert "by Mon 2 Mar, 14:00" in samina.hears("H-1").text
    assert [promise.due_at.hour for promise in await town.all(Promise)] == [14]


async def test_only_administrators_change_the_rules(town: Town, samina: Phone, tom: Phone) -> None:
    ada = await town.staff("Ada Obi")
    for phone in (samina, ada):
        await phone.says("/promise_rules")
        phone.hears("Only an administrator")
    for command in ("/promises", "/away", "/hand_over", "/live_hour", "/live"):
        await samina.says(command)
        samina.hears("Only staff of the programme")


async def test_an_administrator_who_is_none_any_more_changes_nothing(town: Town, tom: Phone) -> None:
    from bot.loop import people

    await tom.says("/promise_rules")
    await tom.taps("Public holidays")

    def revoke(work: object) -> None:
        import sqlalchemy as sa

        from bot.store.people import Grant

        person = people.known(work, tom.id)  # type: ignore[arg-type]
        assert person is not None
        gone = sa.update(Grant).where(Grant.person_id == person.id).values(revoked_at=town.clock.now())  # type: ignore[arg-type]
        work.session.execute(gone)  # type: ignore[attr-defined]

    await town.does(revoke)
    await tom.taps("Scotland")
    tom.hears("Only an administrator")
    assert not [one for one in await town.all(Audit) if one.act == "change_rules"]


async def test_the_second_administrator_sees_what_the_first_did(town: Town, tom: Phone) -> None:
    priya = await town.staff("Priya Shah", "Team leader", Role.ADMINISTRATOR)
    for phone in (tom, priya):
        await phone.says("/promise_rules")
        await phone.taps("Public holidays")
        await phone.taps("Wales" if phone is priya else "Scotland")
        await phone.taps("Yes, from now on")
    assert "GB-WLS" in priya.hears("Changed.").text
    changes = [one.detail["before"]["nation"] for one in await town.all(Audit) if one.act == "change_rules"]
    assert changes == ["GB-ENG", "GB-SCT"]
