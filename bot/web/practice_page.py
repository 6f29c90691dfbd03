"""The practice page: phones side by side, on which one person plays several people against the practice Telegram.

The page draws itself from the control interface under `/practice/`; here are only its shell and its files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import jinja2
from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = _HERE / "templates" / "practice"
_FILES: Final = _HERE / "static" / "practice"

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class FirstPhone:
    """A phone that the page opens with: whose it is, and the chat (None: that with the bot) and topic on it."""

    person: int
    chat: int | None = None
    topic: int | None = None


def page_routes(first_phones: Sequence[FirstPhone] = (), title: str = "Practice Telegram", note: str = "") -> APIRouter:
    """A router for `practice_app`, with the page at `/` and its files under `/static/practice/`.

    Without `first_phones` the page opens those of the first three people it finds. `title` is its heading; `note` is a
    sentence of plain text that stands under it, after the one which says that nothing leaves this machine.
    """
    shell = _shell(first_phones, title, note)

    router = APIRouter()

    @router.get("/")
    async def page() -> HTMLResponse:
        return HTMLResponse(shell, headers=HEADERS)

    router.mount("/static/practice", _PageFiles(directory=_FILES), name="practice-page-files")
    return router


def _shell(first_phones: Sequence[FirstPhone], title: str, note: str) -> str:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    phones = [asdict(one) for one in first_phones]
    modules = sorted(file.name for file in _FILES.glob("*.js"))
    return templates.get_template("page.html").render(title=title, note=note, first_phones=phones, modules=modules)


class _PageFiles(StaticFiles):
    """Static files with the page's own headers, asked for anew after each change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response
