"""Fills a tape from a node's whole stream, beside the caller."""

from __future__ import annotations

from typing import Optional

from . import _tape
from ._api import Api
from ._connection import Connection, Loss
from ._runtime import Task
from ._tape import Tape
from .errors import JinxError
from .events import Cursor, Event


class TapeReader:
    """Runs from ``open`` to ``close``."""

    def __init__(self, api: Api, tape: Tape, since: str) -> None:
        self._tape = tape
        self._name = f"jinx-client {api.settings.address}"
        self._api = api
        resume = str(tape.position) if tape.position.seq >= 0 else ""
        self._connection = Connection(api, {"since": since}, resume)
        self._connection.on_lost = self._lost
        self._task: Optional[Task] = None

    async def open(self) -> None:
        """Connects, then reads beside the caller."""
        await self._connection.open()
        self._connection.on_open = lambda: self._tape.set_link(_tape.LIVE)
        self._task = self._api.runtime.spawn(self._name, self._run())

    async def close(self) -> None:
        """Ends it; waits on the tape end with it."""
        self._connection.close()
        if self._task is not None:
            await self._task.join()
        self._tape.set_link(_tape.CLOSED)

    async def _run(self) -> None:
        try:
            frame = await self._connection.next()
            while frame is not None:
                if not frame.is_event:
                    self._tape.move_to(Cursor.parse(frame.position))
                elif not self._tape.add(Event.parse(frame.data, frame.position)):
                    # Not where the repeated one stands.
                    self._connection.position = str(self._tape.position)
                frame = await self._connection.next()
        except (JinxError, ValueError) as e:
            # Nobody is here to catch it: every wait finds it in the link and tells it.
            self._tape.set_link(_tape.REFUSED, e)
            self._connection.close()

    def _lost(self, loss: Loss) -> None:
        if self._tape.link.state != _tape.DEAD:  # else what is known of the death stays
            self._tape.set_link(_tape.DEAD if loss.dead else _tape.LOST, loss.cause)
