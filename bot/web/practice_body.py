"""Reading what a bot sends: JSON, a form, a form with files, or a query."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope

from bot.practice.files import LARGEST_UPLOAD, Upload
from bot.practice.refusals import Refused, bad

JSON = dict[str, Any]

_ROOM_FOR_FIELDS = 2**20


async def parameters(scope: Scope, receive: Receive) -> JSON:
    """The parameters of a call, by name: text from forms and queries, anything from JSON, `Upload` for a file."""
    query = scope["query_string"]
    given: JSON = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
    kind = _content_type(scope)
    if kind.startswith("multipart/form-data"):
        return {**given, **await _multipart(scope, receive)}
    body = await _whole(receive)
    if not body:
        return given
    if kind.startswith("application/json"):
        return {**given, **_json(body)}
    return {**given, **dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))}


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return str(value.decode("latin-1").lower())
    return ""


async def _whole(receive: Receive) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LARGEST_UPLOAD + _ROOM_FOR_FIELDS:
            raise Refused(413, "Request Entity Too Large")
    return body


def _json(body: bytes) -> JSON:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise bad("can't parse request JSON object") from wrong
    if not isinstance(given, dict):
        raise bad("can't parse request JSON object")
    return given


async def _multipart(scope: Scope, receive: Receive) -> JSON:
    try:
        async with Request(scope, receive).form(max_part_size=_ROOM_FOR_FIELDS) as form:
            return {name: await _field(value) for name, value in form.multi_items()}
    except MultiPartException as wrong:
        raise bad("can't parse multipart form data") from wrong


async def _field(value: UploadFile | str) -> Upload | str:
    if isinstance(value, str):
        return value
    return Upload(value.filename or "file", value.content_type or "application/octet-stream", await value.read())
