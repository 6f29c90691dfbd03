"""A minimal webhook in a process of its own: FastAPI and aiogram, nothing stored. It prints its port."""

from __future__ import annotations

import gc
import socket

import uvicorn
from fastapi import FastAPI, Request, Response

from tests.bench.echo import Echo


def main() -> None:
    app, echo = FastAPI(), Echo()

    @app.post("/telegram")
    async def telegram(request: Request) -> Response:
        await echo.take(await request.body())
        return Response()

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    gc.freeze()
    uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run(sockets=[listening])


if __name__ == "__main__":
    main()
