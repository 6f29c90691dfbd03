"""What Telegram says of the bot: its token, its webhook, whether it may speak in each group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError, TelegramUnauthorizedError
from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted, User
from sqlmodel import col, select

from bot import build
from bot.loop.rooms import NO_FORUM
from bot.settings import Settings
from bot.store.chats import Chat, Group, Purpose
from bot.store.rooms import RoomTopic
from bot.store.session import Work
from bot.upkeep.finding import About, Finding, Report

ASK_SECONDS = 10
MANY_WAIT = 100
FAILED_LATELY = timedelta(minutes=15)
_AWAY = (AiogramError, TypeError)


@dataclass(frozen=True, slots=True)
class Room:
    """A chat in which the bot should be. `name`: by its number, so that no group is named in a log."""

    telegram_id: int
    name: str
    wants_topics: bool = False
    why_unreachable: str | None = None


def rooms(work: Work) -> list[Room]:
    """The staff room and every group that is not ended."""
    there = select(Chat).where(Chat.programme_id == work.programme_id, Chat.purpose == Purpose.STAFF_ROOM)
    why_not = work.session.exec(select(RoomTopic.why_not).where(RoomTopic.programme_id == work.programme_id)).all()
    sorted_by_topics = any(why != NO_FORUM for why in why_not)
    found = [
        Room(chat.telegram_id, "the staff room", sorted_by_topics, _why(chat))
        for chat in work.session.exec(there).all()
    ]
    groups = (
        select(Group, Chat)
        .join(Chat, col(Chat.id) == col(Group.chat_id))
        .where(Group.programme_id == work.programme_id, col(Group.ended_at).is_(None))
        .order_by(col(Group.id))
    )
    for group, chat in work.session.exec(groups).all():
        found.append(Room(chat.telegram_id, f"group {group.number}", why_unreachable=_why(chat)))
    return found


def _why(chat: Chat) -> str | None:
    return None if chat.unreachable_at is None else chat.unreachable_why or "it cannot be reached"


async def look(settings: Settings, report: Report, rooms: list[Room]) -> None:
    """Ask Telegram everything; after the first question that it does not answer, nothing more."""
    bot = build.telegram(settings)
    try:
        me = await _token(bot, settings, report)
        if me is None:
            report.cannot("Telegram does not answer for this token", About.WEBHOOK, About.GROUPS)
            return
        report.add(About.WEBHOOK, await _webhook(bot, settings))
        if About.GROUPS not in report.not_looked:
            report.add(About.GROUPS, await _rooms(bot, me, rooms))
    except _AWAY as error:
        asked = {About.WEBHOOK, About.GROUPS} - set(report.looked)
        report.cannot(f"Telegram stopped to answer ({type(error).__name__})", *sorted(asked))
    finally:
        await bot.session.close()


async def _token(bot: Bot, settings: Settings, report: Report) -> User | None:
    try:
        me = await bot.get_me(request_timeout=ASK_SECONDS)
    except TelegramUnauthorizedError:
        wrong = "Telegram refuses the token: it was revoked, or is not all there."
        mend = "Get the current one from BotFather (/mybots, API Token) and hand it to `hearback new-token`."
        report.add(About.TOKEN, [Finding(About.TOKEN, wrong, mend, is_urgent=True)])
        return None
    except _AWAY as error:
        wrong = f"Telegram does not answer for this token at {settings.api_base} ({type(error).__name__})."
        mend = "See that this machine reaches it: a line, a proxy, a firewall that lets port 443 out."
        report.add(About.TOKEN, [Finding(About.TOKEN, wrong, mend, is_urgent=True)])
        return None
    found = []
    if me.can_join_groups is False:
        wrong = "The bot may not be added to groups."
        found.append(Finding(About.TOKEN, wrong, "Tell BotFather: /setjoingroups, Enable."))
    if me.can_read_all_group_messages:
        wrong = "The bot gets to read everything that is said in groups, which it does not need."
        found.append(
            Finding(About.TOKEN, wrong, "Tell BotFather: /setprivacy, Enable; then add it to its groups anew.")
        )
    report.add(About.TOKEN, found)
    return me


async def _webhook(bot: Bot, settings: Settings) -> list[Finding]:
    info = await bot.get_webhook_info(request_timeout=ASK_SECONDS)
    wanted, found = settings.public_url is not None, []
    if wanted and not info.url:
        wrong = "No webhook is set, though HEARBACK_PUBLIC_URL says that updates come by one."
        found.append(Finding(About.WEBHOOK, wrong, "Start Hearback: it sets it.", is_urgent=True))
    elif info.url and (not wanted or urlsplit(info.url).netloc != urlsplit(settings.public_url or "").netloc):
        wrong = f"Telegram brings the bot's updates to another place: {urlsplit(info.url).netloc}."
        mend = "Does another Hearback run with this token? Stop it. Start this one: it sets what it needs."
        found.append(Finding(About.WEBHOOK, wrong, mend, is_urgent=True))
    failed = info.last_error_date
    if info.url and failed is not None and datetime.now(UTC) - failed < FAILED_LATELY:
        wrong = f"Telegram could not bring updates, last at {failed:%H:%M} UTC: {info.last_error_message}."
        mend = "See that the proxy runs, has a valid certificate and leads to Hearback."
        found.append(Finding(About.WEBHOOK, wrong, mend, is_urgent=True))
    if info.pending_update_count >= MANY_WAIT:
        wrong = f"{info.pending_update_count} updates wait at Telegram, which keeps them for a day."
        found.append(Finding(About.WEBHOOK, wrong, "See that Hearback runs and its database answers.", is_urgent=True))
    return found


async def _rooms(bot: Bot, me: User, rooms: list[Room]) -> list[Finding]:
    found = []
    for room in rooms:
        if room.why_unreachable is not None:
            wrong = f"The bot cannot speak in {room.name}: {room.why_unreachable}."
            found.append(Finding(About.GROUPS, wrong, "Somebody there adds it again.", is_urgent=True))
        elif (wrong_there := await _rights(bot, me, room)) is not None:
            found.append(wrong_there)
    return found


async def _rights(bot: Bot, me: User, room: Room) -> Finding | None:
    try:
        member = await bot.get_chat_member(room.telegram_id, me.id, request_timeout=ASK_SECONDS)
    except (TelegramBadRequest, TelegramForbiddenError):
        member = None
    if member is None or member.status in ("left", "kicked"):
        return Finding(About.GROUPS, f"The bot is not in {room.name}.", "Somebody there adds it again.", is_urgent=True)
    if isinstance(member, ChatMemberRestricted) and not member.can_send_messages:
        wrong = f"The bot may not write in {room.name}."
        return Finding(About.GROUPS, wrong, "An admin there lifts its restriction.", is_urgent=True)
    if room.wants_topics and not (isinstance(member, ChatMemberAdministrator) and member.can_manage_topics):
        wrong = f"The bot may not make topics in {room.name}."
        return Finding(About.GROUPS, wrong, "An admin there makes it an admin with the right to manage topics.")
    return None
