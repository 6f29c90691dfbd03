"""Asking the Hearback that runs on this machine how it is."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from bot.settings import Settings

ASK_SECONDS = 5
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}


def ready(settings: Settings) -> dict[str, Any]:
    """What it says of itself; `status` is `away` where nothing answers."""
    host = ANYWHERE.get(settings.host, f"[{settings.host}]" if ":" in settings.host else settings.host)
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/health/ready", timeout=ASK_SECONDS) as answer:
            said = answer.read()
    except urllib.error.HTTPError as error:
        said = error.read()
        error.close()
    except OSError:
        said = b""
    try:
        found = json.loads(said)
    except ValueError:
        found = None
    return found if isinstance(found, dict) and "status" in found else {"status": "away"}
