"""A small made-up borough for practice: a team, its letter and rota, four groups in three languages, a staff room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from bot import build
from bot.clock import Clock
from bot.loop import hosts, letter, passed_on, people
from bot.practice import acts, groups
from bot.practice.chats import Chat as PracticeChat
from bot.practice.people import Bot as PracticeBot
from bot.practice.world import World
from bot.settings import Settings
from bot.store.chats import Chat, Group, Purpose
from bot.store.people import Person
from bot.store.safety import RotaTurn
from bot.store.session import Work
from bot.words import WEEKDAYS, Days, LetterPart, Role

TEAM = "Mare Street health team"
STAFF_ROOM = -1001000000100


@dataclass(frozen=True)
class Someone:
    """A made-up person: number, name, language, role; staff have a title."""

    id: int
    name: str
    language: str
    role: Role
    title: str = ""


@dataclass(frozen=True)
class Community:
    """A made-up group: number, name, language, and who is in it."""

    id: int
    name: str
    language: str
    members: tuple[Someone, ...]


SAMINA = Someone(1001, "Samina", "ur", Role.CHAMPION)
ANIA = Someone(1002, "Ania", "pl", Role.CHAMPION)
GRACE = Someone(1003, "Grace", "en", Role.CHAMPION)
NADIA = Someone(1004, "Nadia", "ur", Role.CHAMPION)
PRIYA = Someone(1011, "Priya Shah", "en", Role.ADMINISTRATOR, "Public health officer")
TOM = Someone(1012, "Tom Reed", "en", Role.STAFF, "Engagement worker")
EVERYBODY = (SAMINA, ANIA, GRACE, NADIA, PRIYA, TOM)
COMMUNITIES = (
    Community(-1001000000001, "خواتین کا حلقہ", "ur", (SAMINA, NADIA)),
    Community(-1001000000002, "Mamy z Mare Street", "pl", (ANIA,)),
    Community(-1001000000003, "Thursday lunch club", "en", (GRACE,)),
)
NEWCOMER = (1021, "Yusuf", "en")
COFFEE_MORNING, LIBRARY = "Tuesday coffee morning", "Mare Street library"
ON_THE_ROTA, WHOLE_DAY = (PRIYA, TOM), 24 * 60
LETTER = {
    LetterPart.WRONG: {
        "en": "In the pandemic people told us a lot. When it was over we stopped, and nobody told them what became "
        "of it.",
        "ur": "وبا کے دنوں میں لوگوں نے ہمیں بہت کچھ بتایا۔ وبا ختم ہوئی تو ہم رک گئے، اور کسی نے انہیں نہیں بتایا "
        "کہ پھر کیا ہوا۔",
        "pl": "W czasie pandemii ludzie dużo nam mówili. Kiedy się skończyła, przestaliśmy i nikt im nie powiedział, "
        "co z tego wynikło.",
    },
    LetterPart.CAN: {
        "en": "We can change how the clinics in Mare Street work, and carry the rest to those who decide.",
        "ur": "ہم میئر اسٹریٹ کے کلینکوں کے کام کا طریقہ بدل سکتے ہیں، اور باقی باتیں "
        "فیصلہ کرنے والوں تک پہنچا سکتے ہیں۔",
        "pl": "Możemy zmienić to, jak działają przychodnie przy Mare Street, a resztę przekazać tym, którzy decydują.",
    },
    LetterPart.CANNOT: {
        "en": "We cannot give you a doctor's advice, and we cannot speed up waiting lists.",
        "ur": "ہم ڈاکٹر کا مشورہ نہیں دے سکتے، اور انتظار کی فہرستیں تیز نہیں کر سکتے۔",
        "pl": "Nie możemy dać porady lekarza ani przyspieszyć kolejek.",
    },
    LetterPart.CLAIMS: {
        "en": "Bus fares, and lunch at our training days. Ask Priya Shah.",
        "ur": "بس کا کرایہ، اور ہماری تربیت کے دنوں میں دوپہر کا کھانا۔ پریا شاہ سے کہیں۔",
        "pl": "Bilety autobusowe i obiad w dni szkoleń. Zapytaj Priyę Shah.",
    },
}
FUNDED = timedelta(days=365)


def settle(settings: Settings, world: World, token: str) -> list[tuple[int, int]]:
    """Let the borough's people in, in the database and in the practice Telegram.

    Returns whose phones the page opens first, each on which chat (Telegram numbers).
    """
    store = build.database(settings)
    store.write_now(lambda session: _let_in(session, settings))
    store.close()
    bot = world.bot(token, first_name="Hearback", username="hearback_practice_bot")
    for someone in EVERYBODY:
        world.person(someone.name, language_code=someone.language, id=someone.id)
    world.person(NEWCOMER[1], language_code=NEWCOMER[2], id=NEWCOMER[0])
    for community in COMMUNITIES:
        _open_group(world, bot, community.id, community.name, community.members)
    _open_group(world, bot, STAFF_ROOM, f"{TEAM}: staff room", (PRIYA, TOM))
    for someone in EVERYBODY:
        acts.start(world, world.the_person(someone.id), bot)
    return [(SAMINA.id, SAMINA.id), (NADIA.id, COMMUNITIES[0].id), (PRIYA.id, STAFF_ROOM)]


def _open_group(world: World, bot: PracticeBot, chat_id: int, title: str, members: tuple[Someone, ...]) -> PracticeChat:
    chat = world.group(title, members=[world.the_person(one.id) for one in members], id=chat_id)
    groups.join(world, chat, bot, by=world.the_person(members[0].id))
    return chat


def _let_in(session: Session, settings: Settings) -> None:
    programme = build.programme_of(session, settings)
    work = Work(session, programme, Clock(settings.clock_file).now())
    until = (work.now + FUNDED).date()
    letter.write(work, None, name=PRIYA.name, title=PRIYA.title, funded_until=until, words=LETTER)
    settled = {someone.id: _person(work, someone) for someone in EVERYBODY}
    _put_on_the_rota(work, [settled[someone.id] for someone in ON_THE_ROTA])
    session.add(_chat(work, STAFF_ROOM, f"{TEAM}: staff room", Purpose.STAFF_ROOM))
    for community in COMMUNITIES:
        chat = _chat(work, community.id, community.name, Purpose.GROUP)
        session.add(chat)
        session.flush()
        group = _group(work, community.name, community.language, chat_id=chat.number)
        for member in community.members:
            people.belongs(work, settled[member.id], group)
        hosts.note(work, group, settled[community.members[0].id])
    passed_on.hand_to(work, _group(work, COFFEE_MORNING, GRACE.language, meets=LIBRARY), settled[GRACE.id])


def _put_on_the_rota(work: Work, several: list[Person]) -> None:
    """All of them day and night, so that an alert finds somebody whenever it is tried."""
    for place, person in enumerate(several, 1):
        days = list(WEEKDAYS[Days.EVERY_DAY])
        turn = RotaTurn(
            programme_id=work.programme_id,
            person_id=person.number,
            place=place,
            days=days,
            begins=0,
            ends=WHOLE_DAY,
        )
        work.session.add(turn)


def _group(work: Work, name: str, language: str, *, chat_id: int | None = None, meets: str | None = None) -> Group:
    group = Group(
        since=work.now,
        programme_id=work.programme_id,
        chat_id=chat_id,
        name=name,
        language=language,
        communities=[],
        meets=meets,
    )
    work.session.add(group)
    work.session.flush()
    return group


def _chat(work: Work, telegram_id: int, title: str, purpose: Purpose) -> Chat:
    return Chat(programme_id=work.programme_id, telegram_id=telegram_id, title=title, purpose=purpose, seen_at=work.now)


def _person(work: Work, someone: Someone) -> Person:
    person = people.meet_in_private(work, people.Sender(someone.id, someone.name, someone.language))
    person.consented_at = work.now
    if someone.title:
        person.name, person.title = someone.name, someone.title
    people.grant(work, person, someone.role, allowed_by=None, allowed=True)
    return person
