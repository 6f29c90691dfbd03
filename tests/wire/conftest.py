from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.processes import Nursery
from tests.wire.street import FASTER, Street

SWIFT = 500


@pytest.fixture
async def street(nursery: Nursery, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Street]:
    """A street with the database and the way in that the test is parametrised with, for instance "sqlite-polling".

    With a third word, "swift", nobody waits for Telegram's limits on a long way.
    """
    database, way_in, *how = request.param.split("-")
    url, faster = request.getfixturevalue(f"{database}_url"), SWIFT if how else FASTER
    made = Street(nursery, tmp_path, url, by_webhook=way_in == "webhook", faster=faster)
    await made.open()
    yield made
    await made.close()
