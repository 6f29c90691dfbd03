"""Processes of their own for tests, forked from one that has imported everything that they need."""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver

FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.courier.victim", "tests.courier.practice"])
forkserver.ensure_running()  # it imports aiogram while the tests before these run
