"""A stream of events of its own, on asyncio."""

from __future__ import annotations

from typing import Mapping, Optional

from ._api import Api
from ._connection import Connection, Loss
from .errors import GapError, JvmDiedError
from .events import GAP, Cursor, Event


class AsyncEvents:
    """Read by whoever iterates; reconnects behind the last event given. An ``async with``.

    Lost events are a ``GapError``, after which the iteration can go on behind the gap. It ends
    with a ``JvmDiedError``, unless it goes across restarts.
    """

    def __init__(self, api: Api, query: Mapping[str, object], across_restarts: bool) -> None:
        self._api = api
        self._life: Optional[Cursor] = None
        self._connection = Connection(api, query, "")
        self._connection.on_lost = self._lost
        self._across_restarts = across_restarts
        self._where = f"the JVM died: {api.settings.address}"
        self._death: Optional[JvmDiedError] = None
        self._last: Optional[Cursor] = None

    async def open(self) -> AsyncEvents:
        """Connects."""
        self._life = await self._api.cursor()
        await self._connection.open()
        return self

    @property
    def cursor(self) -> Optional[Cursor]:
        """Behind the last event given: where to go on later."""
        return self._last

    async def next(self) -> Optional[Event]:
        """The next event; None once it is closed."""
        while True:
            if self._death is not None:
                raise self._death
            frame = await self._connection.next()
            if self._death is not None:
                raise self._death
            if frame is None:
                return None
            if not frame.is_event:
                self._last = Cursor.parse(frame.position)
                continue
            event = Event.parse(frame.data, frame.position)
            if (
                self._last is not None
                and not event.cursor.is_after(self._last)
                and event.phase != GAP
            ):
                continue  # repeated after a reconnection
            if self._is_of_a_later_life(event.cursor):
                self._death = JvmDiedError(f"{self._where}, and now {event.cursor} answers there")
                self._connection.close()
                continue
            self._last = event.cursor
            if event.phase == GAP:
                raise GapError(f"events are lost: {event.line}", event)
            return event

    async def close(self) -> None:
        """Ends it."""
        self._connection.close()

    def _is_of_a_later_life(self, at: Cursor) -> bool:
        life = self._life
        return life is not None and not self._across_restarts and at.boot > life.boot

    def _lost(self, loss: Loss) -> None:
        if loss.dead and not self._across_restarts:
            self._death = JvmDiedError(f"{self._where}, behind {self._last}: {loss.cause}")
            self._connection.close()

    async def __aenter__(self) -> AsyncEvents:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __aiter__(self) -> AsyncEvents:
        return self

    async def __anext__(self) -> Event:
        event = await self.next()
        if event is None:
            raise StopAsyncIteration
        return event
