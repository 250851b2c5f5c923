"""Points and their arms, on asyncio."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

from . import _wait
from ._scope import Scope
from ._session import Session
from ._wait import Want
from ._waits import AsyncHit, AsyncRange, AsyncWaits, Passed, Released
from .errors import UnknownLeaseError
from .events import Cursor, Event


class AsyncArmed(AsyncWaits):
    """One arm of a point. Its waits look at this arm alone, from the moment it was armed."""

    def __init__(self, scope: Scope, seed: int) -> None:
        super().__init__(scope)
        assert scope.arm is not None and scope.since is not None
        self.point = scope.name
        """The point's name."""
        self.arm: int = scope.arm
        """The arm's number at its point."""
        self.cursor: Cursor = scope.since
        """The position at which it was armed."""
        self.seed = seed
        """Given again, the same draws come again."""

    @property
    def lease(self) -> Optional[str]:
        """The lease with which it ends."""
        return None if self._scope.lease is None else self._scope.lease.id

    @property
    def loss(self) -> Optional[str]:
        """Why its lease was lost, and it has ended with it."""
        return None if self._scope.lease is None else self._scope.lease.loss

    def after(self, passed: Passed) -> AsyncRange:
        """The same arm, behind that hit or event."""
        return AsyncRange(self._after(passed.cursor))

    async def release(
        self, outcome: Optional[str] = None, *, at_most: Optional[int] = None
    ) -> Released:
        """Lets those go that are parked under this arm; decides what happens to them."""
        query = {"outcome": outcome, "n": at_most, "lease": self.lease}
        return Released.of(await self._scope.session.api.message(self.point, query))

    async def disable(self) -> None:
        """Ends it, unless it has ended or was replaced; threads that it holds go on."""
        if self._scope.session.is_last(self._scope):
            try:
                await self._scope.session.api.disable(self.point, self.lease)
            except UnknownLeaseError:
                return  # it ended with its lease


class AsyncPoint(AsyncWaits):
    """A point by name; its waits look at any arm, from the connection's beginning."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(Scope(session, name, None, session.start, None))
        self._session = session
        self.name = name

    async def enable(
        self,
        action: Optional[str] = None,
        *,
        one_shot: bool = False,
        when: Optional[str] = None,
        seed: Optional[int] = None,
        parameters: Optional[Mapping[str, object]] = None,
    ) -> AsyncArmed:
        """Arms it with these terms; without any with the declared ones, else ``observe``."""
        query = {
            "action": action,
            "one_shot": "true" if one_shot else None,
            "when": when,
            "seed": seed,
        }
        texts = {key: str(value) for key, value in (parameters or {}).items()}
        return AsyncArmed(*await self._session.enable(self.name, query, texts))

    async def disable(self) -> None:
        """Ends every arm of it, whoever armed it."""
        await self._session.api.disable(self.name)

    async def release(
        self,
        outcome: Optional[str] = None,
        *,
        thread: Optional[int] = None,
        hit: Optional[int] = None,
        at_most: Optional[int] = None,
    ) -> Released:
        """Lets threads go that are parked there, whoever armed it."""
        query = {"outcome": outcome, "thread": thread, "hit": hit, "n": at_most}
        return Released.of(await self._session.api.message(self.name, query))

    async def waiters(self) -> List[Dict[str, Any]]:
        """Who is parked there now: thread, stack, held monitors, time."""
        return await self._session.api.waiters(self.name)

    async def hits(self) -> int:
        """Hits so far in this life of the JVM."""
        return await self._session.api.enters(self.name)

    async def state(self) -> Dict[str, Any]:
        """Its declaration, state, arms and counts."""
        return await self._session.api.point(self.name)

    def since(self, cursor: Cursor) -> AsyncRange:
        """What lies behind that position, as far as the node has it."""
        return AsyncRange(self._after(cursor))

    def since_earliest(self) -> AsyncRange:
        """All that the node still has of it."""
        return AsyncRange(self._scope._replace(since=None))


async def wait_all(*arms: AsyncArmed, timeout: float = 30.0) -> List[AsyncHit]:
    """Waits until each arm was hit once, in any order, whichever nodes they are of."""
    done = await _wait.run(
        [_want(arm) for arm in arms], f"a hit of each of {_names(arms)}", timeout, len(arms)
    )
    return [AsyncHit(want.scope, want.found) for want in done if want.found is not None]


async def wait_any(*arms: AsyncArmed, timeout: float = 30.0) -> AsyncHit:
    """Waits until one of the arms was hit, whichever nodes they are of."""
    done = await _wait.run(
        [_want(arm) for arm in arms], f"a hit of any of {_names(arms)}", timeout, 1
    )
    assert done[0].found is not None
    return AsyncHit(done[0].scope, done[0].found)


async def wait_sequence(*arms: AsyncArmed, timeout: float = 30.0) -> List[AsyncHit]:
    """Waits until arms of one connection were hit one after the other."""
    _names(arms)
    first = min(arms, key=lambda arm: arm.cursor)
    if any(arm._scope.session is not first._scope.session for arm in arms):
        raise ValueError("arms of several connections have no order among them")
    found: List[AsyncHit] = []

    def take(event: Event) -> bool:
        expected = arms[len(found)]
        if event.is_hit and expected._scope.holds(event) and event.cursor.is_after(expected.cursor):
            found.append(AsyncHit(expected._scope, event))
        return len(found) == len(arms)

    scopes = [first._scope, *(arm._scope for arm in arms if arm is not first)]
    what = f"a hit of one after the other of {_names(arms)}"
    await _wait.run([Want(scopes, take)], what, timeout, 1)
    return found


def _want(arm: AsyncArmed) -> Want:
    scope = arm._scope
    return Want([scope], lambda event: event.is_hit and scope.holds(event))


def _names(arms: Any) -> str:
    if not arms:
        raise ValueError("no arm to wait for")
    return ", ".join(str(arm._scope) for arm in arms)
