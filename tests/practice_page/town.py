"""A small town to practise in, served from a thread of its own, and its bot, whom the tests play themselves."""

import asyncio
import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.practice.world import World
from bot.web.practice_app import PracticeServer, listening, practice_app
from bot.web.practice_page import FirstPhone, page_routes

TOKEN = "4242:practice-token"
ASMA, ANA, SAM = 1001, 1002, 1003
GROUP, STAFF = -1001000000001, -1001000000002
TITLE, NOTE = "Hearback & co", "A made-up borough, <everybody> in it is invented."
PATIENCE_SECONDS = 5


class Town:
    """The served town: what its people do by the control interface, and what its bot does by the Bot API."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._confirmed = 0

    def get(self, path: str) -> Any:
        return self._ask("GET", f"/practice{path}")

    def post(self, path: str, **body: Any) -> Any:
        return self._ask("POST", f"/practice{path}", body)

    def does(self, person: int, what: str, **body: Any) -> Any:
        return self.post(f"/people/{person}/{what}", **body)

    def bot(self, method: str, **given: Any) -> Any:
        return self._ask("POST", f"/bot{TOKEN}/{method}", given)["result"]

    def writes(self, chat: int, text: str, *rows: list[str], **more: Any) -> Any:
        """The bot writes, with rows of inline buttons."""
        if rows:
            buttons = [[{"text": label, "callback_data": label} for label in row] for row in rows]
            more["reply_markup"] = {"inline_keyboard": buttons}
        return self.bot("sendMessage", chat_id=chat, text=text, **more)

    def hears(self, kind: str) -> Any:
        """The next update of a kind that the bot gets; others are passed over."""
        while True:
            updates = self.bot("getUpdates", offset=self._confirmed + 1, timeout=PATIENCE_SECONDS, limit=1)
            assert updates, f"the bot heard no {kind}"
            self._confirmed = updates[0]["update_id"]
            if kind in updates[0]:
                return updates[0][kind]

    def forgets(self) -> None:
        """The bot passes over all that it was told until now."""
        for update in self.bot("getUpdates", offset=-1):
            self._confirmed = update["update_id"]

    def answers_tap(self, text: str, **more: Any) -> str:
        """The bot answers the next tap; gives what was tapped."""
        tapped = self.hears("callback_query")
        self.bot("answerCallbackQuery", callback_query_id=tapped["id"], text=text, **more)
        return str(tapped["data"])

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(asked, timeout=PATIENCE_SECONDS * 2) as answer:
            return json.load(answer)


@contextmanager
def served(world: World) -> Iterator[Town]:
    """A town with a champion who reads Urdu, a group with topics, and a staff room; nobody has said anything yet."""
    world.bot(TOKEN, first_name="Hearback", username="hearback_bot")
    asma = world.person("عاصمہ", language_code="ur", id=ASMA)
    ana = world.person("Ana", language_code="pl", id=ANA)
    sam = world.person("Sam", language_code="en", id=SAM)
    world.group("Mothers of Mare Street", kind="forum", members=[asma, ana], topics=["Questions"], id=GROUP)
    world.group("Staff room", members=[sam], id=STAFF)
    world.limits.change(flood=False)
    phones = [FirstPhone(ASMA), FirstPhone(ANA, GROUP), FirstPhone(SAM, STAFF)]
    socket = listening()
    server = PracticeServer(practice_app(world, page_routes(phones, TITLE, NOTE)))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[socket])))
    thread.start()
    try:
        yield Town(f"http://127.0.0.1:{socket.getsockname()[1]}")
    finally:
        server.should_exit = True
        thread.join(10)
        socket.close()
