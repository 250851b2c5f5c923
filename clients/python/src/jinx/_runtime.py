"""What the client needs of its surroundings.

The client's logic is written once, as coroutines. On asyncio they run as such. For plain code the
same coroutines run over :class:`Blocking`, whose operations block the thread instead of suspending:
:func:`drive` then runs a coroutine from its beginning to its end.
"""

from __future__ import annotations

from typing import Any, Coroutine, Optional, Protocol, TypeVar

from ._address import Address

T = TypeVar("T")


class Silence(OSError):
    """Nothing was heard for longer than was allowed."""


class Wire(Protocol):
    """A connection that carries bytes."""

    async def send(self, data: bytes) -> None:
        """Sends all of it."""

    async def receive(self, timeout: float) -> bytes:
        """What came, at least a byte; empty at the end. ``Silence`` after that many seconds."""

    def close(self) -> None:
        """Ends it, and a ``receive`` on it."""


class Signal(Protocol):
    """Tells those who wait that something has changed; how, they look up themselves."""

    @property
    def version(self) -> int:
        """To be read before looking: what changes meanwhile makes ``wait`` return at once."""

    def notify(self) -> None:
        """Something has changed."""

    async def wait(self, seen: int, timeout: Optional[float]) -> None:
        """Until the version is another than the one seen, or the time is over."""


class Task(Protocol):
    """Something that runs beside the caller."""

    async def join(self) -> None:
        """Waits until it has ended; it has been told to."""


class Runtime(Protocol):
    """Threads or asyncio."""

    async def connect(self, address: Address, timeout: float) -> Wire:
        """Connects, or raises ``OSError``."""

    def signal(self) -> Signal:
        """A new one."""

    def spawn(self, name: str, work: Coroutine[Any, Any, None]) -> Task:
        """Runs that beside the caller; does not keep the process from ending."""


def drive(work: Coroutine[Any, Any, T]) -> T:
    """Runs a coroutine that never suspends."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    work.close()
    raise RuntimeError("the client's plain side has come upon something of asyncio")
