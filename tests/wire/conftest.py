from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.processes import Nursery
from tests.wire.street import Street


@pytest.fixture
async def street(nursery: Nursery, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Street]:
    """A street with the database and the way in that the test is parametrised with, for instance "sqlite-polling"."""
    database, way_in = request.param.split("-")
    made = Street(nursery, tmp_path, request.getfixturevalue(f"{database}_url"), by_webhook=way_in == "webhook")
    await made.open()
    yield made
    await made.close()
