"""Other processes that a measure needs: started, spoken to, and ended, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

END_SECONDS = 20


@contextmanager
def python(
    *words: str, env: Mapping[str, str] | None = None, stdin: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A fresh interpreter with what it prints, ended by SIGTERM."""
    process = subprocess.Popen(
        [sys.executable, *words],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **(env or {})},
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def line(process: subprocess.Popen[str]) -> str:
    """The next line that a process prints."""
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise RuntimeError("a process ended before it was ready")
    return said.strip()


class Server:
    """The Bot API server of another process."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"

    def set_up(self, **to: float) -> None:
        httpx.get(f"{self.base}/set", params=to).raise_for_status()

    def seen(self) -> list[tuple[int, float, float, int]]:
        found: Any = httpx.get(f"{self.base}/seen").json()
        return [(chat, arrived, answered, status) for chat, arrived, answered, status in found]


@contextmanager
def server() -> Iterator[Server]:
    """A Bot API server, fresh."""
    with python("-m", "tests.bench.server") as process:
        yield Server(int(line(process)))
