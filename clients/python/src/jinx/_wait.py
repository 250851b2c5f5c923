"""One wait: goes over its ranges of the log, then stays at their ends until the time is over."""

from __future__ import annotations

import time
from typing import Callable, List, Optional, Sequence

from . import _tape, _words
from ._reader import TapeReader
from ._scope import Scope
from ._tape import Link, Tape
from .errors import (
    ClosedError,
    GapError,
    JinxError,
    JvmDiedError,
    PointFailedError,
    UnreachableError,
    WaitTimeoutError,
)
from .events import GAP, Cursor, Event

_CATCH_UP = 10.0
Taking = Callable[[Event], bool]


class Want:
    """What is looked for in the log of one node, behind the first scope's position."""

    def __init__(self, scopes: Sequence[Scope], take: Taking, ends_on_failure: bool = True) -> None:
        self.scopes = scopes
        self.scope = scopes[0]
        self.found: Optional[Event] = None
        self._take = take
        self._ends_on_failure = ends_on_failure
        self._failure: Optional[Event] = None
        self._checked = False
        self._own: Optional[TapeReader] = None
        self.tape: Tape = self.scope.session.tape
        self.begin = 0
        self._index = 0

    async def open(self) -> None:
        """Finds where the range begins; asks the node again for what lies before the tape."""
        since, session = self.scope.since, self.scope.session
        if since is not None and self.tape.covers(since):
            self.begin = self._index = self.tape.index_after(since)
            return
        start = since or (await session.api.cursor())._replace(seq=-1)
        self.tape = Tape(start)
        self._own = TapeReader(session.api, self.tape, str(since) if since else "earliest")
        await self._own.open()

    async def close(self) -> None:
        """Ends what was begun for this wait alone."""
        if self._own is not None:
            await self._own.close()

    def look(self) -> bool:
        """Whether it is found by now; an exception if it cannot be any more."""
        position, link = self.tape.position, self.tape.link
        if self.found is None:
            self.found = self._scan()
        if self.found is None:
            self._check_link(link, position)
        return self.found is not None

    async def check_points(self) -> None:
        """A point that is not declared, or cannot act, would be waited for in vain."""
        told, self._failure = self._failure, None
        if self._checked and told is None:
            return
        self._checked = True
        for scope in self.scopes:
            if told is not None and scope.fails(told) and scope.arm is not None:
                raise _failed(scope, told.reason)
            if scope.arm is None:
                try:
                    state = await scope.session.api.point(scope.name)
                except UnreachableError:
                    return  # the link will tell whether the JVM is dead or comes back
                if self._ends_on_failure and state.get("state") == "failed":
                    raise _failed(scope, state.get("reason"))

    def seen(self) -> List[Event]:
        """The events of the range so far."""
        return self.tape.since(self.begin)

    def _scan(self) -> Optional[Event]:
        since = self.scope.since
        while True:
            event = self.tape.get(self._index)
            if event is None:
                if self.tape.dropped(self._index):
                    raise GapError("this wait fell behind the events that the client keeps", {})
                return None
            at = event.cursor
            if since is not None and at.node == since.node and not at.is_after(since):
                self._index += 1  # the end of a life before the range
                continue
            if since is not None and not at.same_life(since):
                raise self._died(since, at)
            if event.phase == GAP:
                lost = f"events are lost while waiting for {self.scope}: {event.line}"
                raise GapError(lost, event)
            self._index += 1
            if self._take(event):
                return event
            if self._ends_on_failure and any(scope.fails(event) for scope in self.scopes):
                self._failure = event

    def _check_link(self, link: Link, position: Cursor) -> None:
        since = self.scope.since
        if since is not None and position.node == since.node and position.boot > since.boot:
            raise self._died(since, position)
        if link.state == _tape.DEAD and since is not None and since.boot > position.boot:
            return  # the reader has not heard yet of the life in which this range begins
        where = f"{self.scope.session.api.settings.address} while waiting for {self.scope}"
        if link.state == _tape.DEAD:
            raise JvmDiedError(f"the JVM died: {where}{self._range()}") from link.cause
        if link.state == _tape.CLOSED:
            raise ClosedError(f"closed: the stream from {where}")
        if link.state == _tape.REFUSED:
            raise JinxError(f"no stream from {where}: {link}") from link.cause

    def _died(self, since: Cursor, now: Cursor) -> JvmDiedError:
        address = self.scope.session.api.settings.address
        was = f"it was {since.node} in boot {since.boot}"
        return JvmDiedError(
            f"the JVM of {self.scope} died: {was}, and now {now} answers at {address}"
        )

    def _range(self) -> str:
        begin = f" since {self.scope.since or 'earliest'}"
        events = f"\n  events in that range: {_words.summary(self.seen())}"
        return f"{begin}{events}\n  stream: {self.tape.link}"

    async def diagnosis(self) -> str:
        """All that is known of why it did not come."""
        text = f" since {self.scope.since or 'earliest'}"
        text += f"\n  events in that range: {_words.summary(self.seen())}"
        for scope in self.scopes:
            text += f"\n  point {scope}: {await scope.state()}"
        for loss in self.scope.session.leases.losses():
            text += f"\n  {loss}"
        return text + f"\n  stream: {self.tape.link}"


def _failed(scope: Scope, reason: Optional[str]) -> PointFailedError:
    why = reason or "the agent gives no reason"
    return PointFailedError(f"point {scope} cannot act: {why}", why)


async def run(wants: Sequence[Want], what: str, timeout: float, enough: int) -> List[Want]:
    """Waits until that many of them are found; answers those, else says why not."""
    if await _until(wants, timeout, lambda: sum(1 for w in wants if w.found is not None) >= enough):
        return [want for want in wants if want.found is not None]
    text = f"waited {_words.seconds(timeout)} in vain for {what}"
    for want in wants:
        if want.found is None:
            text += await want.diagnosis()
    raise WaitTimeoutError(text)


async def none(scope: Scope, quiet: float, take: Taking) -> Optional[Event]:
    """Waits for the time to pass, and then for all that was published until then."""
    want = Want([scope], take)
    await _until([want], quiet, lambda: want.found is not None)
    if want.found is not None:
        return want.found
    end = await scope.session.api.cursor()
    later = Want([scope], take)

    def reached() -> bool:
        return later.found is not None or not end.is_after(later.tape.position)

    if not await _until([later], _CATCH_UP, reached):
        behind = f"the stream is behind the log, at {later.tape.position} and not at {end}"
        raise UnreachableError(f"cannot say that {scope} was not hit: {behind} ({later.tape.link})")
    return later.found


async def _until(wants: Sequence[Want], timeout: float, enough: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + timeout
    signal = wants[0].scope.session.api.runtime.signal()
    try:
        for want in wants:
            await want.open()
            want.tape.subscribe(signal)
        while True:
            seen = signal.version  # before looking: what comes meanwhile changes it
            for want in wants:
                want.look()
            if enough():
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            for want in wants:
                await want.check_points()
            await signal.wait(seen, deadline - time.monotonic())
    finally:
        for want in wants:
            want.tape.unsubscribe(signal)
            await want.close()
