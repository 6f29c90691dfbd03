"""Button presses. Who pressed is checked anew each time; a button that means nothing any more says so."""

from __future__ import annotations

import asyncio
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
from bot.loop import chats, insights, issues, judgements, people, withdrawal
from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Pressed
from bot.words import Role, Verdict

log = structlog.get_logger()
ASK_IN_PRIVATE = _("I have asked you in our private chat.")
_answering: set[asyncio.Task[None]] = set()


async def press(query: CallbackQuery, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody pressed a button."""
    sender = in_our_language(arrival.sender_of(query.from_user), reception.languages)
    under = _told_above(query, bot.id)
    data = query.data or ""
    toast = await unit(lambda work: _pressed(work, sender, data, under, conversations))
    words = reception.languages.read(toast, sender.language or "en")[:200] if toast else None
    task = asyncio.create_task(_answer(query, words))
    _answering.add(task)
    task.add_done_callback(_answering.discard)


async def _answer(query: CallbackQuery, words: str | None) -> None:
    try:
        await query.answer(words)
    except (AiogramError, TypeError) as error:
        log.info("press not answered", error=type(error).__name__)


def _told_above(query: CallbackQuery, bot_id: int) -> Arrived | None:
    """The message that the bot's question replies to, with whoever wrote it."""
    shown = query.message
    above = shown.reply_to_message if isinstance(shown, Message) else None
    return arrival.read(above, bot_id) if above is not None else None


def _pressed(
    work: Work, sender: people.Sender, data: str, above: Arrived | None, conversations: Conversations
) -> Text | None:
    person = people.meet(work, sender)
    kind, _colon, rest = data.partition(":")
    if kind == "t":
        talking = conversations.open(work, person)
        return conversations.hear(work, person, talking, Pressed(data)) if talking else _gone()
    if kind == "k":
        return _consent(work, person, rest, above)
    act = ACTS.get(kind)
    return act(work, person, rest.split(":"), conversations) if act else _gone()


def _gone() -> Text:
    return _("This button is no longer in use.")


def _consent(work: Work, person: Person, answer: str, above: Arrived | None) -> Text | None:
    if above is None or above.sender is None:
        return _gone()
    if above.sender.telegram_id != person.telegram_id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    if answer != "yes":
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
    elif work.session.get_one(Insight, number).taken_back_at is not None:
        raise errors.NoLongerThere(_("The person who told this has taken it back."))
    flow = {"answer": "answer", "ask": "ask_back", "take_up": "take_up", "join": "join_matter"}[act]
    return _begin(work, person, flow, number, conversations)


def _of_matter(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return _begin(work, person, "news", int(rest[0]), conversations)


def _of_version(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return _begin(work, person, f"translate_{rest[1]}", int(rest[0]), conversations)


def _of_telling(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people.must_be_staff(work, person)
    return _begin(work, person, "settle", int(rest[0]), conversations)


def _judged(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    judged = judgements.judge(work, person, rest[0], Verdict(rest[1]))
    if judged.ask_why and judged.judgement is not None:
        if person.chat_id is None:
            return _("Thank you for saying so. It is open again. Please reply here and say what is still wrong.")
        if conversations.open(work, person) is None:
            conversations.start(work, person, "why", judged.judgement.number)
    return judged.toast


def _let_in(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    people_errands.let_in(work, person, int(rest[0]), Role(rest[1]), allowed=rest[2] == "allow")
    return _("Thank you. That is noted.")


def _of_chat(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    chat = work.session.get_one(Chat, int(rest[0]))
    if not chats.may_be_bound(work, person, chat):
        raise errors.NoLongerThere(_("Somebody has said already what that chat is."))
    return _begin(work, person, "bind", chat.number, conversations)


def _begin(work: Work, person: Person, flow: str, about_id: int, conversations: Conversations) -> Text:
    conversations.start(work, person, flow, about_id)
    return ASK_IN_PRIVATE


Act = Callable[[Work, Person, list[str], Conversations], Text | None]
ACTS: dict[str, Act] = {
    "i": _of_teller,
    "c": _of_card,
    "m": _of_matter,
    "v": _of_version,
    "s": _of_telling,
    "j": _judged,
    "g": _let_in,
    "b": _of_chat,
}


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="presses")
    made.callback_query.register(press)
    return made
