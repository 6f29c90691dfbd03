"""Who wrote what, and who was shown it before it went to others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from bot.loop import personal
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.town import Town

MARK = re.compile(r"zqx(\d+)xqz")  # nothing that could be taken for a postcode
LONGEST = 4096
QUOTES = "“”„\"'"


def visible(text: str) -> str:
    """What can be seen of a text: no spaces, no controls."""
    return "".join(sign for sign in plain(text) if unicodedata.category(sign)[0] not in "CZ")


@dataclass(frozen=True)
class Written:
    """What somebody wrote, and in which chat."""

    by: int
    chat: int
    words: str


class Seeing:
    """Marks what is written, and finds the marks in what the bot says."""

    def __init__(self, town: Town, room: int) -> None:
        self.town, self.room = town, room
        self.written: dict[int, Written] = {}
        self._looked = 0

    def marked(self, phone: Phone, chat: int, words: str) -> str:
        """The words with a mark that tells whose they are."""
        number = len(self.written) + 1
        marked = f"zqx{number}xqz {words}"
        while len(marked.encode("utf-16-le")) // 2 > LONGEST:
            marked = marked[:-1]
        self.written[number] = Written(phone.id, chat, marked)
        return marked

    def looks(self) -> None:
        """What went out since the last look: nothing of anybody's went where its writer did not see it go."""
        calls = self.town.telegram.calls
        new, self._looked = calls[self._looked :], len(calls)
        for call in new:
            text = plain(getattr(call, "text", None) or getattr(call, "caption", None) or "")
            for paragraph in text.split("\n\n"):
                for number in {int(found) for found in MARK.findall(paragraph)}:
                    self._was_seen(number, paragraph, int(getattr(call, "chat_id", 0)))

    def _was_seen(self, number: int, paragraph: str, chat: int) -> None:
        written = self.written[number]
        is_room = chat == self.room or self._is_staff_room(chat)
        if is_room or (chat < 0 and chat != written.chat):
            self._was_masked(number, paragraph)
        if is_room or chat in (written.by, written.chat, 0) or self._is_desk(chat) or self._is_name(number):
            return
        assert self._is_desk(written.by), f"{written.words[:60]!r} of {written.by} went to {chat}"
        core = visible(paragraph.strip(QUOTES))
        shown = [written.words, *(line.text for line in self.town.telegram.said_in(written.by))]
        assert any(core in visible(text) for text in shown), f"{core!r} went to {chat}, not seen before"

    def _was_masked(self, number: int, paragraph: str) -> None:
        """Telephone numbers and the like of those who are no staff, while nobody ever let one stay."""
        if self._is_desk(self.written[number].by) or self._is_name(number) or self._may_some_stay():
            return
        assert not personal.found(plain(paragraph)), f"not masked: {paragraph!r}"

    def _may_some_stay(self) -> bool:
        stay = "SELECT count(*) FROM insight WHERE programme_id = :programme AND may_stay IS NOT NULL"
        return bool(self.one(stay))

    def _is_staff_room(self, chat: int) -> bool:
        """An administrator may have made another chat the staff room."""
        room = (
            "SELECT count(*) FROM chat WHERE telegram_id = :chat AND programme_id = :programme "
            "AND purpose = 'staff_room'"
        )
        return bool(self.one(room, chat=chat))

    def _is_desk(self, telegram_id: int) -> bool:
        found = self.one(
            'SELECT count(*) FROM "grant" g JOIN person p ON p.id = g.person_id WHERE p.telegram_id = :who '
            "AND p.programme_id = :programme "
            "AND g.role IN ('staff', 'administrator') AND g.allowed_at IS NOT NULL AND g.revoked_at IS NULL",
            who=telegram_id,
        )
        return bool(found)

    def _is_name(self, number: int) -> bool:
        """Whether these words became the name or the title of a person or a group: those are there to be shown."""
        names = " UNION ".join(
            f"SELECT {column} AS name FROM {table} WHERE programme_id = :programme"
            for table, column in (
                ("person", "name"),
                ("person", "title"),
                ("community_group", "name"),
                ("insight", "teller_name"),
                ("circle", "name"),
            )
        )
        return bool(self.one(f"SELECT count(*) FROM ({names}) AS n WHERE n.name LIKE :mark", mark=f"%zqx{number}xqz%"))

    def one(self, statement: str, **values: Any) -> Any:
        """One value from the database."""
        values["programme"] = self.town.programme.id
        return self.town.store.write_now(
            lambda session: session.connection().execute(sa.text(statement), values).scalar()
        )

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""

        def counted(session: Any) -> dict[str, int]:
            tables = SQLModel.metadata.sorted_tables
            return {
                table.name: session.connection().execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in tables
            }

        return self.town.store.write_now(counted)
