"""Waiting for events of one point, on asyncio."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, NamedTuple, Optional, Protocol

from . import _wait
from ._scope import Scope
from ._wait import Want
from .errors import LeaseLostError, NotParkedError, UnexpectedHitError
from .events import DISABLED, EXPIRED, PARKED, RELEASED, Cursor, Event

Where = Callable[[Event], bool]


class Released(NamedTuple):
    """What a release did: threads let go, messages kept for arrivals, why neither."""

    released: int
    kept: int
    reason: Optional[str]

    @staticmethod
    def of(answer: Dict[str, Any]) -> Released:
        return Released(
            int(answer.get("released", 0)), int(answer.get("kept", 0)), answer.get("reason")
        )


class Passed(Protocol):
    """Something at a position in the log: a hit, or an event."""

    @property
    def cursor(self) -> Cursor:
        """The position right behind it."""


class Told:
    """What a hit tells."""

    def __init__(self, event: Event) -> None:
        self.event = event
        """The event that told it, a dict."""

    @property
    def number(self) -> int:
        """Its number at its point, from 1."""
        return self.event.hit

    @property
    def thread(self) -> Dict[str, Any]:
        """Who hit: ``id``, ``name``, ``virtual``."""
        return self.event.thread

    @property
    def captured(self) -> Dict[str, Any]:
        """What the point captured."""
        return self.event.captured

    @property
    def cursor(self) -> Cursor:
        """The position right behind it."""
        return self.event.cursor

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.event.line})"


class AsyncHit(Told):
    """A thread that reached a point; releasing it acts on the other JVM."""

    def __init__(self, scope: Scope, event: Event) -> None:
        super().__init__(event)
        self._scope = scope

    async def release(self, outcome: Optional[str] = None) -> None:
        """Lets this thread go, and decides what happens to it; ``NotParkedError`` if it is gone."""
        event = self.event
        if event.phase != PARKED:
            raise NotParkedError(f"this hit does not park, it is: {event.line}")
        query = {"thread": event.thread.get("id"), "hit": event.hit, "outcome": outcome}
        done = Released.of(await self._scope.session.api.message(event.injection, query))
        if done.released == 0:
            why = f": {done.reason}" if done.reason else ""
            gone = f"hit {event.hit} of '{event.injection}' is not parked any more"
            raise NotParkedError(gone + why)

    async def wait_end(self, timeout: float = 30.0) -> Event:
        """Waits until the thread goes on, and says why: released, expired or disabled."""
        event = self.event
        scope = self._scope._replace(arm=event.arm, since=event.cursor)

        def ends(later: Event) -> bool:
            return scope.holds(later) and later.hit == event.hit and later.ends_pause

        want = Want([scope], ends, ends_on_failure=False)
        what = f"the end of the pause of hit {event.hit} of {scope}"
        [found] = await _wait.run([want], what, timeout, 1)
        assert found.found is not None
        return found.found


class AsyncWaits:
    """Waits over a range that has a beginning and no end: asking twice gives the same twice."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    async def wait_hit(self, timeout: float = 30.0, where: Optional[Where] = None) -> AsyncHit:
        """The first hit, whatever the action; the first that the predicate takes."""
        what = "a hit" if where is None else "a hit that the predicate takes"
        return AsyncHit(self._scope, await self._first(what, timeout, _hit(where)))

    async def wait_parked(self, timeout: float = 30.0) -> AsyncHit:
        """The first thread that parks."""
        return AsyncHit(self._scope, await self.wait_phase(PARKED, timeout))

    async def wait_released(self, timeout: float = 30.0) -> Event:
        """A parked thread was let go by a message."""
        return await self.wait_phase(RELEASED, timeout)

    async def wait_expired(self, timeout: float = 30.0) -> Event:
        """A pause ran out."""
        return await self.wait_phase(EXPIRED, timeout)

    async def wait_disabled(self, timeout: float = 30.0) -> Event:
        """A parked thread went on because its arm ended."""
        return await self.wait_phase(DISABLED, timeout)

    async def wait_phase(self, phase: str, timeout: float = 30.0) -> Event:
        """The first event of that phase."""
        return await self._first(f"phase {phase}", timeout, lambda event: event.phase == phase)

    async def wait_count(self, count: int, timeout: float = 30.0) -> List[AsyncHit]:
        """The first that many hits, in the log's order."""
        if count < 1:
            raise ValueError(f"count is {count}")
        found: List[AsyncHit] = []

        def take(event: Event) -> bool:
            if event.is_hit:
                found.append(AsyncHit(self._scope, event))
            return len(found) == count

        await self._first(f"{count} hits", timeout, take)
        return found

    async def expect_none(self, seconds: float) -> None:
        """Makes sure that no hit comes for that long, and that none came before."""
        scope = self._scope
        event = await _wait.none(scope, seconds, lambda one: scope.holds(one) and one.is_hit)
        if event is not None:
            text = f"expected no hit of {scope}, but there is one: {event.line}"
            raise UnexpectedHitError(text, event)
        loss = await scope.confirmed_loss()
        if loss is not None:
            raise LeaseLostError(f"cannot say that {scope} was not hit: {loss}")

    async def _first(self, what: str, timeout: float, take: Where) -> Event:
        scope = self._scope
        want = Want([scope], lambda event: scope.holds(event) and take(event))
        [done] = await _wait.run([want], f"{what} of {scope}", timeout, 1)
        assert done.found is not None
        return done.found

    def _after(self, place: Cursor) -> Scope:
        return self._scope.after(place)


def _hit(where: Optional[Where]) -> Where:
    def take(event: Event) -> bool:
        return event.is_hit and (where is None or where(event))

    return take


class AsyncRange(AsyncWaits):
    """Events of one point behind some position."""

    def after(self, passed: Passed) -> AsyncRange:
        """What lies behind that hit or event."""
        return AsyncRange(self._after(passed.cursor))
