"""Button presses. Who pressed is checked anew each time; a button that means nothing any more says so."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message

from bot import errors
from bot.handlers import arrival, groups, people_errands
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.language import Text, _
from bot.loop import chats, finding, insights, invitations, issues, judgements, people, tellings, updates, withdrawal
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.talk import PREFIX, Pressed
from bot.words import Role, Verdict

log = structlog.get_logger()
ASK_IN_PRIVATE = _("I have asked you in our private chat.")
_answering: set[asyncio.Task[None]] = set()


async def press(query: CallbackQuery, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody pressed a button."""
    sender = in_our_language(arrival.sender_of(query.from_user), reception.languages)
    under = _told_above(query, bot.id)
    data = query.data or ""
    language = sender.language

    def rule(work: Work) -> Text | None:
        nonlocal language
        person = people.meet(work, sender)
        language = person.language
        return _pressed(work, person, data, under, conversations)

    toast = await unit(rule)
    words = reception.languages.read(toast, language or "en")[:200] if toast else None
    task = asyncio.create_task(answer(bot, query.id, words))
    _answering.add(task)
    task.add_done_callback(_answering.discard)


async def answer(bot: Bot, query: str, words: str | None) -> None:
    """Answer a press, with a few words or none. A press that is too old for it stays unanswered."""
    try:
        await bot.answer_callback_query(query, words)
    except (AiogramError, TypeError) as error:
        log.info("press not answered", error=type(error).__name__)


def _told_above(query: CallbackQuery, bot_id: int) -> Arrived | None:
    """The message that the bot's question replies to, with whoever wrote it."""
    shown = query.message
    above = shown.reply_to_message if isinstance(shown, Message) else None
    return arrival.read(above, bot_id) if above is not None else None


def _pressed(work: Work, person: Person, data: str, above: Arrived | None, conversations: Conversations) -> Text | None:
    if data.startswith(PREFIX):
        talking = conversations.open(work, person)
        return conversations.hear(work, person, talking, Pressed(data)) if talking else _gone()
    if data in CONSENT:
        return _consent(work, person, CONSENT[data], above)
    for shape, act in ACTS.items():
        if meant := shape.fullmatch(data):
            return act(work, person, list(meant.groups()), conversations)
    return _gone()


def _gone() -> Text:
    return _("This button is no longer in use.")


def _consent(work: Work, person: Person, is_yes: bool, above: Arrived | None) -> Text | None:
    if above is None or above.sender is None:
        return _gone()
    if above.sender.telegram_id != person.telegram_id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    if not is_yes:
        return _("That is fine. Nothing is kept.")
    groups.consented(work, person, above)
    return _("Thank you. That is noted.")


def _of_teller(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    number, act = int(rest[0]), rest[1]
    insight = insights.of_teller(work, person, number)
    if act == "back":
        withdrawal.take_back(work, person, number)
        return None
    flow = {"change": "change", "add": "add", "more": "details"}[act]
    return _begin(work, person, flow, insight.number, conversations)


def _of_card(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    number, act = int(rest[0]), rest[1]
    if act in ("take_up", "join"):
        issues.open_insight(work, number)
        if act == "join" and not issues.open_ones(work):
            raise errors.Mistake(_("There is no open matter to join it to. Take it up first."))
    else:
        insights.still_told(work, number)
    flow = {"answer": "answer", "ask": "ask_back", "take_up": "take_up", "join": "join_matter"}[act]
    return _begin(work, person, flow, number, conversations)


def _of_matter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return _begin(work, person, "news", issues.open_one(work, int(rest[0])).number, conversations)


def _of_version(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    update = finding.one(work, Update, int(rest[0]))
    if not conversations.knows(f"translate_{rest[1]}") or not updates.missing(work, update, rest[1]):
        raise errors.NoLongerThere(_("Those words are there already."))
    return _begin(work, person, f"translate_{rest[1]}", update.number, conversations)


def _of_telling(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return _begin(work, person, "settle", tellings.owed_one(work, int(rest[0])).number, conversations)


def _judged(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    judged = judgements.judge(work, person, rest[0], Verdict(rest[1]))
    if not judged.ask_why or judged.judgement is None:
        return judged.toast
    if person.chat_id is not None and conversations.open(work, person) is None:
        conversations.start(work, person, "why", judged.judgement.number)
        return judged.toast
    return _(
        "Thank you for saying so. It is open again. What is still wrong? Hold the message, choose Reply and write it."
    )


def _let_in(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people_errands.let_in(work, person, int(rest[0]), Role(rest[1]), allowed=rest[2] == "allow")
    return _("Thank you. That is noted.")


def _of_chat(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    chat = chats.unbound(work, person, int(rest[0]))
    return _begin(work, person, "bind", chat.number, conversations)


def _of_link(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    invitations.revoke(work, person, int(rest[0]))
    return _("Nobody can come in by that link any more.")


def _of_language(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    if not conversations.knows(f"translate_{rest[0]}"):
        return _gone()
    people_errands.chosen(work, person, None, rest[0])
    talking = conversations.open(work, person)
    if talking is not None:
        conversations.ask_again(work, person, talking)
    return None


def _begin(work: Work, person: Person, flow: str, about_id: int, conversations: Conversations) -> Text:
    conversations.start(work, person, flow, about_id)
    return ASK_IN_PRIVATE


Act = Callable[[Work, Person, list[str], Conversations], Text | None]
NUMBER = "([0-9]{1,18})"
CONSENT = {"k:yes": True, "k:no": False}
ACTS: dict[re.Pattern[str], Act] = {
    re.compile(f"i:{NUMBER}:(change|add|more|back)"): _of_teller,
    re.compile(f"c:{NUMBER}:(answer|ask|take_up|join)"): _of_card,
    re.compile(f"m:{NUMBER}:update"): _of_matter,
    re.compile(f"v:{NUMBER}:([A-Za-z_]{{2,35}})"): _of_version,
    re.compile(f"s:{NUMBER}"): _of_telling,
    re.compile(f"j:([A-Za-z0-9_-]{{8,16}}):({'|'.join(Verdict)})"): _judged,
    re.compile(f"g:{NUMBER}:({'|'.join(Role)}):(allow|refuse)"): _let_in,
    re.compile(f"b:{NUMBER}:bind"): _of_chat,
    re.compile("w:([A-Za-z_]{2,35})"): _of_language,
    re.compile(f"l:{NUMBER}:revoke"): _of_link,
}


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="presses")
    made.callback_query.register(press)
    return made
