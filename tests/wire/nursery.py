"""A parent that has imported everything, and forks real Hearback processes from itself: a start costs milliseconds.

It reads one JSON command a line from standard input, and answers each with one line:

    {"do": "run" | "practice", "env": {...}, "out": path}  →  the number of the process
    {"do": "command", "words": [...], "env", "out"}        →  the same, for `hearback` with these words
    {"do": "status", "pid": n}                             →  its exit code, -signal, or null while it runs
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

from bot import __main__ as command
from bot import borough, build, commands, running, settings
from bot.practice.world import World
from bot.web import practice_app, practice_page

IMPORTED = (borough, build, commands, World, practice_app, practice_page)


def main() -> None:
    ended: dict[int, int] = {}
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "status":
            print(json.dumps(_status(asked["pid"], ended)), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _be(asked)
        print(json.dumps(pid), flush=True)


def _status(pid: int, ended: dict[int, int]) -> int | None:
    if pid not in ended:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended.get(pid)


def _be(asked: dict[str, Any]) -> None:
    out = os.open(asked["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(0)
    os.chdir(os.path.dirname(asked["out"]))  # noqa: PTH120
    os.setsid()
    for name in [name for name in os.environ if name.startswith("HEARBACK_")]:
        del os.environ[name]
    os.environ.update(asked["env"])
    os._exit(_exit_code(_work(asked)))


def _work(asked: dict[str, Any]) -> Callable[[], None]:
    if asked["do"] == "command":
        return lambda: command.app(asked["words"])
    running_one = running.run if asked["do"] == "run" else running.practice
    return lambda: running_one(settings.load())


def _exit_code(work: Callable[[], None]) -> int:
    """As the `hearback` command ends."""
    try:
        command.ending(work)
    except SystemExit as ended:
        return int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    main()
