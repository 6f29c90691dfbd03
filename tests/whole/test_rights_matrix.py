"""Everybody without the right, on every button and every command there is: nothing changes, and they get an answer.

What there is comes from the router's own tables; who may do what is declared in `rights.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from bot import errors
from bot.handlers import commands, group_commands, groups, presses, private, telling_commands
from bot.handlers.arrival import Arrived
from bot.language import Text
from bot.loop import people, roles
from bot.loop.people import Sender
from bot.store import outbox
from bot.store.people import Person
from bot.store.programme import Programme
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import Role
from tests.handlers import approving, consulting
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.town import A_PERSONS_NUMBER, Town
from tests.whole import rights
from tests.whole.rights import Right

GONE = "999999999"
SAID = {"outbox", "taken"}
HALF_FINISHED = {"conversation"}
OF_ONES_OWN_DESK = {"sitting", "open_card", "digest_reader", "audit"}
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
FURNITURE = (
    *("person", "chat", "community_group", "insight", "issue", "action", "raiser", "issue_update", "telling", "asked"),
    *("contact", "complaint", "circle", "invitation", "grant", "membership", "promise", "referral"),
    *("trusted_message", "consultation"),
)
Rule = Callable[[Work], Text | None]


class Actor(NamedTuple):
    """Somebody who acts, and in which programme they do; `sender` is missing where nobody in particular writes."""

    sender: Sender | None
    programme: Programme
    is_outsider: bool = False


WITHOUT: dict[Right, tuple[str, ...]] = {
    Right.ANYBODY: (),
    Right.JOINED: ("stranger",),
    Right.TELLER: ("stranger", "blocked"),
    Right.OWNER: ("stranger", "champion", "reader", "revoked", "blocked", "outsider"),
    Right.HOST: ("stranger", "champion", "reader", "revoked", "blocked", "outsider"),
    Right.READER: ("stranger", "champion", "reader", "revoked", "blocked", "outsider"),
    Right.STAFF: ("stranger", "champion", "reader", "revoked", "blocked", "outsider"),
    Right.ADMINISTRATOR: ("stranger", "champion", "reader", "revoked", "blocked", "outsider", "staff"),
}
EVERY_SAMPLE = [sample for shape in presses.ACTS for sample in rights.samples(shape)]


class Stage:
    """A full town in which each act is tried and undone."""

    def __init__(self, town: Town, session: Session, actors: dict[str, Actor], circle: int, room: int) -> None:
        self.town, self.session, self.actors, self.circle, self.room = town, session, actors, circle, room
        self.written: set[str] = set()

    def tries(self, who: str, rule: Callable[[Work, Any], Text | None]) -> tuple[set[str], bool]:
        """What was written because of it, and whether there was an answer. Afterwards nothing of it is left."""
        actor = self.actors[who]
        work = Work(self.session, actor.programme, self.town.clock.now())
        self.session.info.pop(outbox.PUT, None)
        try:
            person = people.known(work, actor.sender.telegram_id) if actor.sender else None
            self.session.flush()
            self.written.clear()
            answer = rule(work, person)
            self.session.flush()
            return set(self.written), bool(answer) or bool(self.session.info.get(outbox.PUT))
        except errors.Mistake as mistake:
            return set(), bool(mistake.text)
        finally:
            self.session.rollback()

    def in_group(self, work: Work, _person: Person | None, arrived: Arrived) -> None:
        """What somebody wrote in a group."""
        groups._take(work, arrived, self.town.conversations, is_forum=False)

    def note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        """A statement that changes a table."""
        if found := WRITES.match(statement):
            self.written.add(found[1])


@contextmanager
def listening(stage: Stage, engine: sa.Engine) -> Iterator[None]:
    sa.event.listen(engine, "before_cursor_execute", stage.note)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", stage.note)


async def furnished(town: Town) -> tuple[int, int]:
    """A town in which there is something with the number 1 of nearly every sort."""
    room = await town.room()
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    circle = await town.group("Circle")
    samina = await town.champion("Samina")
    nadia = town.phone("Nadia")
    await samina.says("The clinic is shut. Call 020 7946 0000.")
    await take_up(tom, room, "H-1", scope="We can change it")
    await samina.says("The lift is broken.")
    for typed in ("/refer", "2", "She has no heating.", "1"):
        await samina.says(typed)
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.presses("k:yes", nadia.sees("May I keep this", circle))
    await samina.says("/person")
    await samina.says("My rent.")
    await samina.says("/complain")
    await samina.says("He shouted.")
    for _question in range(3):
        await samina.says("/skip")
    await samina.says("yes")
    await samina.says("/newgroup")
    for typed in ("Coffee morning", "The library", "Carers", "1", "12", "yes"):
        await samina.says(typed)
    await tom.says("/invite")
    await tom.taps("Ask back", room, under="H-2")
    await tom.says("Which lift?")
    await tom.taps("Ask it")
    await samina.taps("Tell a person now") if samina.all_with("Tell a person now") else None
    await approving.writes(town, tom)
    await consulting.prepares(town, tom, samina)
    await town.chat()
    return circle, room


async def cast(town: Town) -> dict[str, Actor]:
    """Everybody who may want to do what they must not."""
    other = Town(town.store, programme="Another team")
    phones: dict[str, Phone] = {"stranger": town.phone("Mallory")}
    await phones["stranger"].says("/help")
    phones["champion"] = await town.champion("Ania")
    phones["reader"] = await town._known(town.phone("Rada"), Role.READER)
    phones["blocked"] = await town.champion("Boris")
    phones["staff"] = await town.staff("Grace Obi")
    phones["revoked"] = await town.staff("Rick Roe")
    outsider = await other.staff("Olga", role=Role.ADMINISTRATOR)

    def settle(work: Work) -> None:
        blocked = people.known(work, phones["blocked"].id)
        revoked = people.known(work, phones["revoked"].id)
        administrator = people.holding(work, frozenset({Role.ADMINISTRATOR}))[0]
        assert blocked is not None and revoked is not None
        blocked.blocked_at = work.now
        roles.revoke(work, administrator, revoked.number, Role.STAFF)

    await town.does(settle)
    actors = {name: Actor(Sender(phone.id, phone.name, "en"), town.programme) for name, phone in phones.items()}
    actors["outsider"] = Actor(Sender(outsider.id, outsider.name, "en"), other.programme, True)
    actors["nobody"] = Actor(None, town.programme)
    return actors


@pytest.fixture
async def stage(town: Town) -> Any:
    circle, room = await furnished(town)
    actors = await cast(town)
    with Session(town.store.engine, expire_on_commit=False) as session:
        made = Stage(town, session, actors, circle, room)
        with listening(made, town.store.engine):
            yield made
            session.rollback()


def tolerated(right: Right, sample: str, actor: Actor) -> set[str]:
    """Tables in which an act without the right may leave something: talks of one's own, where that is no right."""
    own_team = actor.is_outsider and "N" not in sample
    if own_team:
        return SAID | HALF_FINISHED | OF_ONES_OWN_DESK
    return SAID | HALF_FINISHED if right in (Right.ANYBODY, Right.JOINED, Right.TELLER) else SAID


def test_every_button_and_command_has_somebody_who_may() -> None:
    undeclared = [sample for sample in EVERY_SAMPLE if rights.of_button(sample) is None]
    undeclared += [name for name in commands.COMMANDS if name not in rights.COMMANDS]
    in_groups = {*group_commands.IN_GROUPS, *telling_commands.KINDS}
    undeclared += [name for name in in_groups if name not in rights.IN_GROUPS]
    assert undeclared == [], "say in tests/whole/rights.py who may do this"
    unused = [one for one in rights.BUTTONS if not any(fnmatchcase(sample, one) for sample in EVERY_SAMPLE)]
    assert unused + [name for name in rights.COMMANDS if name not in commands.COMMANDS] == []


async def test_nobody_without_the_right_changes_anything_by_a_button(stage: Stage) -> None:
    code = stage.session.execute(sa.select(sa.func.max(Telling.code))).scalar_one()
    stage.session.rollback()
    wrong, unanswered = [], []
    for sample in EVERY_SAMPLE:
        right = rights.of_button(sample) or Right.ANYBODY
        for number in ("1", GONE) if "N" in sample else ("",):
            data = sample.replace("N", number, 1).replace("N", "1").replace("CODE", code)
            for who in WITHOUT[right] or ("stranger", "blocked"):
                written, answered = stage.tries(who, partial(_press, stage, data=data))
                if WITHOUT[right] and written - tolerated(right, sample, stage.actors[who]):
                    wrong.append((who, data, written))
                if not answered:
                    unanswered.append((who, data))
    assert wrong == []
    assert unanswered == []


async def test_nobody_without_the_right_changes_anything_by_a_command(stage: Stage) -> None:
    wrong, unanswered = [], []
    for name in commands.COMMANDS:
        right = rights.COMMANDS[name]
        for who in set(WITHOUT[right]) - {"outsider"} or {"stranger", "blocked"}:
            for rest in ("", "1"):
                written, answered = stage.tries(who, partial(_command, stage, name=name, rest=rest))
                if WITHOUT[right] and written - tolerated(right, "", stage.actors[who]):
                    wrong.append((who, name, rest, written))
                if not answered:
                    unanswered.append((who, name, rest))
    assert wrong == []
    assert unanswered == []


async def test_nobody_in_particular_changes_anything_in_a_group(stage: Stage) -> None:
    """Anonymous administrators and channels: nobody sees who they are, so they hold no right."""
    wrong = []
    for name in {*commands.COMMANDS, *group_commands.IN_GROUPS}:
        for chat in (stage.circle, stage.room):
            arrived = _arrived(None, chat, name, "the door is shut")
            written, answered = stage.tries("nobody", partial(stage.in_group, arrived=arrived))
            if written - SAID or (arrived.is_for_us and not answered):
                wrong.append((name, chat, written, answered))
    assert wrong == []


async def test_in_a_group_only_those_who_may(stage: Stage) -> None:
    wrong = []
    for name, right in rights.IN_GROUPS.items():
        for who in WITHOUT[right]:
            actor = stage.actors[who]
            if actor.is_outsider:
                continue
            arrived = _arrived(actor.sender, stage.circle, name, "the door is shut")
            written, answered = stage.tries(who, partial(stage.in_group, arrived=arrived))
            if written - SAID or not answered:
                wrong.append((who, name, written, answered))
    assert wrong == []


async def test_there_is_something_to_do_it_to(stage: Stage) -> None:
    """Without rows that exist the matrix would say little."""
    empty = [
        name for name in FURNITURE if not stage.session.execute(sa.text(f'SELECT 1 FROM "{name}" WHERE id = 1')).all()
    ]
    assert empty == []
    tom = Sender(A_PERSONS_NUMBER, "Tom Reed", "en")
    stage.actors["administrator"] = Actor(tom, stage.town.programme)
    written, _answered = stage.tries("administrator", lambda work, person: _press(stage, work, person, "grp:1:pause"))
    assert "conversation" in written, "whoever may, can"


def _press(stage: Stage, work: Work, person: Any, data: str) -> Text | None:
    return presses._pressed(work, person, data, None, stage.town.conversations)


def _command(stage: Stage, work: Work, person: Any, name: str, rest: str) -> None:
    arrived = _arrived(Sender(person.telegram_id, "", "en"), person.telegram_id, name, rest)
    private._take(work, person, arrived, None, stage.town.conversations)


def _arrived(sender: Sender | None, chat: int, command: str, rest: str) -> Arrived:
    words = f"/{command} {rest}".strip()
    return Arrived(chat=chat, message_id=4000, sender=sender, words=words, command=command, addressed="", rest=rest)
