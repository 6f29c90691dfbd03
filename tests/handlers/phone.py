"""One person's telephone: what they do, and what they hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.handlers.telegram import Line, chat_of, medium_of

if TYPE_CHECKING:
    from tests.handlers.town import Town

ADMIN_RIGHTS = [
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
]
RIGHTS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]


class Phone:
    """Somebody on Telegram. Where no chat is given, the private chat with the bot is meant."""

    def __init__(self, town: Town, number: int, name: str, language: str) -> None:
        self.town, self.id, self.name, self.language = town, number, name, language

    @property
    def user(self) -> dict[str, Any]:
        """This person as Telegram writes them."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    # What they do

    async def says(self, text: str, chat: int | None = None, *, reply_to: Line | None = None, **more: Any) -> Line:
        """Write something."""
        return await self._brings(text, {}, chat, reply_to, more)

    async def sends(
        self, kind: str, caption: str = "", chat: int | None = None, *, reply_to: Line | None = None, **more: Any
    ) -> Line:
        """Send a voice note, a picture or the like."""
        return await self._brings(caption, medium_of(kind), chat, reply_to, more)

    async def edits(self, line: Line, text: str) -> None:
        """Change what was written."""
        line.text = text
        self._begins(line.chat)
        await self.town.brings(edited_message={**self._shown(line), "edit_date": self._date()})

    async def taps(self, label: str, chat: int | None = None, *, under: str = "") -> str | None:
        """Tap the newest button with this label; what Telegram shows for a moment."""
        for line in reversed(self._said(chat)):
            data = line.button(label)
            if data is not None and under in line.text:
                return await self.presses(data, line)
        shown = [name for line in self._said(chat) for row in line.buttons for name, _data in row]
        raise AssertionError(f"{self.name} sees no button {label!r} under {under!r}; there are {shown}")

    async def taps_first(self, under: str, chat: int | None = None) -> str | None:
        """Tap the first button under the newest message with this text."""
        return await self.presses(self.sees(under, chat).buttons[0][0][1], self.sees(under, chat))

    async def presses(self, data: str, line: Line) -> str | None:
        """Press a button that carries this, whether it was there or not; what Telegram shows for a moment."""
        self._begins(line.chat)
        query = f"q{len(self.town.updates)}"
        await self.town.brings(
            callback_query={
                "id": query,
                "from": self.user,
                "chat_instance": "c",
                "message": self._shown(line),
                "data": data,
            }
        )
        assert query in self.town.telegram.toasts, "a dead button"
        return self.town.telegram.toasts[query]

    async def opens(self, secret: str) -> None:
        """Open a link."""
        await self.says(f"/start {secret}")

    async def adds_bot(self, chat: int, *, before: str = "left", after: str = "member") -> None:
        """The bot's standing in a chat changes, by this person's doing."""
        bot = {"id": self.town.bot.id, "is_bot": True, "first_name": "Hearback"}
        await self.town.brings(
            my_chat_member={
                "chat": chat_of(chat),
                "from": self.user,
                "date": self._date(),
                "old_chat_member": _member(bot, before),
                "new_chat_member": _member(bot, after),
            }
        )

    async def removes_bot(self, chat: int) -> None:
        """Throw the bot out of a group, or block it."""
        await self.adds_bot(chat, before="member", after="kicked")

    # What they hear

    def hears(self, text: str, chat: int | None = None) -> Line:
        """The newest thing with this text that the bot said there since somebody last did something there."""
        where = chat or self.id
        new = [line for line in self.town.telegram.lines[where][self.town.since[where] :] if line.by is None]
        found = [line for line in new if text in line.text]
        told = "\n---\n".join(line.text for line in new)
        assert found, f"{self.name} did not hear {text!r}, but:\n{told}"
        return found[-1]

    def hears_nothing(self, chat: int | None = None) -> None:
        """The bot said nothing there since somebody last did something there."""
        where = chat or self.id
        new = [line.text for line in self.town.telegram.lines[where][self.town.since[where] :] if line.by is None]
        assert not new, f"{self.name} heard:\n" + "\n---\n".join(new)

    def sees(self, text: str, chat: int | None = None) -> Line:
        """The newest message of the bot that has this text now."""
        found = self.all_with(text, chat)
        told = "\n---\n".join(line.text for line in self._said(chat))
        assert found, f"{self.name} does not see {text!r}, but:\n{told}"
        return found[-1]

    def all_with(self, text: str, chat: int | None = None) -> list[Line]:
        """Every message of the bot that has this text now."""
        return [line for line in self._said(chat) if text in line.text]

    def _said(self, chat: int | None) -> list[Line]:
        return self.town.telegram.said_in(chat or self.id)

    async def _brings(
        self, text: str, medium: dict[str, Any], chat: int | None, reply_to: Line | None, more: dict[str, Any]
    ) -> Line:
        telegram, where = self.town.telegram, chat or self.id
        line = Line(where, telegram.next_id(where), text, by=self.user, reply_to=reply_to, medium=medium)
        telegram.put(line)
        self._begins(where)
        raw = {**self._shown(line), "date": self.town.next_date(), **more}
        await self.town.brings(message=raw)
        return line

    def _begins(self, chat: int) -> None:
        self.town.since[chat] = len(self.town.telegram.lines[chat])

    def _shown(self, line: Line) -> dict[str, Any]:
        return self.town.telegram.shown(line, self._date())

    def _date(self) -> int:
        return int(self.town.clock.now().timestamp())


def _member(bot: dict[str, Any], status: str) -> dict[str, Any]:
    """The bot's standing as Telegram writes it; "read only" is what a restricted member is who may not write."""
    match status:
        case "kicked":
            return {"user": bot, "status": status, "until_date": 0}
        case "administrator":
            return {"user": bot, "status": status, "can_be_edited": False, **dict.fromkeys(ADMIN_RIGHTS, False)}
        case "topics":
            rights = {**dict.fromkeys(ADMIN_RIGHTS, False), "can_manage_topics": True}
            return {"user": bot, "status": "administrator", "can_be_edited": False, **rights}
        case "read only":
            return {
                "user": bot,
                "status": "restricted",
                "is_member": True,
                "until_date": 0,
                **dict.fromkeys(RIGHTS, False),
            }
    return {"user": bot, "status": status}
