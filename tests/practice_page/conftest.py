import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.practice.world import World
from tests.practice_page.town import ASMA, GROUP, SAM, STAFF, Town, served
from tests.wire.processes import Nursery

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE_MS, PATIENCE_WITH_A_PROCESS_MS = 5000, 15_000
BAD, REFUSED = ("error", "warning"), "the server responded with a status of 400"
WIDE, NARROW = (1440, 900), (360, 740)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with served(World(offset_file=tmp_path / "offset")) as town:
        yield town


@pytest.fixture
def lively(town: Town) -> Town:
    """Asma has pressed *Start*, the bot is in both groups, and has taken note of it."""
    town.does(ASMA, "start")
    town.post(f"/chats/{GROUP}/bot", by=ASMA)
    town.post(f"/chats/{STAFF}/bot", by=SAM, admin=True)
    town.forgets()
    return town


# No longer than this package: while it is there an event loop runs in this thread, and asynchronous tests cannot.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium, and here the practice page must be tried in one.")
        pytest.skip("There is no Chromium on this machine (apt-get install chromium).")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def size() -> tuple[int, int]:
    return WIDE


@pytest.fixture
def page(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    """A page that is not opened yet. In the end nothing has gone wrong on it, and nothing was asked of another machine.

    What the control interface refuses is no error of the page: it says it on the phone.
    """
    width, height = size
    with browser.new_context(viewport={"width": width, "height": height}, locale="en-GB") as context:
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        wrong: list[str] = []
        page.on(
            "console", lambda said: wrong.append(said.text) if said.type in BAD and REFUSED not in said.text else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if "//127.0.0.1:" not in asked.url else None)
        yield page
        assert wrong == []


@contextmanager
def practising(page: Page, nursery: Nursery, folder: Path, **settings: str) -> Iterator[str]:
    """The address of a Hearback with its practice borough, in a process of its own; answers may take longer."""
    page.set_default_timeout(PATIENCE_WITH_A_PROCESS_MS)
    expect.set_options(timeout=PATIENCE_WITH_A_PROCESS_MS)
    process = nursery.start("run", {"HEARBACK_PORT": "0", "HEARBACK_PACE": "20", **settings}, folder / "out")
    yield process.ready_now()
    expect.set_options(timeout=PATIENCE_MS)
    assert process.stop_now() == 0


@pytest.fixture
def borough(page: Page, nursery: Nursery, tmp_path: Path) -> Iterator[str]:
    """The practice borough as a newcomer finds it."""
    with practising(page, nursery, tmp_path) as address:
        yield address
