"""Streams and tasks of asyncio."""

from __future__ import annotations

import asyncio
import socket
from typing import Any, Coroutine, List, Optional, Set, TypeVar

from ._address import Address
from ._runtime import Signal, Silence, Task, Wire

_PIECE = 16 * 1024
T = TypeVar("T")


async def _within(seconds: float, what: str, work: Coroutine[Any, Any, T]) -> T:
    try:
        return await asyncio.wait_for(work, seconds)
    except asyncio.TimeoutError as e:
        raise Silence(f"{what} {seconds:g} s") from e


class _Streams:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def receive(self, timeout: float) -> bytes:
        return await _within(timeout, "nothing came for", self._reader.read(_PIECE))

    def close(self) -> None:
        self._writer.transport.abort()


class _Waiters:
    def __init__(self) -> None:
        self._version = 0
        self._waiters: Set[asyncio.Future[None]] = set()

    @property
    def version(self) -> int:
        return self._version

    def notify(self) -> None:
        self._version += 1
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, seen: int, timeout: Optional[float]) -> None:
        if self._version != seen:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await asyncio.wait({waiter}, timeout=timeout)
        finally:
            self._waiters.discard(waiter)


class _Task:
    def __init__(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._task = asyncio.get_running_loop().create_task(work, name=name)

    async def join(self) -> None:
        self._task.cancel()  # nothing that it would still do is wanted
        await asyncio.wait({self._task})  # raises only if it is we who are cancelled


class OnAsyncio:
    """Operations that suspend the task; what runs beside it is a task of the same loop."""

    async def connect(self, address: Address, timeout: float) -> Wire:
        return await _within(timeout, "no connection within", self._connect(address))

    async def _connect(self, address: Address) -> Wire:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        failed: List[OSError] = []
        for *_, place in found:  # one by one: all at once would hide that each was refused
            try:
                return _Streams(*await asyncio.open_connection(str(place[0]), address.port))
            except OSError as e:
                failed.append(e)
        raise failed[-1]

    def signal(self) -> Signal:
        return _Waiters()

    def spawn(self, name: str, work: Coroutine[Any, Any, None]) -> Task:
        return _Task(name, work)
