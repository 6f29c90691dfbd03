"""A parent that has imported everything, and forks real Hearback processes from itself: a start costs milliseconds.

It reads one JSON command a line from standard input, and answers each with one line:

    {"do": "run" | "practice", "env": {...}, "out": path}  →  the number of the process
    {"do": "status", "pid": n}                             →  its exit code, -signal, or null while it runs
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from bot import borough, build, running, settings
from bot.practice.world import World
from bot.web import practice_app, practice_page

IMPORTED = (borough, build, World, practice_app, practice_page)


def main() -> None:
    ended: dict[int, int] = {}
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        if command["do"] == "status":
            print(json.dumps(_status(command["pid"], ended)), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            _be(command)
        print(json.dumps(pid), flush=True)


def _status(pid: int, ended: dict[int, int]) -> int | None:
    if pid not in ended:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            ended[pid] = os.waitstatus_to_exitcode(status)
    return ended.get(pid)


def _be(command: dict[str, Any]) -> None:
    out = os.open(command["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.close(0)
    os.chdir(os.path.dirname(command["out"]))  # noqa: PTH120
    os.setsid()
    for name in [name for name in os.environ if name.startswith("HEARBACK_")]:
        del os.environ[name]
    os.environ.update(command["env"])
    code = 1
    try:
        loaded = settings.load()
        (running.run if command["do"] == "run" else running.practice)(loaded)
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
