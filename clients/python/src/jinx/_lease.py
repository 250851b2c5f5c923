"""Arms that end by themselves when the test that made them dies."""

from __future__ import annotations

import time
from typing import Awaitable, Callable, List, NamedTuple, Optional, TypeVar

from ._api import Api
from ._runtime import Task
from .errors import ClosedError, JinxError, UnknownLeaseError, UnreachableError

SHORTEST, LONGEST = 1.0, 86_400.0
_LEAST_PAUSE = 0.02
T = TypeVar("T")


class Lease:
    """A lease that is renewed at a third of its time, until it is stopped or lost.

    A renewal that does not get through is tried again until the time is over.
    """

    def __init__(self, api: Api, seconds: float, identity: str, asked: float) -> None:
        self._api = api
        self.seconds = seconds
        self.id = identity
        self.loss: Optional[str] = None
        self.gone = False
        self._renewed = asked
        self._stop = api.runtime.signal()
        self._stopped = False
        self._task: Optional[Task] = None

    @staticmethod
    async def make(api: Api, seconds: float) -> Lease:
        """Makes one on the agent, and begins to renew it."""
        asked = time.monotonic()
        lease = Lease(api, seconds, await api.create_lease(seconds), asked)
        lease._task = api.runtime.spawn(f"jinx-lease {api.settings.address}", lease._renew())
        return lease

    async def confirmed_loss(self) -> Optional[str]:
        """Why it is lost, after asking the agent; None while it is held."""
        if self.loss is None:
            try:
                await self._api.renew_lease(self.id)
            except UnknownLeaseError as e:
                self.is_gone(e)
        return self.loss

    def is_gone(self, told: UnknownLeaseError) -> None:
        """The agent has said that it does not know it."""
        self._lose(str(told))
        self.gone = True

    async def stop(self) -> None:
        """Renews it no more."""
        self._stopped = True
        self._stop.notify()
        if self._task is not None:
            await self._task.join()

    async def _renew(self) -> None:
        third = self.seconds / 3
        pause = third
        while await self._pauses(pause):
            asked = time.monotonic()
            try:
                await self._api.renew_lease(self.id, third)
                self._renewed, pause = asked, third
            except UnknownLeaseError as e:
                self.is_gone(e)
            except JinxError as e:
                # The agent counts until the time is over; so do we.
                left = self.seconds - (time.monotonic() - self._renewed)
                if left <= 0:
                    self._lose(f"it could not be renewed for {self.seconds:g}s: {e}")
                pause = max(_LEAST_PAUSE, min(third / 10, left))

    async def _pauses(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not self._stopped and self.loss is None:
            seen = self._stop.version
            left = end - time.monotonic()
            if left <= 0:
                return True
            if not self._stopped:
                await self._stop.wait(seen, left)
        return False

    def _lose(self, why: str) -> None:
        if self.loss is None and not self._stopped:
            self.loss = f"lease {self.id} was lost: {why}"


class Leased(NamedTuple):
    """The lease under which something was done; None for a connection that does without."""

    lease: Optional[Lease]

    @property
    def id(self) -> Optional[str]:
        return None if self.lease is None else self.lease.id


class Leases:
    """Those of one connection: none until the first is needed, another where one is lost."""

    def __init__(self, api: Api, seconds: Optional[float]) -> None:
        if seconds is not None and not SHORTEST <= seconds <= LONGEST:
            raise ValueError(f"a lease is 1 s to 24 h long, not {seconds:g} s")
        self._api = api
        self._seconds = seconds
        self._all: List[Lease] = []
        self._closed = False

    async def under(self, request: Callable[[Leased], Awaitable[T]]) -> T:
        """Asks with a lease that holds; once more where it turns out that it does not."""
        leased = await self._current()
        try:
            return await request(leased)
        except UnknownLeaseError as e:
            if leased.lease is None:
                raise
            leased.lease.is_gone(e)
        return await request(await self._current())

    def losses(self) -> List[str]:
        """What was lost, oldest first."""
        return [lease.loss for lease in self._all if lease.loss is not None]

    async def close(self) -> None:
        """Ends them, and with them their arms; a JVM that is dead needs nothing."""
        self._closed = True
        failed: Optional[JinxError] = None
        for lease in self._all:
            await lease.stop()
            why = None if lease.gone else await self._end(lease)
            if why is not None:
                failed = JinxError(
                    f"lease {lease.id} could not be ended, its arms may stand for "
                    f"{lease.seconds:g}s more: {why}"
                )
        if failed is not None:
            raise failed

    async def _current(self) -> Leased:
        if self._closed:
            raise ClosedError(f"closed: the connection to {self._api.settings.address}")
        if self._seconds is None:
            return Leased(None)
        if not self._all or self._all[-1].loss is not None:
            lost = self._all[-1] if self._all else None
            self._all.append(await Lease.make(self._api, self._seconds))
            if self._closed:  # meanwhile: nothing stays
                await self._all[-1].stop()
                await self._end(self._all[-1])
                raise ClosedError(f"closed: the connection to {self._api.settings.address}")
            if lost is not None and not lost.gone:
                await self._end(lost)  # cut off from us only; if it fails, it still runs out
        return Leased(self._all[-1])

    async def _end(self, lease: Lease) -> Optional[JinxError]:
        # A connection that broke may be a JVM in its last moment: a second attempt finds out.
        once = await self._attempt(lease)
        return await self._attempt(lease) if isinstance(once, UnreachableError) else once

    async def _attempt(self, lease: Lease) -> Optional[JinxError]:
        try:
            await self._api.end_lease(lease.id)
        except UnknownLeaseError:
            lease.gone = True  # which is what was wanted
        except UnreachableError as e:
            return None if e.nothing_listens else e
        except JinxError as e:
            return e
        return None
