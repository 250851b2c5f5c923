"""Sockets and threads."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Any, Coroutine, Optional

from ._address import Address
from ._runtime import Signal, Silence, Task, Wire, drive

_PIECE = 16 * 1024


class _Socket:
    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected

    async def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    async def receive(self, timeout: float) -> bytes:
        try:
            self._socket.settimeout(timeout)
            return self._socket.recv(_PIECE)
        except socket.timeout as e:
            raise Silence(f"nothing came for {timeout:g} s") from e

    def close(self) -> None:
        with contextlib.suppress(OSError):  # the other side may have been first
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads
        self._socket.close()


class _Condition:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._version = 0

    @property
    def version(self) -> int:
        return self._version

    def notify(self) -> None:
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    async def wait(self, seen: int, timeout: Optional[float]) -> None:
        end = None if timeout is None else time.monotonic() + timeout
        with self._changed:
            while self._version == seen:
                left = None if end is None else end - time.monotonic()
                if left is not None and left <= 0:
                    return
                self._changed.wait(left)


class _Thread:
    def __init__(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._thread = threading.Thread(target=drive, args=(work,), name=name, daemon=True)
        self._thread.start()

    async def join(self) -> None:
        self._thread.join()


class Blocking:
    """Operations that block the thread; what runs beside it is a daemon thread."""

    async def connect(self, address: Address, timeout: float) -> Wire:
        try:
            connected = socket.create_connection(address, timeout)
        except socket.timeout as e:
            raise Silence(f"no connection within {timeout:g} s") from e
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return _Socket(connected)

    def signal(self) -> Signal:
        return _Condition()

    def spawn(self, name: str, work: Coroutine[Any, Any, None]) -> Task:
        return _Thread(name, work)
