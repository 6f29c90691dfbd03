"""Real processes of Hearback and of the practice Telegram, started, watched and killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

START_SECONDS = 60


class Nursery:
    """Forks processes that have imported everything already."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.wire.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._ask(None)

    def start(self, what: str, env: Mapping[str, str], out: Path) -> Process:
        """Start a process in the folder that its output goes to."""
        return Process(self, self._ask({"do": what, "env": dict(env), "out": str(out)}), out)

    async def command(self, words: Sequence[str], env: Mapping[str, str], out: Path) -> str:
        """Run `hearback` with these words to its end; what it printed."""
        done = Process(self, self._ask({"do": "command", "words": words, "env": dict(env), "out": str(out)}), out)
        code = await done.gone()
        assert code == 0, f"ended with {code}:\n{done.printed()}"
        return done.printed()

    def status(self, pid: int) -> int | None:
        return self._ask({"do": "status", "pid": pid})  # type: ignore[no-any-return]

    def close(self) -> None:
        stdin, stdout = self._pipes()
        stdin.close()
        self._parent.wait(timeout=20)
        stdout.close()

    def _ask(self, command: dict[str, Any] | None) -> Any:
        stdin, stdout = self._pipes()
        if command is not None:
            stdin.write(json.dumps(command) + "\n")
            stdin.flush()
        return json.loads(stdout.readline())

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        return self._parent.stdin, self._parent.stdout


@dataclass
class Process:
    """One process, by its number. What it prints goes to `out`."""

    nursery: Nursery
    pid: int
    out: Path
    ended: bool = field(default=False)

    async def ready(self) -> str:
        """The address that it says it is ready at."""
        for _try in range(START_SECONDS * 50):
            address = self._address()
            if address is not None:
                return address
            await asyncio.sleep(0.02)
        raise AssertionError(f"not ready after {START_SECONDS} s:\n{self.printed()}")

    def ready_now(self) -> str:
        """`ready`, for tests that are not asynchronous."""
        for _try in range(START_SECONDS * 50):
            address = self._address()
            if address is not None:
                return address
            time.sleep(0.02)
        raise AssertionError(f"not ready after {START_SECONDS} s:\n{self.printed()}")

    def stop_now(self) -> int:
        """`stop`, for tests that are not asynchronous."""
        os.kill(self.pid, signal.SIGTERM)
        return self.ended_with()

    def ended_with(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        for _try in range(600):
            code = self.nursery.status(self.pid)
            if code is not None:
                self.ended = True
                return code
            time.sleep(0.02)
        raise AssertionError(f"did not end within 12 s:\n{self.printed()}")

    def _address(self) -> str | None:
        for line in self.printed().splitlines():
            if line.startswith("ready "):
                return line.removeprefix("ready ")
        code = self.nursery.status(self.pid)
        assert code is None, f"ended with {code} before it was ready:\n{self.printed()}"
        return None

    def printed(self) -> str:
        return self.out.read_text() if self.out.exists() else ""

    async def kill(self) -> None:
        """kill -9."""
        os.kill(self.pid, signal.SIGKILL)
        await self.gone()

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        if not self.ended:
            os.kill(self.pid, signal.SIGTERM)
        return await self.gone()

    async def gone(self) -> int:
        """Wait until it has ended; its exit code."""
        self.ended = True
        for _ in range(600):
            code = self.nursery.status(self.pid)
            if code is not None:
                return code
            await asyncio.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        raise AssertionError(f"did not stop within 12 s:\n{self.printed()}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
