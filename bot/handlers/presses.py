"""Button presses. Who pressed is checked anew each time; a button that means nothing any more says so."""

from __future__ import annotations

import asyncio

import structlog
from aiogram import Bot, Router
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message

from bot import errors
from bot.handlers import (
    action_buttons,
    after_buttons,
    approval_buttons,
    arrival,
    asking_buttons,
    card_buttons,
    catch_up_buttons,
    closing_buttons,
    commands,
    consult_buttons,
    contact_buttons,
    data_buttons,
    desk_buttons,
    feeling_buttons,
    followup_buttons,
    group_buttons,
    group_desk_buttons,
    groups,
    heard_buttons,
    hidden_buttons,
    leads_buttons,
    library_buttons,
    matter_buttons,
    morning_buttons,
    promises_buttons,
    raising_buttons,
    reach_buttons,
    register_buttons,
    report_buttons,
    ripple_buttons,
    safety_buttons,
    sending_buttons,
    settings_buttons,
    teller_buttons,
    trusted_buttons,
    typos,
)
from bot.handlers.arrival import Arrived
from bot.handlers.buttons import Acts, gone
from bot.handlers.conversation import Conversations
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.language import Text, _
from bot.loop import people, rooms
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import PREFIX, Pressed

log = structlog.get_logger()
_answering: set[asyncio.Task[None]] = set()


async def press(query: CallbackQuery, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody pressed a button."""
    sender = in_our_language(arrival.sender_of(query.from_user), reception.languages)
    under, is_ours = _told_above(query, bot.id), _may_press(query)
    data = query.data or ""
    language = sender.language

    def rule(work: Work) -> Text | None:
        nonlocal language
        if not is_ours:
            return gone()
        _see_topics(work, query)
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


def _may_press(query: CallbackQuery) -> bool:
    """Nobody in particular (an anonymous administrator, a channel, a bot) has rights, nor have forwarded buttons."""
    user, shown = query.from_user, query.message
    if user.is_bot or user.id in arrival.NOBODY:
        return False
    return not (isinstance(shown, Message) and (shown.forward_origin is not None or shown.sender_chat is not None))


def _see_topics(work: Work, query: CallbackQuery) -> None:
    if query.message is not None and query.message.chat.id < 0:
        rooms.seen(work, query.message.chat.id, is_forum=bool(query.message.chat.is_forum))


def _told_above(query: CallbackQuery, bot_id: int) -> Arrived | None:
    """The message that the bot's question replies to, with whoever wrote it."""
    shown = query.message
    above = shown.reply_to_message if isinstance(shown, Message) else None
    return arrival.read(above, bot_id) if above is not None else None


def _pressed(work: Work, person: Person, data: str, above: Arrived | None, conversations: Conversations) -> Text | None:
    if data.startswith(PREFIX):
        talking = conversations.open(work, person)
        return conversations.hear(work, person, talking, Pressed(data)) if talking else gone()
    if data in CONSENT:
        return _consent(work, person, CONSENT[data], above)
    if about := followup_buttons.WHICH.fullmatch(data):
        return followup_buttons.which(work, person, about[1], above)
    if command := typos.SHAPE.fullmatch(data):
        commands.meant(work, person, command[1], typos.as_written(person, above), conversations)
        return None
    for shape, act in ACTS.items():
        if meant := shape.fullmatch(data):
            return act(work, person, list(meant.groups()), conversations)
    return gone()


def _consent(work: Work, person: Person, is_yes: bool, above: Arrived | None) -> Text | None:
    if above is None or above.sender is None:
        return gone()
    if above.sender.telegram_id != person.telegram_id:
        raise errors.NotAllowed(_("Only the person who told this can do that."))
    if not is_yes:
        return _("That is fine. Nothing is kept.")
    groups.consented(work, person, above)
    return _("Thank you. That is noted.")


CONSENT = {"k:yes": True, "k:no": False}
ACTS: Acts = {
    **teller_buttons.ACTS,
    **desk_buttons.ACTS,
    **card_buttons.ACTS,
    **settings_buttons.ACTS,
    **raising_buttons.ACTS,
    **safety_buttons.ACTS,
    **group_buttons.ACTS,
    **data_buttons.ACTS,
    **contact_buttons.ACTS,
    **hidden_buttons.ACTS,
    **matter_buttons.ACTS,
    **morning_buttons.ACTS,
    **heard_buttons.ACTS,
    **library_buttons.ACTS,
    **report_buttons.ACTS,
    **register_buttons.ACTS,
    **reach_buttons.ACTS,
    **catch_up_buttons.ACTS,
    **closing_buttons.ACTS,
    **group_desk_buttons.ACTS,
    **action_buttons.ACTS,
    **asking_buttons.ACTS,
    **leads_buttons.ACTS,
    **promises_buttons.ACTS,
    **trusted_buttons.ACTS,
    **sending_buttons.ACTS,
    **approval_buttons.ACTS,
    **after_buttons.ACTS,
    **consult_buttons.ACTS,
    **ripple_buttons.ACTS,
    **feeling_buttons.ACTS,
    **followup_buttons.ACTS,
}


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="presses")
    made.callback_query.register(press)
    return made
